/** Deals a page at a time by their number, for a file that somebody takes away. */
import type { Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import type { Deal, StageKey } from './model.ts';
import { dealsVisibleTo, toDeals } from './store.ts';

export interface DealsWanted {
  /** null: everybody's */
  ownerId: PersonId | null;
  state: StageKey | 'open' | 'all';
}

/** What the actor may see of them. @param after the last one of the page before, 0 at first */
export async function listDealsAfter(
  ctx: Ctx,
  { ownerId, state }: DealsWanted,
  after: number,
  limit: number,
): Promise<Deal[]> {
  const query = dealsVisibleTo(ctx).where('deals.id', '>', after).orderBy('deals.id').limit(limit);
  if (ownerId !== null) query.where('deals.owner_id', ownerId);
  if (state === 'open') query.where('deals.is_open', true);
  else if (state !== 'all') query.where('deals.stage', state);
  return toDeals(ctx, await query);
}
