/** Runs what is due by ctx.time, each moment once, however many processes there are. */
import { transaction } from '../db/transaction.ts';
import type { Ctx } from '../lib/context.ts';
import { lastMoment } from './beat.ts';
import { ringEachSecond } from './bell.ts';
import { type Appointment, type Job, type JobRun, type Moment, NotNow } from './model.ts';
import { claimRun, endRun, giveUpRun, type RunClaim, RunLost, renewRun, stateOf } from './runs.ts';

export interface Jobs {
  start(): void;
  /** Waits for those that run. */
  stop(): Promise<void>;
  /** Runs all that is due now, one after another; for tests and for a clock that was moved. */
  runDue(): Promise<void>;
}

interface JobsDeps {
  ctx: Ctx;
  jobs: Job[];
  /** default: half a minute, doubled each time, up to a quarter of an hour */
  backOffMs?: (attempts: number) => number;
}

const leaseSeconds = 60;
const usualBackOff = (attempts: number): number => Math.min(900_000, 15_000 * 2 ** Math.min(attempts, 10));

interface Due {
  job: Job;
  subject: string;
  moment: Moment;
}

export function startJobs({ ctx, jobs, backOffMs = usualBackOff }: JobsDeps): Jobs {
  /** the last moment known to be done, by job and subject */
  const done = new Map<string, string>();
  const running = new Map<string, Promise<void>>();
  let looking: Promise<void> | null = null;
  let stopBell = () => {};
  let stopped = false;

  return {
    start() {
      stopBell = ringEachSecond(() => {
        looking ??= beginDue().finally(() => {
          looking = null;
        });
      });
    },
    async stop() {
      stopped = true;
      stopBell();
      await looking;
      await Promise.all(running.values());
    },
    async runDue() {
      await looking;
      for (const due of await listDue()) await begin(due);
      await Promise.all(running.values());
    },
  };

  async function beginDue(): Promise<void> {
    try {
      for (const due of await listDue()) if (!stopped) void begin(due);
    } catch (error) {
      ctx.log.error({ err: error }, 'jobs cannot be looked at');
    }
  }

  async function listDue(): Promise<Due[]> {
    const due: Due[] = [];
    for (const job of jobs) {
      for (const { subject, every, since } of await appointmentsOf(job)) {
        const moment = lastMoment(every, ctx.time.now(), ctx.settings.zone);
        if (moment && moment.dueAt >= (since ?? '')) due.push({ job, subject, moment });
      }
    }
    return due;
  }

  async function appointmentsOf(job: Job): Promise<Appointment[]> {
    if ('every' in job) return [{ subject: '', every: job.every }];
    try {
      return await job.appointments(ctx);
    } catch (error) {
      ctx.log.error({ err: error, job: job.name }, 'a job does not say when it runs');
      return [];
    }
  }

  function begin(due: Due): Promise<void> {
    const key = `${due.job.name} ${due.subject}`;
    const before = running.get(key);
    if (before || done.get(key) === due.moment.bucket) return before ?? Promise.resolve();
    const work = runOnce(due, key)
      .catch((error) => ctx.log.error({ err: error, job: due.job.name }, 'a job was left in the middle'))
      .finally(() => running.delete(key));
    running.set(key, work);
    return work;
  }

  async function runOnce({ job, subject, moment }: Due, key: string): Promise<void> {
    const runKey = { name: job.name, subject, bucket: moment.bucket };
    const state = await stateOf(ctx, runKey);
    if (state === 'done') done.set(key, moment.bucket);
    if (state !== 'free') return;
    const claim = await claimRun(ctx, runKey, leaseSeconds);
    if (!claim) return;
    const stopHolding = keepHolding(claim);
    try {
      await perform(job, moment, claim);
      done.set(key, moment.bucket);
    } catch (error) {
      if (error instanceof RunLost) throw error;
      if (error instanceof NotNow) return await giveUpRun(ctx, claim, null, error.waitMs);
      ctx.log.error({ err: error, job: job.name, subject, bucket: moment.bucket }, 'a job failed');
      await giveUpRun(ctx, claim, nameOf(error), backOffMs(claim.attempts));
    } finally {
      stopHolding();
    }
  }

  async function perform(job: Job, moment: Moment, claim: RunClaim): Promise<void> {
    let finished = false;
    const run: JobRun = {
      ...moment,
      subject: claim.subject,
      async finish(work) {
        await transaction(ctx, async (tx) => {
          await work(tx);
          await endRun(tx, claim);
        });
        finished = true;
      },
    };
    await job.run(ctx, run);
    if (!finished) await endRun(ctx, claim);
  }

  function keepHolding(claim: RunClaim): () => void {
    const timer = setInterval(() => {
      renewRun(ctx, claim, leaseSeconds).catch((error) =>
        ctx.log.warn({ err: error, job: claim.name }, 'the lease of a job could not be renewed'),
      );
    }, leaseSeconds * 300);
    timer.unref();
    return () => clearInterval(timer);
  }
}

/** Never the message: a query's may carry what people wrote. The log has it whole. */
function nameOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return String(code ?? name ?? 'unknown');
}
