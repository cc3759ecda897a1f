import { transaction } from '../../../db/transaction.ts';
import type { Ctx } from '../../../lib/context.ts';
import { randomId } from '../../../lib/ids.ts';
import { addMinutes, sleep } from '../../../lib/time.ts';
import { isPaused } from '../../../outbox/pause.ts';
import { attachWaiting } from '../attachments.ts';
import { processWaiting } from '../process.ts';
import { readSoon } from '../reading/reader.ts';
import type { MailboxConfig } from './config.ts';
import {
  findMailboxState,
  holdMailbox,
  isCheckDue,
  leaseSeconds,
  noteChecked,
  noteFailure,
  noteSuccess,
  releaseMailbox,
} from './cursors.ts';
import { newsFromOf } from './ingest.ts';
import { isForPerson, mailFailureOf } from './mail-failure.ts';
import { connectMailbox, type MailboxConnection } from './mailbox.ts';
import { queueMailboxCard } from './mailbox-effects.ts';
import { askPerson, mayRead, readsFrom } from './switch.ts';
import { keepTokensFresh, untilAuthorized } from './tokens.ts';

export interface MailPollers {
  start(): void;
  stop(): Promise<void>;
  /** Decides everything that is stored; for tests and command-line tools. */
  drain(): Promise<void>;
}

/** Reads every mailbox and decides what came: a loop for each mailbox, and one for the messages. */
export function startMailPollers(ctx: Ctx, mailboxes: MailboxConfig[]): MailPollers {
  const stopping = new AbortController();
  const { signal } = stopping;
  let bell = new AbortController();
  const ring = () => bell.abort();
  let loops: Promise<unknown> = Promise.resolve();

  const drain = async () => {
    // A mail that comes meanwhile does not wait until the files of all before it are put away.
    do {
      while (!signal.aborted && (await processWaiting(ctx, mailboxes, { signal })) > 0);
    } while (!signal.aborted && (await attachWaiting(ctx)) > 0);
  };

  async function decide() {
    while (!signal.aborted) {
      bell = new AbortController();
      try {
        await drain();
      } catch (error) {
        ctx.log.error({ err: error }, 'deciding mail failed');
      }
      // Retries, and attachments of what a person put to a deal by hand, become due without a ring.
      await sleep(5000, AbortSignal.any([bell.signal, signal]));
    }
  }

  return {
    start() {
      loops = Promise.all([decide(), ...mailboxes.map((mailbox) => readMailbox(ctx, mailbox, signal, ring))]);
    },
    async stop() {
      stopping.abort();
      ring();
      await loops;
    },
    drain,
  };
}

/** After a network error: 2 s, doubled up to 5 minutes, and some chance, so that ten mailboxes do not knock at once. */
const backOffMs = (failures: number): number =>
  Math.min(300_000, 1000 * 2 ** failures) * (0.75 + Math.random() / 2);
const pausedBeatMs = 5000;
/** A refused login does not get better by itself, and servers lock those who insist. */
const refusedPauseMs = 15 * 60_000;

async function readMailbox(
  ctx: Ctx,
  mailbox: MailboxConfig,
  signal: AbortSignal,
  ring: () => void,
): Promise<void> {
  const claim = randomId();
  let failures = 0;
  while (!signal.aborted) {
    try {
      // A database that came back from a backup does not read mail until somebody says so.
      if (await isPaused(ctx)) {
        await sleep(pausedBeatMs, signal);
        continue;
      }
      if (!(await mayRead(ctx, mailbox))) {
        await askPerson(ctx, mailbox);
        await sleep(pausedBeatMs, signal);
        continue;
      }
      const mine = await transaction(ctx, (tx) => holdMailbox(tx, mailbox.name, claim));
      if (!mine) {
        await sleep((leaseSeconds / 3) * 1000, signal);
        continue;
      }
      await session(ctx, mailbox, claim, signal, ring, () => {
        failures = 0;
      });
    } catch (error) {
      failures += 1;
      const refused = await describeFailure(ctx, mailbox, error);
      if (refused) await untilAuthorized(ctx, mailbox, refusedPauseMs, signal);
      else await sleep(backOffMs(failures), signal);
    }
  }
  await transaction(ctx, (tx) => releaseMailbox(tx, mailbox.name, claim)).catch(() => {});
}

/** From login until the connection is lost, the lease is taken by another, or the product stops. */
async function session(
  ctx: Ctx,
  mailbox: MailboxConfig,
  claim: string,
  signal: AbortSignal,
  ring: () => void,
  onSuccess: () => void,
): Promise<void> {
  // Told to stop while the lease was being taken: nobody would tell this session again.
  if (signal.aborted) return;
  let connection: MailboxConnection | null = null;
  const ended = new AbortController();
  const end = () => {
    ended.abort();
    connection?.close();
  };
  signal.addEventListener('abort', end, { once: true });
  const heart = Promise.all([
    keepLease(ctx, mailbox.name, claim, ended.signal, end),
    keepAllowed(ctx, mailbox, ended.signal, end),
  ]);
  try {
    if (await expectsMuch(ctx, mailbox)) readSoon();
    if (ended.signal.aborted) return;
    connection = await connectMailbox(ctx, mailbox);
    for (let isFirst = true; !ended.signal.aborted; isFirst = false) {
      if (!isFirst) await keepTokensFresh(ctx, mailbox);
      await readRound(ctx, mailbox, connection, { isFirst, onStored: ring });
      onSuccess();
      await connection.waitForNews(mailbox.pollSeconds, ended.signal);
    }
  } catch (error) {
    if (!ended.signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', end);
    end();
    await heart;
  }
}

/** A server takes its time to let us in: the thread that reads mails starts meanwhile. Not for one that is not there. */
async function expectsMuch(ctx: Ctx, { name }: MailboxConfig): Promise<boolean> {
  const { lastSuccessAt, failingSince } = await findMailboxState(ctx, name);
  const isLongAgo = lastSuccessAt === null || lastSuccessAt < addMinutes(ctx.time.now(), -longMinutes);
  return isLongAgo && failingSince === null;
}

const longMinutes = 10;

/** What is new; after a connection, and when a night asks for it, whatever is missing; then what is done with. */
async function readRound(
  ctx: Ctx,
  mailbox: MailboxConfig,
  connection: MailboxConnection,
  { isFirst, onStored }: { isFirst: boolean; onStored: () => void },
): Promise<void> {
  const since = await readsFrom(ctx, mailbox);
  const newsFrom = await newsFromOf(ctx, mailbox.name);
  await connection.fetchNew(ctx, { since, newsFrom, onStored, compare: isFirst });
  await transaction(ctx, async (tx) => {
    if (await noteSuccess(tx, mailbox.name)) await queueMailboxCard(tx, mailbox.name, 'resumed');
  });
  if (isFirst || (await isCheckDue(ctx, mailbox.name))) {
    await connection.fetchMissing(ctx, { since, onStored });
    await transaction(ctx, (tx) => noteChecked(tx, mailbox.name));
  }
  await connection.moveDone(ctx);
}

async function keepLease(ctx: Ctx, mailbox: string, claim: string, signal: AbortSignal, onLost: () => void) {
  while (!signal.aborted) {
    await sleep((leaseSeconds / 3) * 1000, signal);
    if (signal.aborted) return;
    const held = await transaction(ctx, (tx) => holdMailbox(tx, mailbox, claim)).catch(() => false);
    if (!held) {
      ctx.log.warn({ mailbox }, 'another process reads this mailbox');
      return onLost();
    }
  }
}

/** A person who switches their mailbox off is not read for another minute. */
async function keepAllowed(ctx: Ctx, mailbox: MailboxConfig, signal: AbortSignal, onOff: () => void) {
  while (mailbox.person && !signal.aborted) {
    await sleep(pausedBeatMs, signal);
    if (!signal.aborted && !(await mayRead(ctx, mailbox).catch(() => true))) return onOff();
  }
}

/** @returns whether somebody must mend it */
async function describeFailure(ctx: Ctx, mailbox: MailboxConfig, error: unknown): Promise<boolean> {
  const failure = mailFailureOf(error);
  ctx.log.warn({ mailbox: mailbox.name, err: error, code: failure.code }, 'a mailbox cannot be read');
  try {
    await transaction(ctx, async (tx) => {
      const first = await noteFailure(tx, mailbox.name, failure);
      if (first) await queueMailboxCard(tx, mailbox.name, 'refused');
    });
  } catch (problem) {
    // The database is away too: the log line above is all that can be said now.
    ctx.log.error({ err: problem }, 'the state of a mailbox cannot be written');
  }
  return isForPerson(failure.code);
}
