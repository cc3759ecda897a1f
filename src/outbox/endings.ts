/** How an effect ends, or waits for the next attempt. */
import { findPersonBySlackId } from '../access/people.ts';
import { transaction } from '../db/transaction.ts';
import type { Ctx } from '../lib/context.ts';
import type { Found } from '../slack/lookup.ts';
import { type Outcome, SlackFailure } from '../slack/outcome.ts';
import { type Attempt, NotYet, type Sending } from './attempt.ts';
import { LeaseLost, postpone, release } from './claims.ts';
import type { Delivery } from './effects.ts';
import { rememberMessage } from './messages.ts';
import { noteRefusal } from './pause.ts';
import { pauseChannel } from './slots.ts';
import { type OutboxRow, toEffect } from './store.ts';
import { tellAdmins } from './undelivered.ts';

type Sent = Extract<Delivery, { do: 'post' | 'upload' }>;

/** Where it is, what follows from that, and that it is done: in one transaction. @throws LeaseLost */
export async function finish(attempt: Attempt, delivery: Sent, sending: Sending, at: Found): Promise<void> {
  await transaction(attempt.ctx, async (tx) => {
    await rememberWhere(tx, sending, at);
    if (delivery.do === 'post') await delivery.sent?.(tx, at);
    else await delivery.sent?.(tx, { ...at, slackFileId: sending.file as string });
    await release(tx, attempt.row, { sent_at: tx.time.now(), last_error: null });
  });
}

/** An earlier attempt turns out to have arrived. @throws LeaseLost */
export async function finishFound(attempt: Attempt, sending: Sending, at: Found): Promise<void> {
  const { ctx, handler, row } = attempt;
  const delivery = await handler.deliver(ctx, JSON.parse(row.payload) as never, toEffect(row));
  if (delivery.do === 'post' || delivery.do === 'upload') return finish(attempt, delivery, sending, at);
  // Outdated since, but it is there: what changed it must find it.
  await transaction(ctx, async (tx) => {
    await rememberWhere(tx, sending, at);
    const person = await findPersonBySlackId(tx.db, sending.channel);
    await handler.arrivedLate?.(tx, JSON.parse(row.payload) as never, {
      ...at,
      personId: person?.id ?? null,
    });
    await release(tx, row, { sent_at: tx.time.now(), last_error: null });
  });
}

async function rememberWhere(tx: Ctx, sending: Sending, at: Found): Promise<void> {
  if (!sending.remember || !at.ts) return;
  const person = await findPersonBySlackId(tx.db, sending.channel);
  await rememberMessage(tx, { ...at, ...sending.remember, personSlackId: person?.slackId ?? null });
}

/** Done without anything to remember: an edit, a Home. @throws LeaseLost */
export const finishQuietly = ({ ctx, row }: Attempt): Promise<void> =>
  transaction(ctx, (tx) => release(tx, row, { sent_at: tx.time.now(), last_error: null }));

/** @throws LeaseLost */
export const drop = ({ ctx, row }: Attempt, reason: string): Promise<void> =>
  transaction(ctx, (tx) =>
    release(tx, row, { dropped_at: tx.time.now(), last_error: reason, uncertain_at: null }),
  );

/** A handler that throws, or an effect that takes its process down, is given up after so many times. */
const crashLimit = 5;
const deathLimit = 20;

/** Died under us too often: it is not tried again. */
export const isDeadly = (row: OutboxRow): boolean => row.crashes >= deathLimit;

/** Decides what follows from a failed attempt. Only a database that is down makes it throw. */
export async function settle(attempt: Attempt, error: unknown): Promise<void> {
  const { ctx, row, timing } = attempt;
  if (error instanceof LeaseLost) {
    ctx.log.warn({ effect: row.id }, 'an effect was taken over by another process');
  } else if (error instanceof NotYet) {
    await postpone(ctx, row, error.waitMs, { attempts: row.attempts - 1 });
  } else if (error instanceof SlackFailure) {
    await settleFailure(attempt, error.outcome);
  } else {
    ctx.log.error({ err: error, effect: row.id, kind: row.kind }, 'an effect failed');
    if (row.crashes + 1 >= crashLimit) await bury(attempt, 'crashed');
    else {
      const wait = Math.max(timing.backOffMs(row.attempts), row.uncertain_at ? timing.settleMs : 0);
      await postpone(ctx, row, wait, { crashes: row.crashes + 1, last_error: 'crashed' });
    }
  }
}

async function settleFailure(attempt: Attempt, outcome: Outcome): Promise<void> {
  const { ctx, row, timing } = attempt;
  // Surely not sent this time, and earlier attempts were looked for before it.
  const unsent = attempt.sending ? { uncertain_at: null } : {};
  switch (outcome.kind) {
    case 'rateLimited':
      await transaction(ctx, async (tx) => {
        if (attempt.to) await pauseChannel(tx, attempt.to.channel, outcome.waitMs);
        await postpone(tx, row, outcome.waitMs, { ...unsent, last_error: 'ratelimited' });
      });
      return;
    case 'refused':
      ctx.log.error({ code: outcome.code, needed: outcome.needed }, 'Slack refuses us: sending waits');
      await transaction(ctx, async (tx) => {
        await noteRefusal(tx, outcome.code, outcome.needed);
        await release(tx, row, { ...unsent, attempts: row.attempts - 1, last_error: outcome.code });
      });
      return;
    case 'gone':
      await drop(attempt, outcome.code);
      return;
    case 'dead':
      await bury(attempt, outcome.code, unsent);
      return;
    case 'retry': {
      ctx.log.warn(
        { effect: row.id, code: outcome.code, attempts: row.attempts },
        'sending is tried again later',
      );
      const wait = timing.backOffMs(row.attempts);
      await (outcome.certain
        ? postpone(ctx, row, wait, { ...unsent, last_error: outcome.code })
        : postpone(ctx, row, Math.max(wait, timing.settleMs), { last_error: outcome.code }));
    }
  }
}

/** A dead letter: it stays until an admin sends it again or dismisses it. @throws LeaseLost */
export async function bury(attempt: Attempt, code: string, fields: Partial<OutboxRow> = {}): Promise<void> {
  const { ctx, row, to } = attempt;
  ctx.log.error({ effect: row.id, kind: row.kind, uid: row.uid, code }, 'a message cannot be delivered');
  await transaction(ctx, async (tx) => {
    await release(tx, row, {
      ...fields,
      ...(to ? { destination: JSON.stringify(to) } : {}),
      dead_at: tx.time.now(),
      last_error: code,
    });
    await tellAdmins(tx, row.kind);
  });
}
