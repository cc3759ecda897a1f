/** Companies that any of many rows may speak of, found at once. */
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId } from '../../lib/ids.ts';
import type { Company } from './model.ts';
import { listCompaniesByIcos, toCompany } from './store.ts';

export interface FoundCompanies {
  companies: Company[];
  /** of their mail, by company */
  domains: Map<CompanyId, string[]>;
}

/** @param bare names as bareName leaves them @param domains in lower case @returns the oldest first */
export async function findCompaniesOf(
  ctx: Ctx,
  { icos, domains, bare }: { icos: string[]; domains: string[]; bare: string[] },
): Promise<FoundCompanies> {
  const having = domains.length === 0 ? [] : await ctx.db('company_domains').whereIn('domain', domains);
  const alive = () => ctx.db('companies').whereNull('deleted_at');
  const ids = [...new Set(having.map(({ company_id }) => company_id))];
  const byDomain = ids.length === 0 ? [] : await alive().whereIn('id', ids);
  const byName = bare.length === 0 ? [] : await alive().whereIn('bare_name', bare);
  const found = new Map<number, Company>();
  for (const company of [
    ...(await listCompaniesByIcos(ctx, icos)),
    ...[...byDomain, ...byName].map(toCompany),
  ])
    found.set(company.id, company);
  const named = new Map<CompanyId, string[]>();
  for (const { company_id, domain } of having) {
    const id = company_id as CompanyId;
    named.set(id, [...(named.get(id) ?? []), domain]);
  }
  return { companies: [...found.values()].sort((one, other) => one.id - other.id), domains: named };
}
