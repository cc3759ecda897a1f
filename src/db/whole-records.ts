/**
 * A record with what belongs to it alone: its row, rows of other tables that are named here, and what is kept beside it
 * without a reference. For taking back what was done to it, and nothing that was done to it since.
 */
import type { Ctx } from '../lib/context.ts';

export interface RecordTable {
  table: string;
  /** tables whose rows are its own, by the column that names it */
  owned: Record<string, string>;
  /** rows of other tables that name it by id without a reference in the database */
  beside: { table: string; where: Record<string, string>; id: string }[];
  /** rows that would go with it, and may be somebody else's, by the column that names it */
  usedBy?: Record<string, string>;
  /** columns that mean nothing without another one, by that one: an older version may not have kept them */
  goesWith?: Record<string, string>;
}

type Row = Record<string, unknown>;

interface State {
  row: Row;
  parts: { table: string; where: Row; rows: Row[] }[];
}

/** JSON of the record's rows, as they were and, once it is known, as they became. */
export type Whole = string;

type Kept = State & { after?: State };

/** What a change of the record moves on by itself: it is not put back. */
const moving = ['id', 'version', 'updated_at'];

/** @throws Error when there is none */
export const takeWhole = async (tx: Ctx, of: RecordTable, id: number): Promise<Whole> =>
  JSON.stringify(await stateOf(tx, of, id));

/** The same with what it has become by now. */
export const withAfter = async (tx: Ctx, of: RecordTable, id: number, whole: Whole): Promise<Whole> =>
  JSON.stringify({ ...(JSON.parse(whole) as Kept), after: await stateOf(tx, of, id) });

async function stateOf(tx: Ctx, { table, owned, beside }: RecordTable, id: number): Promise<State> {
  const row = (await tx
    .db(table as 'companies')
    .where({ id })
    .first()) as Row | undefined;
  if (!row) throw new Error(`there is no ${table} ${id}`);
  const places = [
    ...Object.entries(owned).map(([child, column]) => ({ table: child, where: { [column]: id } as Row })),
    ...beside.map((one) => ({ table: one.table, where: { ...one.where, [one.id]: id } as Row })),
  ];
  const parts: State['parts'] = [];
  for (const place of places) {
    const rows = await tx.db(place.table as 'companies').where(place.where);
    parts.push({ ...place, rows: rows as object[] as Row[] });
  }
  return { row, parts };
}

/**
 * Takes back what became of it: a value that is another one by now stays, and so does a row that came or went since.
 * Its version goes on: who has it open in a form must be told.
 */
export async function putBack(tx: Ctx, of: RecordTable, id: number, whole: Whole): Promise<void> {
  const now = await stateOf(tx, of, id);
  const was = JSON.parse(whole) as Kept;
  // What an older version kept does not say what it became.
  const made = was.after ?? now;
  const back = changedBack(was.row, made.row, now.row);
  for (const [column, other] of Object.entries(of.goesWith ?? {}))
    if (column in back) back[other] = was.row[other] ?? null;
  await tx
    .db(of.table as 'companies')
    .where({ id })
    .update({
      ...back,
      ...('version' in now.row ? { version: tx.db.raw('version + 1') } : {}),
      ...('updated_at' in now.row ? { updated_at: tx.time.now() } : {}),
    } as never);
  for (const { table, where, rows } of now.parts)
    await putRowsBack(tx, { table, where, rows }, rowsAt(was, table, where), rowsAt(made, table, where));
}

const rowsAt = ({ parts }: State, table: string, where: Row): Row[] =>
  parts.find((part) => part.table === table && isSame(part.where, where))?.rows ?? [];

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const changedBack = (was: Row, made: Row, now: Row): Row =>
  Object.fromEntries(
    Object.entries(was).filter(
      ([column, value]) =>
        column in now &&
        !moving.includes(column) &&
        !isSame(value, made[column]) &&
        isSame(made[column], now[column]),
    ),
  );

async function putRowsBack(
  tx: Ctx,
  { table, where, rows: now }: State['parts'][number],
  was: Row[],
  made: Row[],
): Promise<void> {
  // A row without an id of its own is known by all that it says.
  const same = (row: Row) => ('id' in row && !('id' in where) ? { id: row.id } : row) as { id: number };
  const keyOf = (row: Row) => JSON.stringify(same(row));
  const byKey = (rows: Row[]) => new Map(rows.map((row) => [keyOf(row), row]));
  const [before, after, there] = [byKey(was), byKey(made), byKey(now)];
  const at = () => tx.db(table as 'companies');
  for (const [key, row] of after) {
    const [old, current] = [before.get(key), there.get(key)];
    if (!current) continue;
    if (!old) await at().where(same(row)).delete();
    else {
      const columns = changedBack(old, row, current);
      if (Object.keys(columns).length > 0)
        await at()
          .where(same(row))
          .update(columns as never);
    }
  }
  const gone = was.filter((row) => !after.has(keyOf(row)) && !there.has(keyOf(row)));
  // Where somebody wrote another one into its place, theirs stays.
  if (gone.length > 0)
    await at()
      .insert(gone as never)
      .onConflict()
      .ignore();
}

/**
 * Removes it for good, with all that belongs to it.
 * @returns false, and nothing is removed, when something else speaks of it
 */
export async function removeWhole(tx: Ctx, of: RecordTable, id: number): Promise<boolean> {
  try {
    // A savepoint: on PostgreSQL a refused deletion would take the whole transaction with it.
    await tx.db.transaction(async (inner) => {
      for (const [table, column] of Object.entries(of.usedBy ?? {}))
        if (
          await inner(table as 'companies')
            .where({ [column]: id } as never)
            .first()
        )
          throw new InUse();
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
    if (error instanceof InUse || isReference(error)) return false;
    throw error;
  }
}

/**
 * Removes many for good, but for those that something else speaks of.
 * @returns the ids of those that were there and are gone; none, when it cannot be said of which something speaks
 */
export async function removeWholes(tx: Ctx, of: RecordTable, ids: number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const at = (table: string, db: Ctx['db']) => db(table as 'companies');
  try {
    return await tx.db.transaction(async (inner) => {
      const there = new Set(await at(of.table, inner).whereIn('id', ids).pluck('id'));
      for (const [table, column] of Object.entries(of.usedBy ?? {}))
        for (const id of await at(table, inner)
          .whereIn(column as 'id', ids)
          .pluck(column))
          there.delete(id as number);
      const gone = [...there];
      for (const { table, where, id } of of.beside)
        await at(table, inner)
          .where(where)
          .whereIn(id as 'id', gone)
          .delete();
      await at(of.table, inner).whereIn('id', gone).delete();
      return there;
    });
  } catch (error) {
    if (isReference(error)) return new Set();
    throw error;
  }
}

const isReference = (error: unknown): boolean => {
  const { code, message } = error as { code?: string; message?: string };
  return code === '23503' || /FOREIGN KEY constraint failed/i.test(message ?? '');
};

class InUse extends Error {}
