import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { addHours, type Instant } from '../../lib/time.ts';
import type { AresByIco, AresByName } from './ares.ts';
import { isFresh, isSince, outsideTransaction, remember, todayInPrague, within } from './asking.ts';
import { isUnavailable } from './manners.ts';
import {
  type CompanyRegister,
  companyOn,
  type Ico,
  type Lookup,
  type NameSearch,
  type Reason,
  type RegisterCompany,
  type RegisterFacts,
  type Unavailable,
} from './model.ts';
import { bestFirst, narrowed } from './names.ts';
import {
  findNames,
  findNamesOfBeginning,
  findSubject,
  forgetNames,
  type KnownNames,
  type KnownSubject,
  keepMissing,
  keepNames,
  keepSubjects,
} from './store.ts';

/**
 * One subject by its number: from memory while fresh, else from its register; from memory of any age when that fails.
 * Never inside a transaction. An answer that comes after `timeoutMs` is remembered for the next question.
 * @param options.refresh asks even when the memory is fresh
 * @param options.register ARES unless told
 */
export async function lookupByIco(
  ctx: Ctx,
  ico: Ico,
  options: { refresh?: boolean; timeoutMs?: number; register?: CompanyRegister } = {},
): Promise<Lookup> {
  const { register = 'ares' } = options;
  const known = await findSubject(outsideTransaction(ctx), register, ico);
  const remembered = known && !options.refresh ? freshAnswer(ctx, ico, known) : null;
  if (remembered) return remembered;
  const answer = await within(options.timeoutMs ?? 5000, askByIco(ctx, register, ico));
  if (answer.kind === 'found') return found(ctx, answer.facts, null);
  if (answer.kind === 'notFound') return missing(ctx, ico, ctx.time.now(), known?.facts ?? null);
  return known?.facts && !known.missingAt ? found(ctx, known.facts, answer.reason) : answer;
}

const clientOf = ({ ports: { registers } }: Ctx, register: CompanyRegister) =>
  register === 'ares'
    ? { client: registers.ares, manners: registers.aresManners }
    : { client: registers.rpo, manners: registers.rpoManners };

function askByIco(ctx: Ctx, register: CompanyRegister, ico: Ico) {
  const { client, manners } = clientOf(ctx, register);
  const from = ctx.time.now();
  return manners.ask(
    `ico ${ico}`,
    () => client.byIco(ico),
    async (answer) => {
      if (answer.kind === 'found') await remember(ctx, (inside) => keepSubjects(inside, [answer.facts]));
      if (answer.kind === 'notFound')
        await remember(ctx, (inside) => keepMissing(inside, register, ico, ctx.time.now()));
    },
    async (): Promise<AresByIco | null> => {
      const known = await findSubject(ctx, register, ico);
      if (known?.missingAt) return isSince(known.missingAt, from) ? { kind: 'notFound' } : null;
      return known?.facts && isSince(known.facts.fetchedAt, from)
        ? { kind: 'found', facts: known.facts }
        : null;
    },
  );
}

function freshAnswer(ctx: Ctx, ico: Ico, known: KnownSubject): Lookup | null {
  const { facts, missingAt } = known;
  if (missingAt) return isFresh(ctx, missingAt, 'missing') ? missing(ctx, ico, missingAt, facts) : null;
  return facts && isFresh(ctx, facts.fetchedAt, 'subject') ? found(ctx, facts, null) : null;
}

/** What is remembered of an IČO, however old; nobody is asked. */
export async function recallByIco(
  ctx: Ctx,
  ico: Ico,
  register: CompanyRegister = 'ares',
): Promise<RegisterCompany | null> {
  const known = await findSubject(ctx, register, ico);
  return known?.facts && !known.missingAt ? companyOn(known.facts, todayInPrague(ctx)) : null;
}

const found = (ctx: Ctx, facts: RegisterFacts, trouble: Reason | null): Lookup => ({
  kind: 'found',
  company: companyOn(facts, todayInPrague(ctx)),
  fetchedAt: facts.fetchedAt,
  stale: trouble !== null,
  trouble,
});

const missing = (ctx: Ctx, ico: Ico, fetchedAt: Instant, facts: RegisterFacts | null): Lookup => ({
  kind: 'notFound',
  ico,
  fetchedAt,
  lastKnown: facts && companyOn(facts, todayInPrague(ctx)),
});

/** A register is asked for this many whatever the caller shows: a list that is complete answers the next keystrokes too. */
const namesAsked = 20;

/**
 * Subjects whose name holds what was typed. Meant for typing ahead: waits `waitMs` at most, and then makes do with
 * what an earlier keystroke brought. Fewer than 3 letters are not asked for, they match too much.
 */
export async function searchByName(
  ctx: Ctx,
  name: string,
  options: { limit?: number; waitMs?: number; register?: CompanyRegister } = {},
): Promise<NameSearch> {
  outsideTransaction(ctx);
  const { limit = namesAsked, waitMs = 1200, register = 'ares' } = options;
  const typed = name.replace(/\s+/gu, ' ').trim().slice(0, 100);
  if ((typed.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < 3) {
    return { kind: 'tooMany', total: null, fetchedAt: ctx.time.now() };
  }
  const known = await findNames(ctx, register, typed);
  if (known && isFresh(ctx, known.fetchedAt, 'names')) return matches(ctx, typed, known, limit, null);
  const earlier = await findNamesOfBeginning(ctx, register, typed);
  const narrower = earlier && isFresh(ctx, earlier.fetchedAt, 'names') ? narrowed(earlier, typed) : null;
  if (narrower?.complete && narrower.companies.length > 0) return matches(ctx, typed, narrower, limit, null);

  const answer = await within(waitMs, askByName(ctx, register, typed));
  if (!isUnavailable(answer)) return matches(ctx, typed, namesOf(ctx, answer), limit, null);
  const fallback = known ?? narrower;
  return fallback && fallback.companies.length > 0
    ? matches(ctx, typed, fallback, limit, answer.reason)
    : answer;
}

const askByName = (ctx: Ctx, register: CompanyRegister, typed: string) =>
  askList(ctx, register, typed, () => clientOf(ctx, register).client.byName(typed, namesAsked));

/** @param typed what the list is remembered under */
function askList(ctx: Ctx, register: CompanyRegister, typed: string, request: () => Promise<AresByName>) {
  const { manners } = clientOf(ctx, register);
  const from = ctx.time.now();
  return manners.ask(
    `name ${typed.toLowerCase()}`,
    request,
    async (answer) => {
      if (isUnavailable(answer)) return;
      const names = namesOf(ctx, answer);
      await remember(ctx, async (inside) => {
        // The list holds whole records: whichever is picked needs no further question.
        await keepSubjects(inside, names.companies);
        await keepNames(inside, register, typed, names);
      });
    },
    async (): Promise<AresByName | null> => {
      const known = await findNames(ctx, register, typed);
      if (!known || !isSince(known.fetchedAt, from)) return null;
      const { companies, total } = known;
      return known.tooMany || total === null
        ? { kind: 'tooMany', total }
        : { kind: 'matches', companies, total };
    },
  );
}

const namesOf = (ctx: Ctx, answer: Exclude<AresByName, Unavailable>): KnownNames => ({
  companies: answer.kind === 'matches' ? answer.companies : [],
  total: answer.total,
  tooMany: answer.kind === 'tooMany',
  fetchedAt: ctx.time.now(),
});

function matches(
  ctx: Ctx,
  typed: string,
  known: KnownNames,
  limit: number,
  trouble: Reason | null,
): NameSearch {
  const { total, fetchedAt } = known;
  if (known.tooMany || total === null) return { kind: 'tooMany', total, fetchedAt };
  const companies = known.companies.map((facts) => companyOn(facts, todayInPrague(ctx)));
  const shown = bestFirst(companies, typed).slice(0, limit);
  return { kind: 'matches', companies: shown, total, fetchedAt, stale: trouble !== null, trouble };
}

/**
 * Czech companies that sit at an address: `Příční 118, Brno`. Remembered as names are; Slovakia's register cannot be
 * asked so. Never inside a transaction.
 */
export async function searchByAddress(
  ctx: Ctx,
  address: string,
  options: { limit?: number; waitMs?: number } = {},
): Promise<NameSearch> {
  const { limit = namesAsked, waitMs = 1200 } = options;
  const typed = address.replace(/\s+/gu, ' ').trim().slice(0, 200);
  // A sign that no name begins with keeps the two apart in memory.
  const key = `@${typed}`;
  const known = await findNames(outsideTransaction(ctx), 'ares', key);
  if (known && isFresh(ctx, known.fetchedAt, 'names')) return matches(ctx, typed, known, limit, null);
  const { ares } = ctx.ports.registers;
  const answer = await within(
    waitMs,
    askList(ctx, 'ares', key, () => ares.byAddress(typed, namesAsked)),
  );
  if (!isUnavailable(answer)) return matches(ctx, typed, namesOf(ctx, answer), limit, null);
  return known ? matches(ctx, typed, known, limit, answer.reason) : answer;
}

/** Forgets which names were typed at the registers a week ago and before. @returns how many */
export const forgetTypedNames = (ctx: Ctx): Promise<number> =>
  transaction(ctx, (inside) => forgetNames(inside, addHours(ctx.time.now(), -7 * 24)));
