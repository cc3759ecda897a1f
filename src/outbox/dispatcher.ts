/** Performs queued effects, one lane after another, by priority, within Slack's rates. */
import type { WebClient } from '@slack/web-api';
import { findPerson } from '../access/people.ts';
import { transaction } from '../db/transaction.ts';
import type { Ctx } from '../lib/context.ts';
import { sleep } from '../lib/time.ts';
import type { Delivery, Effect, EffectHandler } from './effects.ts';
import { rememberMessage } from './messages.ts';
import type { OutboxRow } from './store.ts';

export interface Dispatcher {
  start(): void;
  stop(): Promise<void>;
  /** Performs all that is due now and returns when nothing is left. */
  drain(): Promise<void>;
}

interface DispatcherDeps {
  ctx: Ctx;
  client: WebClient;
  handlers: EffectHandler[];
}

export function startDispatcher({ ctx, client, handlers }: DispatcherDeps): Dispatcher {
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let wake = () => {};
  const onCommit = () => wake();
  return {
    start() {
      ctx.database.onCommit.add(onCommit);
      running = loop();
    },
    async stop() {
      ctx.database.onCommit.delete(onCommit);
      stopping.abort();
      wake();
      await running;
    },
    drain,
  };

  async function loop() {
    while (!stopping.signal.aborted) {
      await drain();
      await Promise.race([
        sleep(1000, stopping.signal),
        new Promise<void>((resolve) => {
          wake = resolve;
        }),
      ]);
    }
  }

  async function drain() {
    for (;;) {
      const row = await ctx
        .db('outbox')
        .whereNull('sent_at')
        .whereNull('dropped_at')
        .whereNull('dead_at')
        .where('run_at', '<=', ctx.time.now())
        .orderBy([{ column: 'priority' }, { column: 'run_at' }, { column: 'id' }])
        .first();
      if (!row || stopping.signal.aborted) return;
      const effect = { ...row, payload: JSON.parse(row.payload), runAt: row.run_at } as unknown as Effect;
      const handler = handlers.find((one) => one.kind === row.kind);
      if (!handler) throw new Error(`no handler for effects of kind ${row.kind}`);
      const delivery = await handler.deliver(ctx, effect.payload as never, effect);
      await perform(effect, delivery);
    }
  }

  async function perform(effect: Effect, delivery: Delivery) {
    if (delivery.do === 'post') {
      const to = delivery.to;
      const channel = 'person' in to ? await openDm(to.person) : to.channel;
      const thread = 'thread' in to ? to.thread : undefined;
      const posted = await client.chat.postMessage({
        channel,
        text: delivery.text,
        blocks: delivery.blocks,
        ...(thread ? { thread_ts: thread } : {}),
      });
      const message = { channel, ts: posted.ts as string };
      await transaction(ctx, async (tx) => {
        if (delivery.remember) {
          const person = 'person' in to ? await findPerson(tx.db, to.person) : null;
          await rememberMessage(tx, {
            ...message,
            ...delivery.remember,
            personSlackId: person?.slackId ?? null,
          });
        }
        await delivery.sent?.(tx, message);
        await finish(tx, effect, { sent_at: tx.time.now() });
      });
    } else {
      if (delivery.do === 'edit') await client.chat.update(delivery);
      if (delivery.do === 'delete') await client.chat.delete(delivery);
      const done =
        delivery.do === 'drop'
          ? { dropped_at: ctx.time.now(), last_error: delivery.reason }
          : { sent_at: ctx.time.now() };
      await transaction(ctx, (tx) => finish(tx, effect, done));
    }
  }

  async function openDm(personId: number): Promise<string> {
    const person = await findPerson(ctx.db, personId as never);
    const opened = await client.conversations.open({ users: person?.slackId as string });
    return opened.channel?.id as string;
  }

  function finish(tx: Ctx, effect: Effect, done: Partial<OutboxRow>) {
    return tx.db('outbox').where({ id: effect.id }).update(done);
  }
}
