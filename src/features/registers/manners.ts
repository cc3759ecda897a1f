import { sleep } from '../../lib/time.ts';
import { type CircuitState, createCircuit } from './circuit.ts';
import { unavailable } from './http.ts';
import { createLimiter, type Limits } from './limiter.ts';
import type { Unavailable } from './model.ts';

/** How we behave towards one register: shared by everybody who asks it in this process. */
export interface Manners {
  /**
   * Asks, unless the same question is already on its way (then its answer is shared) or the register is resting.
   * It goes on when the one who asked stops waiting; `keep` gets the answer first.
   */
  ask<T extends Answer>(
    question: string,
    request: () => Promise<T>,
    keep: (answer: T) => Promise<void>,
  ): Promise<T | Unavailable>;
  health(): CircuitState;
  /** Resolves when nothing is on its way: before the database closes, and in tests. */
  settled(): Promise<void>;
}

type Answer = { kind: string } | Unavailable;

const retries = 2;
const longestQueueMs = 30_000;

export function createManners(limits: Limits): Manners {
  const limiter = createLimiter(limits);
  const circuit = createCircuit();
  const onTheWay = new Map<string, Promise<unknown>>();

  async function askOnce<T extends Answer>(request: () => Promise<T>): Promise<T | Unavailable> {
    if (circuit.state().state === 'open') return resting(circuit.state());
    const answer = await limiter.run(async () => {
      if (!circuit.allows()) return resting(circuit.state());
      const given = await request().catch((error: unknown) => {
        circuit.failed('badAnswer', null);
        throw error;
      });
      if (isUnavailable(given)) circuit.failed(given.reason, given.retryInMs);
      else circuit.succeeded();
      return given;
    }, limits.queueMs ?? longestQueueMs);
    return answer ?? unavailable('busy', 'our own limit');
  }

  async function askPatiently<T extends Answer>(request: () => Promise<T>): Promise<T | Unavailable> {
    for (let attempt = 0; ; attempt++) {
      const answer = await askOnce(request);
      if (attempt === retries || limits.stopped?.aborted || !canHeal(answer)) return answer;
      await sleep(300 * 2 ** attempt * (0.5 + Math.random()), limits.stopped);
    }
  }

  return {
    ask<T extends Answer>(question: string, request: () => Promise<T>, keep: (answer: T) => Promise<void>) {
      const same = onTheWay.get(question);
      if (same) return same as Promise<T | Unavailable>;
      const asking = askPatiently(request)
        .then(async (answer) => {
          if (!isUnavailable(answer)) await keep(answer);
          return answer;
        })
        .finally(() => onTheWay.delete(question));
      onTheWay.set(question, asking);
      return asking;
    },
    health: () => circuit.state(),
    async settled() {
      while (onTheWay.size > 0) await Promise.allSettled(onTheWay.values());
    },
  };
}

export const isUnavailable = (answer: Answer): answer is Unavailable => answer.kind === 'unavailable';

// A refused connection or a 5xx may be gone in a second; a lock-out, silence or nonsense is not helped by repeating.
const canHeal = (answer: Answer): boolean =>
  isUnavailable(answer) && answer.reason === 'down' && answer.retryInMs === null;

function resting(circuit: CircuitState): Unavailable {
  if (circuit.state === 'closed') return unavailable('busy', 'another question tries it first');
  return unavailable(
    circuit.reason,
    'resting after failures',
    circuit.state === 'open' ? circuit.retryInMs : 0,
  );
}
