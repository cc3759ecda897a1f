/** `job_runs` is lock and watermark: one row for each moment, held while it runs, done for good. */
import { databaseNow, hasCome, lockName } from '../db/dialect.ts';
import { transaction } from '../db/transaction.ts';
import type { Ctx } from '../lib/context.ts';
import { randomId } from '../lib/ids.ts';
import type { Instant } from '../lib/time.ts';

interface JobRunRow {
  name: string;
  subject: string;
  bucket: string;
  claim: string | null;
  claimed_until: string | null;
  done_at: string | null;
  last_error: string | null;
  attempts: number;
  started_at: string | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    job_runs: JobRunRow;
  }
}

export interface RunKey {
  name: string;
  subject: string;
  bucket: string;
}

export interface RunClaim extends RunKey {
  claim: string;
  attempts: number;
}

/** Somebody else runs it: our lease lapsed. */
export class RunLost extends Error {
  constructor({ name, subject, bucket }: RunKey) {
    super(`the run of ${[name, subject, bucket].filter(Boolean).join(' ')} was taken over`);
    this.name = 'RunLost';
  }
}

export type RunState = 'done' | 'busy' | 'free';

/** `busy`: it runs somewhere, or waits after a failure. */
export async function stateOf(ctx: Ctx, key: RunKey): Promise<RunState> {
  const row = await ctx
    .db('job_runs')
    .where(keyOf(key))
    .first(
      'done_at',
      ctx.db.raw(`case when ${hasCome(ctx.database.dialect, 'claimed_until')} then 1 else 0 end as free`),
    );
  const state = row as unknown as { done_at: string | null; free: number } | undefined;
  if (state?.done_at) return 'done';
  return !state || state.free === 1 ? 'free' : 'busy';
}

/** @returns null when it is done, or somebody runs it or another moment of the same job */
export function claimRun(ctx: Ctx, key: RunKey, leaseSeconds: number): Promise<RunClaim | null> {
  return transaction(ctx, async (tx) => {
    const { dialect } = tx.database;
    await lockName(tx.db, `job ${key.name} ${key.subject}`);
    const running = await tx
      .db('job_runs')
      .where({ name: key.name, subject: key.subject, done_at: null })
      .whereNotNull('claim')
      .whereRaw(`not ${hasCome(dialect, 'claimed_until')}`)
      .first('bucket');
    if (running) return null;
    const held = {
      claim: randomId(),
      claimed_until: tx.db.raw(databaseNow(dialect, leaseSeconds)),
      started_at: tx.time.now(),
    };
    await tx.db('job_runs').insert(keyOf(key)).onConflict(['name', 'subject', 'bucket']).ignore();
    const [row] = await tx
      .db('job_runs')
      .where({ ...keyOf(key), done_at: null })
      .whereRaw(hasCome(dialect, 'claimed_until'))
      .update({ ...held, attempts: tx.db.raw('attempts + 1') })
      .returning('attempts');
    return row ? { ...keyOf(key), claim: held.claim, attempts: Number(row.attempts) } : null;
  });
}

/** @throws RunLost */
export const renewRun = (ctx: Ctx, run: RunClaim, leaseSeconds: number): Promise<void> =>
  changeRun(ctx, run, { claimed_until: ctx.db.raw(databaseNow(ctx.database.dialect, leaseSeconds)) });

/** Joins the transaction it is called in. @throws RunLost */
export const endRun = (ctx: Ctx, run: RunClaim): Promise<void> =>
  changeRun(ctx, run, { done_at: ctx.time.now(), claim: null, claimed_until: null, last_error: null });

/** To be begun again after a while. @param error null: nothing failed @throws RunLost */
export const giveUpRun = (ctx: Ctx, run: RunClaim, error: string | null, waitMs: number): Promise<void> =>
  changeRun(ctx, run, {
    claim: null,
    claimed_until: ctx.db.raw(databaseNow(ctx.database.dialect, waitMs / 1000)),
    last_error: error,
  });

async function changeRun(ctx: Ctx, run: RunClaim, fields: object): Promise<void> {
  await transaction(ctx, async (tx) => {
    const changed = await tx
      .db('job_runs')
      .where({ ...keyOf(run), claim: run.claim })
      .update(fields);
    if (changed === 0) throw new RunLost(run);
  });
}

const keyOf = ({ name, subject, bucket }: RunKey): RunKey => ({ name, subject, bucket });

export interface JobStatus {
  name: string;
  lastDoneAt: Instant | null;
  /** what failed last and has not succeeded since */
  failing: { subject: string; bucket: string; error: string; attempts: number } | null;
}

/** The last run of each job, for /health. */
export async function listJobStatus(ctx: Ctx): Promise<JobStatus[]> {
  const last = (await ctx
    .db('job_runs')
    .select('name', 'subject')
    .max('done_at as doneAt')
    .groupBy('name', 'subject')) as unknown as { name: string; subject: string; doneAt: Instant | null }[];
  const failed = await ctx
    .db('job_runs')
    .whereNull('done_at')
    .whereNotNull('last_error')
    .orderBy('started_at', 'desc')
    .limit(100);
  const names = [...new Set(last.map(({ name }) => name))].sort();
  return names.map((name) => {
    const runs = last.filter((one) => one.name === name);
    const failing = failed.find(
      (row) =>
        row.name === name &&
        (row.started_at ?? '') > (runs.find(({ subject }) => subject === row.subject)?.doneAt ?? ''),
    );
    return {
      name,
      lastDoneAt: runs.map(({ doneAt }) => doneAt).reduce((a, b) => ((a ?? '') > (b ?? '') ? a : b), null),
      failing: failing
        ? {
            subject: failing.subject,
            bucket: failing.bucket,
            error: failing.last_error ?? '',
            attempts: failing.attempts,
          }
        : null,
    };
  });
}
