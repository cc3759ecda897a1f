/** What stands in Slack about a deal goes from the sight of those who may not see it any more. */
import { onEvent } from '../../events/watchers.ts';
import type { Ctx, EventListener } from '../../lib/context.ts';
import type { CrmEvent } from '../../lib/event.ts';
import type { DealId } from '../../lib/ids.ts';
import type { Delivery } from '../../outbox/effects.ts';
import { listMessages } from '../../outbox/messages.ts';
import { editAnywhere } from '../../outbox/recipients.ts';
import { enqueue } from '../../outbox/store.ts';
import { cardView } from './effects.ts';
import type { Deal } from './model.ts';
import { findDeal } from './store.ts';

/** Messages about a deal that are no cards: nobody edits them, and they go when their reader may not see it. */
export const noticeView = 'deal.notice';

/** When others see a deal than before: it was restricted, or opened, or its people changed while it is restricted. */
export const onSightChange = (hear: (tx: Ctx, deal: Deal, event: CrmEvent) => Promise<void>): EventListener =>
  onEvent('deal.changed', async (tx, event) => {
    const { restricted, people, ownerId } = event.details;
    if (!restricted && !people && !ownerId) return;
    const deal = await findDeal(asProduct(tx), event.subject.id as DealId);
    if (deal && (restricted || deal.restricted)) await hear(tx, deal, event);
  });

const asProduct = (ctx: Ctx): Ctx => ({ ...ctx, actor: { kind: 'system', name: 'deals' } });

export const hushNotices = onSightChange(async (tx, deal, event) => {
  for (const { channel, ts, view } of await listMessages(tx, { kind: 'deal', id: deal.id })) {
    // Cards are edited, or taken away, by what edits them.
    if (view === cardView) continue;
    await enqueue(tx, {
      kind: 'deal.hush',
      payload: { dealId: deal.id, channel, ts },
      dedupeKey: `hush:${event.id}:${channel}:${ts}`,
      lane: `edit:${channel}:${ts}`,
      priority: 'edit',
    });
  }
});

export const hush = editAnywhere<{ dealId: DealId }>(
  'deal.hush',
  async (seen, { dealId, channel, ts }, { person }): Promise<Delivery> => {
    const deal = await findDeal(seen, dealId);
    const isSeen = deal !== null && (person || !deal.restricted);
    return isSeen ? { do: 'drop', reason: 'its reader sees the deal' } : { do: 'delete', channel, ts };
  },
);
