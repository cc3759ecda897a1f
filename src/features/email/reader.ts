import { Worker } from 'node:worker_threads';
import type { Address, InboundEmail, MailFile } from './model.ts';
import type { Surroundings, Understanding } from './understand.ts';

export type MailHead = Pick<InboundEmail, 'subject' | 'messageId' | 'from' | 'date' | 'bodyHash'>;

export type ReadRequest =
  | {
      want: 'understanding';
      raw: Uint8Array;
      around: Surroundings;
      passedOn: { from: Address; note: string | null } | null;
    }
  | { want: 'files'; raw: Uint8Array; hashes: string[] };

export type ReadAnswer =
  | { kind: 'understood'; head: MailHead; understood: Understanding }
  | { kind: 'files'; files: MailFile[] }
  /** the same bytes will never read better */
  | { kind: 'unreadable'; problem: string }
  | { kind: 'timedOut'; seconds: number };

/** No mail is worth more: what takes longer, or more memory, waits for a person. */
const patienceMs = 10_000;
const memoryMb = 700;
const idleMs = 30_000;

/**
 * Reads mail in a thread of its own, one after another, so that no mail can stop the product: a thread that takes too
 * long or too much is ended, and the next mail gets a new one. An idle thread ends by itself.
 */
export function readMail(request: ReadRequest): Promise<ReadAnswer> {
  const answer = queue.then(() => readNext(request));
  queue = answer.catch(() => {});
  return answer;
}

let queue: Promise<unknown> = Promise.resolve();
let worker: Worker | null = null;
let idle: NodeJS.Timeout | undefined;

async function readNext(request: ReadRequest): Promise<ReadAnswer> {
  clearTimeout(idle);
  const reading = worker ?? startWorker();
  worker = reading;
  // The event loop stays alive while a mail is read, and not for the thread's sake.
  reading.ref();
  const answer = await answerOf(reading, request);
  reading.unref();
  if (answer.kind === 'timedOut' || worker !== reading) await end(reading);
  idle = setTimeout(() => end(reading), idleMs);
  idle.unref();
  return answer;
}

function startWorker(): Worker {
  const started = new Worker(new URL('./read-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  started.once('exit', () => {
    if (worker === started) worker = null;
  });
  return started;
}

async function end(ended: Worker): Promise<void> {
  if (worker === ended) worker = null;
  await ended.terminate();
}

function answerOf(reading: Worker, request: ReadRequest): Promise<ReadAnswer> {
  return new Promise((resolve) => {
    const finish = (answer: ReadAnswer) => {
      clearTimeout(timer);
      reading.off('message', finish);
      reading.off('error', onError);
      reading.off('exit', onExit);
      resolve(answer);
    };
    const onError = (error: NodeJS.ErrnoException) =>
      finish({ kind: 'unreadable', problem: error.code ?? error.message.slice(0, 100) });
    const onExit = () => finish({ kind: 'unreadable', problem: 'the reader ended' });
    const timer = setTimeout(() => finish({ kind: 'timedOut', seconds: patienceMs / 1000 }), patienceMs);
    reading.on('message', finish);
    reading.on('error', onError);
    reading.on('exit', onExit);
    reading.postMessage(request);
  });
}
