/** Reads a spreadsheet in a thread of its own, so that nobody who clicks meanwhile waits for it. */
import { Worker } from 'node:worker_threads';
import { type FileProblem, FileRefused } from './refused.ts';
import type { Piece } from './sheets.ts';

export interface ReadRequest {
  file: string;
  name: string;
  /** names of the firm's own fields, folded: headings too */
  labels: string[];
}

export type ReadMessage =
  | Piece
  | { kind: 'end' }
  | { kind: 'refused'; reason: FileProblem }
  | { kind: 'failed'; problem: string };

/** Streams make much that lives for a moment; room for it is memory that is never given back. */
const limits = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 128 };
/** Without a piece for so long, the file leads nowhere. */
const patienceMs = 120_000;

/**
 * @param take while it runs, nothing more is read
 * @throws FileRefused; whatever `take` throws
 */
export async function readInThread(
  request: ReadRequest,
  take: (piece: Piece) => Promise<void>,
): Promise<void> {
  const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
    workerData: request,
    resourceLimits: limits,
  });
  const ended: { error?: NodeJS.ErrnoException } = {};
  worker.on('error', (error) => {
    ended.error = error;
  });
  try {
    for (;;) {
      const message = await next(worker, ended);
      if (message.kind === 'end') return;
      if (message.kind === 'refused') throw new FileRefused(message.reason);
      if (message.kind === 'failed') throw new Error(message.problem);
      await take(message);
      worker.postMessage('more');
    }
  } finally {
    await worker.terminate();
  }
}

function next(worker: Worker, ended: { error?: NodeJS.ErrnoException }): Promise<ReadMessage> {
  return new Promise((resolve, reject) => {
    const tooMuch = () => end(() => reject(new FileRefused({ problem: 'tooMuch', details: {} })));
    const timer = setTimeout(tooMuch, patienceMs);
    const hear = (message: ReadMessage) => end(() => resolve(message));
    const onError = (error: NodeJS.ErrnoException) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : end(() => reject(error));
    const onExit = (code: number) => end(() => reject(new Error(`the reading thread ended with ${code}`)));
    const end = (work: () => void) => {
      clearTimeout(timer);
      worker.off('message', hear).off('error', onError).off('exit', onExit);
      work();
    };
    worker.on('message', hear).on('error', onError).on('exit', onExit);
    if (ended.error) onError(ended.error);
  });
}
