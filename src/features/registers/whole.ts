/** A register's record with what the public register adds: who acts for the company, and what was missing. */
import type { Ctx } from '../../lib/context.ts';
import { todayInPrague } from './asking.ts';
import { executivesOn, type LeadershipLookup } from './leadership.ts';
import { recallLeadership } from './leadership-service.ts';
import type { CompanyRegister, Ico, RegisterCompany } from './model.ts';
import { recallByIco } from './service.ts';

export function withLeadership(
  ctx: Ctx,
  company: RegisterCompany,
  said: LeadershipLookup | null,
): RegisterCompany {
  if (said?.kind !== 'found') return company;
  const { acting, courtFile, legalForm, activities, nace } = said.leadership;
  return {
    ...company,
    executives: executivesOn(said.leadership, todayInPrague(ctx)),
    acting,
    activities,
    courtFile: company.courtFile ?? courtFile,
    legalForm: company.legalForm ?? legalForm,
    nace: company.nace.length > 0 || nace === null ? company.nace : [nace],
  };
}

/** All that is remembered of an IČO, executives too; nobody is asked. */
export async function recallWhole(
  ctx: Ctx,
  ico: Ico,
  register: CompanyRegister = 'ares',
): Promise<RegisterCompany | null> {
  // One after another: inside a transaction there is one connection.
  const company = await recallByIco(ctx, ico, register);
  const said = await recallLeadership(ctx, ico, register);
  return company && withLeadership(ctx, company, said);
}
