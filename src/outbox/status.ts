import type { Ctx } from '../lib/context.ts';
import type { Instant } from '../lib/time.ts';
import { countDeadLetters } from './dead-letters.ts';
import { type Refusal, readHalt, type Stop } from './pause.ts';
import { pending } from './store.ts';

/** How sending goes, for /health. */
export interface DispatcherStatus {
  /** an operator's word, until `npm run resume` */
  stopped: Stop | null;
  /** Slack does not accept our token, or a scope is missing; it is asked again every half a minute */
  refused: Refusal | null;
  /** due and not sent yet */
  backlog: number;
  /** when the oldest of these was due */
  oldestDueAt: Instant | null;
  /** of these, posts that may have arrived and are to be looked for */
  uncertain: number;
  deadLetters: number;
}

export async function dispatcherStatus(ctx: Ctx): Promise<DispatcherStatus> {
  const { stopped, refused } = await readHalt(ctx);
  const due = await ctx
    .db('outbox')
    .whereRaw(pending())
    .where('run_at', '<=', ctx.time.now())
    .first(ctx.db.raw('count(*) as backlog, count(uncertain_at) as uncertain, min(run_at) as oldest'));
  const { backlog, uncertain, oldest } = due as unknown as Record<string, string | number | null>;
  return {
    stopped,
    refused,
    backlog: Number(backlog),
    oldestDueAt: oldest as Instant | null,
    uncertain: Number(uncertain),
    deadLetters: await countDeadLetters(ctx),
  };
}
