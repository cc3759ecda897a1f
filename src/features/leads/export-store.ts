/** Leads a page at a time by their number, for a file that somebody takes away. */
import type { Ctx } from '../../lib/context.ts';
import type { Lead, LeadFilter } from './model.ts';
import { leadsOf, toLead } from './store.ts';

/** @param after the last one of the page before, 0 at first */
export async function listLeadsAfter(
  ctx: Ctx,
  { ownerId, state }: Pick<LeadFilter, 'ownerId' | 'state'>,
  after: number,
  limit: number,
): Promise<Lead[]> {
  const query = leadsOf(ctx).where('leads.id', '>', after).orderBy('leads.id').limit(limit);
  if (ownerId !== null) query.where('leads.owner_id', ownerId);
  if (state === 'open') query.whereIn('leads.state', ['new', 'working']);
  else if (state !== 'all') query.where('leads.state', state);
  return (await query).map(toLead);
}
