/** What could not be delivered and waits for an admin's word. */
import { findPersonBySlackId } from '../access/people.ts';
import { assertAdmin } from '../access/policy.ts';
import { transaction } from '../db/transaction.ts';
import { recordEvent } from '../events/record.ts';
import type { Ctx } from '../lib/context.ts';
import type { EffectId } from '../lib/ids.ts';
import type { Instant } from '../lib/time.ts';
import type { Sending } from './attempt.ts';
import type { OutboxRow } from './store.ts';

export interface DeadLetter {
  id: EffectId;
  /** the log has it too */
  uid: string;
  kind: string;
  /** Slack's word (is_archived, invalid_blocks ...), or ours: outsiders, crashed, interrupted */
  code: string;
  diedAt: Instant;
  /** a channel's Slack id; null for a person, or when it was never known */
  channel: string | null;
  recipient: string | null;
}

/** Newest first. @throws CrmError admin.only */
export async function listDeadLetters(
  ctx: Ctx,
  limit = 10,
): Promise<{ letters: DeadLetter[]; total: number }> {
  assertAdmin(ctx);
  const rows = await ctx.db('outbox').whereNotNull('dead_at').orderBy('dead_at', 'desc').limit(limit);
  const letters = await Promise.all(rows.map((row) => toDeadLetter(ctx, row)));
  return { letters, total: await countDeadLetters(ctx) };
}

export async function countDeadLetters(ctx: Ctx): Promise<number> {
  const row = await ctx.db('outbox').whereNotNull('dead_at').count({ n: '*' }).first();
  return Number(row?.n ?? 0);
}

async function toDeadLetter(ctx: Ctx, row: OutboxRow): Promise<DeadLetter> {
  const to = row.destination ? (JSON.parse(row.destination) as Sending) : null;
  const person = to ? await findPersonBySlackId(ctx.db, to.channel) : null;
  return {
    id: row.id as EffectId,
    uid: row.uid,
    kind: row.kind,
    code: row.last_error ?? 'crashed',
    diedAt: row.dead_at as Instant,
    channel: person ? null : (to?.channel ?? null),
    recipient: person?.name ?? null,
  };
}

/**
 * Sends it again; one that may have arrived is looked for first.
 * @returns false when somebody was quicker
 * @throws CrmError admin.only
 */
export function replayDeadLetter(ctx: Ctx, id: EffectId): Promise<boolean> {
  return settleDeadLetters(ctx, [id], 'outbox.replayed', {
    dead_at: null,
    last_error: null,
    not_before: null,
    attempts: 0,
    crashes: 0,
  }).then((count) => count > 0);
}

/** Lets them be. @returns how many @throws CrmError admin.only */
export const dismissDeadLetters = (ctx: Ctx, ids: EffectId[]): Promise<number> =>
  settleDeadLetters(ctx, ids, 'outbox.dismissed', {
    dead_at: null,
    dropped_at: ctx.time.now(),
    uncertain_at: null,
  });

function settleDeadLetters(
  ctx: Ctx,
  ids: EffectId[],
  event: string,
  fields: Partial<OutboxRow>,
): Promise<number> {
  assertAdmin(ctx);
  return transaction(ctx, async (tx) => {
    const count = await tx.db('outbox').whereIn('id', ids).whereNotNull('dead_at').update(fields);
    if (count > 0) await recordEvent(tx, event, { kind: 'workspace', id: 0 }, { effects: ids });
    return count;
  });
}
