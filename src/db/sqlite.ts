import Sqlite from 'knex/lib/dialects/sqlite3/index.js';

/**
 * knex opens a transaction with BEGIN, which takes SQLite's write lock only at the first write: two processes that
 * read first and write later then fail with SQLITE_BUSY at once, whatever busy_timeout says. BEGIN IMMEDIATE waits.
 */
export class ImmediateSqlite extends Sqlite {
  override _query(connection: unknown, query: { sql?: string }) {
    if (query.sql === 'BEGIN;') query.sql = 'BEGIN IMMEDIATE;';
    return super._query(connection, query);
  }
}
