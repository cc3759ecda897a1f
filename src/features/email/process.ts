import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { randomId } from '../../lib/ids.ts';
import { addMinutes } from '../../lib/time.ts';
import type { OwnSide } from './addresses.ts';
import { claimEmails, holdsClaim, releaseClaim } from './claim-store.ts';
import { type MailboxConfig, ownSideOf } from './config.ts';
import { listPeopleAddresses } from './lookup.ts';
import { type Email, type Reason, reason } from './model.ts';
import { quarantine } from './quarantine.ts';
import { readMail } from './reader.ts';
import { type Prepared, settle } from './settle.ts';
import { updateEmail } from './store.ts';

/** After so many failures of ours a message waits for a person. */
const maxAttempts = 5;

/**
 * Decides the messages that wait, the oldest first, each in its own transaction, so that one bad mail never stops
 * the rest. Safe to run at any time, in any number of processes.
 * @returns how many were taken
 */
export async function processWaiting(
  ctx: Ctx,
  mailboxes: MailboxConfig[],
  options: { limit?: number; signal?: AbortSignal } = {},
): Promise<number> {
  const claim = randomId();
  const names = mailboxes.map(({ name }) => name);
  const emails = await transaction(ctx, (tx) => claimEmails(tx, claim, options.limit ?? 20, names));
  if (emails.length === 0) return 0;
  const people = await listPeopleAddresses(ctx);
  const own = new Map(
    mailboxes.map((mailbox) => [mailbox.name, { mailbox, own: ownSideOf(mailbox, people) }]),
  );
  for (const email of emails) {
    if (options.signal?.aborted) break;
    const place = own.get(email.locator.mailbox);
    if (place) await processOne(ctx, email, claim, place);
  }
  if (options.signal?.aborted) await transaction(ctx, (tx) => releaseClaim(tx, claim));
  return emails.length;
}

export interface Place {
  mailbox: MailboxConfig;
  own: OwnSide;
}

async function processOne(ctx: Ctx, email: Email, claim: string, place: Place): Promise<void> {
  try {
    const read = await readOne(ctx, email, place);
    await transaction(ctx, async (tx) => {
      if (!(await holdsClaim(tx, email.id, claim))) return;
      if ('code' in read) await quarantine(tx, email, read);
      else await settle(tx, email, read, place);
    });
  } catch (error) {
    await noteFailure(ctx, email, claim, error);
  }
}

/** What touches no database: what the message is, and blobs of the messages attached to it; or why it cannot be read. */
async function readOne(ctx: Ctx, email: Email, place: Place): Promise<Prepared | Reason> {
  // It took the whole process along, more than once: nobody reads it again unasked.
  if (email.attempts > maxAttempts) return reason('unreadable', { problem: 'it ended the process' });
  const raw = await ctx.ports.mailBlobs.get(email.blob ?? '');
  const around = { own: place.own, zone: ctx.settings.zone, receivedAt: email.serverAt };
  const answer = await readMail({ want: 'understanding', raw, around, passedOn: email.passedOnBy });
  if (answer.kind === 'timedOut') return reason('timedOut', { seconds: answer.seconds });
  if (answer.kind !== 'understood') {
    return reason('unreadable', { problem: answer.kind === 'unreadable' ? answer.problem : answer.kind });
  }
  const { head, understood } = answer;
  const more = understood.kind === 'mail' ? understood.more : [];
  const attached = await Promise.all(
    more.map(async (part) => ({ blob: await ctx.ports.mailBlobs.put(Buffer.from(part)), size: part.length })),
  );
  return { head, understood, attached };
}

async function noteFailure(ctx: Ctx, email: Email, claim: string, error: unknown): Promise<void> {
  const reference = randomId().slice(0, 8);
  const { attempts } = email;
  ctx.log.error({ err: error, email: email.id, attempts, reference }, 'processing a mail failed');
  const text = error instanceof Error ? error.message : String(error);
  await transaction(ctx, async (tx) => {
    if (!(await holdsClaim(tx, email.id, claim))) return;
    const last_error = text.slice(0, 300);
    if (attempts >= maxAttempts) {
      return quarantine(tx, email, reason('failedRepeatedly', { attempts, reference }), { last_error });
    }
    await updateEmail(tx, email.id, {
      last_error,
      claim: null,
      claimed_until: null,
      run_at: addMinutes(tx.time.now(), 2 ** attempts),
    });
  });
}
