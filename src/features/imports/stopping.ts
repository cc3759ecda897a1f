import type { Ctx } from '../../lib/context.ts';
import { monotonic, sleep } from '../../lib/time.ts';

declare module '../../lib/context.ts' {
  interface Ctx {
    /** the server stops: work that goes on by itself later ends between two steps */
    stopping?: AbortSignal;
  }
}

export class Stopping extends Error {}

/** @throws Stopping */
export function goOn({ stopping }: Ctx): void {
  if (stopping?.aborted) throw new Stopping('the server stops');
}

const breathMs = 20;

/**
 * SQLite answers at once, so that a long row of questions never lets anything else in between.
 * @returns to be awaited after each row: lets whoever clicked meanwhile go first
 */
export function breathing(): () => Promise<void> {
  let last = monotonic();
  return async () => {
    if (monotonic() - last < breathMs) return;
    await sleep(0);
    last = monotonic();
  };
}
