import { monotonic, sleep } from '../../lib/time.ts';

/** Keeps one register within its limits: so many starts in any minute, so many at once. First come, first served. */
export interface Limiter {
  /** @param question two that are the same are not asked at once, where the limiter sees both */
  run<T>(question: string, task: () => Promise<T>, patienceMs: number): Promise<Turn<T>>;
}

export type Turn<T> =
  | { kind: 'done'; value: T }
  /** its turn would have come later than after its patience */
  | { kind: 'late' }
  /** another process asked the same meanwhile and is done: its answer may be remembered */
  | { kind: 'elsewhere' };

const minute = 60_000;

export interface Limits {
  perMinute: number;
  parallel: number;
  /** between two starts */
  gapMs?: number;
  /** how long a question may wait for its turn; 30 s unless told */
  queueMs?: number;
  /** aborted when the process stops: whoever still queues is turned away */
  stopped?: AbortSignal;
}

/** For one process: SQLite has no other that asks all day. */
export function createLimiter(limits: Limits): Limiter {
  const starts: number[] = [];
  const waiting: AbortController[] = [];
  let running = 0;

  /** Milliseconds until the minute has room again; 0 is now. */
  function untilRoom(): number {
    const now = monotonic();
    while (starts.length > 0 && now - starts[0]! >= minute) starts.shift();
    const sinceLast = now - (starts.at(-1) ?? -minute);
    const gap = Math.max(0, (limits.gapMs ?? 0) - sinceLast);
    return starts.length < limits.perMinute ? gap : Math.max(gap, starts[0]! + minute - now);
  }

  /** Counts the start in the same step that finds the room: an await between them would let everybody in. */
  async function takeTurn(patienceMs: number): Promise<boolean> {
    const giveUpAt = monotonic() + patienceMs;
    for (;;) {
      const room = untilRoom();
      if (room === 0 && running < limits.parallel) {
        running += 1;
        starts.push(monotonic());
        return true;
      }
      const left = giveUpAt - monotonic();
      if (left <= 0 || room > left || limits.stopped?.aborted) return false;
      const freed = new AbortController();
      waiting.push(freed);
      limits.stopped?.addEventListener('abort', () => freed.abort(), { signal: freed.signal });
      await sleep(room > 0 ? room : left, freed.signal);
      freed.abort();
      if (waiting.includes(freed)) waiting.splice(waiting.indexOf(freed), 1);
    }
  }

  return {
    async run(_question, task, patienceMs) {
      if (!(await takeTurn(patienceMs))) return { kind: 'late' };
      try {
        return { kind: 'done', value: await task() };
      } finally {
        running -= 1;
        waiting.shift()?.abort();
      }
    },
  };
}
