import {
  asPerson,
  findPerson,
  findPersonBySlackId,
  isActiveMember,
} from '../../access/people.ts';
import { readerOf } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { DealId, EventId, PersonId } from '../../lib/ids.ts';
import { addMinutes, fromMillis, type Instant, millis } from '../../lib/time.ts';
import { type Delivery, effect } from '../../outbox/effects.ts';
import { findMessage, listMessages } from '../../outbox/messages.ts';
import { enqueue } from '../../outbox/store.ts';
import { cardView } from '../deals/effects.ts';
import { findDeal } from '../deals/service.ts';
import { type EmailCard, readEmailCard } from './card.ts';
import { mailboxEffects } from './mailbox-effects.ts';
import type { EmailId } from './model.ts';
import { quarantineEffects } from './quarantine-effects.ts';
import { listUntold, markTold } from './store.ts';
import { sorterNow } from './triage.ts';
import { emailCard, newsBlocks, newsCard } from './views.ts';

export const emailView = 'email.card';

/** A card that asks the colleague concerned where the mail belongs. */
export async function queueTriageCard(
  tx: Ctx,
  emailId: EmailId,
  personId: PersonId,
  event: EventId,
): Promise<void> {
  await enqueue(tx, {
    kind: 'email.triageCard',
    payload: { emailId, personId },
    dedupeKey: `${event}:${personId}`,
    lane: `person:${personId}`,
    priority: 'answer',
  });
}

export const triageCard = effect<{ emailId: EmailId; personId: PersonId }>(
  'email.triageCard',
  async (ctx, { emailId, personId }): Promise<Delivery> => {
    const person = await sorterNow(ctx, personId);
    if (!person) return { do: 'drop', reason: 'nobody to ask' };
    const seen = asPerson(ctx, person);
    const card = await readEmailCard(seen, emailId);
    if (card?.email.status !== 'triage') return { do: 'drop', reason: 'the mail does not wait any more' };
    return {
      do: 'post',
      to: { person: person.id },
      ...emailCard(card, readerOf(seen)),
      remember: { subject: { kind: 'email', id: emailId }, view: emailView },
    };
  },
);

/** The mail was decided, here or elsewhere: its cards say so. */
export async function queueEmailEdits(tx: Ctx, emailId: EmailId): Promise<void> {
  for (const { channel, ts } of await listMessages(tx, { kind: 'email', id: emailId }, emailView)) {
    await enqueue(tx, {
      kind: 'email.cardEdit',
      payload: { emailId, channel, ts },
      dedupeKey: `email:${emailId}:${tx.time.now()}:${channel}:${ts}`,
      lane: `edit:${channel}:${ts}`,
      priority: 'edit',
    });
  }
}

export const emailCardEdit = effect<{ emailId: EmailId; channel: string; ts: string }>(
  'email.cardEdit',
  async (ctx, { emailId, channel, ts }): Promise<Delivery> => {
    const message = await findMessage(ctx, channel, ts);
    const person = message?.personSlackId ? await findPersonBySlackId(ctx.db, message.personSlackId) : null;
    if (!isActiveMember(person)) return { do: 'drop', reason: 'the recipient is no active member' };
    const seen = asPerson(ctx, person);
    const card = await readEmailCard(seen, emailId);
    if (!card) return { do: 'delete', channel, ts };
    return { do: 'edit', channel, ts, ...emailCard(card, readerOf(seen)) };
  },
);

/** News within so many minutes are one message. */
const newsMinutes = 5;

/**
 * A customer's mail logged itself. Where the deal has a channel its thread hears of it at once; else its owner does, with
 * whatever else comes within minutes. Who sent it in knows it already.
 */
export async function queueNews(
  tx: Ctx,
  emailId: EmailId,
  dealId: DealId,
  event: EventId,
  butNot: PersonId | null,
): Promise<void> {
  const deal = await findDeal({ ...tx, actor: { kind: 'system', name: 'email' } }, dealId);
  if (!deal) return;
  if (deal.channel && !deal.restricted) {
    await enqueue(tx, {
      kind: 'email.threadNews',
      payload: { emailId, dealId },
      dedupeKey: `${event}:${deal.channel}`,
      lane: `channel:${deal.channel}`,
      priority: 'answer',
    });
    return;
  }
  if (deal.ownerId === butNot) return;
  const window = Math.ceil((millis(tx.time.now()) + 1) / (newsMinutes * 60_000)) * newsMinutes * 60_000;
  await queueOwnerNews(tx, deal.ownerId, String(window), fromMillis(window));
}

async function queueOwnerNews(tx: Ctx, personId: PersonId, key: string, runAt: Instant): Promise<void> {
  await enqueue(tx, {
    kind: 'email.ownerNews',
    payload: { personId },
    dedupeKey: `email.news:${personId}:${key}`,
    lane: `person:${personId}`,
    priority: 'answer',
    runAt,
  });
}

export const threadNews = effect<{ emailId: EmailId; dealId: DealId }>(
  'email.threadNews',
  async (ctx, { emailId, dealId }): Promise<Delivery> => {
    const card = await readEmailCard(ctx, emailId);
    if (card?.deal?.id !== dealId || !card.deal.channel) return { do: 'drop', reason: 'the mail was moved' };
    if (card.deal.restricted) return { do: 'drop', reason: 'the deal is restricted' };
    const { channel } = card.deal;
    const messages = await listMessages(ctx, { kind: 'deal', id: dealId }, cardView);
    const root = messages.find((message) => message.channel === channel);
    const { text } = newsCard([card], readerOf(ctx));
    return {
      do: 'post',
      to: { channel, ...(root ? { thread: root.ts } : {}) },
      text,
      blocks: newsBlocks(card, readerOf(ctx)),
      sent: (tx) => markTold(tx, [emailId]),
    };
  },
);

/** More would not fit into one message; the rest comes with the next. */
const newsLimit = 5;

export const ownerNews = effect<{ personId: PersonId }>(
  'email.ownerNews',
  async (ctx, { personId }): Promise<Delivery> => {
    const person = await findPerson(ctx.db, personId);
    if (!isActiveMember(person)) return { do: 'drop', reason: 'the recipient is no active member' };
    const seen = asPerson(ctx, person);
    const since = addMinutes(ctx.time.now(), -24 * 60);
    const cards: EmailCard[] = [];
    for (const id of await listUntold(ctx, personId, since, newsLimit)) {
      const card = await readEmailCard(seen, id);
      if (card?.deal) cards.push(card);
    }
    if (cards.length === 0) return { do: 'drop', reason: 'told already' };
    return {
      do: 'post',
      to: { person: personId },
      ...newsCard(cards, readerOf(seen)),
      sent: async (tx) => {
        await markTold(
          tx,
          cards.map(({ email }) => email.id),
        );
        const [more] = await listUntold(tx, personId, since, 1);
        if (more) await queueOwnerNews(tx, personId, `after:${more}`, tx.time.now());
      },
    };
  },
);

/** Everything that app.ts registers with the dispatcher. */
export const emailEffects = [
  triageCard,
  emailCardEdit,
  threadNews,
  ownerNews,
  ...mailboxEffects,
  ...quarantineEffects,
];
