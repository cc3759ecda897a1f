import type { Ctx } from '../../lib/context.ts';

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
