import { randomBytes } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import knexFactory from 'knex';
import { inject, onTestFinished } from 'vitest';
import { type Database, openDatabase } from '../../src/db/connect.ts';

/** The address of an empty, migrated database of the project's kind, made for the asking test. */
export async function freshDatabaseUrl(): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const where = inject('databases');
  if (process.env.TEST_DATABASE === 'postgres') {
    const server = knexFactory({ client: 'pg', connection: `${where}/postgres`, pool: { min: 0, max: 1 } });
    await server.raw(`create database ${name} template template_vizitka`);
    await server.destroy();
    return `${where}/${name}`;
  }
  const file = path.join(where, `${name}.sqlite`);
  copyFileSync(path.join(where, 'template.sqlite'), file);
  return `sqlite:${file}`;
}

/** Opened for one test and closed when it ends. */
export async function freshDatabase(): Promise<Database> {
  const database = openDatabase(await freshDatabaseUrl());
  onTestFinished(() => database.close());
  return database;
}

/** The same database with connections of its own, as a second process has them; closed when the test ends. */
export function reopened(database: Database): Database {
  const { user, password, host, port, database: name } = database.writer.client.connectionSettings;
  const again = openDatabase(
    database.file ? `sqlite:${database.file}` : `postgres://${user}:${password}@${host}:${port}/${name}`,
  );
  onTestFinished(() => again.close());
  return again;
}
