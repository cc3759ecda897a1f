/** Rows that nothing reads before a transaction ends, put in together: each statement costs more than its rows do. */
import type { Ctx } from '../lib/context.ts';
import { putMany } from './bulk.ts';
import type { Db } from './connect.ts';

type Row = Record<string, unknown>;
type Waiting = Map<string, { rows: Row[]; onConflict: string }>;

const waiting = new WeakMap<Db, Waiting>();

/** From here on rows of this transaction wait; whoever opened it calls putNow() before it ends. */
export const putTogether = ({ db }: Pick<Ctx, 'db'>): void => void waiting.set(db, new Map());

/** Elsewhere they are put in at once. @param onConflict as in putMany(), the same for all of a table */
export async function putLater({ db }: Ctx, table: string, rows: Row[], onConflict: string): Promise<void> {
  if (rows.length === 0) return;
  const tables = waiting.get(db);
  if (!tables) return putMany(db, table, rows, onConflict);
  const before = tables.get(table)?.rows ?? [];
  tables.set(table, { rows: [...before, ...rows], onConflict });
}

/** To be called before such a table is read. @param only this one; else all */
export async function putNow({ db }: Ctx, only?: string): Promise<void> {
  const tables = waiting.get(db);
  if (!tables) return;
  for (const [table, { rows, onConflict }] of [...tables]) {
    if (only !== undefined && table !== only) continue;
    tables.delete(table);
    await putMany(db, table, rows, onConflict);
  }
}
