/** A temporary folder with the databases that the sections ask for; each is seeded once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import knexFactory from 'knex';
import { type Database, openDatabase } from '../../src/db/connect.ts';
import { monotonic, systemTime } from '../../src/lib/time.ts';
import { startPostgres } from '../support/postgres.ts';
import { full, type Size, seed, small, young } from './seed.ts';
import type { Row } from './table.ts';

export type SizeName = 'full' | 'young' | 'small';

export interface Stage {
  folder: string;
  postgres: boolean;
  rows: Row[];
  add(...rows: Row[]): void;
  /** the address of a seeded database */
  databaseOf(size: SizeName): Promise<string>;
  open<T>(size: SizeName, work: (database: Database) => Promise<T>): Promise<T>;
  /** numbers of some deals that everybody may see */
  dealsOf(size: SizeName): Promise<number[]>;
  close(): Promise<void>;
}

export async function setStage(postgres: boolean): Promise<Stage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vizitka-bench-'));
  const server = postgres ? await startPostgres({ durable: true }) : null;
  const seeded = new Map<string, string>();
  const rows: Row[] = [];
  const sizes: Record<SizeName, Size> = { full, young, small };

  async function databaseOf(size: SizeName): Promise<string> {
    const known = seeded.get(size);
    if (known) return known;
    const url = server
      ? await createDatabase(server.url, size)
      : `sqlite:${path.join(folder, `${size}.sqlite`)}`;
    const database = openDatabase(url);
    const from = monotonic();
    await seed(database, sizes[size], systemTime.now());
    await database.close();
    seeded.set(size, url);
    const { deals, activities } = sizes[size];
    console.error(
      `${deals} deals and ${activities} activities in ${Math.round((monotonic() - from) / 1000)} s`,
    );
    return url;
  }

  async function open<T>(size: SizeName, work: (database: Database) => Promise<T>): Promise<T> {
    const database = openDatabase(await databaseOf(size));
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  }

  return {
    folder,
    postgres,
    rows,
    add: (...more) => void rows.push(...more),
    databaseOf,
    open,
    dealsOf: (size) =>
      open(size, ({ reader }) =>
        reader('deals').where('restricted', false).whereRaw('id % 97 = 5').pluck('id'),
      ),
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
