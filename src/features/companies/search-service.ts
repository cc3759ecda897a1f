/** Companies of ours and of a register, as one types; and what a picked one is when it is saved. */
import type { Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors } from '../../lib/errors.ts';
import { readTypedCompany } from '../registers/model.ts';
import { lookupByIco, searchByName } from '../registers/service.ts';
import type { CompanyPick, FoundCompanies, PickedCompany } from './found.ts';
import { companyOfRegister } from './from-register.ts';
import { listCompaniesByIcos, searchCompanies } from './store.ts';

const enoughOwn = 3;
const shown = 20;

/**
 * Own matches at once. Only when there are fewer than 3, and for 8 digits or a name of 5 letters and more, it waits
 * `waitMs` for the register; an answer that comes later is remembered for the next keystroke.
 */
export async function findCompanies(ctx: Ctx, query: string, waitMs = 1200): Promise<FoundCompanies> {
  const own = await searchCompanies(ctx, query, shown);
  if (own.length >= enoughOwn) return { own, register: [], answer: null };
  const { found, answer } = await askRegister(ctx, query, waitMs);
  const known = await listCompaniesByIcos(
    ctx,
    found.map((company) => company.ico),
  );
  const ownIds = new Set(own.map((company) => company.id));
  const knownIcos = new Set([...own, ...known].map((company) => company.ico));
  return {
    own: [...own, ...known.filter((company) => !ownIds.has(company.id))],
    register: found.filter((company) => !knownIcos.has(company.ico)),
    answer,
  };
}

async function askRegister(ctx: Ctx, query: string, waitMs: number) {
  const typed = readTypedCompany(query);
  if (typed.kind === 'ico') {
    const answer = await lookupByIco(ctx, typed.ico, { timeoutMs: waitMs });
    return { found: answer.kind === 'found' ? [answer.company] : [], answer };
  }
  const letters = query.match(/\p{L}/gu)?.length ?? 0;
  if (typed.kind !== 'name' || letters < 5) return { found: [], answer: null };
  const answer = await searchByName(ctx, typed.name, { limit: shown, waitMs });
  return { found: answer.kind === 'matches' ? answer.companies : [], answer };
}

/** Never inside a transaction: the register may be asked. @throws FieldErrors company */
export async function readPick(ctx: Ctx, pick: CompanyPick | null): Promise<PickedCompany> {
  if (pick === null) return { companyId: null, newCompany: null };
  if (pick.kind === 'own') return { companyId: pick.id, newCompany: null };
  if (pick.kind === 'typed') return { companyId: null, newCompany: { name: pick.name } };
  const answer = await lookupByIco(ctx, pick.ico);
  if (answer.kind !== 'found') throw new FieldErrors([new CrmError('register.unavailable', {}, 'company')]);
  return { companyId: null, newCompany: companyOfRegister(answer.company) };
}
