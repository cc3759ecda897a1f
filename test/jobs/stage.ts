import { transaction } from '../../src/db/transaction.ts';
import type { Job } from '../../src/jobs/model.ts';
import { type Jobs, startJobs } from '../../src/jobs/runner.ts';
import type { Ctx } from '../../src/lib/context.ts';
import { enqueue } from '../../src/outbox/store.ts';
import { world } from '../support/context.ts';
import { reopened } from '../support/database.ts';

/** Jobs that queue a message each time they run, so that a run is seen by what it leads to. */
export async function office(now: string) {
  const it = await world({ now });
  const runs = (ctx: Ctx, jobs: Job[]): Jobs => startJobs({ ctx, jobs, backOffMs: () => 0 });
  return {
    ...it,
    runs: (...jobs: Job[]) => runs(it.system, jobs),
    /** another process on the same database */
    elsewhere(...jobs: Job[]): Jobs {
      const database = reopened(it.database);
      return runs({ ...it.system, db: database.reader, database }, jobs);
    },
    post: async (ctx: Ctx, text: string) => {
      const row = { kind: 'test', payload: text, lane: 'x', priority: 'digest' as const };
      await enqueue(ctx, { ...row, dedupeKey: `${text} ${Math.random()}` });
    },
    /** what was queued, oldest first */
    posted: async (): Promise<string[]> =>
      (await it.system.db('outbox').orderBy('id').pluck('payload')).map((payload) => JSON.parse(payload)),
    saved: <T>(work: (tx: Ctx) => Promise<T>) => transaction(it.system, work),
  };
}
