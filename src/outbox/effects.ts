/** What leaves the product: an effect is queued with the change that causes it and performed by the dispatcher. */
import type { Block, HomeView, KnownBlock } from '@slack/types';
import type { Ctx } from '../lib/context.ts';
import type { EffectId, PersonId, Subject } from '../lib/ids.ts';
import type { Instant } from '../lib/time.ts';
import type { Queued } from './store.ts';

/** Smaller goes first. */
export const priorities = { nudge: 0, answer: 1, edit: 2, digest: 3 } as const;
export type Priority = keyof typeof priorities;

export interface Effect {
  id: EffectId;
  /** unique everywhere; carried in the first block_id so that an uncertain post can be found again */
  uid: string;
  kind: string;
  payload: unknown;
  attempts: number;
  runAt: Instant;
}

/** Where a message goes. A person's DM is opened by the dispatcher. */
export type Destination = { person: PersonId } | { channel: string; thread?: string };

/** What the effect comes to when it is re-read at the moment of sending. */
export type Delivery =
  | {
      do: 'post';
      to: Destination;
      text: string;
      blocks: (KnownBlock | Block)[];
      /** remembered in slack_messages, so that it can be edited later */
      remember?: { subject: Subject; view: string };
      /** commits with the effect's sent_at */
      sent?: (ctx: Ctx, message: { channel: string; ts: string }) => Promise<void>;
    }
  | { do: 'edit'; channel: string; ts: string; text: string; blocks: (KnownBlock | Block)[] }
  | { do: 'delete'; channel: string; ts: string }
  /** a person's Home tab */
  | { do: 'publish'; person: PersonId; view: HomeView }
  | {
      do: 'upload';
      to: Destination;
      name: string;
      alt: string;
      /** the file's bytes, or where they are read from */
      content: () => Promise<Buffer | NodeJS.ReadableStream>;
      size: number;
      comment?: string;
      /** `ts` is empty when Slack took the file and had not shown it yet seconds later */
      sent?: (ctx: Ctx, message: { channel: string; ts: string; slackFileId: string }) => Promise<void>;
    }
  /** not to be sent any more: invisible to the recipient, outdated, taken back */
  | { do: 'drop'; reason: string };

/**
 * How effects of one kind are re-read and rendered. `ctx` acts as the system; the handler takes the recipient's
 * place with asPerson() before it reads the subject, so that what they may not see is dropped.
 */
export interface EffectHandler {
  kind: string;
  deliver(ctx: Ctx, payload: never, effect: Effect): Promise<Delivery>;
  /**
   * Several effects of this kind in one lane were missed: the machine slept, or sending was paused. What is returned
   * is queued in their place, and they are dropped; null sends each by itself. Runs in a transaction, oldest first.
   */
  collapse?: Collapse;
  /**
   * A post turns out to have arrived, though it would not be sent any more: what it says is outdated, and nothing of ours
   * knows where it stands. Runs in the transaction that finishes it.
   */
  arrivedLate?: ArrivedLate;
}

export type ArrivedLate = (ctx: Ctx, payload: never, message: ArrivedMessage) => Promise<void>;

export interface ArrivedMessage {
  channel: string;
  ts: string;
  /** whose DM it is in; null in a channel */
  personId: PersonId | null;
}

export type Collapse = (ctx: Ctx, effects: Effect[]) => Promise<Queued | null> | Queued | null;

export const effect = <P>(
  kind: string,
  deliver: (ctx: Ctx, payload: P, effect: Effect) => Promise<Delivery>,
  more: {
    collapse?: Collapse;
    arrivedLate?: (ctx: Ctx, payload: P, message: ArrivedMessage) => Promise<void>;
  } = {},
): EffectHandler => ({
  kind,
  deliver: deliver as EffectHandler['deliver'],
  ...(more as Pick<EffectHandler, 'collapse' | 'arrivedLate'>),
});
