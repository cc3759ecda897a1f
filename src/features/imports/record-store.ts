import { insertMany } from '../../db/bulk.ts';
import { insertId } from '../../db/dialect.ts';
import type { Ctx } from '../../lib/context.ts';
import type { ImportId, RecordKind } from './model.ts';

interface RecordRow {
  id: number;
  import_id: number;
  no: number;
  kind: string;
  record_id: number;
  did: string;
  before: string | null;
  event_id: number;
  register: string | null;
  undone: string | null;
  kept_because: string | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    import_records: RecordRow;
  }
}

export interface ImportRecord {
  id: number;
  importId: ImportId;
  /** the first row that touched it */
  no: number;
  kind: RecordKind;
  recordId: number;
  did: 'created' | 'updated';
  /** as it was; null for what was created */
  before: string | null;
  /** its last event that the import knows of */
  eventId: number;
  register: 'due' | 'done' | 'none' | 'failed' | null;
  undone: 'removed' | 'restored' | 'kept' | null;
  keptBecause: 'changed' | 'used' | 'failed' | null;
}

const toRecord = (row: RecordRow): ImportRecord => ({
  id: row.id,
  importId: row.import_id as ImportId,
  no: row.no,
  kind: row.kind as RecordKind,
  recordId: row.record_id,
  did: row.did as ImportRecord['did'],
  before: row.before,
  eventId: row.event_id,
  register: row.register as ImportRecord['register'],
  undone: row.undone as ImportRecord['undone'],
  keptBecause: row.kept_because as ImportRecord['keptBecause'],
});

export async function findRecord(
  tx: Ctx,
  importId: ImportId,
  kind: RecordKind,
  id: number,
): Promise<ImportRecord | null> {
  const row = await tx.db('import_records').where({ import_id: importId, kind, record_id: id }).first();
  return row ? toRecord(row) : null;
}

export const insertRecord = (
  tx: Ctx,
  one: Omit<ImportRecord, 'id' | 'undone' | 'keptBecause'>,
): Promise<number> =>
  insertId(
    tx.db('import_records').insert({
      import_id: one.importId,
      no: one.no,
      kind: one.kind,
      record_id: one.recordId,
      did: one.did,
      before: one.before,
      event_id: one.eventId,
      register: one.register,
    }),
  );

export type NewRecord = Omit<ImportRecord, 'id' | 'importId' | 'undone' | 'keptBecause'>;

/** Many at once, in this order. */
export const insertRecords = (tx: Ctx, importId: ImportId, records: NewRecord[]): Promise<void> =>
  insertMany(
    tx.db,
    'import_records',
    records.map(({ recordId, eventId, ...one }) => ({
      import_id: importId,
      ...one,
      record_id: recordId,
      event_id: eventId,
    })),
  );

export async function noteEvent(
  tx: Ctx,
  importId: ImportId,
  { kind, id }: { kind: RecordKind; id: number },
  eventId: number,
): Promise<void> {
  await tx
    .db('import_records')
    .where({ import_id: importId, kind, record_id: id })
    .update({ event_id: eventId });
}

/** What is there after each row that changed it: only what the import changed is taken back. */
export const noteBefore = (tx: Ctx, id: number, before: string): Promise<number> =>
  tx.db('import_records').where({ id }).update({ before });

/**
 * What is yet to be taken back, the last one first.
 * @param before an id: those from it on are done with, and would be read again each time
 */
export async function listToUndo(
  ctx: Ctx,
  importId: ImportId,
  limit: number,
  before: number | null = null,
): Promise<ImportRecord[]> {
  const rows = await ctx
    .db('import_records')
    .where({ import_id: importId })
    .whereNull('undone')
    .modify((query) => before !== null && query.where('id', '<', before))
    .orderBy('id', 'desc')
    .limit(limit);
  return rows.map(toRecord);
}

export async function noteUndone(
  tx: Ctx,
  id: number,
  undone: NonNullable<ImportRecord['undone']>,
  keptBecause: ImportRecord['keptBecause'] = null,
): Promise<void> {
  await tx.db('import_records').where({ id }).update({ undone, kept_because: keptBecause });
}

export async function noteRemoved(tx: Ctx, ids: number[]): Promise<void> {
  if (ids.length > 0) await tx.db('import_records').whereIn('id', ids).update({ undone: 'removed' });
}

export async function listKept(ctx: Ctx, importId: ImportId, limit: number): Promise<ImportRecord[]> {
  const rows = await ctx
    .db('import_records')
    .where({ import_id: importId, undone: 'kept' })
    .orderBy('id')
    .limit(limit);
  return rows.map(toRecord);
}

export async function countUndone(ctx: Ctx, importId: ImportId): Promise<Record<string, number>> {
  const rows = (await ctx
    .db('import_records')
    .where({ import_id: importId })
    .whereNotNull('undone')
    .select('undone')
    .count({ total: '*' })
    .groupBy('undone')) as unknown as { undone: string; total: number | string }[];
  return Object.fromEntries(rows.map(({ undone, total }) => [undone, Number(total)]));
}

/** Companies that a register is to be asked about. */
export async function listDue(ctx: Ctx, importId: ImportId, limit: number): Promise<ImportRecord[]> {
  const rows = await ctx
    .db('import_records')
    .where({ import_id: importId, register: 'due' })
    .orderBy('id')
    .limit(limit);
  return rows.map(toRecord);
}

export async function noteRegister(
  tx: Ctx,
  id: number,
  register: NonNullable<ImportRecord['register']>,
  eventId?: number,
): Promise<void> {
  await tx
    .db('import_records')
    .where({ id })
    .update({ register, ...(eventId === undefined ? {} : { event_id: eventId }) });
}

export async function countDue(tx: Ctx, importId: ImportId): Promise<number> {
  const [row] = await tx
    .db('import_records')
    .where({ import_id: importId, register: 'due' })
    .count({ total: '*' });
  return Number((row as unknown as { total: number | string } | undefined)?.total ?? 0);
}
