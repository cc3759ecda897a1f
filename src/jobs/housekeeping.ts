/** Deletes what has served its purpose, at most 200 rows in one transaction. */
import { databaseNow } from '../db/dialect.ts';
import { transaction } from '../db/transaction.ts';
import type { Ctx } from '../lib/context.ts';
import { addHours, type Instant } from '../lib/time.ts';
import { pending } from '../outbox/store.ts';

const batch = 200;
const batchesAtOnce = 100;

export async function keepHouse(ctx: Ctx): Promise<void> {
  const ago = (days: number): Instant => addHours(ctx.time.now(), -24 * days);
  // A dedupe key must be known for as long as its cause could queue it again.
  await deleteOld(ctx, (tx) => oldEffects(tx, ago(90)));
  await deleteOld(ctx, (tx) =>
    tx
      .db('handled_requests')
      .whereIn('key', tx.db('handled_requests').select('key').where('at', '<', ago(3)).limit(batch))
      .del(),
  );
  await deleteOld(ctx, (tx) => oldRuns(tx, 'like', ago(2)));
  await deleteOld(ctx, (tx) => oldRuns(tx, 'not like', ago(60)));
  await deleteOld(ctx, (tx) =>
    tx
      .db('send_slots')
      .whereRaw(`free_at < ${databaseNow(tx.database.dialect)}`)
      .del(),
  );
}

async function deleteOld(ctx: Ctx, remove: (tx: Ctx) => PromiseLike<number>): Promise<void> {
  for (let round = 0; round < batchesAtOnce; round += 1) {
    const removed = await transaction(ctx, async (tx) => remove(tx));
    if (removed < batch) return;
  }
}

/** Sent or dropped; dead letters wait for an admin. */
const oldEffects = (tx: Ctx, before: Instant): PromiseLike<number> =>
  tx
    .db('outbox')
    .whereIn(
      'id',
      tx
        .db('outbox')
        .select('id')
        .where('created_at', '<', before)
        .whereRaw(`not (${pending()}) and dead_at is null and coalesce(sent_at, dropped_at) < ?`, [before])
        .limit(batch),
    )
    .del();

/** @param kind of buckets: those `like` hours and minutes carry a T, days do not */
const oldRuns = (tx: Ctx, kind: 'like' | 'not like', before: Instant): PromiseLike<number> => {
  const old = tx
    .db('job_runs')
    .select(tx.db.raw(rowKey))
    .where('bucket', kind, '%T%')
    .where('started_at', '<', before)
    .limit(batch);
  return tx
    .db('job_runs')
    .whereIn(tx.db.raw(rowKey) as never, old as never)
    .del();
};
const rowKey = "name || ' ' || subject || ' ' || bucket";
