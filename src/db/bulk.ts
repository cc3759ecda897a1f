/** Many rows in few statements: knex puts each insert together anew, which costs more than the database takes for it. */
import type { Db } from './connect.ts';
import { isPostgres } from './dialect.ts';

type Row = Record<string, unknown>;

/** Rows of one statement. So few texts stay prepared, and SQLite takes a limited number of values in one. */
const blocks = [64, 16, 4, 1];

/** @param rows a column that one of them lacks is null there */
export async function insertMany(db: Db, table: string, rows: Row[]): Promise<void> {
  await insertBlocks(db, table, rows, '');
}

/** @param onConflict what becomes of a row that is there already: `(email_id) do nothing` */
export async function putMany(db: Db, table: string, rows: Row[], onConflict: string): Promise<void> {
  await insertBlocks(db, table, rows, ` on conflict ${onConflict}`);
}

/** @returns their ids, in the order of the rows */
export async function insertManyIds(db: Db, table: string, rows: Row[]): Promise<number[]> {
  return (await insertBlocks(db, table, rows, ' returning id')).map(({ id }) => Number(id));
}

async function insertBlocks(db: Db, table: string, rows: Row[], end: string): Promise<Row[]> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const into = `insert into "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) values `;
  const given: Row[] = [];
  for (const block of inBlocks(rows)) {
    const values = block.flatMap((row) => columns.map((column) => row[column] ?? null));
    const made = rowsOf(
      db,
      await db.raw(into + placesFor(block.length, columns.length) + end, values as never),
    );
    // Neither database promises an order, and both number them in the order of the values.
    given.push(...(end ? made.toSorted((one, other) => Number(one.id) - Number(other.id)) : []));
  }
  return given;
}

interface Change {
  table: string;
  /** of the rows with this value alone */
  where?: [column: string, value: number];
  /** the column by which each of them is found, a whole number */
  key: string;
  set: string[];
  /** which of these hold whole numbers; the others hold text */
  numbers?: ReadonlySet<string>;
}

/** Sets columns of rows that are there. @param values of each: its key, then what `set` names */
export async function updateMany(
  db: Db,
  { table, where, key, set, numbers = new Set() }: Change,
  values: unknown[][],
): Promise<void> {
  const names = [key, ...set];
  // PostgreSQL takes every value of such a list for text.
  const one = `(${names.map((name) => (name === key || numbers.has(name) ? 'cast(? as bigint)' : '?')).join(', ')})`;
  const also = where ? `"${table}".${where[0]} = ? and ` : '';
  for (const block of inBlocks(values)) {
    const sql = `with fresh (${names.join(', ')}) as (values ${block.map(() => one).join(', ')})
      update "${table}" set ${set.map((name) => `${name} = fresh.${name}`).join(', ')}
      from fresh where ${also}"${table}".${key} = fresh.${key}`;
    await db.raw(sql, [...block.flat().map((value) => value ?? null), ...(where ? [where[1]] : [])] as never);
  }
}

function* inBlocks<T>(rows: T[]): Generator<T[]> {
  let at = 0;
  for (const size of blocks) for (; rows.length - at >= size; at += size) yield rows.slice(at, at + size);
}

const placesFor = (rows: number, columns: number): string => {
  const one = `(${Array(columns).fill('?').join(', ')})`;
  return Array(rows).fill(one).join(', ');
};

const rowsOf = (db: Db, answer: unknown): Row[] =>
  (isPostgres(db) ? (answer as { rows: Row[] }).rows : (answer as Row[])) ?? [];
