import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { openDatabase } from '../db/connect.ts';
import { lockSqlite } from '../db/lock.ts';
import { migrate } from '../db/migrate.ts';
import { erasureListFile, joined, listFileOf } from '../features/privacy/list-file.ts';
import type { Ctx } from '../lib/context.ts';
import { setPaused } from '../outbox/pause.ts';
import { erasuresFile, infoFile, postgresDump, sqliteCopy } from './backup.ts';
import { runPostgresTool } from './programs.ts';

/** Why a restore did not begin; nothing was changed. */
export class RestoreRefused extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'RestoreRefused';
  }
}

const Info = z.object({
  madeAt: z.string(),
  dialect: z.enum(['sqlite', 'postgres']),
  migrations: z.array(z.string()),
  files: z.boolean(),
});

/**
 * Puts a backup where DATABASE_URL and FILES_DIR point, both of which must be empty; then sending and polling stay
 * paused until `npm run resume`, because what the copy holds as unsent may have been sent since.
 * @throws RestoreRefused, NewerSchema, DatabaseInUse
 */
export async function restore(
  config: Config,
  from: string,
  ctxOf: (database: Ctx['database']) => Ctx,
): Promise<void> {
  const folder = path.resolve(from);
  if (!existsSync(path.join(folder, infoFile))) {
    throw new RestoreRefused(`There is no backup in ${from}: its folder holds ${infoFile}.`);
  }
  const info = Info.parse(JSON.parse(await readFile(path.join(folder, infoFile), 'utf8')));
  const wanted = config.DATABASE_URL.startsWith('sqlite:') ? 'sqlite' : 'postgres';
  if (info.dialect !== wanted) {
    throw new RestoreRefused(
      `The backup is of ${info.dialect}, DATABASE_URL is ${wanted}. They do not convert.`,
    );
  }
  if (info.files && existsSync(config.FILES_DIR)) {
    throw new RestoreRefused(
      `FILES_DIR (${config.FILES_DIR}) exists. Move it away first: a restore never writes over files.`,
    );
  }
  if (wanted === 'sqlite') await restoreSqlite(config, folder);
  else await restorePostgres(config, folder);
  if (info.files) await cp(path.join(folder, 'files'), config.FILES_DIR, { recursive: true });
  await keepErasures(config, folder);
  const database = openDatabase(config.DATABASE_URL);
  try {
    await migrate(database);
    await setPaused(ctxOf(database), 'restored');
  } finally {
    await database.close();
  }
}

/**
 * The list beside the files is newer than the backup: whoever it names and the backup brings back is erased again when the
 * server starts. What the backup's own list knows is added.
 */
async function keepErasures(config: Config, folder: string): Promise<void> {
  const old = await erasureListFile(path.join(folder, erasuresFile)).read();
  if (!old) return;
  const file = erasureListFile(listFileOf(config.FILES_DIR));
  const here = await file.read();
  await file.write(here ? joined(here, old) : old);
}

async function restoreSqlite(config: Config, folder: string): Promise<void> {
  const file = config.DATABASE_URL.slice('sqlite:'.length);
  if (existsSync(file)) {
    throw new RestoreRefused(
      `${file} exists. Move it (and ${file}-wal, ${file}-shm) away first: a restore never writes over a database.`,
    );
  }
  await mkdir(path.dirname(path.resolve(file)), { recursive: true });
  const lock = await lockSqlite(file);
  try {
    await copyFile(path.join(folder, sqliteCopy), file);
  } finally {
    await lock.release();
  }
}

async function restorePostgres(config: Config, folder: string): Promise<void> {
  const database = openDatabase(config.DATABASE_URL);
  try {
    if (await database.writer.schema.hasTable('schema_migrations')) {
      throw new RestoreRefused(
        'This PostgreSQL database already holds Vizitka. Create an empty one and point DATABASE_URL to it.',
      );
    }
  } finally {
    await database.close();
  }
  await runPostgresTool('pg_restore', config.DATABASE_URL, [
    '--no-owner',
    '--exit-on-error',
    '--single-transaction',
    `--dbname=${decodeURIComponent(new URL(config.DATABASE_URL).pathname.slice(1))}`,
    path.join(folder, postgresDump),
  ]);
}
