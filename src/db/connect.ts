import { mkdirSync } from 'node:fs';
import path from 'node:path';
import knexFactory, { type Knex } from 'knex';
import { NodeSqlite, waitsWhenBusy } from './sqlite.ts';

export type Db = Knex;
export type Dialect = 'sqlite' | 'postgres';

export interface Database {
  dialect: Dialect;
  /** SQLite: a pool of 4 read-only connections. PostgreSQL: the pool. */
  reader: Knex;
  /** SQLite: the one writing connection. PostgreSQL: the same pool. */
  writer: Knex;
  /** SQLite: the file's path */
  file: string | null;
  /** called after each commit; the dispatcher listens to start at once */
  onCommit: Set<() => void>;
  close(): Promise<void>;
}

/** @param url `sqlite:<path>` or `postgres://user:password@host/database` */
export const openDatabase = (url: string): Database =>
  url.startsWith('sqlite:') ? openSqlite(url.slice('sqlite:'.length)) : openPostgres(url);

function openSqlite(file: string): Database {
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  // A first connection that only reads cannot create the file, nor put it into WAL mode: the writer opens first.
  const writer = connectSqlite(file, true, { min: 1, max: 1 }, [
    'PRAGMA journal_mode = WAL',
    // Each commit is synced all the same, by Wal; SQLite would do it in this thread.
    'PRAGMA synchronous = NORMAL',
    'PRAGMA wal_autocheckpoint = 10000',
    // The usual 2 MB do not hold what one transaction over several mails writes.
    'PRAGMA cache_size = -8000',
    'PRAGMA foreign_keys = ON',
    // What is erased must not lie about in free pages. Measured: deleting takes twice as long, writing the same.
    'PRAGMA secure_delete = ON',
  ]);
  const reader = connectSqlite(file, false, { min: 0, max: 4 }, ['PRAGMA query_only = ON']);
  return {
    dialect: 'sqlite',
    reader,
    writer,
    file,
    onCommit: new Set(),
    close: async () => {
      await reader.destroy();
      await writer.destroy();
    },
  };
}

function connectSqlite(
  file: string,
  writes: boolean,
  pool: { min: number; max: number },
  pragmas: string[],
): Knex {
  return knexFactory({
    client: NodeSqlite,
    connection: { filename: file, writes } as Knex.Sqlite3ConnectionConfig,
    useNullAsDefault: true,
    compileSqlOnError: false,
    pool: {
      ...pool,
      afterCreate: (connection: SqliteConnection, done: (error: Error | null) => void) => {
        connection.database.exec([waitsWhenBusy, ...pragmas].join(';'));
        done(null);
      },
    },
  });
}

interface SqliteConnection {
  database: { exec(sql: string): void };
}

function openPostgres(url: string): Database {
  const pool = knexFactory({
    client: 'pg',
    connection: url,
    pool: { min: 0, max: 10 },
    // Somebody waits for the answer: knex would let them wait a minute.
    acquireConnectionTimeout: 10_000,
    // Whoever asked is told and logs it; knex would print it beside our log, in lines of its own.
    log: { error() {}, warn() {}, debug() {}, deprecate() {} },
    compileSqlOnError: false,
  });
  pool.on('query-error', hideValues);
  return {
    dialect: 'postgres',
    reader: pool,
    writer: pool,
    file: null,
    onCommit: new Set(),
    close: () => pool.destroy(),
  };
}

/** Values are people's words, and messages of errors go to the log: PostgreSQL quotes those that it cannot read. */
function hideValues(error: Error & { code?: string }, { sql }: { sql: string }): void {
  if (!error.code?.startsWith('22')) return;
  const said = error.message.slice(sql.length);
  const hidden = said.replace(/".*"/s, '"…"');
  const frames = error.stack?.slice(Math.max(0, error.stack.indexOf('\n    at '))) ?? '';
  error.message = sql + hidden;
  error.stack = `${error.name}: ${hidden}${frames}`;
}
