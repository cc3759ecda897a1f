import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { randomId } from '../../lib/ids.ts';
import { addMinutes } from '../../lib/time.ts';
import type { OwnSide } from './addresses.ts';
import { claimEmails, holdsClaim, releaseClaim } from './claim-store.ts';
import { type MailboxConfig, ownSideOf } from './config.ts';
import { listPeopleAddresses } from './lookup.ts';
import { queueAskedCard } from './mailbox-effects.ts';
import { type Email, type Reason, reason } from './model.ts';
import { quarantine } from './quarantine.ts';
import { readMail } from './reader.ts';
import { type Prepared, settle } from './settle.ts';
import { updateEmail } from './store.ts';
import { rulesOf } from './trust.ts';

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
  const placed = emails.flatMap((email) => {
    const place = own.get(email.locator.mailbox);
    return place ? [{ email, place }] : [];
  });
  for await (const { email, place, read } of readAhead(ctx, placed, options.signal)) {
    await processOne(ctx, email, claim, place, read);
  }
  if (options.signal?.aborted) await transaction(ctx, (tx) => releaseClaim(tx, claim));
  return emails.length;
}

export interface Place {
  mailbox: MailboxConfig;
  own: OwnSide;
}

/** So many mails, and bytes of them, are being read while the first of them is settled. */
const ahead = 4;
const bytesAhead = 8_000_000;

interface Placed {
  email: Email;
  place: Place;
}

type Reading = () => Promise<Prepared | Reason>;

/** Reads the next mails while one is settled; they come in the order in which they arrived. */
async function* readAhead(
  ctx: Ctx,
  emails: Placed[],
  signal: AbortSignal | undefined,
): AsyncGenerator<Placed & { read: Reading }> {
  const started: { bytes: number; read: Reading }[] = [];
  for (const [at, { email, place }] of emails.entries()) {
    for (let next = at; next < emails.length && next < at + ahead; next += 1) {
      const one = emails[next];
      if (!one || started[next]) continue;
      const bytes = started.slice(at).reduce((sum, other) => sum + other.bytes, 0);
      if (next > at && bytes + one.email.size > bytesAhead) break;
      started[next] = { bytes: one.email.size, read: startReading(ctx, one) };
    }
    if (signal?.aborted) return;
    yield { email, place, read: started[at]?.read ?? startReading(ctx, { email, place }) };
    delete started[at];
  }
}

/** Begins at once; a failure waits until it is asked for. */
function startReading(ctx: Ctx, { email, place }: Placed): Reading {
  const reading = readOne(ctx, email, place);
  reading.catch(() => {});
  return () => reading;
}

async function processOne(
  ctx: Ctx,
  email: Email,
  claim: string,
  place: Place,
  reading: Reading,
): Promise<void> {
  try {
    const read = await reading();
    await transaction(ctx, async (tx) => {
      if (!(await holdsClaim(tx, email.id, claim))) return;
      if ('code' in read) await quarantine(tx, email, read);
      else await settle(tx, email, read, place);
      if (email.wantedBy) await queueAskedCard(tx, email.id, email.wantedBy);
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
  const answer = await readMail(
    { want: 'understanding', raw, around, passedOn: email.passedOnBy, ...trustOf(email, place) },
    { handOver: true },
  );
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

/** What is attached to a forward is as good as the forward: its own header proves nothing here. */
const trustOf = (email: Email, { mailbox, own }: Place) =>
  email.passedOnBy ? {} : { trust: rulesOf(mailbox, own, email.locator.folder) };

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
