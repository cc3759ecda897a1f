import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { randomId } from '../../lib/ids.ts';
import { addMinutes } from '../../lib/time.ts';
import type { OwnSide } from './addresses.ts';
import { type MailboxConfig, ownSideOf } from './config.ts';
import { listPeopleAddresses } from './lookup.ts';
import { type Email, type InboundEmail, reason } from './model.ts';
import { parseEmail } from './parse.ts';
import { type Prepared, settle } from './settle.ts';
import { claimEmails, holdsClaim, reasonColumns, updateEmail } from './store.ts';
import { understand, understandPart } from './understand.ts';

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
  const people = await listPeopleAddresses(ctx);
  const own = new Map(
    mailboxes.map((mailbox) => [mailbox.name, { mailbox, own: ownSideOf(mailbox, people) }]),
  );
  const emails = await transaction(ctx, (tx) => claimEmails(tx, claim, options.limit ?? 20, [...own.keys()]));
  for (const email of emails) {
    if (options.signal?.aborted) break;
    const place = own.get(email.locator.mailbox);
    if (place) await processOne(ctx, email, claim, place);
  }
  return emails.length;
}

export interface Place {
  mailbox: MailboxConfig;
  own: OwnSide;
}

async function processOne(ctx: Ctx, email: Email, claim: string, place: Place): Promise<void> {
  try {
    const raw = await ctx.ports.mailBlobs.get(email.blob ?? '');
    const parsed = await readOrNull(raw);
    const read = typeof parsed === 'string' ? parsed : await prepare(ctx, email, parsed, place);
    await transaction(ctx, async (tx) => {
      if (!(await holdsClaim(tx, email.id, claim))) return;
      if (typeof read === 'string') await quarantine(tx, email, read);
      else await settle(tx, email, read, place);
    });
  } catch (error) {
    await noteFailure(ctx, email, claim, error);
  }
}

/** @returns the problem's name when nothing could read it: the same bytes will never read better */
async function readOrNull(raw: Buffer): Promise<InboundEmail | string> {
  try {
    return await parseEmail(raw);
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    return code ?? message?.slice(0, 100) ?? 'error';
  }
}

/** What touches no database: what the message is, and blobs of the messages attached to it. */
async function prepare(ctx: Ctx, email: Email, parsed: InboundEmail, place: Place): Promise<Prepared> {
  const around = { own: place.own, zone: ctx.settings.zone, receivedAt: email.serverAt };
  const understood = email.passedOnBy
    ? understandPart(parsed, around, email.passedOnBy)
    : understand(parsed, around);
  const more = understood.kind === 'mail' ? understood.more : [];
  const attached = await Promise.all(
    more.map(async (raw) => ({ blob: await ctx.ports.mailBlobs.put(raw), size: raw.length })),
  );
  return { parsed, understood, attached };
}

async function quarantine(tx: Ctx, email: Email, problem: string): Promise<void> {
  tx.log.warn({ email: email.id, problem }, 'a mail cannot be read');
  await updateEmail(tx, email.id, {
    status: 'quarantined',
    ...reasonColumns(reason('unreadable', { problem })),
    done_at: tx.time.now(),
  });
}

async function noteFailure(ctx: Ctx, email: Email, claim: string, error: unknown): Promise<void> {
  const reference = randomId().slice(0, 8);
  const attempts = email.attempts + 1;
  ctx.log.error({ err: error, email: email.id, attempts, reference }, 'processing a mail failed');
  const text = error instanceof Error ? error.message : String(error);
  const finished = attempts >= maxAttempts;
  await transaction(ctx, async (tx) => {
    if (!(await holdsClaim(tx, email.id, claim))) return;
    await updateEmail(tx, email.id, {
      attempts,
      last_error: text.slice(0, 300),
      claim: null,
      claimed_until: null,
      run_at: addMinutes(tx.time.now(), 2 ** attempts),
      ...(finished ? { status: 'quarantined', done_at: tx.time.now() } : {}),
      ...(finished ? reasonColumns(reason('failedRepeatedly', { attempts, reference })) : {}),
    });
  });
}
