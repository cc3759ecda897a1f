/** A mail that a colleague sent in and that could not be logged: they are told why and what to do, never by e-mail. */
import { isActiveMember, type Person } from '../../../access/people.ts';
import type { Ctx } from '../../../lib/context.ts';
import { afterQuietHours } from '../../../lib/quiet.ts';
import { addMillis, fromMillis, type Instant, millis } from '../../../lib/time.ts';
import { enqueue } from '../../../outbox/store.ts';
import { isOwn } from '../addresses.ts';
import { findColleague } from '../lookup.ts';
import type { Email, EmailId, ReasonCode } from '../model.ts';
import type { Place } from '../process.ts';
import { findEmail } from '../store.ts';
import { saveNotice } from './sent-in-store.ts';

/** What a colleague can do about it; null: it is as it should be, or no human sent it. */
export type Advice =
  | 'waitsFor'
  | 'noCustomer'
  | 'machine'
  | 'onList'
  | 'erased'
  | 'unreadable'
  | 'tooLarge'
  | 'putAway';

const adviceByReason: Partial<Record<ReasonCode, Advice>> = {
  internal: 'noCustomer',
  mailingList: 'machine',
  robot: 'machine',
  neverLog: 'onList',
  neverLogOwn: 'onList',
  ignoredSender: 'onList',
  erased: 'erased',
  ignoredByHand: 'putAway',
};

/** The mail of which it is a copy; itself, when it is none. */
export async function originalOf(ctx: Ctx, email: Email): Promise<Email | null> {
  let original: Email | null = email;
  for (let hops = 0; original?.reason?.code === 'sameMail' && hops < 10; hops += 1)
    original = await findEmail(ctx, original.reason.details.email as EmailId);
  return original;
}

export function adviceFor(email: Email, person: Person): Advice | null {
  const { status, reason, triagePersonId, truncated } = email;
  if (status === 'quarantined') return 'unreadable';
  if (status === 'ignored') return (reason && adviceByReason[reason.code]) ?? null;
  if (status === 'triage') return triagePersonId === person.id ? null : 'waitsFor';
  return status === 'logged' && truncated ? 'tooLarge' : null;
}

/**
 * To be called when it is decided what becomes of a mail, in the same transaction.
 * @param address who sent it in: the sender of what came, not of a mail inside it
 */
export async function noticeSender(
  tx: Ctx,
  id: EmailId,
  address: string | null | undefined,
  place: Place,
): Promise<void> {
  const { mailbox, own } = place;
  // What lies in a team's mailbox nobody sent in; and the mailbox itself reads no messages.
  if (mailbox.mode !== 'dropbox' || !address || own.mailbox.has(address) || !isOwn(address, own)) return;
  const person = await findColleague(tx, address, place);
  if (!isActiveMember(person)) return;
  const email = await findEmail(tx, id);
  if (!email || email.senderDoubt || !isRecent(tx, email)) return;
  const original = await originalOf(tx, email);
  if (!original || !adviceFor(original, person) || (original.id !== id && isDone(original))) return;
  await saveNotice(tx, original.id, person.id);
  await queueNotices(tx, person);
}

/** Its first copy told whom that concerns. */
const isDone = ({ status }: Email): boolean => status === 'logged' || status === 'quarantined';

/** Older mail that a rescan or a first run brings in is filed without a word; what an outage kept back is news. */
export const isRecent = (
  tx: Ctx,
  { receivedAt, cameLate, history }: Pick<Email, 'receivedAt' | 'cameLate' | 'history'>,
): boolean => !history && !cameLate && receivedAt > addMillis(tx.time.now(), -7 * 24 * 3_600_000);

/** So long after it began a transaction may commit: what tells of the mails in it comes later. */
const commitMinutes = 1;

/** When news that come now are told together: a message of those minutes that has left already is not the one. */
export function windowAfter(now: Instant, minutes: number): Instant {
  const step = minutes * 60_000;
  return fromMillis(Math.ceil((millis(now) + commitMinutes * 60_000) / step) * step);
}

/** Notices within so many minutes are one message. */
const noticeMinutes = 5;

export async function queueNotices(tx: Ctx, person: Person, more = ''): Promise<void> {
  const runAt = more ? tx.time.now() : quietEnd(tx, person, windowAfter(tx.time.now(), noticeMinutes));
  await enqueue(tx, {
    kind: 'email.notices',
    payload: { personId: person.id },
    dedupeKey: `email.notices:${person.id}:${runAt}${more}`,
    lane: `person:${person.id}`,
    priority: 'answer',
    runAt,
  });
}

export const quietEnd = (ctx: Ctx, person: Person, instant: Instant): Instant =>
  afterQuietHours(instant, person.zone, person.country ?? ctx.settings.country);
