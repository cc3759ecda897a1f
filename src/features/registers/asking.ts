/** What every question to a register needs: patience, a memory that may fail, ages, and no transaction around it. */
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { dateIn, type Instant, minutesBetween, type PlainDate, sleep } from '../../lib/time.ts';
import { unavailable } from './http.ts';
import type { Unavailable } from './model.ts';

const freshMinutes = { subject: 24 * 60, missing: 60, names: 12 * 60 };

// A memory that fails must not lose the answer for the one who waits for it. It is not what the request asked for
// either: its key stays free for the change that is.
export async function remember(ctx: Ctx, work: (ctx: Ctx) => Promise<void>): Promise<void> {
  try {
    await transaction({ ...ctx, requestKey: null }, work);
  } catch (error) {
    ctx.log.warn({ err: error }, 'a register answer was not remembered');
  }
}

/** The answer, or 'timeout' when it takes longer; the question goes on. */
export async function within<T>(ms: number, asked: Promise<T>): Promise<T | Unavailable> {
  const answered = new AbortController();
  const late = sleep(ms, answered.signal).then(() => unavailable('timeout', `not within ${ms} ms`));
  try {
    return await Promise.race([asked, late]);
  } finally {
    answered.abort();
  }
}

export const isFresh = (ctx: Ctx, at: Instant, kind: keyof typeof freshMinutes): boolean =>
  minutesBetween(at, ctx.time.now()) < freshMinutes[kind];

/** What another process kept while we waited for it. Clocks of processes differ a little. */
export const isSince = (at: Instant, from: Instant): boolean => minutesBetween(at, from) < 1;

export const todayInPrague = (ctx: Ctx): PlainDate => dateIn(ctx.time.now(), 'Europe/Prague');

// The network is never awaited while SQLite's only writing connection is held.
export function outsideTransaction(ctx: Ctx): Ctx {
  if (ctx.db.isTransaction) throw new Error('A register is never asked inside a transaction.');
  return ctx;
}
