import { assertAdmin } from '../../access/policy.ts';
import { transaction } from '../../db/transaction.ts';
import { listEvents, recordEvent } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import { notFound, refuse } from '../../lib/errors.ts';
import type { PersonId } from '../../lib/ids.ts';
import { mailboxOf } from './mailboxes/mailbox-people.ts';
import { type Email, type EmailId, type Reason, reason } from './model.ts';
import { queueUnreadable } from './notices/sent-in-effects.ts';
import { queueQuarantineNotice, queueRetriedInVain, queueSource } from './quarantine-effects.ts';
import { isClosedTo, quarantinedAsSeen } from './quarantine-sight.ts';
import { listQuarantined, listSetAside, type QuarantinePage, retryAlike } from './quarantine-store.ts';
import { type EmailRow, findEmail, reasonColumns, updateEmail, updateEmailFrom } from './store.ts';

/**
 * Sets aside what cannot be filed, with its reason; its source stays, and the admins hear of it once: also when the same
 * message comes again under another number or to another mailbox, and when one of them dismissed it.
 */
export async function quarantine(
  tx: Ctx,
  email: Email,
  why: Reason,
  columns: Partial<Omit<EmailRow, 'id'>> = {},
): Promise<void> {
  const alike = await listSetAside(tx, email, columns.set_aside_as ?? null);
  const first = alike.find((one) => one.blob === email.blob || standsFor(tx, one, email));
  if (first) {
    await updateEmail(tx, email.id, {
      ...columns,
      status: 'duplicate',
      ...reasonColumns(reason('sameMail', { email: first.id })),
      claim: null,
      claimed_until: null,
      done_at: tx.time.now(),
    });
    return;
  }
  tx.log.warn({ email: email.id, reason: why.code }, 'a mail is in quarantine');
  await updateEmail(tx, email.id, {
    ...columns,
    status: 'quarantined',
    ...reasonColumns(why),
    claim: null,
    claimed_until: null,
    done_at: tx.time.now(),
  });
  const [last] = await listEvents(tx, { kind: 'email', id: email.id }, 1);
  const event = await recordEvent(
    tx,
    'email.quarantined',
    { kind: 'email', id: email.id },
    { reason: why.code },
  );
  // Whoever had it tried again saw it leave the list.
  if (last?.kind === 'email.retried' && last.actorId)
    await queueRetriedInVain(tx, email.id, last.actorId, event);
  if (email.history) return;
  await queueQuarantineNotice(tx);
  await queueUnreadable(tx, email.id);
}

/**
 * Whoever mends the first sees of it what they would see of this one, and whoever sent it in is told of it all the same.
 */
function standsFor(tx: Ctx, first: Email, email: Email): boolean {
  if (first.locator.mailbox === email.locator.mailbox) return true;
  const [one, other] = [first, email].map(({ locator }) => mailboxOf(tx, locator.mailbox));
  const isOpen = (mailbox: typeof one) => mailbox?.privacy === 'full' && !mailbox.person;
  return isOpen(one) && isOpen(other) && (one?.mode === 'dropbox' || other?.mode === 'team');
}

/** The newest first. @param below a page's `next` @throws CrmError admin.only */
export async function readQuarantine(
  ctx: Ctx,
  limit: number,
  below: EmailId | null = null,
): Promise<QuarantinePage> {
  assertAdmin(ctx);
  return quarantinedAsSeen(ctx, await listQuarantined(ctx, limit, below));
}

/** Reads it again from its source, with other copies of it, as if it had come now. @throws CrmError admin.only, notFound, mail.sourceGone */
export function retryEmail(ctx: Ctx, id: EmailId): Promise<void> {
  assertAdmin(ctx);
  return transaction(ctx, async (tx) => {
    await assertSource(tx, id);
    const anew = {
      ...{ status: 'received', reason: null, reason_details: null, attempts: 0 },
      ...{ run_at: tx.time.now(), done_at: null },
    };
    if (!(await updateEmailFrom(tx, id, 'quarantined', anew))) refuse('notFound', { what: 'email' });
    await retryAlike(tx, id, anew);
    await recordEvent(tx, 'email.retried', { kind: 'email', id });
  });
}

/** @throws CrmError mail.sourceGone */
async function assertSource(tx: Ctx, id: EmailId): Promise<void> {
  const email = await findEmail(tx, id);
  if (email?.status === 'quarantined' && email.blob === null) refuse('mail.sourceGone', {});
}

/** What is not open to all, nobody looks into by way of the quarantine. @throws CrmError mail.notYours */
async function assertMailboxUser(tx: Ctx, email: Email): Promise<void> {
  if (!(await isClosedTo(tx, email))) return;
  const { person, for: others } = mailboxOf(tx, email.locator.mailbox) ?? { person: null, for: [] };
  refuse('mail.notYours', { whose: [person, ...others].filter(Boolean).join(', ') || '–' });
}

/** It was nothing: it leaves the list and stays where it is, not logged. @throws CrmError admin.only, notFound */
export function dismissEmail(ctx: Ctx, id: EmailId): Promise<void> {
  assertAdmin(ctx);
  return transaction(ctx, async (tx) => {
    const gone = await updateEmailFrom(tx, id, 'quarantined', {
      status: 'ignored',
      ...reasonColumns(reason('ignoredByHand', {})),
      done_at: tx.time.now(),
    });
    if (!gone) refuse('notFound', { what: 'email' });
    await recordEvent(tx, 'email.ignored', { kind: 'email', id });
  });
}

/**
 * Sends the message as it came to the admin's DM. Who looked at what stays in the events.
 * @throws CrmError admin.only, notFound (not in quarantine any more), mail.sourceGone, mail.notYours
 */
export function sendSource(ctx: Ctx, id: EmailId, personId: PersonId): Promise<void> {
  assertAdmin(ctx);
  return transaction(ctx, async (tx) => {
    const email = await findEmail(tx, id);
    if (email?.status !== 'quarantined') return notFound('email');
    await assertSource(tx, id);
    await assertMailboxUser(tx, email);
    const event = await recordEvent(tx, 'email.sourceOpened', { kind: 'email', id });
    await queueSource(tx, id, personId, event);
  });
}
