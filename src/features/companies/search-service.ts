/** Companies of ours and of a register, as one types; and what a picked one is when it is saved. */
import { noteOnce } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors } from '../../lib/errors.ts';
import { lookUpIn, searchAnywhere } from '../registers/anywhere.ts';
import { companyRegisters, countryOf, looksLikeAddress, readTypedCompany } from '../registers/model.ts';
import { lookupByIco, searchByAddress } from '../registers/service.ts';
import { findAlikeCompany, findSameNamed } from './alike.ts';
import type { CompanyPick, FoundCompanies, PickedCompany } from './found.ts';
import { companyOfRegister } from './from-register.ts';
import type { NewCompany } from './model.ts';
import { listCompaniesByIcos, searchCompanies } from './store.ts';

const enoughOwn = 3;
const shown = 20;

/**
 * Own matches at once. Only when there are fewer than 3, and for 8 digits or a name of 5 letters and more, it waits
 * `waitMs` for the register; an answer that comes later is remembered for the next keystroke.
 */
export async function findCompanies(ctx: Ctx, query: string, waitMs = 1200): Promise<FoundCompanies> {
  const own = await searchCompanies(ctx, query, shown);
  // Before one more is made with a slip in its name, the one that was meant is offered.
  const meant =
    own.length < enoughOwn
      ? await findAlikeCompany(
          ctx,
          { name: query },
          own.map(({ id }) => id),
        )
      : null;
  if (meant) own.push(meant.company);
  if (own.length >= enoughOwn) return { own, register: [], answer: null };
  const { found, answer, slovak } = await askRegisters(ctx, query, waitMs);
  const sameIco = await listCompaniesByIcos(
    ctx,
    found.map((company) => company.ico),
  );
  const foundKeys = new Set(found.map((company) => keyOf(countryOf(company.source), company.ico)));
  const known = sameIco.filter(({ country, ico }) => foundKeys.has(keyOf(country, ico)));
  const ownIds = new Set(own.map((company) => company.id));
  const knownKeys = new Set([...own, ...known].map(({ country, ico }) => keyOf(country, ico)));
  return {
    own: [...own, ...known.filter((company) => !ownIds.has(company.id))],
    register: found.filter((company) => !knownKeys.has(keyOf(countryOf(company.source), company.ico))),
    answer,
    slovak,
  };
}

/** The same eight digits can be a company of either country. */
const keyOf = (country: string, ico: string | null): string => `${country} ${ico}`;

/** Both countries at once, within one wait; Czech companies first. */
async function askRegisters(ctx: Ctx, query: string, waitMs: number) {
  const typed = readTypedCompany(query);
  if (typed.kind === 'ico') {
    const [answer, slovak] = await Promise.all(
      companyRegisters.map((register) => lookupByIco(ctx, typed.ico, { timeoutMs: waitMs, register })),
    );
    const found = [answer!, slovak!].flatMap((one) => (one.kind === 'found' ? [one.company] : []));
    return { found, answer: answer!, slovak: slovak! };
  }
  const letters = query.match(/\p{L}/gu)?.length ?? 0;
  if (typed.kind !== 'name' || letters < 5) return { found: [], answer: null, slovak: null };
  if (looksLikeAddress(typed.name)) {
    const answer = await searchByAddress(ctx, typed.name, { limit: shown, waitMs });
    return { found: answer.kind === 'matches' ? answer.companies : [], answer, slovak: null };
  }
  const { ares, rpo } = await searchAnywhere(ctx, typed.name, { limit: shown, waitMs });
  const found = [ares, rpo].flatMap((one) => (one.kind === 'matches' ? one.companies : []));
  return { found, answer: ares, slovak: rpo };
}

/**
 * A typed name that one company of ours has already is that company. Never inside a transaction: the register may be
 * asked.
 * @param window the id of the form's view: in it each company that is alike is asked about once
 * @throws FieldErrors at the field
 */
export async function readPick(
  ctx: Ctx,
  pick: CompanyPick | null,
  { field = 'company', window = null }: { field?: string; window?: string | null } = {},
): Promise<PickedCompany> {
  const picked = await readNew(ctx, pick, field);
  if (picked.newCompany && window) await askAboutAlike(ctx, picked.newCompany, field, window);
  return picked;
}

/** What was typed stays in the form; saved once more it is another company. @throws FieldErrors company.alike */
async function askAboutAlike(
  ctx: Ctx,
  { name, ico }: NewCompany,
  field: string,
  window: string,
): Promise<void> {
  const alike = await findAlikeCompany(ctx, { name, ico }, []);
  // One of the same number is taken by itself.
  if (!alike || alike.by === 'ico') return;
  if (await noteOnce(ctx, `alike:${window}:${alike.company.id}`))
    throw new FieldErrors([new CrmError('company.alike', { name: alike.company.name }, field)]);
}

async function readNew(ctx: Ctx, pick: CompanyPick | null, field: string): Promise<PickedCompany> {
  if (pick === null) return { companyId: null, newCompany: null };
  if (pick.kind === 'own') return { companyId: pick.id, newCompany: null };
  if (pick.kind === 'typed') {
    const same = await findSameNamed(ctx, pick.name);
    return same
      ? { companyId: same.id, newCompany: null }
      : { companyId: null, newCompany: { name: pick.name } };
  }
  // A form is waiting for its answer: what DIČ and VAT number would take longer, a refresh brings later.
  const answer = await lookUpIn(ctx, pick.register ?? 'ares', pick.ico, { extrasMs: 1200 });
  if (answer.kind !== 'found') throw new FieldErrors([new CrmError('register.unavailable', {}, field)]);
  return { companyId: null, newCompany: companyOfRegister(answer.company) };
}
