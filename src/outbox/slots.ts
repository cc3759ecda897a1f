/**
 * Slack's rates, kept in the database: several processes share one workspace, and a restart must not forget a pause.
 * A slot is a name and the moment when it is free again, on the database's clock.
 */
import { databaseNow, lockName } from '../db/dialect.ts';
import type { Ctx } from '../lib/context.ts';
import { type Instant, millis } from '../lib/time.ts';

export interface Rates {
  /** between two posts in one channel */
  channelMs: number;
  /** between two posts anywhere */
  postMs: number;
  /** between two edits anywhere */
  editMs: number;
}

/** At most 1 post a second per channel and 4 overall, 40 edits a minute. */
export const slackRates: Rates = { channelMs: 1000, postMs: 250, editMs: 1500 };

/** For tests: everything at once, only pauses asked for by Slack are kept. */
export const unlimited: Rates = { channelMs: 0, postMs: 0, editMs: 0 };

export interface Slot {
  key: string;
  /** how long it is taken for; 0 only looks */
  takesMs: number;
}

export const channelKey = (channel: string): string => `channel:${channel}`;

export const postSlots = (channel: string, rates: Rates): Slot[] => [
  { key: 'posts', takesMs: rates.postMs },
  { key: channelKey(channel), takesMs: rates.channelMs },
];

/** An edit waits while its channel is paused, but takes no post's place there. */
export const editSlots = (channel: string | null, rates: Rates): Slot[] => [
  { key: 'edits', takesMs: rates.editMs },
  ...(channel ? [{ key: channelKey(channel), takesMs: 0 }] : []),
];

/** Slack never asks for more; what lies further ahead comes from a clock that was set back. */
const longestPauseMs = 600_000;

/** Inside a transaction: all of them or none. @returns 0 when taken, else the milliseconds until they are free */
export async function takeSlots(tx: Ctx, slots: Slot[]): Promise<number> {
  await lockName(tx.db, 'send slots');
  const waits = await waitingTimes(
    tx,
    slots.map((slot) => slot.key),
  );
  const wait = Math.max(0, ...waits.values());
  if (wait > 0) return wait;
  for (const { key, takesMs } of slots) if (takesMs > 0) await occupy(tx, key, takesMs);
  return 0;
}

/** Inside a transaction: nothing goes there for a while. */
export async function pauseChannel(tx: Ctx, channel: string, ms: number): Promise<void> {
  await lockName(tx.db, 'send slots');
  await occupy(tx, channelKey(channel), Math.min(ms, longestPauseMs));
}

/** Milliseconds to wait, by key; a free slot is missing. */
export async function waitingTimes(ctx: Ctx, keys: string[]): Promise<Map<string, number>> {
  const rows = (await ctx
    .db('send_slots')
    .select('key', 'free_at', ctx.db.raw(`${databaseNow(ctx.database.dialect)} as clock`))
    .whereIn('key', keys)) as unknown as { key: string; free_at: Instant; clock: Instant }[];
  const waits = rows.map((row): [string, number] => [row.key, millis(row.free_at) - millis(row.clock)]);
  return new Map(waits.filter(([, wait]) => wait > 0 && wait <= longestPauseMs));
}

async function occupy(tx: Ctx, key: string, ms: number): Promise<void> {
  const free_at = tx.db.raw(databaseNow(tx.database.dialect, ms / 1000));
  await tx.db('send_slots').insert({ key, free_at }).onConflict('key').merge({ free_at });
}

declare module 'knex/types/tables.js' {
  interface Tables {
    send_slots: { key: string; free_at: string };
  }
}
