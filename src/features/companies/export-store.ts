/** Companies a page at a time, for a file that somebody takes away. */
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId, PersonId } from '../../lib/ids.ts';
import type { Company, LifeCycle } from './model.ts';
import { listCompaniesByIds } from './store.ts';

/** @param wanted null: of everybody, in any life-cycle @param after the last one of the page before, 0 at first */
export async function listCompaniesAfter(
  ctx: Ctx,
  { ownerId, lifeCycle }: { ownerId: PersonId | null; lifeCycle: LifeCycle | null },
  after: number,
  limit: number,
): Promise<Company[]> {
  const ids = await ctx
    .db('companies')
    .where('id', '>', after)
    .whereNull('deleted_at')
    .modify((query) => ownerId !== null && query.where({ owner_id: ownerId }))
    .modify((query) => lifeCycle !== null && query.where({ life_cycle: lifeCycle }))
    .orderBy('id')
    .limit(limit)
    .pluck('id');
  const companies = await listCompaniesByIds(ctx, ids as CompanyId[]);
  return companies.sort((one, other) => one.id - other.id);
}

/** Domains of their mail, by the company's id. */
export async function listDomainsOf(ctx: Ctx, ids: CompanyId[]): Promise<Map<number, string[]>> {
  const rows = await ctx.db('company_domains').whereIn('company_id', ids).orderBy('domain');
  const byCompany = Map.groupBy(rows, (row) => row.company_id);
  return new Map([...byCompany].map(([id, own]) => [id, own.map(({ domain }) => domain)]));
}
