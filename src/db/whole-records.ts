/**
 * A record with everything that belongs to it alone: its row, the rows that would go with it (ON DELETE CASCADE), and
 * what is kept beside it without a reference. For taking back what was done to it, to the letter.
 */
import type { Ctx } from '../lib/context.ts';
import type { Db } from './connect.ts';
import { isPostgres } from './dialect.ts';

export interface RecordTable {
  table: string;
  /** rows of other tables that name it by id without a reference in the database */
  beside: { table: string; where: Record<string, string>; id: string }[];
}

type Row = Record<string, unknown>;

/** JSON of the record's rows. */
export type Whole = string;

interface Kept {
  row: Row;
  parts: { table: string; where: Row; rows: Row[] }[];
}

/** What a change of the record moves on by itself: it is not put back. */
const moving = ['version', 'updated_at'];

/** @throws Error when there is none */
export async function takeWhole(tx: Ctx, of: RecordTable, id: number): Promise<Whole> {
  const row = await tx
    .db(of.table as 'companies')
    .where({ id })
    .first();
  if (!row) throw new Error(`there is no ${of.table} ${id}`);
  const parts: Kept['parts'] = [];
  for (const { table, where } of await partsOf(tx.db, of, id))
    parts.push({ table, where, rows: (await tx.db(table as 'companies').where(where)) as object[] as Row[] });
  return JSON.stringify({ row, parts } satisfies { row: unknown; parts: unknown });
}

/** As it was when it was taken, but for its version, which goes on: who has it open in a form must be told. */
export async function putWholeBack(tx: Ctx, of: RecordTable, id: number, whole: Whole): Promise<void> {
  const { row, parts } = JSON.parse(whole) as Kept;
  const columns = Object.fromEntries(
    Object.entries(row).filter(([column]) => column !== 'id' && !moving.includes(column)),
  );
  await tx
    .db(of.table as 'companies')
    .where({ id })
    .update({
      ...columns,
      ...('version' in row ? { version: tx.db.raw('version + 1') } : {}),
      ...('updated_at' in row ? { updated_at: tx.time.now() } : {}),
    } as never);
  for (const { table, where, rows } of parts) {
    await tx
      .db(table as 'companies')
      .where(where)
      .delete();
    if (rows.length > 0) await tx.db(table as 'companies').insert(rows as never);
  }
}

/**
 * Removes it for good, with all that belongs to it.
 * @returns false, and nothing is removed, when something else speaks of it
 */
export async function removeWhole(tx: Ctx, of: RecordTable, id: number): Promise<boolean> {
  try {
    // A savepoint: on PostgreSQL a refused deletion would take the whole transaction with it.
    await tx.db.transaction(async (inner) => {
      for (const { table, where, id: column } of of.beside)
        await inner(table as 'companies')
          .where({ ...where, [column]: id } as never)
          .delete();
      await inner(of.table as 'companies')
        .where({ id })
        .delete();
    });
    return true;
  } catch (error) {
    if (isReference(error)) return false;
    throw error;
  }
}

const isReference = (error: unknown): boolean => {
  const { code, message } = error as { code?: string; message?: string };
  return code === '23503' || /FOREIGN KEY constraint failed/i.test(message ?? '');
};

async function partsOf(
  db: Db,
  { table, beside }: RecordTable,
  id: number,
): Promise<{ table: string; where: Row }[]> {
  const owned = await ownedBy(db, table);
  return [
    ...owned.map(({ child, column }) => ({ table: child, where: { [column]: id } })),
    ...beside.map((one) => ({ table: one.table, where: { ...one.where, [one.id]: id } })),
  ];
}

interface Owned {
  child: string;
  column: string;
}

const known = new WeakMap<object, Map<string, Owned[]>>();

/** Tables whose rows go when their record goes. The schema does not change while we run. */
async function ownedBy(db: Db, table: string): Promise<Owned[]> {
  const { client } = db;
  const ofDatabase = known.get(client.config) ?? new Map<string, Owned[]>();
  known.set(client.config, ofDatabase);
  const before = ofDatabase.get(table);
  if (before) return before;
  const found = isPostgres(db) ? await postgresOwned(db, table) : await sqliteOwned(db, table);
  ofDatabase.set(table, found);
  return found;
}

const sqliteOwned = (db: Db, table: string): Promise<Owned[]> =>
  db.raw(
    `select m.name as child, f."from" as "column" from sqlite_master m join pragma_foreign_key_list(m.name) f
     where m.type = 'table' and f."table" = ? and f.on_delete = 'CASCADE' order by m.name`,
    [table],
  );

async function postgresOwned(db: Db, table: string): Promise<Owned[]> {
  const { rows } = await db.raw(
    `select c.conrelid::regclass::text as child, a.attname as "column" from pg_constraint c
     join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     where c.contype = 'f' and c.confdeltype = 'c' and c.confrelid = ?::regclass order by 1`,
    [table],
  );
  return rows;
}
