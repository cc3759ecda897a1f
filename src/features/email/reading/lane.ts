import { Worker } from 'node:worker_threads';
import type { ReadAnswer, ReadRequest, Source } from './reader.ts';

/** Reading makes much that lives for a moment: with half of this it costs a quarter more. Never given back. */
const youngMb = 16;
/** No mail is worth more: what takes longer, or more memory, waits for a person. */
const usual = { patienceMs: 10_000, memoryMb: 700, idleMs: 30_000 };

/** A thread in which mails are read one after another; there is one while it has work, and a while longer. */
export interface Lane {
  read(request: ReadRequest): Promise<ReadAnswer>;
  /**
   * Several go over together and come back together. One that ends the thread takes none of the others along.
   * The bytes of one alone are gone afterwards, those of several are not.
   * @throws when the thread cannot be started or given them
   */
  readAll(requests: ReadRequest[]): Promise<ReadAnswer[]>;
  /** Lets its thread start while what it is to read is still on its way. */
  warm(): void;
  /** its thread is there, at work or waiting for more */
  isWarm(): boolean;
  /** which of what it was given last its thread reads, from 1; 0 while it is still to begin */
  readingAt(): number;
}

interface Thread {
  worker: Worker;
  /** which of the mails it has is being read, from 1, 0 before it begins; and 1 while it waits for the disk */
  at: Int32Array;
}

const startMs = 60_000;

export function openLane(limits: Partial<typeof usual> = {}): Lane {
  const { patienceMs, memoryMb, idleMs } = { ...usual, ...limits };
  let thread: Thread | null = null;
  let idle: NodeJS.Timeout | undefined;

  function start(): Thread {
    const at = new Int32Array(new SharedArrayBuffer(8));
    const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
      workerData: at,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: youngMb },
    });
    const started = { worker, at };
    worker.once('exit', () => {
      if (thread === started) thread = null;
    });
    return started;
  }

  async function end(ended: Thread): Promise<void> {
    if (thread === ended) thread = null;
    await ended.worker.terminate();
  }

  async function tryAll(requests: ReadRequest[], isRetry: boolean): Promise<Outcome> {
    clearTimeout(idle);
    const reading = thread ?? start();
    thread = reading;
    // The event loop stays alive while a mail is read, and not for the thread's sake.
    reading.worker.ref();
    // One alone is handed over; of several, and of what is left of them, the bytes are still the callers'.
    const isHandedOver = requests.length === 1 && !isRetry;
    const sent = isHandedOver ? requests : packed(requests);
    const outcome = await outcomeOf(reading, sent, patienceMs).catch(async (error) => {
      await end(reading);
      throw error;
    });
    reading.worker.unref();
    if (!outcome.answers || thread !== reading) await end(reading);
    clearTimeout(idle);
    idle = setTimeout(() => end(reading), idleMs);
    idle.unref();
    return outcome;
  }

  async function readAll(requests: ReadRequest[], isRetry: boolean): Promise<ReadAnswer[]> {
    const { answers, at, answer } = await tryAll(requests, isRetry);
    if (answers) return answers;
    const others = requests.toSpliced(at, 1);
    const rest = others.length > 0 ? await readAll(others, true) : [];
    return rest.toSpliced(at, 0, answer);
  }

  return {
    readAll: (requests) => readAll(requests, false),
    read: async (request) => (await readAll([request], false))[0] as ReadAnswer,
    warm() {
      if (thread) return;
      const started = start();
      thread = started;
      started.worker.unref();
      idle = setTimeout(() => end(started), idleMs);
      idle.unref();
    },
    isWarm: () => thread !== null,
    readingAt: () => (thread === null ? 0 : Atomics.load(thread.at, 0)),
  };
}

type Outcome =
  | { answers: ReadAnswer[]; at?: never; answer?: never }
  | { answers?: never; at: number; answer: ReadAnswer };

function outcomeOf({ worker, at }: Thread, requests: ReadRequest[], patienceMs: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const finish = (outcome: Outcome) => {
      clearInterval(timer);
      worker.off('message', hear);
      worker.off('error', onError);
      worker.off('exit', onExit);
      resolve(outcome);
    };
    const stoppedBy = (answer: ReadAnswer) => finish({ at: Math.max(0, Atomics.load(at, 0) - 1), answer });
    const hear = (answers: ReadAnswer[]) => finish({ answers });
    const onError = (error: NodeJS.ErrnoException) =>
      stoppedBy({ kind: 'unreadable', problem: error.code ?? error.message.slice(0, 100) });
    const onExit = () => stoppedBy({ kind: 'unreadable', problem: 'the reader ended' });
    const timer = watch(at, patienceMs, () => {
      const isDisk = Atomics.load(at, 1) === 1;
      stoppedBy(
        isDisk ? { kind: 'unreadable', problem: 'EIO' } : { kind: 'timedOut', seconds: patienceMs / 1000 },
      );
    });
    worker.on('message', hear);
    worker.on('error', onError);
    worker.on('exit', onExit);
    Atomics.store(at, 0, 0);
    worker.postMessage(requests, buffersOf(requests));
  });
}

/** Looks now and then whether the thread still reads the same mail, instead of being told of each. */
function watch(at: Int32Array, patienceMs: number, giveUp: () => void): NodeJS.Timeout {
  const step = Math.max(1, patienceMs / 8);
  let seen = 0;
  let waited = 0;
  return setInterval(() => {
    const now = Atomics.load(at, 0);
    waited = now === seen ? waited + step : 0;
    seen = now;
    // On a busy machine a thread takes seconds to start: that is no fault of the mail.
    if (waited >= (seen === 0 ? patienceMs + startMs : patienceMs)) giveUp();
  }, step);
}

/** Copies of all of them in one piece of memory, which goes over whole; the originals stay for another try. */
function packed(requests: ReadRequest[]): ReadRequest[] {
  const size = requests.reduce((sum, { source }) => sum + (isBytes(source) ? source.length : 0), 0);
  const memory = new Uint8Array(size);
  let from = 0;
  return requests.map((request) => {
    const { source } = request;
    if (!isBytes(source)) return request;
    memory.set(source, from);
    from += source.length;
    return { ...request, source: memory.subarray(from - source.length, from) };
  });
}

const buffersOf = (requests: ReadRequest[]): ArrayBuffer[] => [
  ...new Set(requests.flatMap(({ source }) => (isBytes(source) ? source.buffer : []))),
];

const isBytes = (source: Source): source is Uint8Array<ArrayBuffer> => source instanceof Uint8Array;
