/**
 * News that wait go to whoever has the deal or lead by the time they leave. A new owner is asked after later in any case: a
 * mail may be in a transaction that began before.
 */
import { onEvent } from '../../../events/watchers.ts';
import type { Ctx } from '../../../lib/context.ts';
import type { CrmEvent } from '../../../lib/event.ts';
import type { DealId, LeadId, PersonId } from '../../../lib/ids.ts';
import { dealFacts } from '../records-store.ts';
import { queueLeadNews, queueOwnerNews } from './owner-news.ts';

async function tellNewOwner(tx: Ctx, { details }: CrmEvent): Promise<void> {
  const change = details.ownerId as { to?: PersonId } | PersonId | undefined;
  if (typeof change === 'object' && change?.to) await queueOwnerNews(tx, change.to);
}

async function queueNewsOf(tx: Ctx, dealId: DealId): Promise<void> {
  const deal = await dealFacts.one(tx, dealId);
  if (deal) await queueOwnerNews(tx, deal.ownerId);
}

export const newsListeners = [
  onEvent('deal.changed', tellNewOwner),
  onEvent('lead.*', tellNewOwner),
  // What came before it was deleted was not told.
  onEvent('deal.restored', (tx, { subject }) => queueNewsOf(tx, subject.id as DealId)),
  // The deal may have another owner than the lead.
  onEvent('lead.converted', async (tx, { details }) => {
    const { dealId } = details as { dealId: DealId | null };
    if (dealId !== null) await queueNewsOf(tx, dealId);
  }),
  onEvent('lead.unconverted', (tx, { subject }) => queueLeadNews(tx, subject.id as LeadId, null)),
];
