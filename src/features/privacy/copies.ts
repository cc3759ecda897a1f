/** What an SQLite database leaves lying about on the disk beside its file. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '../../db/connect.ts';

/** Old pages stand in the write-ahead log, and the copies made before migrations hold everybody. */
export async function removeCopies(database: Database): Promise<void> {
  if (!database.file) return;
  await database.writer.raw('PRAGMA wal_checkpoint(TRUNCATE)');
  const copies = path.join(path.dirname(path.resolve(database.file)), 'before-migration');
  await rm(copies, { recursive: true, force: true });
}
