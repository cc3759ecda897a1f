import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Knex } from 'knex';
import type { Database } from './connect.ts';

const directory = path.join(import.meta.dirname, '../../migrations');

export class NewerSchema extends Error {
  constructor(unknown: string[]) {
    super(
      `The database was migrated by a newer version of Vizitka (${unknown.join(', ')}): start that version instead.`,
    );
    this.name = 'NewerSchema';
  }
}

/**
 * Brings the schema up to date: one process at a time (knex's lock; on PostgreSQL an advisory lock before it),
 * after a copy of an SQLite file that holds data.
 * @returns the names of the migrations that ran
 * @throws NewerSchema when the database knows migrations that this version does not
 */
export async function migrate(database: Database): Promise<string[]> {
  const known = (await readdir(directory)).filter((name) => name.endsWith('.ts')).sort();
  return lockedOut(database, async () => {
    const done = await doneMigrations(database);
    const unknown = done.filter((name) => !known.includes(name));
    if (unknown.length > 0) throw new NewerSchema(unknown);
    if (done.length === known.length) return [];
    if (database.file && done.length > 0) await copyBeforeMigration(database, done.length);
    const [, ran] = await database.writer.migrate.latest(migrationConfig);
    return ran as string[];
  });
}

const migrationConfig: Knex.MigratorConfig = {
  directory,
  loadExtensions: ['.ts'],
  tableName: 'schema_migrations',
};

/** @returns null when the schema is up to date, else what is to be run or undone */
export async function pendingMigrations(
  database: Database,
): Promise<{ pending: string[]; unknown: string[] }> {
  const known = (await readdir(directory)).filter((name) => name.endsWith('.ts')).sort();
  const done = await doneMigrations(database);
  return {
    pending: known.filter((name) => !done.includes(name)),
    unknown: done.filter((name) => !known.includes(name)),
  };
}

/** Names of the migrations that the database has. */
export async function doneMigrations(database: Database): Promise<string[]> {
  if (!(await database.writer.schema.hasTable('schema_migrations'))) return [];
  return database.writer('schema_migrations').orderBy('name').pluck('name');
}

const migrationLock = 0x7669_7a69;

async function lockedOut<T>(database: Database, work: () => Promise<T>): Promise<T> {
  if (database.dialect === 'sqlite') return work();
  return database.writer.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(?)', [migrationLock]);
    return work();
  });
}

async function copyBeforeMigration(database: Database, version: number): Promise<void> {
  const file = database.file as string;
  const folder = path.join(path.dirname(file), 'before-migration');
  await mkdir(folder, { recursive: true });
  const copy = path.join(folder, `${path.basename(file)}.${version}`);
  await rm(copy, { force: true });
  // To open and close the file by other means would give up every lock that this process holds on it (POSIX): another
  // process could then take the log for nobody's and remove it.
  await database.writer.raw('VACUUM INTO ?', [copy]);
}
