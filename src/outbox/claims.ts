/**
 * Who works on which effect. A claim is a conditional UPDATE with a lease on the database's clock, so that any number of
 * processes share one outbox; within a lane one effect is under way at a time.
 */
import type { Dialect } from '../db/connect.ts';
import { databaseNow, hasCome, lockName } from '../db/dialect.ts';
import { transaction } from '../db/transaction.ts';
import type { Ctx } from '../lib/context.ts';
import { randomId } from '../lib/ids.ts';
import { type OutboxRow, pending } from './store.ts';

/** Another process took the effect over: ours must not touch it any more. */
export class LeaseLost extends Error {
  constructor(id: number) {
    super(`the claim on effect ${id} has lapsed`);
    this.name = 'LeaseLost';
  }
}

export type ClaimedRow = OutboxRow & { claim: string };

export interface Wanted {
  kinds: string[];
  posts: boolean;
  edits: boolean;
}

const isEdit = (alias: string): string => `substr(${alias}.lane, 1, 5) = 'edit:'`;

/** One whose outcome is unknown goes first: what follows in its lane must not overtake it. */
const rank = (alias: string): string =>
  `(case when ${alias}.uncertain_at is null then 1 else 0 end, ${alias}.priority, ${alias}.run_at, ${alias}.id)`;

/**
 * SQL: something of the same lane is under way, or comes before. PostgreSQL would turn it into a join over all that is
 * pending; an offset keeps it a question about one lane.
 */
const hasEarlier = (dialect: Dialect, kinds: string[]): string => `exists (
  select 1 from outbox as e
  where e.lane = o.lane and e.id <> o.id and ${pending('e')} and e.kind in (${kinds.map(() => '?').join(', ')})
    and ((e.claim is not null and not ${hasCome(dialect, 'e.claimed_until')})
      or (e.run_at <= ? and ${rank('e')} < ${rank('o')}))
  limit 1 offset 0)`;

/** The effect to perform next: due, free, and the first of its lane. */
export async function findDue(ctx: Ctx, wanted: Wanted): Promise<OutboxRow | null> {
  const now = ctx.time.now();
  const { dialect } = ctx.database;
  const row = await ctx
    .db('outbox as o')
    .select('o.*')
    .whereRaw(pending('o'))
    .where('o.run_at', '<=', now)
    .whereIn('o.kind', wanted.kinds)
    .whereRaw(hasCome(dialect, 'o.not_before'))
    .whereRaw(`(o.claim is null or ${hasCome(dialect, 'o.claimed_until')})`)
    .modify((query) => wanted.posts || query.whereRaw(isEdit('o')))
    .modify((query) => wanted.edits || query.whereRaw(`not ${isEdit('o')}`))
    .whereRaw(`not ${hasEarlier(dialect, wanted.kinds)}`, [...wanted.kinds, now])
    .orderBy([{ column: 'o.priority' }, { column: 'o.run_at' }, { column: 'o.id' }])
    .first();
  return (row as OutboxRow | undefined) ?? null;
}

/**
 * Takes the effect, and of several edits of one message the newest; the older ones are dropped.
 * @returns null when another process was quicker
 */
export function claim(
  ctx: Ctx,
  found: OutboxRow,
  kinds: string[],
  leaseSeconds: number,
): Promise<ClaimedRow | null> {
  return transaction(ctx, async (tx) => {
    // On PostgreSQL two claims of one lane would not see each other: both would find it quiet.
    await lockName(tx.db, `lane ${found.lane}`);
    const { dialect } = tx.database;
    const lane = () => tx.db('outbox').where({ lane: found.lane }).whereRaw(pending());
    const busy = await lane()
      .whereNotNull('claim')
      .whereRaw(`not ${hasCome(dialect, 'claimed_until')}`)
      .first('id');
    if (busy) return null;
    const id = found.lane.startsWith('edit:') ? await newestEdit(tx, found.lane, kinds) : found.id;
    const [row] = await lane()
      .where({ id })
      .update({
        claim: randomId(),
        claimed_until: tx.db.raw(databaseNow(dialect, leaseSeconds)),
        attempts: tx.db.raw('attempts + 1'),
        crashes: tx.db.raw('crashes + case when claim is null then 0 else 1 end'),
      })
      .returning('*');
    return (row as ClaimedRow | undefined) ?? null;
  });
}

async function newestEdit(tx: Ctx, lane: string, kinds: string[]): Promise<number> {
  const now = tx.time.now();
  const edits = () =>
    tx.db('outbox').where({ lane }).whereIn('kind', kinds).whereRaw(pending()).where('run_at', '<=', now);
  const newest = (await edits().max('id as id').first()) as { id: number | null } | undefined;
  const id = newest?.id ?? -1;
  await edits().where('id', '<', id).update({ dropped_at: now, last_error: 'superseded', claim: null });
  return id;
}

/** Holds the effect for another lease. @throws LeaseLost */
export async function renew(ctx: Ctx, row: ClaimedRow, leaseSeconds: number): Promise<void> {
  await change(ctx, row, { claimed_until: ctx.db.raw(databaseNow(ctx.database.dialect, leaseSeconds)) });
}

/** Gives the effect back, done or to be tried again. @throws LeaseLost */
export const release = (ctx: Ctx, row: ClaimedRow, fields: Partial<OutboxRow>): Promise<void> =>
  change(ctx, row, { not_before: null, ...fields, claim: null, claimed_until: null });

/** Gives it back to be tried again after a while. @throws LeaseLost */
export const postpone = (
  ctx: Ctx,
  row: ClaimedRow,
  waitMs: number,
  fields: Partial<OutboxRow> = {},
): Promise<void> =>
  release(ctx, row, {
    ...fields,
    not_before: ctx.db.raw(databaseNow(ctx.database.dialect, waitMs / 1000)) as never,
  });

/** Changes the effect while it is ours. @throws LeaseLost */
export async function change(ctx: Ctx, row: ClaimedRow, fields: object): Promise<void> {
  await transaction(ctx, async (tx) => {
    const changed = await tx.db('outbox').where({ id: row.id, claim: row.claim }).update(fields);
    if (changed === 0) throw new LeaseLost(row.id);
  });
}
