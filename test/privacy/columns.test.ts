import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/db/connect.ts';
import { migrate } from '../../src/db/migrate.ts';
import { personalData } from '../../src/personal-data.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'vizitka-columns-'));
let database: Database;
/** table -> its columns, as the migrations leave them */
let schema: Record<string, string[]>;

const toolTables = ['schema_migrations', 'schema_migrations_lock'];

beforeAll(async () => {
  database = openDatabase(`sqlite:${path.join(folder, 'schema.sqlite')}`);
  await migrate(database);
  const names: string[] = await database
    .reader('sqlite_master')
    .where({ type: 'table' })
    .whereNot('name', 'like', 'sqlite_%')
    // The full text index, which follows mail_words.
    .whereNot('name', 'like', 'mail_index%')
    .whereNotIn('name', toolTables)
    .orderBy('name')
    .pluck('name');
  const columnsOf = async (table: string) =>
    (await database.reader.raw(`PRAGMA table_info("${table}")`)).map(({ name }: { name: string }) => name);
  schema = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await columnsOf(name)])));
});

afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const listed = (): string[] =>
  personalData
    .flatMap(({ tables }) => Object.entries(tables))
    .flatMap(([table, { columns }]) => Object.keys(columns).map((column) => `${table}.${column}`))
    .sort();

const existing = (): string[] =>
  Object.entries(schema)
    .flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`))
    .sort();

describe('the list of what is held about a person', () => {
  it('says of each column there is what it holds; a new one is declared in personal-data.ts of its slice', () => {
    expect(existing().filter((column) => !listed().includes(column))).toEqual([]);
  });

  it('names no column that is not there, and none twice', () => {
    expect(listed().filter((column) => !existing().includes(column))).toEqual([]);
    expect(new Set(listed()).size).toBe(listed().length);
  });

  it('names the rows of each table by columns that it has', () => {
    for (const { tables } of personalData)
      for (const [table, { key }] of Object.entries(tables))
        expect({ table, lost: key.filter((column) => !schema[table]?.includes(column)) }).toEqual({
          table,
          lost: [],
        });
  });
});
