/** A temporary folder with the databases that the sections ask for; each is seeded once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import knexFactory from 'knex';
import { type Database, openDatabase } from '../../src/db/connect.ts';
import { monotonic, systemTime } from '../../src/lib/time.ts';
import { startPostgres } from '../support/postgres.ts';
import { full, type Size, seed, small } from './seed.ts';
import type { Row } from './table.ts';

export interface Stage {
  folder: string;
  postgres: boolean;
  rows: Row[];
  add(...rows: Row[]): void;
  /** the address of a seeded database */
  databaseOf(size: 'full' | 'small'): Promise<string>;
  open<T>(size: 'full' | 'small', work: (database: Database) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export async function setStage(postgres: boolean): Promise<Stage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vizitka-bench-'));
  const server = postgres ? await startPostgres({ durable: true }) : null;
  const seeded = new Map<string, string>();
  const rows: Row[] = [];
  const sizes: Record<string, Size> = { full, small };

  async function databaseOf(size: 'full' | 'small'): Promise<string> {
    const known = seeded.get(size);
    if (known) return known;
    const url = server
      ? await createDatabase(server.url, size)
      : `sqlite:${path.join(folder, `${size}.sqlite`)}`;
    const database = openDatabase(url);
    const from = monotonic();
    await seed(database, sizes[size] as Size, systemTime.now());
    await database.close();
    seeded.set(size, url);
    const { deals, activities } = sizes[size] as Size;
    console.error(
      `${deals} deals and ${activities} activities in ${Math.round((monotonic() - from) / 1000)} s`,
    );
    return url;
  }

  return {
    folder,
    postgres,
    rows,
    add: (...more) => void rows.push(...more),
    databaseOf,
    async open(size, work) {
      const database = openDatabase(await databaseOf(size));
      try {
        return await work(database);
      } finally {
        await database.close();
      }
    },
    async close() {
      await server?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function createDatabase(server: string, name: string): Promise<string> {
  const knex = knexFactory({ client: 'pg', connection: `${server}/postgres`, pool: { min: 0, max: 1 } });
  await knex.raw(`create database bench_${name}`);
  await knex.destroy();
  return `${server}/bench_${name}`;
}
