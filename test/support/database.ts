import { randomBytes } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import knexFactory from 'knex';
import { inject, onTestFinished } from 'vitest';
import { type Database, openDatabase } from '../../src/db/connect.ts';

/** The address of a migrated database of the project's kind, without data, made for the asking test. */
export async function freshDatabaseUrl(): Promise<string> {
  if (process.env.TEST_DATABASE === 'postgres') return createPostgres('template template_vizitka');
  const url = newFile();
  copyFileSync(path.join(inject('databases'), 'template.sqlite'), url.slice('sqlite:'.length));
  return url;
}

/** The same with nothing in it at all. */
export const emptyDatabaseUrl = async (): Promise<string> =>
  process.env.TEST_DATABASE === 'postgres' ? createPostgres() : newFile();

const newName = (): string => `test_${randomBytes(6).toString('hex')}`;
const newFile = (): string => `sqlite:${path.join(inject('databases'), `${newName()}.sqlite`)}`;

async function createPostgres(from = ''): Promise<string> {
  const name = newName();
  const where = inject('databases');
  const server = knexFactory({ client: 'pg', connection: `${where}/postgres`, pool: { min: 0, max: 1 } });
  await server.raw(`create database ${name} ${from}`);
  await server.destroy();
  return `${where}/${name}`;
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
