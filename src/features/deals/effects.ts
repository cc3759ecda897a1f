/** The deal's card wherever it was posted: edited in place when the deal changes. */
import { asPerson, findPersonBySlackId, isActiveMember } from '../../access/people.ts';
import { readerOf } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { DealId } from '../../lib/ids.ts';
import { type Delivery, effect } from '../../outbox/effects.ts';
import { findMessage, listMessages } from '../../outbox/messages.ts';
import { enqueue } from '../../outbox/store.ts';
import { readDealCard } from './card.ts';
import type { Deal } from './model.ts';
import { dealCard } from './views.ts';

export const cardView = 'deal.card';

/** Queues an edit of each place where the card stands, in the transaction of the change. */
export async function queueCardEdits(ctx: Ctx, deal: Deal): Promise<void> {
  for (const message of await listMessages(ctx, { kind: 'deal', id: deal.id }, cardView)) {
    await enqueue(ctx, {
      kind: 'deal.cardEdit',
      payload: { dealId: deal.id, channel: message.channel, ts: message.ts },
      dedupeKey: `card:${deal.id}:${deal.version}:${message.channel}:${message.ts}`,
      lane: `edit:${message.channel}:${message.ts}`,
      priority: 'edit',
    });
  }
}

export const cardEdit = effect<{ dealId: DealId; channel: string; ts: string }>(
  'deal.cardEdit',
  async (ctx, { dealId, channel, ts }): Promise<Delivery> => {
    const message = await findMessage(ctx, channel, ts);
    if (!message) return { do: 'drop', reason: 'the message is gone' };
    const seen = await seenIn(ctx, message.personSlackId);
    if (!seen) return { do: 'drop', reason: 'the recipient is no active member' };
    const card = await readDealCard(seen, dealId);
    // What its reader may no longer see disappears from their channel too.
    if (!card) return { do: 'delete', channel, ts };
    return { do: 'edit', channel, ts, ...dealCard(card, readerOf(seen)) };
  },
);

/** Posts the card into a channel that only full members read; checked again when it is sent. */
export const cardPost = effect<{ dealId: DealId; channel: string }>(
  'deal.cardPost',
  async (ctx, { dealId, channel }): Promise<Delivery> => {
    const card = await readDealCard(ctx, dealId);
    if (!card) return { do: 'drop', reason: 'the deal is gone' };
    if (card.deal.restricted) return { do: 'drop', reason: 'the deal is restricted' };
    return {
      do: 'post',
      to: { channel },
      ...dealCard(card, readerOf(ctx)),
      remember: { subject: { kind: 'deal', id: dealId }, view: cardView },
    };
  },
);

/** A DM is read by its person, a channel by the workspace. */
async function seenIn(ctx: Ctx, personSlackId: string | null): Promise<Ctx | null> {
  if (!personSlackId) return ctx;
  const person = await findPersonBySlackId(ctx.db, personSlackId);
  return isActiveMember(person) ? asPerson(ctx, person) : null;
}
