import { databaseNow, insertedOnce } from '../../db/dialect.ts';
import type { Ctx } from '../../lib/context.ts';
import { type PersonId, randomId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import type { Erasure, ErasureId, Look, Progress, Stage } from './erasure.ts';
import type { Kind } from './model.ts';
import { nobody, type Sought } from './part.ts';

interface ErasureRow {
  id: number;
  uid: string;
  stage: string;
  asked_by: number | null;
  asked_at: string;
  finished_at: string | null;
  sought: string | null;
  progress: string;
  counts: string;
  look: string;
  claim: string | null;
  claimed_until: string | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    erasures: ErasureRow;
    erased_marks: { mark: string; erasure_id: number };
  }
}

const toErasure = (row: ErasureRow): Erasure => ({
  id: row.id as ErasureId,
  uid: row.uid,
  stage: row.stage as Stage,
  askedBy: row.asked_by as PersonId | null,
  askedAt: row.asked_at as Instant,
  finishedAt: row.finished_at as Instant | null,
  sought: row.sought ? { ...nobody, ...(JSON.parse(row.sought) as Sought) } : null,
  progress: JSON.parse(row.progress) as Progress,
  counts: JSON.parse(row.counts) as Partial<Record<Kind, number>>,
  look: JSON.parse(row.look) as Look,
});

/** @returns null when it is on record already */
export async function insertErasure(
  tx: Ctx,
  erasure: {
    uid: string;
    askedBy: PersonId | null;
    askedAt: Instant;
    /** null: after a restore it is found first */
    sought: Sought | null;
    marks: string[];
    progress?: Progress;
  },
): Promise<ErasureId | null> {
  const { uid, askedBy, askedAt, sought, marks, progress = {} } = erasure;
  const isNew = await insertedOnce(
    tx
      .db('erasures')
      .insert({
        uid,
        stage: sought ? 'listing' : 'seeking',
        asked_by: askedBy,
        asked_at: askedAt,
        sought: sought && JSON.stringify(sought),
        progress: JSON.stringify(progress),
        counts: '{}',
        look: '{}',
      })
      .onConflict('uid')
      .ignore(),
  );
  if (!isNew) return null;
  const { id } = (await tx.db('erasures').where({ uid }).first('id')) as { id: number };
  if (marks.length > 0) await tx.db('erased_marks').insert(marks.map((mark) => ({ mark, erasure_id: id })));
  return id as ErasureId;
}

export async function saveErasure(tx: Ctx, erasure: Erasure): Promise<void> {
  await tx
    .db('erasures')
    .where({ id: erasure.id })
    .update({
      stage: erasure.stage,
      sought: erasure.sought && JSON.stringify(erasure.sought),
      progress: JSON.stringify(erasure.progress),
      counts: JSON.stringify(erasure.counts),
      look: JSON.stringify(erasure.look),
      finished_at: erasure.finishedAt,
    });
}

export async function findErasure(ctx: Ctx, id: ErasureId): Promise<Erasure | null> {
  const row = await ctx.db('erasures').where({ id }).first();
  return row ? toErasure(row) : null;
}

export async function listErasures(ctx: Ctx, limit: number): Promise<Erasure[]> {
  return (await ctx.db('erasures').orderBy('id', 'desc').limit(limit)).map(toErasure);
}

export const listUnfinished = async (ctx: Ctx): Promise<Erasure[]> =>
  (await ctx.db('erasures').whereNot({ stage: 'done' }).orderBy('id')).map(toErasure);

export const listUids = (ctx: Ctx): Promise<string[]> => ctx.db('erasures').pluck('uid');

export const listMarks = (ctx: Ctx, id: ErasureId): Promise<string[]> =>
  ctx.db('erased_marks').where({ erasure_id: id }).orderBy('mark').pluck('mark');

/** Of these the ones that somebody erased had. */
export const knownMarks = async (ctx: Ctx, marks: string[]): Promise<string[]> =>
  marks.length === 0 ? [] : ctx.db('erased_marks').whereIn('mark', marks).distinct('mark').pluck('mark');

/** Longer than any step goes without saying how far it is. */
const leaseSeconds = 900;

/** One process at a time works on it. @returns null while another one does */
export async function claimErasure(tx: Ctx, id: ErasureId): Promise<string | null> {
  const claim = randomId();
  const { dialect } = tx.database;
  const taken = await tx
    .db('erasures')
    .where({ id })
    .whereRaw(`(claimed_until is null or claimed_until < ${databaseNow(dialect)})`)
    .update({ claim, claimed_until: tx.db.raw(databaseNow(dialect, leaseSeconds)) });
  return taken > 0 ? claim : null;
}

/** Where there is one process at a time, a claim that is there at its start is of one that died. */
export const freeClaims = (tx: Ctx): Promise<number> =>
  tx.db('erasures').whereNotNull('claim').update({ claim: null, claimed_until: null });

/** @returns false when another process took over meanwhile */
export const holdErasure = async (tx: Ctx, id: ErasureId, claim: string): Promise<boolean> =>
  (await tx
    .db('erasures')
    .where({ id, claim })
    .update({ claimed_until: tx.db.raw(databaseNow(tx.database.dialect, leaseSeconds)) })) > 0;

export const releaseErasure = (tx: Ctx, id: ErasureId, claim: string): Promise<number> =>
  tx.db('erasures').where({ id, claim }).update({ claim: null, claimed_until: null });
