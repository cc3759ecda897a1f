/** The deal's card wherever it stands: posted once, edited in place when the deal changes. */
import { findPerson } from '../../access/people.ts';
import { asking } from '../../db/recall.ts';
import { readerOf } from '../../i18n/reader.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import type { DealId, PersonId } from '../../lib/ids.ts';
import { type Delivery, effect } from '../../outbox/effects.ts';
import { listMessages, listMessagesOf, type SlackMessage } from '../../outbox/messages.ts';
import { editAnywhere, seenBy } from '../../outbox/recipients.ts';
import { enqueue } from '../../outbox/store.ts';
import { readDealCard } from './card.ts';
import type { Deal } from './model.ts';
import { partsOf } from './part.ts';
import { findDeal, findDeletedDeal } from './store.ts';
import { dealCard, deletedCard, handedOverCard } from './views.ts';

export const cardView = 'deal.card';

/**
 * Queues an edit of each place where the card stands, in the transaction of the change.
 * @param cause what changed when it was not the deal itself: `event:17`
 */
export async function queueCardEdits(
  ctx: Ctx,
  deal: Pick<Deal, 'id' | 'version'>,
  cause: string = String(deal.version),
): Promise<void> {
  await queueCardEditsOf(ctx, deal.id, cause);
}

/** Where cards stand. */
const cardsOf = asking<DealId, SlackMessage[]>('cardsOf', [], (ctx, ids) =>
  listMessagesOf(ctx, 'deal', ids, cardView),
);

/** Looks where the cards of these deals stand: they may soon have to be edited one after another. */
export const queueCardsAhead = (ctx: Ctx, ids: DealId[]): Promise<unknown> => cardsOf.many(ctx, ids);

/** For something that shows on the card and is none of the deal's own fields. */
export async function queueCardEditsOf(ctx: Ctx, dealId: DealId, cause: string): Promise<void> {
  for (const message of await cardsOf.one(ctx, dealId)) {
    await enqueue(ctx, {
      kind: 'deal.cardEdit',
      payload: { dealId, channel: message.channel, ts: message.ts },
      dedupeKey: `card:${dealId}:${cause}:${message.channel}:${message.ts}`,
      lane: `edit:${message.channel}:${message.ts}`,
      priority: 'edit',
    });
  }
}

/** Queues the card for a channel where it does not stand yet. @param cause what asked for it, once */
export async function queueCardPost(ctx: Ctx, dealId: DealId, channel: string, cause: string): Promise<void> {
  if (await isShownIn(ctx, dealId, channel)) return;
  await enqueue(ctx, {
    kind: 'deal.cardPost',
    payload: { dealId, channel },
    dedupeKey: `cardPost:${dealId}:${channel}:${cause}`,
    lane: `channel:${channel}`,
    priority: 'answer',
  });
}

/** Tells the new owner, unless they took the deal themselves. */
export async function queueHandOver(ctx: Ctx, deal: Deal, note: string | null): Promise<void> {
  const [by, to] = [actorId(ctx), deal.ownerId];
  if (to === by) return;
  await enqueue(ctx, {
    kind: 'deal.handedOver',
    payload: { dealId: deal.id, to, by, note },
    dedupeKey: `handedOver:${deal.id}:${deal.version}:${to}`,
    lane: `person:${to}`,
    priority: 'answer',
  });
}

/** The new deal's card to the one who made it, then one question at most. */
export async function queueNewDeal(ctx: Ctx, deal: Deal): Promise<void> {
  const to = actorId(ctx);
  if (to === null) return;
  for (const kind of ['deal.newCard', 'deal.newQuestion']) {
    const payload = { dealId: deal.id, to };
    const lane = `person:${to}`;
    await enqueue(ctx, { kind, payload, dedupeKey: `${kind}:${deal.id}:${to}`, lane, priority: 'answer' });
  }
}

export const newCard = effect<{ dealId: DealId; to: PersonId }>(
  'deal.newCard',
  async (ctx, { dealId, to }): Promise<Delivery> => {
    const seen = await seenBy(ctx, to);
    const card = seen && (await readDealCard(seen, dealId));
    if (!card) return { do: 'drop', reason: 'the deal is gone' };
    return {
      do: 'post',
      to: { person: to },
      ...dealCard(card, readerOf(seen), { personal: true }),
      remember: { subject: { kind: 'deal', id: dealId }, view: cardView },
      sent: (tx) => catchUp(tx, card.deal),
    };
  },
);

export const newQuestion = effect<{ dealId: DealId; to: PersonId }>(
  'deal.newQuestion',
  async (ctx, { dealId, to }): Promise<Delivery> => {
    const seen = await seenBy(ctx, to);
    const deal = seen && (await findDeal(seen, dealId));
    if (!deal) return { do: 'drop', reason: 'the deal is gone' };
    for (const part of partsOf(ctx)) {
      const question = await part.question?.(seen as Ctx, deal);
      if (question) return { do: 'post', to: { person: to }, ...question(readerOf(seen)) };
    }
    return { do: 'drop', reason: 'there is nothing to ask' };
  },
);

export async function isShownIn(ctx: Ctx, dealId: DealId, channel: string): Promise<boolean> {
  const shown = await listMessages(ctx, { kind: 'deal', id: dealId }, cardView);
  return shown.some((message) => message.channel === channel);
}

export const cardEdit = editAnywhere<{ dealId: DealId }>(
  'deal.cardEdit',
  async (seen, { dealId, channel, ts }, { message }): Promise<Delivery> => {
    if (!message) return { do: 'drop', reason: 'the message is gone' };
    const isChannel = message.personSlackId === null;
    const card = await readDealCard(seen, dealId);
    if (card && !(isChannel && card.deal.restricted))
      return { do: 'edit', channel, ts, ...dealCard(card, readerOf(seen), { personal: !isChannel }) };
    const deleted = card ? null : await findDeletedDeal(seen, dealId);
    if (deleted && !(isChannel && deleted.restricted))
      return { do: 'edit', channel, ts, ...deletedCard(deleted, readerOf(seen)) };
    // What its reader may no longer see disappears from their sight too.
    return { do: 'delete', channel, ts };
  },
);

/** Posts the card into a channel that only full members read; checked again when it is sent. */
export const cardPost = effect<{ dealId: DealId; channel: string }>(
  'deal.cardPost',
  async (ctx, { dealId, channel }): Promise<Delivery> => {
    const card = await readDealCard(ctx, dealId);
    if (!card) return { do: 'drop', reason: 'the deal is gone' };
    if (card.deal.restricted) return { do: 'drop', reason: 'the deal is restricted' };
    if (await isShownIn(ctx, dealId, channel)) return { do: 'drop', reason: 'the card is there already' };
    return {
      do: 'post',
      to: { channel },
      ...dealCard(card, readerOf(ctx)),
      remember: { subject: { kind: 'deal', id: dealId }, view: cardView },
      sent: (tx) => catchUp(tx, card.deal),
    };
  },
);

/**
 * A change that committed after the card was read and before its message was known found nothing to edit: a deal
 * that was restricted in that moment would stay in the channel.
 */
async function catchUp(tx: Ctx, shown: Deal): Promise<void> {
  const now = await findDeal(tx, shown.id);
  if (now?.version === shown.version) return;
  await queueCardEdits(tx, now ?? shown, `catchUp:${now?.version ?? 'deleted'}`);
}

/** Tells the new owner, with the card. */
export const handedOver = effect<{ dealId: DealId; to: PersonId; by: PersonId | null; note: string | null }>(
  'deal.handedOver',
  async (ctx, { dealId, to, by, note }): Promise<Delivery> => {
    const seen = await seenBy(ctx, to);
    const card = seen && (await readDealCard(seen, dealId));
    if (!card || card.deal.ownerId !== to) return { do: 'drop', reason: 'the deal went elsewhere' };
    const giver = by === null ? null : await findPerson(ctx.db, by);
    return {
      do: 'post',
      to: { person: to },
      ...handedOverCard(card, giver, note, readerOf(seen)),
      remember: { subject: { kind: 'deal', id: dealId }, view: cardView },
    };
  },
);
