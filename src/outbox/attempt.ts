/** One attempt at one effect, and the lease it works under. */
import type { WebClient } from '@slack/web-api';
import { transaction } from '../db/transaction.ts';
import type { Ctx } from '../lib/context.ts';
import type { Subject } from '../lib/ids.ts';
import { type Instant, millis, monotonic, systemTime } from '../lib/time.ts';
import type { Whereabouts } from '../slack/lookup.ts';
import { type ClaimedRow, change, LeaseLost, renew } from './claims.ts';
import type { EffectHandler } from './effects.ts';
import { type Rates, type Slot, takeSlots } from './slots.ts';
import type { Timing } from './timing.ts';

export interface Kit {
  ctx: Ctx;
  client: WebClient;
  handlers: Map<string, EffectHandler>;
  rates: Rates;
  timing: Timing;
}

/** Where an attempt went and what is to be remembered of it: kept in the row, in case that its outcome is lost. */
export interface Sending extends Whereabouts {
  remember?: { subject: Subject; view: string };
}

export interface Attempt extends Kit {
  row: ClaimedRow;
  handler: EffectHandler;
  /** where it goes, once that is known */
  to: Sending | null;
  /** it waits for no slot any more */
  underWay: boolean;
  /** from here on it may have arrived */
  sending: boolean;
  held: { at: Instant; monotonic: number };
}

/** A rate or a pause is in the way. */
export class NotYet extends Error {
  readonly waitMs: number;

  constructor(waitMs: number) {
    super('not yet');
    this.name = 'NotYet';
    this.waitMs = waitMs;
  }
}

export function beginAttempt(kit: Kit, row: ClaimedRow): Attempt {
  const handler = kit.handlers.get(row.kind) as EffectHandler;
  return { ...kit, row, handler, to: null, underWay: false, sending: false, held: now() };
}

/**
 * The last step before something leaves: takes its place within the rates and, for what can be sent twice, writes down that
 * it may be on its way. A process that dies from here on leaves a row that says so.
 * @throws NotYet, LeaseLost
 */
export async function setOut(attempt: Attempt, slots: Slot[], sending: Sending | null): Promise<void> {
  const { ctx, row, timing } = attempt;
  const wait = await transaction(ctx, async (tx) => {
    const ms = await takeSlots(tx, slots);
    if (ms > 0) return ms;
    if (sending) {
      const uncertain_at = row.uncertain_at ?? tx.time.now();
      await change(tx, row, { uncertain_at, destination: JSON.stringify(sending) });
    }
    return 0;
  });
  if (wait > 0) throw new NotYet(wait);
  attempt.underWay = true;
  attempt.sending = sending !== null;
  // A machine that slept since the claim: another process may be at it, and no lock of ours reaches into Slack.
  const { at, monotonic: since } = attempt.held;
  const elapsed = Math.max(monotonic() - since, millis(systemTime.now()) - millis(at));
  if (elapsed > timing.leaseSeconds * 750) throw new LeaseLost(row.id);
}

/** Renews the lease while the attempt goes on: an upload can take minutes. @returns stops it */
export function keepHolding(attempt: Attempt): () => void {
  const { ctx, row, timing } = attempt;
  const timer = setInterval(async () => {
    const held = now();
    try {
      await renew(ctx, row, timing.leaseSeconds);
      attempt.held = held;
    } catch (error) {
      ctx.log.warn({ err: error, effect: row.id }, 'a claim could not be renewed');
    }
  }, timing.leaseSeconds * 250);
  timer.unref();
  return () => clearInterval(timer);
}

const now = () => ({ at: systemTime.now(), monotonic: monotonic() });
