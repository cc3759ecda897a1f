/** Asks the registers anew about our companies, a few at a time, night after night. Going on after a crash costs nothing. */
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId } from '../../lib/ids.ts';
import { addDays, at, dateIn, daysBetween, type Instant, instantOf, type PlainDate } from '../../lib/time.ts';
import { askVatStatuses } from '../registers/crpdph-batch.ts';
import { recallInsolvency } from '../registers/isir-service.ts';
import { verdictOf } from '../registers/isir-verdict.ts';
import { Ico } from '../registers/model.ts';
import { askRecord, type CompanyRecord, recallRecord } from '../registers/record.ts';
import type { Company } from './model.ts';
import { listCompaniesByIds } from './service.ts';
import { listSources } from './source-store.ts';
import { findCompany, lockCompany, touchRegister } from './store.ts';
import { insertChanges } from './watch-changes-store.ts';
import { factsOf, firstFacts, insolvencyOf, judge, type WatchedFacts } from './watch-facts.ts';
import { judgeNight, tellNight } from './watch-service.ts';
import {
  beginNight,
  findNight,
  findWatched,
  listInsolvencyOpen,
  listOpenNights,
  listToCheck,
  listUntoldNights,
  type Night,
  saveWatched,
  withBranches,
} from './watch-store.ts';

/** The registers rest from midnight to a quarter past, and answer best before people come to work. */
const begins = '01:15';
const morning = '06:30';
/** From then on the night is judged without those whose register does not answer, and later without all the others. */
const enough = '05:30';
const lastCall = '12:00';

/** In one run of five minutes; ARES alone would let us ask four times as many. */
const perRun = 100;
/** The VAT register answers so many at once. */
const perBatch = 25;
const atOnce = 4;
/** So many without an answer: the registers are away, and the next run tries again. */
const patience = 3;

/** Every five minutes: what is left of tonight's companies, then the judgement over the whole night. */
export async function watchCompanies(ctx: Ctx): Promise<void> {
  const night = nightOf(ctx);
  for (const before of await listOpenNights(ctx))
    if (before.night < night) await judgeNight(ctx, before.night);
  for (const untold of await listUntoldNights(ctx)) await tellNight(ctx, untold);
  const known = await findNight(ctx, night);
  if (!known?.endedAt) {
    if (!known) await transaction(ctx, (tx) => beginNight(tx, night));
    const isDone = await checkSome(ctx, night);
    if (isDone || ctx.time.now() >= clockToday(ctx, night, lastCall)) await judgeNight(ctx, night);
  } else await decideInsolvencies(ctx, night);
}

/** The local date on which the night began that is not over yet. */
export function nightOf(ctx: Ctx): PlainDate {
  const { zone } = ctx.settings;
  const today = dateIn(ctx.time.now(), zone);
  return ctx.time.now() >= clockToday(ctx, today, begins) ? today : addDays(today, -1);
}

const clockToday = (ctx: Ctx, today: PlainDate, clock: string): Instant =>
  instantOf(at(today, clock), ctx.settings.zone);

/** @returns true when nothing is left for tonight */
async function checkSome(ctx: Ctx, night: PlainDate): Promise<boolean> {
  const weekday = daysBetween('2000-01-01' as PlainDate, night) % 7;
  const silent: CompanyId[] = [];
  let isThere = false;
  for (let asked = 0; asked < perRun; asked += perBatch) {
    const ids = await listToCheck(ctx, night, { weekday, limit: perBatch, except: silent });
    if (ids.length === 0) return silent.length === 0 || ctx.time.now() >= clockToday(ctx, night, enough);
    const companies = await withBranches(ctx, await listCompaniesByIds(ctx, ids));
    const shown = await recallShown(ctx, companies);
    // Nobody asks a hundred times whether a register is down: the first ones of a run tell.
    while (!isThere && companies.length > 0) {
      const first = companies.shift() as Company;
      isThere = await checkCompany(ctx, night, first, shown);
      if (!isThere) silent.push(first.id);
      if (silent.length >= patience) return false;
    }
    await askVatStatuses(ctx, companies.filter(({ country }) => country === 'CZ').map(icoOf));
    for (let from = 0; from < companies.length; from += atOnce) {
      const some = companies.slice(from, from + atOnce);
      const answered = await allOf(some.map((company) => checkCompany(ctx, night, company, shown)));
      silent.push(...some.filter((_, index) => !answered[index]).map(({ id }) => id));
      if (silent.length >= patience) return false;
    }
  }
  return false;
}

const icoOf = ({ ico }: Company): Ico => Ico.parse(ico);

/** Nothing is still being written when this fails. */
async function allOf(work: Promise<boolean>[]): Promise<boolean[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

/** @returns false when its register does not answer now */
async function checkCompany(ctx: Ctx, night: Night, company: Company, shown: Shown): Promise<boolean> {
  const record = await askWhole(ctx, company);
  const main = record?.registers[0];
  if (!record || main?.state === 'unavailable' || main?.stale) return false;
  const before = shown.get(company.id) ?? {};
  await transaction(ctx, (tx) => noteFacts(tx, night, company.id, record, before));
  return true;
}

/** One record that cannot be read must not keep all the others from being checked. */
async function askWhole(ctx: Ctx, company: Company): Promise<CompanyRecord | null> {
  try {
    return await askRecord(ctx, icoOf(company), company.country, { refresh: true, timeoutMs: 20_000 });
  } catch (error) {
    ctx.log.error({ err: error, company: company.id }, 'what a register says of a company cannot be read');
    return null;
  }
}

type Shown = Map<CompanyId, WatchedFacts>;

/** Of companies that are checked for the first time: what their cards have said so far is no news to anybody. */
async function recallShown(ctx: Ctx, companies: Company[]): Promise<Shown> {
  const shown: Shown = new Map();
  for (const company of companies) {
    if (await findWatched(ctx, company.id)) continue;
    const record = await recallRecord(ctx, icoOf(company), company.country);
    if (!record) continue;
    const { vat, unreliable, insolvency } = factsOf(record, company);
    const facts = Object.entries({ vat, unreliable, insolvency }).filter(([, value]) => value !== undefined);
    shown.set(company.id, Object.fromEntries(facts));
  }
  return shown;
}

/** Joins one transaction: either all of it is noted, or the company is asked about again. */
async function noteFacts(
  tx: Ctx,
  night: Night,
  id: CompanyId,
  record: CompanyRecord,
  shown: WatchedFacts,
): Promise<void> {
  await lockCompany(tx, id);
  const company = await findCompany(tx, id);
  const watched = await findWatched(tx, id);
  if (!company || watched?.night === night) return;
  const told = watched?.told ?? { ...firstFacts(company, await listSources(tx, id), todayOf(tx)), ...shown };
  const next = judge(told, watched?.once ?? {}, factsOf(record, company), tx.time.now());
  const insolvencyOpen = record.insolvency?.kind === 'answered' && record.insolvencyVerdict === 'unconfirmed';
  await saveWatched(tx, id, { ...next, night, insolvencyOpen });
  await insertChanges(tx, id, night, next.changes);
  const isAsWas = next.changes.length === 0 && Object.keys(next.once).length === 0;
  if (isAsWas && record.name && company.register !== null) await touchRegister(tx, id, record.name.at);
}

const todayOf = (ctx: Ctx): PlainDate => dateIn(ctx.time.now(), ctx.settings.zone);

/** Before people come to work: insolvencies that a second answer has decided since, told this very morning. */
async function decideInsolvencies(ctx: Ctx, night: PlainDate): Promise<void> {
  const again: Night = `${night}+`;
  if (ctx.time.now() < clockToday(ctx, night, morning) || (await findNight(ctx, again))?.endedAt) return;
  await transaction(ctx, (tx) => beginNight(tx, again));
  for (const id of await listInsolvencyOpen(ctx, night)) {
    const company = await findCompany(ctx, id);
    const answer =
      company?.ico && company.country === 'CZ' ? await recallInsolvency(ctx, icoOf(company)) : null;
    if (answer?.kind !== 'answered') continue;
    const facts = insolvencyOf({ insolvency: answer, insolvencyVerdict: verdictOf(answer) });
    await transaction(ctx, (tx) => noteInsolvency(tx, again, id, facts));
  }
  await judgeNight(ctx, again);
}

async function noteInsolvency(tx: Ctx, night: Night, id: CompanyId, facts: WatchedFacts): Promise<void> {
  await lockCompany(tx, id);
  const watched = await findWatched(tx, id);
  if (!watched?.told || watched.night === null || facts.insolvency === undefined) return;
  const next = judge(watched.told, watched.once, facts, tx.time.now());
  await saveWatched(tx, id, { ...next, night: watched.night, insolvencyOpen: false });
  await insertChanges(tx, id, night, next.changes);
}
