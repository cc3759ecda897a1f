import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config.ts';
import type { Database } from '../db/connect.ts';
import { doneMigrations } from '../db/migrate.ts';
import { erasureListFile, listFileOf } from '../features/privacy/list-file.ts';
import type { Time } from '../lib/time.ts';
import { runPostgresTool } from './programs.ts';

/** What lies in a backup's folder beside `files/`. */
export interface BackupInfo {
  madeAt: string;
  dialect: Database['dialect'];
  migrations: string[];
  /** false: there was no FILES_DIR */
  files: boolean;
}

/** Why no backup was made. */
export class BackupRefused extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'BackupRefused';
  }
}

export const sqliteCopy = 'database.sqlite';
export const postgresDump = 'database.dump';
export const infoFile = 'backup.json';
export const erasuresFile = 'erasures.json';

/**
 * A consistent copy while the server runs: the database first, then the files. A file is stored before its row, so
 * every file that the copied rows name is there.
 * @param into an existing or new folder; the backup becomes a folder of its own in it
 * @returns the backup's folder
 * @throws BackupRefused
 */
export async function backUp(database: Database, config: Config, into: string, time: Time): Promise<string> {
  const migrations = await doneMigrations(database);
  // Started in another folder, or with another DATABASE_URL, it would save an empty database every night.
  if (migrations.length === 0) {
    throw new BackupRefused(
      'There is no Vizitka in this database: check DATABASE_URL and the folder you are in.',
    );
  }
  const now = time.now();
  const folder = path.resolve(into, `vizitka-${now.slice(0, 19).replace(/[:T]/g, '-')}`);
  // A backup that was cut short never looks like one: the folder gets its name at the end.
  const draft = `${folder}.unfinished`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  if (database.dialect === 'sqlite') {
    await database.writer.raw('VACUUM INTO ?', [path.join(draft, sqliteCopy)]);
  } else {
    await runPostgresTool('pg_dump', config.DATABASE_URL, [
      '--format=custom',
      '--no-owner',
      `--file=${path.join(draft, postgresDump)}`,
    ]);
  }
  // With S3 the folder still holds the raw mails.
  const files = existsSync(config.FILES_DIR);
  if (files) await copyFiles(config.FILES_DIR, path.join(draft, 'files'));
  // Digests alone: a machine that has only this backup knows at least who was erased before it.
  const list = await erasureListFile(listFileOf(config.FILES_DIR)).read();
  if (list) await erasureListFile(path.join(draft, erasuresFile)).write(list);
  const info: BackupInfo = {
    madeAt: now,
    dialect: database.dialect,
    migrations,
    files,
  };
  await writeFile(path.join(draft, infoFile), `${JSON.stringify(info, null, 2)}\n`);
  await rename(draft, folder);
  return folder;
}

/** Files may come and go while they are copied: one that vanished was swept, and no row names it. */
async function copyFiles(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) await copyFiles(source, target);
    else if (entry.isFile()) {
      await cp(source, target, { preserveTimestamps: true }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      });
    }
  }
}
