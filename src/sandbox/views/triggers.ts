import { type Instant, millis, monotonic } from '../../lib/time.ts';
import { ApiError } from '../failures.ts';
import type { World } from '../workspace/world.ts';

/** Where it was done: in a modal, in a channel, or neither. */
export interface Origin {
  viewId?: string;
  channelId?: string;
}

/** Ids that let an app open a modal for the person who just did something: 3 seconds, once. */
export interface Triggers {
  make(userId: string, from?: Origin): string;
  /** @throws ApiError invalid_trigger_id, expired_trigger_id, exchanged_trigger_id */
  exchange(triggerId: unknown): Origin & { userId: string };
}

const lifetimeMs = 3000;

interface Trigger extends Origin {
  userId: string;
  /** By the machine's clock and by the story's. */
  at: number;
  madeAt: number;
  used: boolean;
}

export function makeTriggers(world: World): Triggers {
  const all = new Map<string, Trigger>();
  const clockNow = () => millis(world.clock.now() as Instant);
  return {
    make(userId, from = {}) {
      const id = `${Math.floor(clockNow() / 1000)}.${world.ids.token(11)}.${world.ids.token(32)}`;
      all.set(id, { ...from, userId, at: monotonic(), madeAt: clockNow(), used: false });
      return id;
    },
    exchange(triggerId) {
      const trigger = typeof triggerId === 'string' ? all.get(triggerId) : undefined;
      if (!trigger) throw new ApiError('invalid_trigger_id');
      if (trigger.used) throw new ApiError('exchanged_trigger_id');
      // Both clocks count: the machine's for slow apps, the story's for tests that let time pass.
      const age = Math.max(monotonic() - trigger.at, clockNow() - trigger.madeAt);
      if (age > lifetimeMs) throw new ApiError('expired_trigger_id');
      trigger.used = true;
      return trigger;
    },
  };
}
