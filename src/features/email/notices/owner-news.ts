/** Customers' mail that logged itself, told to the owner of its deal: several in one message, and not in quiet hours. */
import { isActiveMember, type Person, personOf } from '../../../access/people.ts';
import { recall } from '../../../db/recall.ts';
import { transaction } from '../../../db/transaction.ts';
import { readerOf } from '../../../i18n/reader.ts';
import type { Ctx } from '../../../lib/context.ts';
import type { DealId, LeadId, PersonId } from '../../../lib/ids.ts';
import { addMinutes, fromMillis, type Instant, millis } from '../../../lib/time.ts';
import type { Delivery } from '../../../outbox/effects.ts';
import { listMessages, rememberMessage } from '../../../outbox/messages.ts';
import { editFor, effectFor } from '../../../outbox/recipients.ts';
import { enqueue, enqueueLater } from '../../../outbox/store.ts';
import { findLead } from '../../leads/service.ts';
import { type EmailCard, readEmailCard } from '../card.ts';
import type { EmailId } from '../model.ts';
import { dealFacts } from '../records-store.ts';
import { listUntold, markTold, markToldOf, ownNewsPrefix } from './owner-news-store.ts';
import { ownerNewsCard } from './owner-news-views.ts';
import { quietEnd, windowAfter } from './sent-in.ts';

/** News within so many minutes are one message. */
const newsMinutes = 5;
/** Days off are seldom more in a row, and older mail is no news. */
const oldestMinutes = 8 * 24 * 60;
/** More would not fit into one message; the rest comes with the next. */
const newsLimit = 20;

/** One effect tells of all that come in its minutes: mails that are decided together need no more. */
export const queueOwnerNews = (tx: Ctx, personId: PersonId): Promise<void> =>
  recall(tx, `owner news of ${personId}`, () => queueSoon(tx, personId));

async function queueSoon(tx: Ctx, personId: PersonId): Promise<void> {
  const person = await personOf.one(tx, personId);
  if (!isActiveMember(person)) return;
  const window = millis(windowAfter(tx.time.now(), newsMinutes));
  const runAt = await recall(
    tx,
    `quiet until, from ${window} in ${person.zone} ${person.country}`,
    async () => quietEnd(tx, person, fromMillis(window)),
  );
  await enqueueNews(tx, personId, runAt, '');
}

/** A lead wrote again: its owner hears of it, unless they sent it in themselves. */
export async function queueLeadNews(tx: Ctx, leadId: LeadId, butNot: PersonId | null): Promise<void> {
  const lead = await findLead(tx, leadId);
  if (lead && lead.ownerId !== butNot) await queueOwnerNews(tx, lead.ownerId);
}

/** Mails came into a deal with their entry. @param by who put them there: the owner knows it then */
export async function queueMovedNews(
  tx: Ctx,
  dealId: DealId,
  ids: EmailId[],
  by: PersonId | null,
): Promise<void> {
  const deal = await dealFacts.one(tx, dealId);
  if (!deal) return;
  if (deal.ownerId === by) await markTold(tx, ids);
  else await queueOwnerNews(tx, deal.ownerId);
}

async function enqueueNews(
  tx: Ctx,
  personId: PersonId,
  runAt: Instant,
  more: string,
  isLateLook = false,
): Promise<void> {
  await enqueueLater(tx, {
    kind: 'email.ownerNews',
    payload: isLateLook ? { personId, isLateLook } : { personId },
    dedupeKey: `email.news:${personId}:${runAt}${more}`,
    lane: `person:${personId}`,
    priority: 'answer',
    runAt,
  });
}

/** Transactions of PostgreSQL that took longer than this are looked for by no one. */
const longestMinutes = 10;

export const ownerNews = effectFor<{ isLateLook?: boolean }>(
  'email.ownerNews',
  async (seen, { personId, isLateLook }, { ctx, person, effect: { id } }): Promise<Delivery> => {
    const now = ctx.time.now();
    const runAt = quietEnd(ctx, person, now);
    if (runAt > now) {
      // It was held up until the evening, or the person is somewhere else by now.
      await transaction(ctx, (tx) => enqueueNews(tx, personId, runAt, ''));
      return { do: 'drop', reason: 'it comes in the morning' };
    }
    const since = addMinutes(now, -oldestMinutes);
    const { untold, cards } = await nextNews(seen, personId, since);
    if (cards.length === 0) return { do: 'drop', reason: 'told already' };
    return {
      do: 'post',
      to: { person: personId },
      ...ownerNewsCard(cards, readerOf(seen)),
      sent: async (tx, message) => {
        await markToldOf(tx, personId, untold);
        await remember(tx, cards, person, message);
        const [more] = await listUntold(tx, personId, since, 1);
        if (more) return enqueueNews(tx, personId, tx.time.now(), `:after:${id}`);
        // A transaction that took its time while this message waited queued none, and commits its mails after it.
        if (isLateLook || tx.database.dialect !== 'postgres') return;
        const later = addMinutes(tx.time.now(), longestMinutes);
        await enqueueNews(tx, personId, later, `:late:${id}`, true);
      },
    };
  },
);

/** Those of which nothing can be told any more, their deal being gone, do not stand in the way of the others. */
async function nextNews(
  seen: Ctx,
  personId: PersonId,
  since: Instant,
): Promise<{ untold: EmailId[]; cards: EmailCard[] }> {
  for (;;) {
    const untold = await listUntold(seen, personId, since, newsLimit);
    const cards = await readCards(seen, untold);
    if (cards.length > 0 || untold.length === 0) return { untold, cards };
    await transaction(seen, (tx) => markToldOf(tx, personId, untold));
  }
}

async function readCards(seen: Ctx, ids: EmailId[]): Promise<EmailCard[]> {
  const cards: EmailCard[] = [];
  for (const id of ids) {
    const card = await readEmailCard(seen, id);
    if (card && (card.deal || card.lead || isByPlace(card))) cards.push(card);
  }
  return cards;
}

const isByPlace = ({ email }: EmailCard): boolean =>
  email.status === 'logged' && email.reason?.code === 'chosenBefore';

export const ownNewsView = (id: EmailId): string => `${ownNewsPrefix}${id}`;

/** One message tells of several mails: each is remembered with it. */
async function remember(
  tx: Ctx,
  cards: EmailCard[],
  { slackId }: Person,
  { channel, ts }: { channel: string; ts: string },
): Promise<void> {
  for (const { email } of cards) {
    await rememberMessage(tx, {
      subject: { kind: 'email', id: email.id },
      view: ownNewsView(email.id),
      channel,
      ts,
      personSlackId: slackId,
    });
  }
}

/** What others see of a mail has changed: messages that told of it change too. */
export async function queueOwnerNewsEdits(tx: Ctx, emailId: EmailId): Promise<void> {
  for (const { channel, ts, view } of await listMessages(tx, { kind: 'email', id: emailId })) {
    if (!view.startsWith(ownNewsPrefix)) continue;
    await enqueue(tx, {
      kind: 'email.ownerNewsEdit',
      payload: { channel, ts },
      dedupeKey: `email.own:${emailId}:${tx.time.now()}:${channel}:${ts}`,
      lane: `edit:${channel}:${ts}`,
      priority: 'edit',
    });
  }
}

export const ownerNewsEdit = editFor(
  'email.ownerNewsEdit',
  async (seen, { channel, ts }): Promise<Delivery> => {
    const rows = await seen.db('slack_messages').where({ channel, ts, subject_kind: 'email' }).orderBy('id');
    const ids = rows.map((row) => row.subject_id as EmailId);
    const cards = await readCards(seen, ids);
    if (cards.length === 0) return { do: 'delete', channel, ts };
    return { do: 'edit', channel, ts, ...ownerNewsCard(cards, readerOf(seen)) };
  },
);
