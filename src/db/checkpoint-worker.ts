/** Writes SQLite's log back into the database file, beside those who read and write. It reads and changes nothing itself. */
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

const database = new DatabaseSync(workerData as string);
const statement = database.prepare('PRAGMA wal_checkpoint(PASSIVE)');

/** What is written meanwhile is left for the next round; when nothing is, the log begins anew. */
const rounds = 5;

parentPort?.on('message', () => {
  for (let round = 0; round < rounds; round += 1) {
    const { log, checkpointed } = statement.get() as { log: number; checkpointed: number };
    if (log === checkpointed) return;
  }
});
