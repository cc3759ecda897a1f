import { monotonic, sleep } from '../../lib/time.ts';

/** Keeps one register within its limits: so many starts in any minute, so many at once. First come, first served. */
export interface Limiter {
  /** @returns null when its turn would come later than after `patienceMs` */
  run<T>(task: () => Promise<T>, patienceMs: number): Promise<T | null>;
}

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
    async run(task, patienceMs) {
      if (!(await takeTurn(patienceMs))) return null;
      try {
        return await task();
      } finally {
        running -= 1;
        waiting.shift()?.abort();
      }
    },
  };
}
