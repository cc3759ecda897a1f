import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config.ts';
import type { Database } from '../db/connect.ts';
import { doneMigrations } from '../db/migrate.ts';
import type { Time } from '../lib/time.ts';
import { runPostgresTool } from './programs.ts';

/** What lies in a backup's folder beside `files/`. */
export interface BackupInfo {
  madeAt: string;
  dialect: Database['dialect'];
  migrations: string[];
  /** false: the files are in S3 and are not in this backup */
  files: boolean;
}

export const sqliteCopy = 'database.sqlite';
export const postgresDump = 'database.dump';
export const infoFile = 'backup.json';

/**
 * A consistent copy while the server runs: the database first, then the files. A file is stored before its row, so
 * every file that the copied rows name is there.
 * @param into an existing or new folder; the backup becomes a folder of its own in it
 * @returns the backup's folder
 */
export async function backUp(database: Database, config: Config, into: string, time: Time): Promise<string> {
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
  const files = !config.FILES_S3_URL && existsSync(config.FILES_DIR);
  if (files) await copyFiles(config.FILES_DIR, path.join(draft, 'files'));
  const info: BackupInfo = {
    madeAt: now,
    dialect: database.dialect,
    migrations: await doneMigrations(database),
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
