import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/db/connect.ts';
import { migrate } from '../../src/db/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** SQLite: the folder with template.sqlite; PostgreSQL: the server's address without a database */
    databases: string;
  }
}

/** One migrated file per run; each test copies it. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(path.join(tmpdir(), 'vizitka-test-'));
  const database = openDatabase(`sqlite:${path.join(folder, 'template.sqlite')}`);
  await migrate(database);
  await database.writer.raw('PRAGMA wal_checkpoint(TRUNCATE)');
  await database.close();
  project.provide('databases', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
