import { DatabaseSync, type StatementSync } from 'node:sqlite';
import Sqlite from 'knex/lib/dialects/sqlite3/index.js';
import { monotonic, sleep } from '../lib/time.ts';
import { openWal, type Wal } from './wal.ts';

interface Query {
  sql: string;
  method?: string;
  bindings?: unknown[];
  response?: unknown;
  context?: { lastID: unknown; changes: number };
}

interface Prepared {
  statement: StatementSync;
  /** it gives rows */
  isReading: boolean;
}

interface Connection {
  database: DatabaseSync;
  /** by their text, the one that was used last at the end */
  prepared: Map<string, Prepared>;
  /** of the one that writes */
  wal: Wal | null;
}

/**
 * knex on Node's own SQLite. Each query runs in the thread that asks: a hop to another thread and back costs many times
 * what most of ours take. So that nobody waits for a chain of them, the event loop gets its turn in between.
 */
export class NodeSqlite extends Sqlite {
  override _driver() {
    return DatabaseSync;
  }

  override async acquireRawConnection(): Promise<Connection> {
    const { filename, writes } = this.connectionSettings;
    try {
      const database = new DatabaseSync(filename);
      return { database, prepared: new Map(), wal: writes ? openWal(filename) : null };
    } catch (error) {
      throw named(error);
    }
  }

  override async destroyRawConnection({ database, wal }: Connection): Promise<void> {
    await wal?.close();
    database.close();
  }

  override async _query(connection: Connection, query: Query): Promise<Query> {
    await turn();
    // BEGIN takes the write lock only at the first write: two processes that read first and write later then fail
    // with SQLITE_BUSY at once, whatever busy_timeout says. BEGIN IMMEDIATE waits.
    if (query.sql === 'BEGIN;') return begin(connection, query);
    // A full disk ends the transaction by itself: to be refused now would hide why.
    if (isRollback.test(query.sql) && !connection.database.isTransaction) return { ...query, response: [] };
    try {
      run(connection, query);
    } catch (error) {
      throw named(error);
    }
    if (connection.wal && !connection.database.isTransaction && mayWrite.test(query.sql))
      await connection.wal.sync();
    return query;
  }
}

const isRollback = /^\s*rollback;?\s*$/i;

/** A commit, and what is its own transaction. */
const mayWrite = /^\s*(?!select|pragma|explain|rollback)\w/i;

/** For SQLite to wait would be for everybody to wait: another process may write for seconds. */
async function begin(connection: Connection, query: Query): Promise<Query> {
  const from = monotonic();
  for (;;) {
    try {
      connection.database.exec('PRAGMA busy_timeout = 0; BEGIN IMMEDIATE');
      return { ...query, response: [] };
    } catch (problem) {
      const error = named(problem);
      if (error.code !== 'SQLITE_BUSY' || monotonic() - from > busyMs) throw error;
    } finally {
      connection.database.exec(waitsWhenBusy);
    }
    await sleep(busyBeatMs);
  }
}

const busyMs = 5000;
const busyBeatMs = 10;
export const waitsWhenBusy = `PRAGMA busy_timeout = ${busyMs}`;

function run(connection: Connection, query: Query): void {
  const { statement, isReading } = prepare(connection, query.sql);
  const bindings = (query.bindings ?? []).map(bound) as never[];
  if (isReading && query.method !== 'del') {
    query.response = statement.all(...bindings);
    return;
  }
  const { changes, lastInsertRowid } = statement.run(...bindings);
  query.response = [];
  query.context = { lastID: lastInsertRowid, changes: Number(changes) };
}

/** Texts beyond these are of queries that are put together anew each time. */
const mostPrepared = 500;

function prepare({ database, prepared }: Connection, sql: string): Prepared {
  const known = prepared.get(sql);
  prepared.delete(sql);
  const statement = known?.statement ?? database.prepare(sql);
  const fresh = known ?? { statement, isReading: statement.columns().length > 0 };
  prepared.set(sql, fresh);
  const [oldest] = prepared.keys();
  if (prepared.size > mostPrepared && oldest !== undefined) prepared.delete(oldest);
  return fresh;
}

/** Every number would be bound as a float, and stand as `5.0` in a column of text. */
function bound(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  return value instanceof Date ? BigInt(value.valueOf()) : value;
}

/** Awaits of queries that are answered at once never leave the microtasks: nothing else would run for the whole chain. */
const turnMs = 4;
let turnBegan: number | null = null;

async function turn(): Promise<void> {
  if (turnBegan === null) {
    turnBegan = monotonic();
    setImmediate(() => {
      turnBegan = null;
    });
  } else if (monotonic() - turnBegan > turnMs) await new Promise((resolve) => setImmediate(resolve));
}

const names: Record<number, string> = {
  5: 'SQLITE_BUSY',
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  19: 'SQLITE_CONSTRAINT',
  26: 'SQLITE_NOTADB',
};

/** With the name that SQLite's own documentation gives it, in place of Node's one code for all. */
function named(error: unknown): Error & { code?: string } {
  const { errcode } = error as { errcode?: number };
  const name = errcode === undefined ? undefined : names[errcode & 0xff];
  if (name) Object.assign(error as Error, { code: name });
  return error as Error & { code?: string };
}
