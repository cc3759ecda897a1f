/** A company of ours beside what the register says of it now. */
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId } from '../../lib/ids.ts';
import { type Anywhere, type LookupOptions, lookUpAnywhere, lookUpIn } from '../registers/anywhere.ts';
import {
  type CompanyRegister,
  companyRegisters,
  countryOf,
  Ico,
  type Lookup,
  type RegisterCompany,
  registerOf,
} from '../registers/model.ts';
import { companyOfRegister, type RegisterDifference, registerDifferences } from './from-register.ts';
import type { Company } from './model.ts';
import { findCompanyByIco, getCompany, keepCompany, takeOverRegister } from './service.ts';

export type Compared =
  | { kind: 'same'; company: Company }
  | { kind: 'differs'; company: Company; record: RegisterCompany; differences: RegisterDifference[] }
  /** it does not answer, or no longer knows the company */
  | { kind: 'noAnswer'; company: Company; answer: Lookup; register: CompanyRegister };

/** Asks the register anew. What is the same is confirmed with today's date. Never inside a transaction. */
export async function compareWithRegister(ctx: Ctx, id: CompanyId): Promise<Compared> {
  const company = await getCompany(ctx, id);
  const { answer, register } = await askAnew(ctx, company);
  if (answer.kind !== 'found' || answer.stale) return { kind: 'noAnswer', company, answer, register };
  const differences = registerDifferences(company, answer.company);
  if (differences.length > 0) return { kind: 'differs', company, record: answer.company, differences };
  const confirmed = await takeOverRegister(ctx, id, companyOfRegister(answer.company));
  return { kind: 'same', company: confirmed };
}

/** The register of its country; a number typed by hand may be of the other one. */
async function askAnew(ctx: Ctx, company: Company) {
  const ico = Ico.parse(company.ico);
  const register = registerOf(company.country);
  const answer = await lookUpIn(ctx, register, ico, { refresh: true });
  const mayBeElsewhere = answer.kind === 'notFound' && company.register === null;
  if (!mayBeElsewhere) return { answer, register };
  const other: CompanyRegister = register === 'ares' ? 'rpo' : 'ares';
  const elsewhere = await lookUpIn(ctx, other, ico, { refresh: true });
  return elsewhere.kind === 'found' ? { answer: elsewhere, register: other } : { answer, register };
}

/** Takes over what the register said last. Never inside a transaction. @throws CrmError notFound */
export async function acceptRegister(
  ctx: Ctx,
  id: CompanyId,
  ico: Ico,
  register: CompanyRegister = 'ares',
): Promise<Company> {
  const answer = await lookUpIn(ctx, register, ico);
  if (answer.kind !== 'found') return getCompany(ctx, id);
  return takeOverRegister(ctx, id, companyOfRegister(answer.company));
}

export type Looked =
  | { kind: 'own'; company: Company }
  | { kind: 'register'; record: RegisterCompany; answer: Lookup }
  /** both countries know the number: the person says which */
  | { kind: 'several'; ico: Ico; records: RegisterCompany[] }
  | { kind: 'nothing'; ico: Ico; answers: Partial<Anywhere> };

/**
 * By its number: ours, else the registers'; in one register where given, else in both countries. Never inside a
 * transaction.
 */
export async function lookUpCompany(
  ctx: Ctx,
  ico: Ico,
  register?: CompanyRegister,
  options: LookupOptions = {},
): Promise<Looked> {
  const own = await findCompanyByIco(ctx, ico, register && countryOf(register));
  if (own) return { kind: 'own', company: own };
  const answers: Partial<Anywhere> = register
    ? { [register]: await lookUpIn(ctx, register, ico, options) }
    : await lookUpAnywhere(ctx, ico, options);
  const found = companyRegisters.flatMap((one) => {
    const answer = answers[one];
    return answer?.kind === 'found' ? [answer] : [];
  });
  const [first, second] = found;
  if (first && second) return { kind: 'several', ico, records: found.map(({ company }) => company) };
  if (first) return { kind: 'register', record: first.company, answer: first };
  return { kind: 'nothing', ico, answers };
}

/** Makes a register's company ours. Never inside a transaction. */
export async function keepFromRegister(ctx: Ctx, ico: Ico, register?: CompanyRegister): Promise<Looked> {
  const looked = await lookUpCompany(ctx, ico, register);
  if (looked.kind !== 'register') return looked;
  return { kind: 'own', company: await keepCompany(ctx, companyOfRegister(looked.record)) };
}
