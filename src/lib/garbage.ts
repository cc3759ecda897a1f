import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (options: { type: 'minor' | 'major'; flavor?: 'last-resort' }) => void;
let collect: Collect | undefined;

/** `minor`: the young, about a millisecond. `major`: all of the heap, some tens of milliseconds. */
export function collectGarbage(type: 'minor' | 'major'): void {
  collect ??= exposeCollector();
  // What is not the last resort keeps the emptied pages for later.
  collect(type === 'major' ? { type, flavor: 'last-resort' } : { type });
}

function exposeCollector(): Collect {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as Collect;
  setFlagsFromString('--no-expose-gc');
  return gc;
}

const leeway = 24 * 1024 * 1024;

/**
 * For work over thousands of rows: V8 lets its heap grow to several times of what lives in it before it looks, and gives
 * little of that back. @returns to be called now and then: collects once so much garbage may lie about
 */
export function keepingTidy(): () => void {
  let lives = 0;
  return () => {
    const used = getHeapStatistics().used_heap_size;
    if (lives > 0 && used - lives < leeway) return;
    collectGarbage('major');
    lives = getHeapStatistics().used_heap_size;
  };
}
