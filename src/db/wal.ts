/** The disk's part of SQLite, away from the thread that asks: a commit on a busy disk takes as long as a hundred queries. */
import { type FileHandle, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

/** Of the one connection that writes. */
export interface Wal {
  /** What is committed is on the disk when this resolves; SQLite itself syncs only before a checkpoint. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** SQLite's own measure: a thousand pages. */
const largeWal = 4_000_000;
const beatMs = 500;
const idleMs = 30_000;

export function openWal(database: string): Wal {
  const file = `${database}-wal`;
  let handle: FileHandle | null = null;
  let beat: NodeJS.Timeout | null = null;
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | null = null;

  /** The log is written back into the database by a thread that may wait. */
  async function checkpoint(): Promise<void> {
    beat = null;
    const size = await stat(file).then(
      (found) => found.size,
      () => 0,
    );
    if (size < largeWal || handle === null) return;
    worker ??= startWorker();
    worker.postMessage('checkpoint');
    if (idle) clearTimeout(idle);
    idle = setTimeout(endWorker, idleMs).unref();
  }

  /** A thread takes 20 MB, and a quiet day has nothing for it to do. */
  async function endWorker(): Promise<void> {
    const ended = worker;
    worker = null;
    await ended?.terminate();
  }

  function startWorker(): Worker {
    const started = new Worker(new URL('./checkpoint-worker.ts', import.meta.url), {
      workerData: database,
      resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
    });
    // Without it SQLite does the work itself, when the log is ten times as large.
    started.on('error', () => {
      if (worker === started) worker = null;
    });
    started.unref();
    return started;
  }

  return {
    async sync() {
      handle ??= await opened(file);
      if (!handle) return;
      await handle.datasync();
      beat ??= setTimeout(checkpoint, beatMs).unref();
    },
    async close() {
      if (beat) clearTimeout(beat);
      if (idle) clearTimeout(idle);
      await endWorker();
      await handle?.close();
      handle = null;
    },
  };
}

/** null: nothing was written yet. That its name lasts is the folder's. */
async function opened(file: string): Promise<FileHandle | null> {
  const handle = await open(file, 'r+').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return null;
  });
  if (!handle) return null;
  const folder = await open(path.dirname(file), 'r');
  await folder.sync();
  await folder.close();
  return handle;
}
