/** The history of a mailbox, once, beside the daily reading. Nobody is told of what it brings. */
import { transaction } from '../../../db/transaction.ts';
import type { Ctx } from '../../../lib/context.ts';
import { randomId } from '../../../lib/ids.ts';
import { at, dateIn, type Instant, instantOf, type PlainDate, sleep } from '../../../lib/time.ts';
import { isPaused } from '../../../outbox/pause.ts';
import { attachWaiting } from '../attachments.ts';
import type { Status } from '../model.ts';
import { processWaiting } from '../process.ts';
import {
  countHistoryByStatus,
  countHistoryInHand,
  holdBackfill,
  leaseSeconds,
  releaseBackfill,
} from './backfill-store.ts';
import type { MailboxConfig } from './config.ts';
import type { Guess } from './guess.ts';
import { NoFolder } from './mail-failure.ts';
import { connectMailbox } from './mailbox.ts';
import { mayRead, readsFrom } from './switch.ts';

/** Why the history cannot be read now, in words for the one at the terminal. */
export class BackfillRefused extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'BackfillRefused';
  }
}

/** Another process reads it, or one that was killed within the last minute. */
export class BackfillBusy extends BackfillRefused {}

/**
 * What would become of the mails since that day which are not here yet.
 * @param onProgress how many were looked at so far
 * @throws BackfillRefused; as connectMailbox
 */
export async function countHistory(
  ctx: Ctx,
  mailbox: MailboxConfig,
  since: PlainDate,
  onProgress: (looked: number) => void = () => {},
): Promise<Guess> {
  await assertMayRead(ctx, mailbox, since);
  const connection = await connectMailbox(ctx, mailbox);
  let looked = 0;
  try {
    return await connection.guessMissing(ctx, {
      since: startOf(ctx, since),
      history: true,
      async onBatch(count) {
        looked += count;
        onProgress(looked);
      },
    });
  } finally {
    connection.close();
  }
}

/**
 * Fetches and decides the history, in batches, so that new mail never waits behind more than one of them. What was
 * fetched has a row, so whoever starts it again goes on where it ended.
 * @param options.onProgress told how many messages were met so far, whenever that grew
 * @param options.signal ends it in good order: nothing is left claimed
 * @returns what became of everything that was ever stored as history of this mailbox; null when it was ended
 * @throws BackfillRefused, BackfillBusy; as connectMailbox
 */
export async function backfill(
  ctx: Ctx,
  mailbox: MailboxConfig,
  since: PlainDate,
  { onProgress = () => {}, signal }: { onProgress?: (met: number) => void; signal?: AbortSignal } = {},
): Promise<Map<Status, number> | null> {
  await assertMayRead(ctx, mailbox, since);
  const claim = randomId();
  const hold = () => transaction(ctx, (tx) => holdBackfill(tx, mailbox.name, since, claim));
  if (!(await hold())) {
    throw new BackfillBusy(`Another process reads the history of ${mailbox.name} just now.`);
  }
  const ended = new AbortController();
  const end = () => ended.abort();
  signal?.addEventListener('abort', end, { once: true });
  if (signal?.aborted) end();
  const heart = keepHold(hold, ended);
  let finished = false;
  try {
    await fetchHistory(ctx, mailbox, startOf(ctx, since), ended.signal, onProgress);
    await untilDecided(ctx, mailbox, ended.signal);
    if (signal?.aborted) return null;
    if (ended.signal.aborted) throw new BackfillBusy('Another process took over the history.');
    finished = true;
    return await countHistoryByStatus(ctx, mailbox.name);
  } catch (error) {
    if (signal?.aborted) return null;
    throw error;
  } finally {
    signal?.removeEventListener('abort', end);
    end();
    await heart;
    await transaction(ctx, (tx) => releaseBackfill(tx, mailbox.name, claim, finished));
  }
}

const startOf = (ctx: Ctx, since: PlainDate): Instant => instantOf(at(since, '00:00'), ctx.settings.zone);

async function assertMayRead(ctx: Ctx, mailbox: MailboxConfig, since: PlainDate): Promise<void> {
  const { name, person } = mailbox;
  if (await isPaused(ctx)) {
    throw new BackfillRefused(
      'Everything is paused since a backup was restored: npm run resume comes first.',
    );
  }
  if (!person) return;
  if (!(await mayRead(ctx, mailbox))) {
    throw new BackfillRefused(`${name} is in the name of ${person}, who has not switched it on.`);
  }
  const from = await readsFrom(ctx, mailbox);
  if (from !== null && startOf(ctx, since) < from) {
    const day = dateIn(from, ctx.settings.zone);
    throw new BackfillRefused(
      `${person} agreed to mail of ${day} and later, so there is no older history to read.`,
    );
  }
}

async function keepHold(hold: () => Promise<boolean>, ended: AbortController): Promise<void> {
  while (!ended.signal.aborted) {
    await sleep((leaseSeconds / 3) * 1000, ended.signal);
    if (!ended.signal.aborted && !(await hold().catch(() => true))) ended.abort();
  }
}

const tries = 8;

/** A connection that is lost is opened again; what was fetched before is not fetched again. */
async function fetchHistory(
  ctx: Ctx,
  mailbox: MailboxConfig,
  since: Instant,
  signal: AbortSignal,
  onProgress: (met: number) => void,
): Promise<void> {
  let met = 0;
  for (let failures = 0; !signal.aborted; ) {
    const connection = await connectMailbox(ctx, mailbox);
    const end = () => connection.close();
    signal.addEventListener('abort', end, { once: true });
    try {
      await connection.fetchMissing(ctx, {
        since,
        history: true,
        onStored: () => {},
        async onBatch(count) {
          failures = 0;
          met += count;
          onProgress(met);
          await decideWhatCame(ctx, mailbox, signal);
        },
      });
      return;
    } catch (error) {
      failures += 1;
      if (signal.aborted || isFinal(error) || failures >= tries) throw error;
      ctx.log.warn({ mailbox: mailbox.name, err: error }, 'the connection for the history was lost');
      await sleep(1000 * 2 ** failures, signal);
    } finally {
      signal.removeEventListener('abort', end);
      end();
    }
  }
}

const isFinal = (error: unknown): boolean =>
  error instanceof NoFolder || (error as { authenticationFailed?: boolean }).authenticationFailed === true;

/** The server beside us decides some of them too: what it has in its hands is waited for, what failed is tried later. */
async function untilDecided(ctx: Ctx, mailbox: MailboxConfig, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await decideWhatCame(ctx, mailbox, signal);
    if ((await countHistoryInHand(ctx, mailbox.name)) === 0) return;
    await sleep(500, signal);
  }
}

async function decideWhatCame(ctx: Ctx, mailbox: MailboxConfig, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await processWaiting(ctx, [mailbox], { signal })) > 0);
  while (!signal.aborted && (await attachWaiting(ctx)) > 0);
}

/** It was killed between fetching and deciding. */
export const hasUndecidedHistory = async (ctx: Ctx, mailbox: MailboxConfig): Promise<boolean> =>
  (await countHistoryInHand(ctx, mailbox.name)) > 0;
