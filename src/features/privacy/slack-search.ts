/**
 * Our own messages in Slack that name the person: every channel and DM we are in is read, because not every message is
 * remembered. What names them is changed by effects, so that a Slack that is away only takes longer.
 */
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { enqueue } from '../../outbox/store.ts';
import type { Erasure } from './erasure.ts';
import { isOurs, listChannels, pageOf, whoWeAre } from './own-messages.ts';
import type { Target } from './part.ts';
import { type OurMessage, redacted } from './redacting.ts';

type Save = (tx: Ctx) => Promise<void>;

export async function searchSlack(ctx: Ctx, erasure: Erasure, target: Target, save: Save): Promise<void> {
  const us = await whoWeAre(ctx);
  if (!erasure.progress.channels) {
    erasure.progress = { ...erasure.progress, channels: await listChannels(ctx), index: 0, cursor: null };
    await transaction(ctx, save);
  }
  const channels = erasure.progress.channels ?? [];
  for (let index = erasure.progress.index ?? 0; index < channels.length; index += 1) {
    for (;;) {
      const page = await pageOf(ctx, channels[index] as string, erasure.progress.cursor ?? null);
      const ours = page.messages.filter((message) => isOurs(message, us));
      await transaction(ctx, async (tx) => {
        for (const message of ours)
          if (
            redacted(message, target, erasure.progress) !== null &&
            (await queueRedaction(tx, erasure, channels[index] as string, message))
          )
            erasure.counts.messages = (erasure.counts.messages ?? 0) + 1;
        erasure.progress = {
          ...erasure.progress,
          index: page.cursor ? index : index + 1,
          cursor: page.cursor,
        };
        await save(tx);
      });
      if (!page.cursor) break;
    }
  }
  await transaction(ctx, (tx) => queueHomes(tx, erasure));
}

const queueRedaction = (tx: Ctx, erasure: Erasure, channel: string, message: OurMessage) =>
  enqueue(tx, {
    kind: 'privacy.redact',
    payload: {
      erasureId: erasure.id,
      channel,
      ts: message.ts,
      thread: message.thread_ts && message.thread_ts !== message.ts ? message.thread_ts : null,
    },
    dedupeKey: `erasure:${erasure.uid}:${channel}:${message.ts}`,
    lane: `edit:${channel}:${message.ts}`,
    priority: 'edit',
  });

/** A Home stands as it was until its person opens it. */
async function queueHomes(tx: Ctx, erasure: Erasure): Promise<void> {
  const people: number[] = await tx.db('people').whereNotNull('home_opened_at').pluck('id');
  for (const personId of people)
    await enqueue(tx, {
      kind: 'privacy.home',
      payload: { personId },
      dedupeKey: `erasure:${erasure.uid}:home:${personId}`,
      lane: `person:${personId}`,
      priority: 'edit',
    });
}
