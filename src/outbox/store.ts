import { insertedOnce } from '../db/dialect.ts';
import { putLater } from '../db/later.ts';
import type { Ctx } from '../lib/context.ts';
import { type EffectId, randomId } from '../lib/ids.ts';
import type { Instant } from '../lib/time.ts';
import { type Effect, type Priority, priorities } from './effects.ts';

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
  destination: string | null;
  not_before: string | null;
  crashes: number;
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
  // ON CONFLICT, because a unique violation would abort a PostgreSQL transaction.
  return insertedOnce(ctx.db('outbox').insert(toRow(ctx, effect)).onConflict('dedupe_key').ignore());
}

/** The same for whoever need not know, at the end of a transaction that puts its rows in together. */
export const enqueueLater = (ctx: Ctx, effect: Queued): Promise<void> =>
  putLater(ctx, 'outbox', [toRow(ctx, effect)], '(dedupe_key) do nothing');

const toRow = (ctx: Ctx, effect: Queued) => ({
  uid: randomId(),
  kind: effect.kind,
  payload: JSON.stringify(effect.payload),
  dedupe_key: effect.dedupeKey,
  lane: effect.lane,
  priority: priorities[effect.priority],
  run_at: effect.runAt ?? ctx.time.now(),
  created_at: ctx.time.now(),
});

export const toEffect = (row: OutboxRow): Effect => ({
  id: row.id as EffectId,
  uid: row.uid,
  kind: row.kind,
  payload: JSON.parse(row.payload),
  attempts: row.attempts,
  runAt: row.run_at as Instant,
});

/** SQL: neither sent, nor dropped, nor dead. */
export const pending = (alias = 'outbox'): string =>
  `${alias}.sent_at is null and ${alias}.dropped_at is null and ${alias}.dead_at is null`;
