import type { Ctx } from '../lib/context.ts';
import { readHalt, setPaused } from '../outbox/pause.ts';

export interface WaitingEffects {
  kind: string;
  count: number;
  /** the oldest of them was due at */
  since: string;
}

/** What would be sent at once after `npm run resume`, by kind. */
export async function listWaiting(ctx: Ctx): Promise<WaitingEffects[]> {
  const rows = await ctx
    .db('outbox')
    .whereNull('sent_at')
    .whereNull('dropped_at')
    .whereNull('dead_at')
    .where('run_at', '<=', ctx.time.now())
    .groupBy('kind')
    .orderBy('kind')
    .select('kind')
    .count({ count: '*' })
    .min({ since: 'run_at' });
  return rows.map((row) => ({ kind: row.kind, count: Number(row.count), since: String(row.since) }));
}

/** @returns false when nothing was paused */
export async function resume(ctx: Ctx): Promise<boolean> {
  const { stopped } = await readHalt(ctx);
  if (!stopped) return false;
  await setPaused(ctx, null);
  return true;
}
