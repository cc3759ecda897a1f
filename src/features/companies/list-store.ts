/** Companies by life-cycle, owner and words, in the order of their names. */
import { idsByTerm } from '../../db/terms.ts';
import type { Ctx } from '../../lib/context.ts';
import type { Company, CompanyFilter } from './model.ts';
import { searched, toCompany } from './store.ts';

export async function listCompanies(
  ctx: Ctx,
  filter: CompanyFilter,
  page: { limit: number; offset: number },
): Promise<{ companies: Company[]; total: number }> {
  const ids = filter.text ? idsByTerm(ctx.db, 'company', searched(filter.text)) : null;
  if (filter.text && !ids) return { companies: [], total: 0 };
  const all = () => {
    const query = ctx.db('companies').whereNull('deleted_at');
    if (filter.ownerId !== null) query.where({ owner_id: filter.ownerId });
    if (filter.lifeCycle) query.where({ life_cycle: filter.lifeCycle });
    if (ids) query.whereIn('id', ids.clone());
    return query;
  };
  const [rows, [counted]] = await Promise.all([
    all().orderBy('folded_name').orderBy('id').limit(page.limit).offset(page.offset),
    all().count({ total: '*' }),
  ]);
  const { total } = counted as unknown as { total: number };
  return { companies: rows.map(toCompany), total: Number(total) };
}
