/** Since when mails wait because something around us seems to be missing. */
import type { Ctx } from '../../lib/context.ts';
import { addMillis, type Instant } from '../../lib/time.ts';
import type { EmailId } from './model.ts';

declare module 'knex/types/tables.js' {
  interface Tables {
    mail_setbacks: { email_id: number; since: string; last_at: string };
  }
}

export interface Setback {
  since: Instant;
  /** its last try */
  lastAt: Instant;
}

/** They are tried every half an hour at the latest: after a longer pause it is another trouble. */
const longestPauseMs = 2 * 3_600_000;

/** null: it does not wait for anything */
export async function findSetback(ctx: Ctx, id: EmailId): Promise<Setback | null> {
  const row = await ctx
    .db('mail_setbacks')
    .where({ email_id: id })
    .where('last_at', '>', addMillis(ctx.time.now(), -longestPauseMs))
    .first();
  return row ? { since: row.since as Instant, lastAt: row.last_at as Instant } : null;
}

export async function noteSetback(tx: Ctx, id: EmailId): Promise<void> {
  const now = tx.time.now();
  const since = (await findSetback(tx, id))?.since ?? now;
  await tx
    .db('mail_setbacks')
    .insert({ email_id: id, since, last_at: now })
    .onConflict('email_id')
    .merge({ since, last_at: now });
}

export async function forgetSetback(tx: Ctx, id: EmailId): Promise<void> {
  await tx.db('mail_setbacks').where({ email_id: id }).delete();
}

/** So many of the latest are looked at: what waits for the same may be many. */
const lookedAt = 100;

/** Whether a mail that came later was decided since then. */
export async function wasLaterDecided(ctx: Ctx, id: EmailId, since: Instant): Promise<boolean> {
  const latest = await ctx
    .db('inbound_emails')
    .where('id', '>', id)
    .orderBy('id', 'desc')
    .limit(lookedAt)
    .select('status', 'done_at');
  return latest.some(({ status, done_at }) => decided.has(status) && done_at !== null && done_at >= since);
}

const decided: ReadonlySet<string> = new Set(['logged', 'triage', 'ignored', 'duplicate']);
