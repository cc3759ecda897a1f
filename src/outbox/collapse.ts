/** A machine that slept over three nudges says once which were missed. */
import { hasCome, lockName } from '../db/dialect.ts';
import { transaction } from '../db/transaction.ts';
import { addMillis, type Instant } from '../lib/time.ts';
import type { Attempt } from './attempt.ts';
import { enqueue, pending, toEffect } from './store.ts';

/** @returns true when the claimed effect was put into one message with others */
export async function collapseMissed(attempt: Attempt, resumedAt: Instant | null): Promise<boolean> {
  const { ctx, row, handler, timing } = attempt;
  const now = ctx.time.now();
  const missed =
    row.run_at <= addMillis(now, -timing.missedMs) || (resumedAt !== null && row.run_at < resumedAt);
  const { collapse } = handler;
  if (!collapse || !missed || row.uncertain_at) return false;
  return transaction(ctx, async (tx) => {
    await lockName(tx.db, `lane ${row.lane}`);
    const due = await tx
      .db('outbox')
      .where({ lane: row.lane, kind: row.kind, uncertain_at: null })
      .whereRaw(pending())
      .where('run_at', '<=', now)
      .whereRaw(`(claim is null or claim = ? or ${hasCome(tx.database.dialect, 'claimed_until')})`, [
        row.claim,
      ])
      .orderBy([{ column: 'run_at' }, { column: 'id' }]);
    if (due.length < 2 || !due.some((one) => one.id === row.id)) return false;
    const one = await collapse(tx, due.map(toEffect));
    if (!one) return false;
    await enqueue(tx, one);
    await tx
      .db('outbox')
      .whereIn(
        'id',
        due.map((effect) => effect.id),
      )
      .update({ dropped_at: now, last_error: `collapsed into ${one.dedupeKey}`, claim: null });
    return true;
  });
}
