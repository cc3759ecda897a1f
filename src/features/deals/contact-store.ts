import type { Ctx } from '../../lib/context.ts';
import type { ContactId } from '../../lib/ids.ts';
import type { ContactRole, Deal } from './model.ts';
import { dealsVisibleTo, type JoinedRow, toDeals } from './store.ts';

export interface DealOfContact {
  deal: Deal;
  role: ContactRole | null;
}

/** Deals on which they are named and which the actor sees: open ones first, the most recently touched first. */
/** As far as the actor sees them. */
export async function countDealsOfContact(ctx: Ctx, id: ContactId): Promise<number> {
  return (await listWith(ctx, id, 1000, false)).length;
}

export const listDealsOfContact = (ctx: Ctx, id: ContactId, limit: number): Promise<DealOfContact[]> =>
  listWith(ctx, id, limit, false);

export const listOpenDealsOfContact = (ctx: Ctx, id: ContactId, limit: number): Promise<DealOfContact[]> =>
  listWith(ctx, id, limit, true);

async function listWith(ctx: Ctx, id: ContactId, limit: number, onlyOpen: boolean): Promise<DealOfContact[]> {
  const named = ctx.db('deal_contacts').where({ contact_id: id }).select('deal_id');
  const rows = await dealsVisibleTo(ctx)
    .whereIn('deals.id', named)
    .modify((query) => onlyOpen && query.where('deals.is_open', true))
    .orderBy([
      { column: 'deals.is_open', order: 'desc' },
      { column: 'deals.updated_at', order: 'desc' },
    ])
    .limit(limit);
  const deals = await toDeals(ctx, rows as JoinedRow[]);
  return deals.map((deal) => ({
    deal,
    role: deal.contacts.find(({ contactId }) => contactId === id)?.role ?? null,
  }));
}
