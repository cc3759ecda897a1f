import type { Config } from '../../config.ts';
import type { Database } from '../../db/connect.ts';
import type { Time } from '../../lib/time.ts';
import { type Ares, createAres } from './ares.ts';
import { type Crpdph, createCrpdph } from './crpdph.ts';
import { createIsir, type Isir } from './isir.ts';
import { createLimiter, type Limits } from './limiter.ts';
import { createManners, type Manners } from './manners.ts';
import { createRpo, type Rpo } from './rpo.ts';
import { createRuz, type Ruz } from './ruz.ts';
import { createSharedLimiter } from './shared-limiter.ts';
import { createVies, type Vies } from './vies.ts';

/** The registers as the use cases see them: clients, and how we behave towards each. One per process. */
export interface Registers {
  ares: Ares;
  aresManners: Manners;
  /** of the public register: within ARES's limits, but its outage is not ARES's */
  vrManners: Manners;
  rpo: Rpo;
  rpoManners: Manners;
  /** of RPO's entities, in the same way */
  entityManners: Manners;
  ruz: Ruz;
  ruzManners: Manners;
  vies: Vies;
  viesManners: Manners;
  crpdph: Crpdph;
  crpdphManners: Manners;
  isir: Isir;
  isirManners: Manners;
  /** Gives up what is on its way and waits until nothing is: before the database closes. */
  stop(): Promise<void>;
}

declare module '../../lib/context.ts' {
  interface Ports {
    registers: Registers;
  }
}

/** Where the registers are, and who asks VIES. */
export const registerUrls = (config: Config) => ({
  aresUrl: config.ARES_URL,
  rpoUrl: config.RPO_URL,
  ruzUrl: config.RUZ_URL,
  viesUrl: config.VIES_URL,
  crpdphUrl: config.CRPDPH_URL,
  isirUrl: config.ISIR_URL,
  viesRequester: config.VIES_REQUESTER ?? null,
});

export interface RegisterUrls {
  aresUrl: string;
  rpoUrl: string;
  ruzUrl: string;
  viesUrl: string;
  crpdphUrl: string;
  isirUrl: string;
}

/**
 * @param at.viesRequester the VAT number of ours that asks VIES, for its consultation numbers
 * @param at.database on PostgreSQL all processes keep the limits together; without it each its own
 * @param at.timeoutMs how long one question may take, however long the person who asked is ready to wait
 */
export function createRegisters(
  at: RegisterUrls & { time: Time; viesRequester?: string | null; timeoutMs?: number; database?: Database },
): Registers {
  const { time, timeoutMs = 10_000 } = at;
  const stopping = new AbortController();
  const stopped = stopping.signal;
  const shared = at.database?.dialect === 'postgres' ? at.database : null;
  /** Manners that keep one register's limits together; each has a circuit of its own. */
  const mannersOf = (register: string, limits: Limits): (() => Manners) => {
    const limiter = shared ? createSharedLimiter(shared, register, limits) : createLimiter(limits);
    return () => createManners(limits, limiter);
  };
  // ARES locks out above 500 a minute; several of our offices may share one address.
  const aresLike = mannersOf('ares', { perMinute: 150, parallel: 6, stopped });
  const [aresManners, vrManners] = [aresLike(), aresLike()];
  // RPO answers 429 after a few quick questions: they start 0.65 s apart, and nobody types ahead for as long as six.
  const rpoLike = mannersOf('rpo', { perMinute: 80, parallel: 2, gapMs: 650, queueMs: 6000, stopped });
  const [rpoManners, entityManners] = [rpoLike(), rpoLike()];
  const ruzManners = mannersOf('ruz', { perMinute: 80, parallel: 2, gapMs: 300, stopped })();
  const viesManners = mannersOf('vies', { perMinute: 40, parallel: 2, stopped })();
  // The VAT register allows four at once and 2,000 an hour; the insolvency register says nothing of limits.
  const crpdphManners = mannersOf('crpdph', { perMinute: 30, parallel: 4, stopped })();
  const isirManners = mannersOf('isir', { perMinute: 30, parallel: 2, stopped })();
  const all = [
    aresManners,
    vrManners,
    rpoManners,
    entityManners,
    ruzManners,
    viesManners,
    crpdphManners,
    isirManners,
  ];
  return {
    ares: createAres({ url: at.aresUrl, time, timeoutMs, stopped }),
    aresManners,
    vrManners,
    rpo: createRpo({ url: at.rpoUrl, time, timeoutMs, stopped }),
    rpoManners,
    entityManners,
    ruz: createRuz({ url: at.ruzUrl, timeoutMs, stopped }),
    ruzManners,
    vies: createVies({ url: at.viesUrl, requester: at.viesRequester, timeoutMs, stopped }),
    viesManners,
    crpdph: createCrpdph({ url: at.crpdphUrl, time, timeoutMs, stopped }),
    crpdphManners,
    isir: createIsir({ url: at.isirUrl, timeoutMs, stopped }),
    isirManners,
    stop: async () => {
      stopping.abort();
      for (const manners of all) await manners.settled();
    },
  };
}
