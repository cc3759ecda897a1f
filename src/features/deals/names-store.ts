import type { Ctx } from '../../lib/context.ts';
import type { DealId } from '../../lib/ids.ts';
import { dealsVisibleTo } from './store.ts';

/** Names of the deals that the actor sees. */
export async function listDealNames(ctx: Ctx, ids: DealId[]): Promise<Map<DealId, string>> {
  if (ids.length === 0) return new Map();
  const rows = await dealsVisibleTo(ctx)
    .clearSelect()
    .select('deals.id', 'deals.name')
    .whereIn('deals.id', ids);
  return new Map(rows.map((row) => [row.id as DealId, row.name]));
}
