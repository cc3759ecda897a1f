import { nextMoment } from '../features/reports/model.ts';
import { listDigests } from '../features/reports/service.ts';
import { countDueNudges } from '../features/watching/service.ts';
import type { Ctx } from '../lib/context.ts';
import { readHalt, setPaused } from '../outbox/pause.ts';

export interface WaitingEffects {
  kind: string;
  count: number;
  /** the oldest of them was due at */
  since: string;
}

/** What would be sent at once after `npm run resume`, by kind: what waits in the outbox, and what came due meanwhile. */
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
  const waiting = rows.map((row) => ({ kind: row.kind, count: Number(row.count), since: String(row.since) }));
  return [...waiting, ...(await dueNudges(ctx)), ...(await missedDigests(ctx))];
}

async function dueNudges(ctx: Ctx): Promise<WaitingEffects[]> {
  const { count, since } = await countDueNudges(ctx);
  return since === null ? [] : [{ kind: 'nudges that came due meanwhile', count, since }];
}

async function missedDigests(ctx: Ctx): Promise<WaitingEffects[]> {
  const missed = (await listDigests(ctx))
    .map((digest) => nextMoment(digest, digest.toldUntil ?? digest.scheduledSince))
    .filter((moment) => moment !== null && moment <= ctx.time.now())
    .sort();
  return missed[0]
    ? [{ kind: 'digests that came due meanwhile', count: missed.length, since: missed[0] }]
    : [];
}

/** @returns false when nothing was paused */
export async function resume(ctx: Ctx): Promise<boolean> {
  const { stopped } = await readHalt(ctx);
  if (!stopped) return false;
  await setPaused(ctx, null);
  return true;
}
