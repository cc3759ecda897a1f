import { monotonic } from '../../lib/time.ts';
import type { Reason } from './model.ts';

/** closed: asks; open: does not, until the rest is over; halfOpen: one question tries whether it is back. */
export type CircuitState =
  | { state: 'closed' }
  | { state: 'open'; reason: Reason; retryInMs: number }
  | { state: 'halfOpen'; reason: Reason };

export interface Circuit {
  /** True takes the one try of a half-open circuit: whoever took it must report how it went. */
  allows(): boolean;
  succeeded(): void;
  failed(reason: Reason, retryInMs: number | null): void;
  state(): CircuitState;
}

const opensAfter = 5;
const firstRest = 30_000;
const longestRest = 10 * 60_000;
// ARES locks out who goes on asking while locked out, so one refusal is enough.
const restWhenBlocked = 5 * 60_000;

export function createCircuit(): Circuit {
  let failures = 0;
  let openings = 0;
  let opened: { reason: Reason; until: number } | null = null;
  let trying = false;

  function open(reason: Reason, retryInMs: number | null) {
    const rest = reason === 'blocked' ? restWhenBlocked : Math.min(firstRest * 2 ** openings, longestRest);
    opened = { reason, until: monotonic() + Math.min(Math.max(rest, retryInMs ?? 0), 60 * 60_000) };
    openings += 1;
  }

  return {
    allows() {
      if (opened === null) return true;
      if (trying || monotonic() < opened.until) return false;
      trying = true;
      return true;
    },
    succeeded() {
      failures = 0;
      openings = 0;
      opened = null;
      trying = false;
    },
    failed(reason, retryInMs) {
      trying = false;
      failures += 1;
      if (opened !== null || reason === 'blocked' || failures >= opensAfter) open(reason, retryInMs);
    },
    state() {
      if (opened === null) return { state: 'closed' };
      const retryInMs = Math.max(0, Math.round(opened.until - monotonic()));
      return retryInMs > 0
        ? { state: 'open', reason: opened.reason, retryInMs }
        : { state: 'halfOpen', reason: opened.reason };
    },
  };
}
