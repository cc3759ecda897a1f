import { insertedOnce } from '../db/dialect.ts';
import type { Ctx } from '../lib/context.ts';
import { randomId } from '../lib/ids.ts';
import type { Instant } from '../lib/time.ts';
import { type Priority, priorities } from './effects.ts';

export interface OutboxRow {
  id: number;
  uid: string;
  kind: string;
  payload: string;
  dedupe_key: string;
  lane: string;
  priority: number;
  run_at: string;
  attempts: number;
  claim: string | null;
  claimed_until: string | null;
  sent_at: string | null;
  dropped_at: string | null;
  uncertain_at: string | null;
  dead_at: string | null;
  last_error: string | null;
  created_at: string;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    outbox: OutboxRow;
  }
}

export interface Queued {
  kind: string;
  payload: unknown;
  /** `<event id>:<recipient>`; a nudge: `<watcher>:<deadline version>:<rung>` */
  dedupeKey: string;
  /** what must stay in order: `person:7`, `channel:C123`, `edit:C123:1700000.1` */
  lane: string;
  priority: Priority;
  /** default: now */
  runAt?: Instant;
}

/** Queues an effect inside the transaction of its cause. @returns false when the same one was queued before */
export function enqueue(ctx: Ctx, effect: Queued): Promise<boolean> {
  const row = {
    uid: randomId(),
    kind: effect.kind,
    payload: JSON.stringify(effect.payload),
    dedupe_key: effect.dedupeKey,
    lane: effect.lane,
    priority: priorities[effect.priority],
    run_at: effect.runAt ?? ctx.time.now(),
    created_at: ctx.time.now(),
  };
  // ON CONFLICT, because a unique violation would abort a PostgreSQL transaction.
  return insertedOnce(ctx.db('outbox').insert(row).onConflict('dedupe_key').ignore());
}

/** Takes back effects that have not left yet. @returns how many */
export function withdraw(ctx: Ctx, dedupeKeys: string[], reason: string): Promise<number> {
  return ctx
    .db('outbox')
    .whereIn('dedupe_key', dedupeKeys)
    .whereNull('sent_at')
    .whereNull('dropped_at')
    .whereNull('dead_at')
    .whereNull('claim')
    .update({ dropped_at: ctx.time.now(), last_error: reason });
}
