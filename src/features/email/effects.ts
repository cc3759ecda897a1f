import { asPerson, type Person } from '../../access/people.ts';
import { findActing } from '../../access/standing-in.ts';
import { recall } from '../../db/recall.ts';
import { transaction } from '../../db/transaction.ts';
import { readerOf } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import { type DealId, type EventId, type PersonId, randomId } from '../../lib/ids.ts';
import { type Delivery, effect } from '../../outbox/effects.ts';
import { listMessages } from '../../outbox/messages.ts';
import { editFor } from '../../outbox/recipients.ts';
import { enqueueLater } from '../../outbox/store.ts';
import { cardView } from '../deals/effects.ts';
import { readEmailCard } from './card.ts';
import { mailFileCopy } from './file-copies.ts';
import { mailboxEffects } from './mailboxes/mailbox-effects.ts';
import type { EmailId } from './model.ts';
import {
  emailView,
  heldCards,
  heldEdit,
  holdUntilMorning,
  queueHeldEdits,
  queueQuestion,
  readQuestion,
} from './notices/held-cards.ts';
import { notice } from './notices/notice-effects.ts';
import { ownerNews, ownerNewsEdit, queueOwnerNews } from './notices/owner-news.ts';
import { quietEnd, windowAfter } from './notices/sent-in.ts';
import { notices, unreadable } from './notices/sent-in-effects.ts';
import { quarantineEffects } from './quarantine-effects.ts';
import { dealFacts } from './records-store.ts';
import { sorterNow } from './triage/instead.ts';
import { newsEdit, newsView } from './triage/news-edits.ts';
import { emailCard, newsBlocks, newsCard } from './views.ts';

export { emailView };

/** A card that asks the colleague concerned where the mail belongs. @param atOnce also in their quiet hours */
export async function queueTriageCard(
  tx: Ctx,
  emailId: EmailId,
  personId: PersonId,
  event: EventId,
  atOnce = false,
): Promise<void> {
  if (!atOnce && (await isHeld(tx, personId))) return;
  await enqueueLater(tx, {
    kind: 'email.triageCard',
    payload: atOnce ? { emailId, personId, atOnce } : { emailId, personId },
    dedupeKey: `${event}:${personId}`,
    lane: `person:${personId}`,
    priority: 'answer',
  });
}

/** Hundreds that come at night need no look at each: who is here and in quiet hours gets all of them in the morning. */
const isHeld = (tx: Ctx, personId: PersonId): Promise<boolean> =>
  recall(tx, `questions to ${personId} are held`, async () => {
    const person = await findActing(tx, personId);
    if (person?.id !== personId) return false;
    // The morning's message may be on its way before this transaction ends.
    const soon = windowAfter(tx.time.now(), 1);
    return quietEnd(tx, person, soon) > soon && (await holdUntilMorning(tx, person));
  });

export const triageCard = effect<{ emailId: EmailId; personId: PersonId; atOnce?: boolean }>(
  'email.triageCard',
  async (ctx, { emailId, personId, atOnce }): Promise<Delivery> => {
    const person = await sorterNow(ctx, emailId, personId);
    if (!person) return { do: 'drop', reason: 'nobody to ask' };
    if (!atOnce && (await isAskedLater(ctx, person, emailId, personId)))
      return { do: 'drop', reason: 'it comes in the morning' };
    const card = await readQuestion(ctx, person, emailId);
    if (!card) return { do: 'drop', reason: 'the mail does not wait any more' };
    return {
      do: 'post',
      to: { person: person.id },
      ...emailCard(card, readerOf(asPerson(ctx, person))),
      remember: { subject: { kind: 'email', id: emailId }, view: emailView },
    };
  },
);

/** Whose mails somebody sorts only for now may be back by the morning: each of those is looked at again then. */
async function isAskedLater(
  ctx: Ctx,
  person: Person,
  emailId: EmailId,
  personId: PersonId,
): Promise<boolean> {
  if (person.id === personId) return holdUntilMorning(ctx, person);
  const now = ctx.time.now();
  const runAt = quietEnd(ctx, person, now);
  if (runAt <= now) return false;
  await transaction(ctx, (tx) => queueQuestion(tx, emailId, personId, `${person.id}:${runAt}`, runAt));
  return true;
}

/** The mail was decided, here or elsewhere: its cards say so. */
export async function queueEmailEdits(tx: Ctx, emailId: EmailId): Promise<void> {
  const messages = await listMessages(tx, { kind: 'email', id: emailId });
  await queueHeldEdits(tx, messages);
  for (const { channel, ts } of messages.filter(({ view }) => view === emailView)) {
    await enqueueLater(tx, {
      kind: 'email.cardEdit',
      payload: { emailId, channel, ts },
      // Decided and taken back within a moment, it changes twice.
      dedupeKey: `email.cardEdit:${randomId()}`,
      lane: `edit:${channel}:${ts}`,
      priority: 'edit',
    });
  }
}

export const emailCardEdit = editFor<{ emailId: EmailId }>(
  'email.cardEdit',
  async (seen, { emailId, channel, ts }): Promise<Delivery> => {
    const card = await readEmailCard(seen, emailId);
    if (!card) return { do: 'delete', channel, ts };
    return { do: 'edit', channel, ts, ...emailCard(card, readerOf(seen)) };
  },
);

/**
 * A customer's mail logged itself. Its owner hears of it, with whatever else comes within minutes, and the thread in the
 * deal's channel shows it. Who sent it in knows it already.
 */
export async function queueNews(
  tx: Ctx,
  emailId: EmailId,
  dealId: DealId,
  event: EventId,
  butNot: PersonId | null,
): Promise<void> {
  const deal = await dealFacts.one(tx, dealId);
  if (!deal) return;
  if (deal.channel && !deal.restricted) {
    await enqueueLater(tx, {
      kind: 'email.threadNews',
      payload: { emailId, dealId },
      dedupeKey: `${event}:${deal.channel}`,
      lane: `channel:${deal.channel}`,
      priority: 'answer',
    });
  }
  if (deal.ownerId !== butNot) await queueOwnerNews(tx, deal.ownerId);
}

export const threadNews = effect<{ emailId: EmailId; dealId: DealId }>(
  'email.threadNews',
  async (ctx, { emailId, dealId }): Promise<Delivery> => {
    const card = await readEmailCard(ctx, emailId);
    if (card?.deal?.id !== dealId || !card.deal.channel) return { do: 'drop', reason: 'the mail was moved' };
    if (card.deal.restricted) return { do: 'drop', reason: 'the deal is restricted' };
    const { channel } = card.deal;
    // It left the deal and is back: what the thread said of it has been written anew.
    const [before] = await listMessages(ctx, { kind: 'email', id: emailId }, newsView(dealId));
    if (before?.channel === channel) return { do: 'drop', reason: 'told already' };
    const messages = await listMessages(ctx, { kind: 'deal', id: dealId }, cardView);
    const root = messages.find((message) => message.channel === channel);
    const { text } = newsCard([card], readerOf(ctx));
    return {
      do: 'post',
      to: { channel, ...(root ? { thread: root.ts } : {}) },
      text,
      blocks: newsBlocks(card, readerOf(ctx)),
      remember: { subject: { kind: 'email', id: emailId }, view: newsView(dealId) },
    };
  },
);

/** Everything that app.ts registers with the dispatcher. */
export const emailEffects = [
  triageCard,
  heldCards,
  emailCardEdit,
  threadNews,
  newsEdit,
  notice,
  ownerNews,
  ownerNewsEdit,
  heldEdit,
  mailFileCopy,
  ...mailboxEffects,
  ...quarantineEffects,
  notices,
  unreadable,
];
