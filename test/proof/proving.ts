/** What all proofs share: a database to prove it on, bad weather, and the process that is killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Database, openDatabase } from '../../src/db/connect.ts';
import { migrate } from '../../src/db/migrate.ts';
import type { Sandbox } from '../../src/sandbox/protocol.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';

export interface Ground {
  database: Database;
  url: string;
  /** null on SQLite */
  postgres: Postgres | null;
  /** gone in the end */
  folder: string;
  remove(): Promise<void>;
}

/**
 * An empty database: PostgreSQL when the command line says so, else SQLite.
 * @param folder an empty one for everything, SQLite's file included
 */
export async function ground(folder = mkdtempSync(path.join(tmpdir(), 'vizitka-proof-'))): Promise<Ground> {
  const postgres = process.argv.includes('postgres') ? await startPostgres() : null;
  const url = postgres ? `${postgres.url}/template_vizitka` : `sqlite:${path.join(folder, 'proof.sqlite')}`;
  const database = openDatabase(url);
  await migrate(database);
  return {
    database,
    url,
    postgres,
    folder,
    async remove() {
      await database.close();
      await postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The first number on the command line. */
export const amount = (usual: number): number =>
  Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? usual);

/** Slack loses answers and requests, fails, limits rates and dawdles, each now and then. */
export function worsen({ weather }: Sandbox): void {
  const chance = Math.random();
  if (chance < 0.2) weather.dropAnswer('chat.postMessage', 1);
  else if (chance < 0.3) weather.drop('chat.postMessage', 1);
  else if (chance < 0.4) weather.fail('*', 2);
  else if (chance < 0.5) weather.rateLimit('chat.postMessage', 1, 1);
  else if (chance < 0.6) weather.slow('chat.postMessage', Math.random() * 300);
}

export interface Victim {
  kills: number;
  /** Kills it, waits until it is gone and starts the next one. */
  kill(): Promise<void>;
  /** Kills it for good. */
  end(): Promise<void>;
}

/** A process that is killed, again and again. @param between what happens before the next one starts */
export function victim(
  script: string,
  {
    args = [],
    env = {},
    between,
  }: { args?: string[]; env?: Record<string, string>; between(): Promise<unknown> },
): Victim {
  const start = (): ChildProcess =>
    spawn(process.execPath, [path.resolve(import.meta.dirname, script), ...args], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
  let running = start();
  const it: Victim = {
    kills: 0,
    async kill() {
      await it.end();
      await between();
      it.kills += 1;
      running = start();
    },
    async end() {
      if (running.exitCode !== null || running.signalCode !== null) return;
      const ended = new Promise((resolve) => running.once('exit', resolve));
      running.kill('SIGKILL');
      await ended;
    },
  };
  return it;
}
