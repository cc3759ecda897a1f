import type { Time } from '../../lib/time.ts';
import { type Ares, createAres } from './ares.ts';
import { createManners, type Manners } from './manners.ts';

/** The registers as the use cases see them: clients, and how we behave towards each. One per process. */
export interface Registers {
  ares: Ares;
  aresManners: Manners;
  /** Gives up what is on its way and waits until nothing is: before the database closes. */
  stop(): Promise<void>;
}

declare module '../../lib/context.ts' {
  interface Ports {
    registers: Registers;
  }
}

/** @param at.timeoutMs how long one question may take, however long the person who asked is ready to wait */
export function createRegisters(at: { aresUrl: string; time: Time; timeoutMs?: number }): Registers {
  const stopping = new AbortController();
  const stopped = stopping.signal;
  // ARES locks out above 500 a minute; several of our processes may share one address.
  const aresManners = createManners({ perMinute: 150, parallel: 6, stopped });
  return {
    ares: createAres({ url: at.aresUrl, time: at.time, timeoutMs: at.timeoutMs ?? 10_000, stopped }),
    aresManners,
    stop: () => {
      stopping.abort();
      return aresManners.settled();
    },
  };
}
