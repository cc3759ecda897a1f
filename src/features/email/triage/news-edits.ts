/** What a deal's thread said of a mail follows the mail when it moves. */
import { readerOf } from '../../../i18n/reader.ts';
import type { Ctx } from '../../../lib/context.ts';
import { type DealId, randomId } from '../../../lib/ids.ts';
import { type Delivery, effect } from '../../../outbox/effects.ts';
import { listMessages } from '../../../outbox/messages.ts';
import { enqueue } from '../../../outbox/store.ts';
import { readEmailCard } from '../card.ts';
import type { EmailId } from '../model.ts';
import { newsBlocks, newsCard } from '../views.ts';
import { goneCard } from './decided-views.ts';

const prefix = 'email.news:';
export const newsView = (dealId: DealId): string => `${prefix}${dealId}`;

/** The mail is somewhere else now, or back: threads that told of it say so. */
export async function queueNewsEdits(tx: Ctx, emailId: EmailId): Promise<void> {
  for (const { channel, ts, view } of await listMessages(tx, { kind: 'email', id: emailId })) {
    if (!view.startsWith(prefix)) continue;
    await enqueue(tx, {
      kind: 'email.newsEdit',
      payload: { emailId, dealId: Number(view.slice(prefix.length)), channel, ts },
      // Moved and moved back within a moment, it is news twice.
      dedupeKey: `email.newsEdit:${randomId()}`,
      lane: `edit:${channel}:${ts}`,
      priority: 'edit',
    });
  }
}

export const newsEdit = effect<{ emailId: EmailId; dealId: DealId; channel: string; ts: string }>(
  'email.newsEdit',
  async (ctx, { emailId, dealId, channel, ts }): Promise<Delivery> => {
    const card = await readEmailCard(ctx, emailId);
    const reader = readerOf(ctx);
    if (!card) return { do: 'drop', reason: 'the mail is gone' };
    const isHere = card.deal?.id === dealId && !card.deal.restricted;
    const { text, blocks } = isHere
      ? { text: newsCard([card], reader).text, blocks: newsBlocks(card, reader) }
      : goneCard(card, reader);
    return { do: 'edit', channel, ts, text, blocks };
  },
);
