import type { Ctx } from '../lib/context.ts';
import type { Instant, Zone } from '../lib/time.ts';

/**
 * How often. `daily`: at what a wall clock shows (`03:10`) in the zone (default: the installation's), on the given
 * weekdays (1 Monday ... 7 Sunday; default: all).
 */
export type Beat = 'minute' | 'hour' | { minutes: number } | { daily: string; zone?: Zone; days?: number[] };

/** One moment for which a job is to run once. */
export interface Moment {
  /** the local date in the beat's zone; the UTC hour or minute for shorter beats */
  bucket: string;
  dueAt: Instant;
}

export interface JobRun extends Moment {
  /** what the run is for, as its job named it; empty for a job of its own */
  subject: string;
  /**
   * Commits what the run leads to together with the fact that it is done: a process that dies does it all again or
   * not at all. A job that only repeats itself harmlessly need not call it.
   */
  finish(work: (tx: Ctx) => Promise<void>): Promise<void>;
}

export interface Appointment {
  subject: string;
  every: Beat;
  /** moments before it do not count: it was not set then */
  since?: Instant;
}

interface JobBase {
  name: string;
  run(ctx: Ctx, run: JobRun): Promise<void>;
}

/** One beat for all, or one for each subject that the job finds in the database (each channel's digest). */
export type Job = JobBase & ({ every: Beat } | { appointments(ctx: Ctx): Promise<Appointment[]> });

/** It would be in the way of something more urgent: the run begins again after a while, and nothing has failed. */
export class NotNow extends Error {
  readonly waitMs: number;

  constructor(message: string, waitMs: number) {
    super(message);
    this.name = 'NotNow';
    this.waitMs = waitMs;
  }
}
