import { findPerson } from '../../../access/people.ts';
import { transaction } from '../../../db/transaction.ts';
import { readerOf } from '../../../i18n/reader.ts';
import type { Ctx } from '../../../lib/context.ts';
import type { PersonId } from '../../../lib/ids.ts';
import { type Delivery, effect } from '../../../outbox/effects.ts';
import { effectFor } from '../../../outbox/recipients.ts';
import { enqueue } from '../../../outbox/store.ts';
import { readEmailCard } from '../card.ts';
import { listPeopleAddresses } from '../lookup.ts';
import { ownSideOf } from '../mailboxes/config.ts';
import { mailboxesOf, mailboxOf } from '../mailboxes/mailbox-people.ts';
import type { EmailId } from '../model.ts';
import { parseHeaders } from '../reading/raw-headers.ts';
import { findEmail } from '../store.ts';
import { findDecider } from '../triage/decision-store.ts';
import { adviceFor, noticeSender, originalOf, queueNotices, quietEnd } from './sent-in.ts';
import { listNotices, markNoticesTold } from './sent-in-store.ts';
import { type Notice, noticesCard } from './sent-in-views.ts';

/** One message holds so many; the rest comes with the next. */
const noticeLimit = 10;

export const notices = effectFor(
  'email.notices',
  async (seen, { personId }, { ctx, person, effect: { id } }): Promise<Delivery> => {
    if (quietEnd(ctx, person, ctx.time.now()) > ctx.time.now()) {
      await transaction(ctx, (tx) => queueNotices(tx, person));
      return { do: 'drop', reason: 'it comes in the morning' };
    }
    const { ids, found } = await nextNotices(seen, personId);
    if (found.length === 0) return { do: 'drop', reason: 'all of it is as it should be by now' };
    return {
      do: 'post',
      to: { person: personId },
      ...noticesCard(found, readerOf(seen)),
      sent: async (tx) => {
        await markNoticesTold(tx, personId, ids);
        const [more] = await listNotices(tx, personId, 1);
        if (more) await queueNotices(tx, person, `:after:${id}`);
      },
    };
  },
);

/** Those that are as they should be by now do not stand in the way of the others. */
async function nextNotices(seen: Ctx, personId: PersonId): Promise<{ ids: EmailId[]; found: Notice[] }> {
  for (;;) {
    const ids = await listNotices(seen, personId, noticeLimit);
    const found: Notice[] = [];
    for (const email of ids) {
      const notice = await readNotice(seen, email, personId);
      if (notice) found.push(notice);
    }
    if (found.length > 0 || ids.length === 0) return { ids, found };
    await transaction(seen, (tx) => markNoticesTold(tx, personId, ids));
  }
}

/** null when it was logged meanwhile, or somebody put it where it belongs */
async function readNotice(seen: Ctx, id: EmailId, personId: PersonId): Promise<Notice | null> {
  const person = await findPerson(seen.db, personId);
  const found = await findEmail(seen, id);
  const email = found && (await originalOf(seen, found));
  const advice = email && person ? adviceFor(email, person) : null;
  if (!email || !advice) return null;
  const decider = advice === 'putAway' ? await findDecider(seen, email.decisionId) : null;
  // They know what they did themselves.
  if (decider?.personId === personId) return null;
  // Taken out of quarantine by an admin: there is nothing to be had by sending it in again.
  if (advice === 'putAway' && !decider?.personId) return null;
  const asked = decider ? decider.personId : email.triagePersonId;
  const sorter = asked ? await findPerson(seen.db, asked) : null;
  const card = await readEmailCard(seen, email.id);
  // Of another's copy the reason may speak of deals that they may not see.
  const own = email.id === id ? email.reason : null;
  return {
    email: { ...email, reason: card ? card.email.reason : own },
    // A mail in a deal that they may not see is theirs all the same; what it says then stays there.
    card,
    advice,
    sorter: sorter?.name ?? null,
  };
}

/** A message that cannot be read: its header is looked into for who sent it in, where no transaction waits for the disk. */
export async function queueUnreadable(tx: Ctx, id: EmailId): Promise<void> {
  await enqueue(tx, {
    kind: 'email.unreadable',
    payload: { emailId: id },
    dedupeKey: `email.unreadable:${id}`,
    lane: 'mail:notices',
    priority: 'answer',
  });
}

export const unreadable = effect<{ emailId: EmailId }>(
  'email.unreadable',
  async (ctx, { emailId }): Promise<Delivery> => {
    const email = await findEmail(ctx, emailId);
    if (email?.status !== 'quarantined' || !email.blob) return { do: 'drop', reason: 'read meanwhile' };
    const raw = await ctx.ports.mailBlobs.get(email.blob).catch(() => Buffer.alloc(0));
    const mailbox = mailboxOf(ctx, email.locator.mailbox);
    if (!mailbox) return { do: 'drop', reason: 'the mailbox is not read any more' };
    const own = ownSideOf(mailbox, await listPeopleAddresses(ctx), mailboxesOf(ctx));
    const place = { mailbox, own };
    await transaction(ctx, (tx) => noticeSender(tx, emailId, parseHeaders(raw).from, place));
    return { do: 'drop', reason: 'whoever sent it in is told with the rest' };
  },
);
