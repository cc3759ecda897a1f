import { insertMany, updateMany } from '../../db/bulk.ts';
import type { Ctx } from '../../lib/context.ts';
import type { ImportId, RowOutcome, RowSaid, StagedRow } from './model.ts';

interface RowRow {
  import_id: number;
  no: number;
  sheet: number;
  row: number;
  cells: string;
  outcome: string | null;
  said: string | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    import_rows: RowRow;
  }
}

const toRow = (row: RowRow): StagedRow => ({
  no: row.no,
  sheet: row.sheet,
  row: row.row,
  cells: JSON.parse(row.cells),
  outcome: row.outcome as RowOutcome | null,
  said: row.said ? (JSON.parse(row.said) as RowSaid) : null,
});

export async function insertRows(
  tx: Ctx,
  importId: ImportId,
  rows: Pick<StagedRow, 'no' | 'sheet' | 'row' | 'cells'>[],
): Promise<void> {
  const made = rows.map(({ cells, ...row }) => ({
    import_id: importId,
    ...row,
    cells: JSON.stringify(cells),
  }));
  await insertMany(tx.db, 'import_rows', made);
}

/** After `no`, in their order; of one outcome where given. */
export async function listRows(
  ctx: Ctx,
  importId: ImportId,
  after: number,
  limit: number,
  outcome?: RowOutcome,
): Promise<StagedRow[]> {
  const rows = await ctx
    .db('import_rows')
    .where({ import_id: importId, ...(outcome ? { outcome } : {}) })
    .where('no', '>', after)
    .orderBy('no')
    .limit(limit);
  return rows.map(toRow);
}

export async function noteOutcomes(
  tx: Ctx,
  importId: ImportId,
  rows: { no: number; outcome: RowOutcome; said: RowSaid }[],
): Promise<void> {
  await updateMany(
    tx.db,
    { table: 'import_rows', where: ['import_id', importId], key: 'no', set: ['outcome', 'said'] },
    rows.map(({ no, outcome, said }) => [no, outcome, JSON.stringify(said)]),
  );
}

export async function replaceCells(
  tx: Ctx,
  importId: ImportId,
  rows: Pick<StagedRow, 'no' | 'cells'>[],
): Promise<void> {
  await updateMany(
    tx.db,
    { table: 'import_rows', where: ['import_id', importId], key: 'no', set: ['cells'] },
    rows.map(({ no, cells }) => [no, JSON.stringify(cells)]),
  );
}

/** @returns how many are gone, at most `limit` */
export async function deleteRows(tx: Ctx, importId: ImportId, limit: number): Promise<number> {
  const last = await tx
    .db('import_rows')
    .where({ import_id: importId })
    .orderBy('no')
    .offset(limit - 1)
    .first('no');
  return tx
    .db('import_rows')
    .where({ import_id: importId })
    .modify((query) => last && query.where('no', '<=', last.no))
    .delete();
}
