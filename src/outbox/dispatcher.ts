/** Performs queued effects by priority, one after another within a lane, within Slack's rates. */
import type { WebClient } from '@slack/web-api';
import { databaseNow, hasCome } from '../db/dialect.ts';
import type { Ctx } from '../lib/context.ts';
import { type Instant, millis, monotonic, sleep } from '../lib/time.ts';
import { type Attempt, beginAttempt, type Kit } from './attempt.ts';
import { claim, findDue } from './claims.ts';
import type { EffectHandler } from './effects.ts';
import { type Halt, readHalt } from './pause.ts';
import { perform } from './perform.ts';
import { probe } from './probe.ts';
import { type Rates, slackRates, unlimited, waitingTimes } from './slots.ts';
import { pending } from './store.ts';
import { type Timing, usualTiming } from './timing.ts';

export interface Dispatcher {
  start(): void;
  stop(): Promise<void>;
  /**
   * Performs all that can be performed now, one by one and as fast as Slack lets it, while the loop stands aside; for tests
   * and for a clock that was moved. What waits for no more than a moment is waited for.
   */
  drain(): Promise<void>;
}

interface DispatcherDeps {
  ctx: Ctx;
  /** of its own: no retries, rejects rate-limited calls, gives up after 10 s */
  client: WebClient;
  handlers: EffectHandler[];
  pace?: Pace;
}

/** Other than in real life: for tests. */
export interface Pace {
  rates?: Rates;
  timing?: Partial<Timing>;
}

/** Several at once, because an answer of Slack's may take longer than the next one's turn. */
const atOnce = 8;
/** claimed and not sent yet: whoever comes with a higher priority waits for no more than these */
const ahead = 3;
const idleMs = 1000;
const momentMs = 200;
/** Whoever takes in mail commits hundreds of times a second: looking at the queue after each would cost more than they do. */
const betweenLooksMs = 50;
const drainMs = 3000;

export function startDispatcher({ ctx, client, handlers, pace = {} }: DispatcherDeps): Dispatcher {
  const kit: Kit = {
    ctx,
    client,
    handlers: new Map(handlers.map((handler) => [handler.kind, handler])),
    rates: pace.rates ?? slackRates,
    timing: { ...usualTiming, ...pace.timing },
  };
  const kinds = [...kit.handlers.keys()];
  const stopping = new AbortController();
  let drains = 0;
  let turning: Promise<unknown> = Promise.resolve();
  const underWay = new Map<Attempt, Promise<void>>();
  let running: Promise<void> = Promise.resolve();
  let probedAt = Number.NEGATIVE_INFINITY;
  let woken = new AbortController();
  const wake = () => woken.abort();
  let lookedAt = Number.NEGATIVE_INFINITY;
  let isDue = false;

  async function wakeAfterCommit() {
    if (isDue) return;
    isDue = true;
    const wait = lookedAt + betweenLooksMs - monotonic();
    if (wait > 0) await sleep(wait, stopping.signal);
    isDue = false;
    wake();
  }

  return {
    start() {
      ctx.database.onCommit.add(wakeAfterCommit);
      running = loop();
    },
    async stop() {
      ctx.database.onCommit.delete(wakeAfterCommit);
      stopping.abort();
      wake();
      await running;
      await Promise.all(underWay.values());
    },
    drain,
  };

  async function loop() {
    while (!stopping.signal.aborted) {
      woken = new AbortController();
      lookedAt = monotonic();
      const next = turn().catch((error) => {
        ctx.log.error({ err: error }, 'the dispatcher cannot read its queue');
        return 5 * idleMs;
      });
      turning = next;
      await sleep(await next, woken.signal);
    }
  }

  /** @returns how long to sleep when nothing wakes us */
  async function turn(): Promise<number> {
    const halt = await readHalt(ctx);
    if (halt.stopped) return idleMs;
    if (halt.refused) {
      if (monotonic() - probedAt < kit.timing.probeMs) return idleMs;
      probedAt = monotonic();
      return (await probe(ctx, client, halt.refused)) ? 0 : idleMs;
    }
    while (!stopping.signal.aborted && drains === 0 && underWay.size < atOnce && waiting() < ahead) {
      if (!(await beginNext(kit, halt))) return nextMoment();
    }
    return idleMs;
  }

  function waiting(): number {
    return [...underWay.keys()].filter((attempt) => !attempt.underWay).length;
  }

  async function beginNext(using: Kit, halt: Halt): Promise<boolean> {
    const closed = using.rates === unlimited ? new Map() : await waitingTimes(ctx, ['posts', 'edits']);
    const found = await findDue(ctx, { kinds, posts: !closed.has('posts'), edits: !closed.has('edits') });
    if (!found) return false;
    const row = await claim(ctx, found, kinds, using.timing.leaseSeconds);
    if (!row) return true;
    const attempt = beginAttempt(using, row);
    const work = perform(attempt, halt)
      .catch((error) => ctx.log.error({ err: error, effect: row.id }, 'an effect was left in the middle'))
      .finally(() => {
        underWay.delete(attempt);
        wake();
      });
    underWay.set(attempt, work);
    return true;
  }

  /** When a slot opens or a waiting effect may be tried again. */
  async function nextMoment(): Promise<number> {
    const slots = await waitingTimes(ctx, ['posts', 'edits']);
    return Math.max(10, Math.min(idleMs, ...slots.values(), await shortestWait()));
  }

  async function shortestWait(): Promise<number> {
    const now = databaseNow(ctx.database.dialect);
    const first = (await ctx
      .db('outbox')
      .whereRaw(pending())
      .whereRaw(`not ${hasCome(ctx.database.dialect, 'not_before')}`)
      .first(ctx.db.raw(`min(not_before) as at, ${now} as clock`))) as unknown as {
      at: Instant | null;
      clock: Instant;
    };
    return first.at ? Math.max(0, millis(first.at) - millis(first.clock)) : Number.POSITIVE_INFINITY;
  }

  async function drain() {
    drains += 1;
    try {
      await turning;
      await Promise.all(underWay.values());
      const end = monotonic() + drainMs;
      while (await drainNext(end)) await Promise.all(underWay.values());
    } finally {
      drains -= 1;
      wake();
    }
  }

  /** @returns false when nothing is left that can be done now */
  async function drainNext(end: number): Promise<boolean> {
    const halt = await readHalt(ctx);
    if (halt.stopped) return false;
    if (halt.refused) return probe(ctx, client, halt.refused);
    if (await beginNext({ ...kit, rates: unlimited }, halt)) return true;
    const wait = await shortestWait();
    if (wait > momentMs || monotonic() > end) return false;
    await sleep(wait);
    return true;
  }
}
