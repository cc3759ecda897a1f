import type { Database, Db } from './connect.ts';

/** The database's own clock, for leases: processes' clocks may differ. SQL that gives our Instant text. */
export const databaseNow = (dialect: Database['dialect'], plusSeconds = 0): string =>
  dialect === 'sqlite'
    ? `strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '+${plusSeconds} seconds')`
    : `to_char((clock_timestamp() + interval '${plusSeconds} seconds') at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export const isPostgres = (db: Db): boolean => db.client.config.client === 'pg';

/** SQL: the column holds one of listed() texts. However many they are its own text stays the same, and stays prepared. */
export const isAmong = (db: Db, column: string): string =>
  isPostgres(db) ? `${column} = any(?::text[])` : `${column} in (select value from json_each(?))`;

export const listed = (db: Db, values: string[]): string | string[] =>
  isPostgres(db) ? values : JSON.stringify(values);

/** The id of an inserted row, the same on both databases. */
export async function insertId(insert: { returning(column: string): PromiseLike<unknown> }): Promise<number> {
  const rows = (await insert.returning('id')) as { id: number }[];
  return Number(rows[0]?.id);
}

/** True when an INSERT ... ON CONFLICT DO NOTHING put a row in. */
export async function insertedOnce(
  insert: { returning(column: string): PromiseLike<unknown> },
  column = 'id',
): Promise<boolean> {
  return ((await insert.returning(column)) as unknown[]).length > 0;
}

/**
 * SQL: an instant on the database's clock has come. One that lies more than an hour ahead counts as come too:
 * nothing waits that long, so the clock was set back since.
 */
export const hasCome = (dialect: Database['dialect'], column: string): string =>
  `(${column} is null or ${column} <= ${databaseNow(dialect)} or ${column} > ${databaseNow(dialect, 3600)})`;

/** Waits until nobody else is in a transaction that locked the same name. SQLite has one writer: nothing to do. */
export async function lockName(db: Db, name: string): Promise<void> {
  if (isPostgres(db)) await db.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [name]);
}

/** The same for several, in an order in which no two who lock the same ones wait for each other. */
export async function lockNames(db: Db, names: string[]): Promise<void> {
  const sorted = [...new Set(names)].sort();
  if (isPostgres(db) && sorted.length > 0)
    await db.raw(
      'select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest(?::text[]) with ordinality as these (name, place) order by place',
      [sorted],
    );
}
