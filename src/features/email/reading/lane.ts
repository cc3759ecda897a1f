import { Worker } from 'node:worker_threads';
import type { Begun, ReadAnswer, ReadRequest } from './reader.ts';

/** Streams make much that lives for a moment; room for it is memory that is never given back. */
const youngMb = 8;
/** No mail is worth more: what takes longer, or more memory, waits for a person. */
const usual = { patienceMs: 10_000, memoryMb: 700, idleMs: 30_000 };

/** A thread in which mails are read one after another; there is one while it has work, and a while longer. */
export interface Lane {
  read(request: ReadRequest): Promise<ReadAnswer>;
  /** its thread is there, at work or waiting for more */
  isWarm(): boolean;
}

const startMs = 60_000;

export function openLane(limits: Partial<typeof usual> = {}): Lane {
  const { patienceMs, memoryMb, idleMs } = { ...usual, ...limits };
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;

  function start(): Worker {
    const started = new Worker(new URL('./read-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: youngMb },
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

  return {
    async read(request) {
      clearTimeout(idle);
      const reading = worker ?? start();
      worker = reading;
      // The event loop stays alive while a mail is read, and not for the thread's sake.
      reading.ref();
      const answer = await answerOf(reading, request, patienceMs);
      reading.unref();
      if (answer.kind === 'timedOut' || worker !== reading) await end(reading);
      clearTimeout(idle);
      idle = setTimeout(() => end(reading), idleMs);
      idle.unref();
      return answer;
    },
    isWarm: () => worker !== null,
  };
}

function answerOf(reading: Worker, request: ReadRequest, patienceMs: number): Promise<ReadAnswer> {
  return new Promise((resolve) => {
    const finish = (answer: ReadAnswer) => {
      clearTimeout(timer);
      reading.off('message', hear);
      reading.off('error', onError);
      reading.off('exit', onExit);
      resolve(answer);
    };
    const onError = (error: NodeJS.ErrnoException) =>
      finish({ kind: 'unreadable', problem: error.code ?? error.message.slice(0, 100) });
    const onExit = () => finish({ kind: 'unreadable', problem: 'the reader ended' });
    const giveUp = () => finish({ kind: 'timedOut', seconds: patienceMs / 1000 });
    // On a busy machine a thread takes seconds to start: that is no fault of the mail.
    let timer = setTimeout(giveUp, patienceMs + startMs);
    const hear = (message: ReadAnswer | Begun) => {
      if (message.kind !== 'begun') return finish(message);
      clearTimeout(timer);
      timer = setTimeout(giveUp, patienceMs);
    };
    reading.on('message', hear);
    reading.on('error', onError);
    reading.on('exit', onExit);
    reading.postMessage(request, typeof request.source === 'string' ? [] : [request.source.buffer]);
  });
}
