import { type Instant, millis } from '../../lib/time.ts';
import type { SandboxClock } from '../protocol.ts';

/** Ids and timestamps that look like Slack's: unique, and timestamps always grow, also when the clock is set back. */
export interface Ids {
  /** `next('C')` -> C0A1B2C3D4E */
  next(prefix: string): string;
  /** 1803455622.001300: seconds of the clock and a counter. */
  ts(): string;
  /** What protects a view against a lost update. */
  hash(): string;
  /** Letters and digits, for secrets in URLs. */
  token(length: number): string;
  /** what the next ones follow from */
  state(): IdsState;
  /** Goes on from there. */
  go(state: IdsState): void;
}

export interface IdsState {
  seed: number;
  count: number;
  micros: number;
}

export function makeIds(clock: SandboxClock): Ids {
  let seed = 0x2f6e2b1;
  let micros = 0;
  const random = () => {
    // Repeatable on purpose: a story that fails shows the same ids when it is run again.
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed;
  };
  const letters = (length: number) => {
    let text = '';
    while (text.length < length) text += random().toString(36).slice(1);
    return text.slice(0, length);
  };
  let count = 0;
  const ids: Ids = {
    next(prefix) {
      count += 1;
      const tail = count.toString(36).padStart(4, '0');
      return `${prefix}0${letters(5)}${tail}`.toUpperCase();
    },
    ts() {
      const now = millis(clock.now() as Instant) * 1000;
      micros = Math.max(now, micros + 100);
      return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`;
    },
    hash: () => `${seconds(clock)}.${letters(8)}`,
    token: letters,
    state: () => ({ seed, count, micros }),
    go(state) {
      ({ seed, count, micros } = state);
    },
  };
  return ids;
}

export const seconds = (clock: SandboxClock): number => Math.floor(millis(clock.now() as Instant) / 1000);
