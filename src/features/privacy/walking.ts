/** Through all rows of a table, a page at a time, by its key: a page costs the same at the end as at the beginning. */
import type { Knex } from 'knex';

export type Row = Record<string, unknown>;

/** The rows after the key, in its order. @param query without order and limit */
export const pageAfter = (
  query: Knex.QueryBuilder,
  table: string,
  key: string[],
  after: unknown[] | null | undefined,
  limit: number,
): Promise<Row[]> => {
  const columns = key.map((column) => `${table}.${column}`);
  const marks = (sign: string) => columns.map(() => sign).join(', ');
  if (after) query.whereRaw(`(${marks('??')}) > (${marks('?')})`, [...columns, ...(after as Knex.Value[])]);
  for (const column of columns) query.orderBy(column);
  return query.limit(limit) as unknown as Promise<Row[]>;
};

export const keyOf = (row: Row, key: string[]): unknown[] => key.map((column) => row[column]);

export const whereKey = (row: Row, key: string[]): Row =>
  Object.fromEntries(key.map((column) => [column, row[column]]));
