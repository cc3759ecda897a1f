/** A company of ours beside what the register says of it now. */
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId } from '../../lib/ids.ts';
import { Ico, type Lookup, type RegisterCompany } from '../registers/model.ts';
import { lookupByIco } from '../registers/service.ts';
import { companyOfRegister, type RegisterDifference, registerDifferences } from './from-register.ts';
import type { Company } from './model.ts';
import { findCompanyByIco, getCompany, keepCompany, takeOverRegister } from './service.ts';

export type Compared =
  | { kind: 'same'; company: Company }
  | { kind: 'differs'; company: Company; record: RegisterCompany; differences: RegisterDifference[] }
  /** it does not answer, or no longer knows the company */
  | { kind: 'noAnswer'; company: Company; answer: Lookup };

/** Asks the register anew. What is the same is confirmed with today's date. Never inside a transaction. */
export async function compareWithRegister(ctx: Ctx, id: CompanyId): Promise<Compared> {
  const company = await getCompany(ctx, id);
  const answer = await lookupByIco(ctx, Ico.parse(company.ico), { refresh: true });
  if (answer.kind !== 'found' || answer.stale) return { kind: 'noAnswer', company, answer };
  const differences = registerDifferences(company, answer.company);
  if (differences.length > 0) return { kind: 'differs', company, record: answer.company, differences };
  const confirmed = await takeOverRegister(ctx, id, companyOfRegister(answer.company));
  return { kind: 'same', company: confirmed };
}

/** Takes over what the register said last. Never inside a transaction. @throws CrmError notFound */
export async function acceptRegister(ctx: Ctx, id: CompanyId, ico: Ico): Promise<Company> {
  const answer = await lookupByIco(ctx, ico);
  if (answer.kind !== 'found') return getCompany(ctx, id);
  return takeOverRegister(ctx, id, companyOfRegister(answer.company));
}

export type Looked =
  | { kind: 'own'; company: Company }
  | { kind: 'register'; record: RegisterCompany; answer: Lookup }
  | { kind: 'nothing'; answer: Lookup };

/** By its number: ours, else the register's. Never inside a transaction. */
export async function lookUpCompany(ctx: Ctx, ico: Ico): Promise<Looked> {
  const own = await findCompanyByIco(ctx, ico);
  if (own) return { kind: 'own', company: own };
  const answer = await lookupByIco(ctx, ico);
  return answer.kind === 'found'
    ? { kind: 'register', record: answer.company, answer }
    : { kind: 'nothing', answer };
}

/** Makes a register's company ours. Never inside a transaction. */
export async function keepFromRegister(ctx: Ctx, ico: Ico): Promise<Looked> {
  const looked = await lookUpCompany(ctx, ico);
  if (looked.kind !== 'register') return looked;
  return { kind: 'own', company: await keepCompany(ctx, companyOfRegister(looked.record)) };
}
