/** Ids for rows that are not in yet. Nobody else gets them; those that are not used are never given again. */
import type { Db } from './connect.ts';
import { isPostgres } from './dialect.ts';

/** @param table one that counts by itself @returns as many, ascending */
export async function takeIds(db: Db, table: string, count: number): Promise<number[]> {
  if (isPostgres(db)) {
    const { rows } = await db.raw<{ rows: { id: string }[] }>(
      `select nextval(pg_get_serial_sequence(?, 'id')) as id from generate_series(1, ?)`,
      [table, count],
    );
    return rows.map(({ id }) => Number(id));
  }
  const last = (await takeFrom(db, table, count)) ?? (await beginAndTake(db, table, count));
  return Array.from({ length: count }, (_, at) => last - count + 1 + at);
}

/** SQLite's own table of what was given last. @returns the last one, null where no row was ever put in */
async function takeFrom(db: Db, table: string, count: number): Promise<number | null> {
  const [row] = await db.raw<{ seq: number }[]>(
    'update sqlite_sequence set seq = seq + ? where name = ? returning seq',
    [count, table],
  );
  return row ? Number(row.seq) : null;
}

async function beginAndTake(db: Db, table: string, count: number): Promise<number> {
  await db.raw('insert into sqlite_sequence (name, seq) values (?, 0)', [table]);
  return (await takeFrom(db, table, count)) as number;
}
