/**
 * Rows that wait for the others of their transaction and go in together: each statement costs more than its rows do.
 * Whatever asks for one of their tables meanwhile finds them in it.
 */
import type { Ctx } from '../lib/context.ts';
import { insertMany, putMany, updateMany } from './bulk.ts';
import type { Db } from './connect.ts';
import { insertId } from './dialect.ts';
import { takeIds } from './ids-ahead.ts';
import { forgetWritten } from './recall.ts';

type Row = Record<string, unknown>;

interface Waiting {
  /** by table, in the order in which they go in; those that another refers to come first */
  rows: Map<string, { rows: Row[]; onConflict: string | null }>;
  /** after them, by table and id */
  changes: Map<string, { changed: Map<number, Row>; numbers: ReadonlySet<string> }>;
  /** by table: what its next rows are called */
  ids: Map<string, number[]>;
  /** the rows that the transaction is about */
  about: ReadonlySet<number>;
  /** which of them were changed so far */
  changedBefore: Set<number>;
  isPutting: boolean;
  /** why some did not go in: whoever caught that error must not commit without them */
  failure: unknown;
}

const waiting = new WeakMap<Db, Waiting>();

/**
 * From here on rows of this transaction wait; whoever opened it calls putNow() before it ends.
 * @param about the rows that it will change, by their ids; as many new ones are expected in other tables
 */
export function putTogether({ db }: Pick<Ctx, 'db'>, about: number[]): void {
  const waits: Waiting = {
    rows: new Map(),
    changes: new Map(),
    ids: new Map(),
    about: new Set(about),
    changedBefore: new Set(),
    isPutting: false,
    failure: null,
  };
  waiting.set(db, waits);
  // Each transaction of knex has a client of its own, and nothing else in it lets a query wait for another.
  const { client } = db;
  const { query } = client;
  client.query = async (connection: unknown, asked: string | { sql: string }) => {
    const sql = typeof asked === 'string' ? asked : asked.sql;
    if (isNamed(waits, sql)) await putAll(db, waits);
    if (!waits.isPutting) forgetWritten(db, sql);
    return query.call(client, connection, asked);
  };
}

/** Also by a longer name in which it stands (`events` in `calendar_events`): then its rows go in early, and no harm is done. */
function isNamed({ rows, changes }: Waiting, sql: string): boolean {
  for (const table of rows.keys()) if (sql.includes(table)) return true;
  for (const table of changes.keys()) if (sql.includes(table)) return true;
  return false;
}

/** Elsewhere they are put in at once. @param onConflict as in putMany(), the same for all of a table; null: there is none */
export async function putLater(
  { db }: Ctx,
  table: string,
  rows: Row[],
  onConflict: string | null = null,
): Promise<void> {
  if (rows.length === 0) return;
  const waits = waiting.get(db);
  if (!waits) return putRows(db, table, rows, onConflict);
  const known = waits.rows.get(table);
  if (known) known.rows.push(...rows);
  else waits.rows.set(table, { rows: [...rows], onConflict });
}

/** The same for a row whose number is needed now. @returns its id */
export async function insertLater(ctx: Ctx, table: string, row: Row): Promise<number> {
  const waits = waiting.get(ctx.db);
  if (!waits) return insertId(ctx.db(table).insert(row));
  let ids = waits.ids.get(table) ?? [];
  if (ids.length === 0) ids = await takeIds(ctx.db, table, Math.max(1, waits.about.size));
  const [id, ...left] = ids as [number, ...number[]];
  waits.ids.set(table, left);
  await putLater(ctx, table, [{ id, ...row }]);
  return id;
}

/**
 * What others asked about a row that the transaction is about, whoever changes it first has forgotten; of all others, and
 * at a second change, it is forgotten here.
 * @param numbers which of the table's columns hold whole numbers; the others hold text
 */
export async function changeLater(
  { db }: Ctx,
  table: string,
  numbers: ReadonlySet<string>,
  id: number,
  columns: Row,
): Promise<void> {
  const waits = waiting.get(db);
  if (!waits) return void (await db(table).where({ id }).update(columns));
  if (!waits.about.has(id) || waits.changedBefore.has(id)) forgetWritten(db, `update ${table}`);
  waits.changedBefore.add(id);
  const known = Object.entries(columns).filter(([, value]) => value !== undefined);
  const { changed } = waits.changes.get(table) ?? { changed: new Map<number, Row>() };
  changed.set(id, { ...changed.get(id), ...Object.fromEntries(known) });
  waits.changes.set(table, { changed, numbers });
}

export async function putNow({ db }: Pick<Ctx, 'db'>): Promise<void> {
  const waits = waiting.get(db);
  if (waits) await putAll(db, waits);
}

async function putAll(db: Db, waits: Waiting): Promise<void> {
  if (waits.failure) throw waits.failure;
  const { rows: tables, changes } = waits;
  waits.rows = new Map();
  waits.changes = new Map();
  waits.isPutting = true;
  try {
    for (const [table, { rows, onConflict }] of tables) await putRows(db, table, rows, onConflict);
    for (const [table, { changed, numbers }] of changes) await change(db, table, numbers, [...changed]);
  } catch (error) {
    waits.failure = error;
    throw error;
  } finally {
    waits.isPutting = false;
  }
}

const putRows = (db: Db, table: string, rows: Row[], onConflict: string | null): Promise<void> =>
  onConflict === null ? insertMany(db, table, rows) : putMany(db, table, rows, onConflict);

/** Those of which the same columns change, together. */
async function change(
  db: Db,
  table: string,
  numbers: ReadonlySet<string>,
  changed: [number, Row][],
): Promise<void> {
  const alike = Map.groupBy(changed, ([, row]) => Object.keys(row).sort().join());
  for (const [names, rows] of alike) {
    const set = names.split(',');
    const values = rows.map(([id, row]) => [id, ...set.map((name) => row[name])]);
    await updateMany(db, { table, key: 'id', set, numbers }, values);
  }
}
