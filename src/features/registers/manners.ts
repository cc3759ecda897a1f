import { randomId } from '../../lib/ids.ts';
import { sleep } from '../../lib/time.ts';
import { type CircuitState, createCircuit } from './circuit.ts';
import { unavailable } from './http.ts';
import { createLimiter, type Limiter, type Limits } from './limiter.ts';
import type { Unavailable } from './model.ts';

/** How we behave towards one register: shared by everybody who asks it. */
export interface Manners {
  /**
   * Asks, unless the same question is already on its way (then its answer is shared) or the register is resting.
   * It goes on when the one who asked stops waiting; `keep` gets the answer first.
   * @param recall what another process has just kept of the same question; null: nothing
   */
  ask<T extends Answer>(
    question: string,
    request: () => Promise<T>,
    keep: (answer: T) => Promise<void>,
    recall?: () => Promise<T | null>,
  ): Promise<T | Unavailable>;
  health(): CircuitState;
  /** Resolves when nothing is on its way: before the database closes, and in tests. */
  settled(): Promise<void>;
}

type Answer = { kind: string } | Unavailable;

const retries = 2;
const longestQueueMs = 30_000;

/** @param limiter of this process alone, unless given */
export function createManners(limits: Limits, limiter: Limiter = createLimiter(limits)): Manners {
  const circuit = createCircuit();
  const onTheWay = new Map<string, Promise<unknown>>();
  const queueMs = limits.queueMs ?? longestQueueMs;

  async function askOnce<T extends Answer>(question: Question<T>, again = false): Promise<T | Unavailable> {
    if (circuit.state().state === 'open') return resting(circuit.state());
    const turn = await limiter.run(again ? randomId() : question.text, () => take(question), queueMs);
    if (turn.kind === 'done') return turn.value;
    if (turn.kind === 'late') return unavailable('busy', 'our own limit');
    return (await question.recall()) ?? askOnce(question, true);
  }

  async function take<T extends Answer>({ request, keep }: Question<T>): Promise<T | Unavailable> {
    if (!circuit.allows()) return resting(circuit.state());
    const given = await request().catch((error: unknown) => {
      circuit.failed('badAnswer', null);
      throw error;
    });
    if (isUnavailable(given)) circuit.failed(given.reason, given.retryInMs);
    else {
      circuit.succeeded();
      // Before the turn is given back: whoever waits for the same question looks here then.
      await keep(given);
    }
    return given;
  }

  async function askPatiently<T extends Answer>(question: Question<T>): Promise<T | Unavailable> {
    for (let attempt = 0; ; attempt++) {
      const answer = await askOnce(question);
      if (attempt === retries || limits.stopped?.aborted || !canHeal(answer)) return answer;
      await sleep(300 * 2 ** attempt * (0.5 + Math.random()), limits.stopped);
    }
  }

  return {
    ask<T extends Answer>(
      text: string,
      request: () => Promise<T>,
      keep: (answer: T) => Promise<void>,
      recall: () => Promise<T | null> = async () => null,
    ) {
      const same = onTheWay.get(text);
      if (same) return same as Promise<T | Unavailable>;
      const asking = askPatiently({ text, request, keep, recall }).finally(() => onTheWay.delete(text));
      onTheWay.set(text, asking);
      return asking;
    },
    health: () => circuit.state(),
    async settled() {
      while (onTheWay.size > 0) await Promise.allSettled(onTheWay.values());
    },
  };
}

interface Question<T> {
  text: string;
  request: () => Promise<T>;
  keep: (answer: T) => Promise<void>;
  recall: () => Promise<T | null>;
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
