/** What files send: a copy to the one who opens one, its removal a day later, and offers to keep what was dropped. */
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import { readerOf } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { FileId, PersonId } from '../../lib/ids.ts';
import { addHours } from '../../lib/time.ts';
import { type Delivery, effect } from '../../outbox/effects.ts';
import { effectFor, seenBy } from '../../outbox/recipients.ts';
import { enqueue } from '../../outbox/store.ts';
import { slackCode } from '../../slack/respond.ts';
import type { OfferId } from './buttons.ts';
import { findOffer, noteReply, type Offer } from './offer-store.ts';
import { offerMessage } from './offer-views.ts';
import { readOffer, whereIs } from './reading.ts';
import { findFile, getFile } from './service.ts';

const copyHours = 24;

/**
 * Sends a copy to the actor's DM. Who opened what, and when, stays in the events.
 * @throws CrmError notFound, also when the actor may not see the file
 */
export function sendCopy(ctx: Ctx, id: FileId, personId: PersonId): Promise<string> {
  return transaction(ctx, async (tx) => {
    const { name } = await getFile(tx, id);
    const eventId = await recordEvent(tx, 'file.opened', { kind: 'file', id }, { name });
    await enqueue(tx, {
      kind: 'documents.copy',
      payload: { fileId: id, personId },
      dedupeKey: `${eventId}:${personId}`,
      lane: `person:${personId}`,
      priority: 'answer',
    });
    return name;
  });
}

export const fileCopy = effectFor<{ fileId: FileId }>(
  'documents.copy',
  async (seen, { fileId, personId }, { ctx }): Promise<Delivery> => {
    const file = await findFile(seen, fileId);
    if (!file) return { do: 'drop', reason: 'the file is gone, or not theirs to see' };
    const { t } = readerOf(seen);
    return {
      do: 'upload',
      to: { person: personId },
      // Slack looks into what it knows by its ending, and a click would run it.
      name: file.danger ? `${file.name}.bin` : file.name,
      alt: file.name,
      size: file.size,
      content: () => ctx.ports.storage.read(file.sha256),
      comment: file.danger
        ? t.mailFinds.unsafeCopy(file.name, t.mailFinds.dangers[file.danger])
        : t.documents.copyOf(file.name, await whereIs(seen, file)),
      sent: (tx, copy) => queueCopyRemoval(tx, copy, personId),
    };
  },
);

/** A copy that somebody was sent goes again a day later. */
export async function queueCopyRemoval(
  tx: Ctx,
  { channel, ts, slackFileId }: { channel: string; ts: string; slackFileId: string },
  personId: PersonId,
): Promise<void> {
  await enqueue(tx, {
    kind: 'documents.removeCopy',
    payload: { channel, ts, slackFileId },
    dedupeKey: `removeCopy:${slackFileId}`,
    lane: `person:${personId}`,
    priority: 'edit',
    runAt: addHours(tx.time.now(), copyHours),
  });
}

/** Already gone, by the person's own hand. */
const gone = new Set(['file_not_found', 'file_deleted']);

export const fileCopyRemoval = effect<{ channel: string; ts: string; slackFileId: string }>(
  'documents.removeCopy',
  async (ctx, { channel, ts, slackFileId }): Promise<Delivery> => {
    // Deleting the message alone would leave the file in the person's list of files.
    try {
      await ctx.ports.slack.files.delete({ file: slackFileId });
    } catch (error) {
      if (!gone.has(slackCode(error) ?? '')) throw error;
    }
    return ts ? { do: 'delete', channel, ts } : { do: 'drop', reason: 'only the file was there' };
  },
);

export async function queueOffer(tx: Ctx, offer: Offer): Promise<void> {
  await enqueue(tx, {
    kind: 'documents.offer',
    payload: { offerId: offer.id },
    dedupeKey: `offer:${offer.id}`,
    lane: `channel:${offer.channel}`,
    priority: 'answer',
  });
}

/** The reply that offered says what became of it. */
export async function queueOfferEdit(tx: Ctx, offer: Offer, cause: string = tx.time.now()): Promise<void> {
  if (!offer.replyTs) return;
  await enqueue(tx, {
    kind: 'documents.offerEdit',
    payload: { offerId: offer.id },
    dedupeKey: `offerEdit:${offer.id}:${cause}`,
    lane: `edit:${offer.channel}:${offer.replyTs}`,
    priority: 'edit',
  });
}

export const fileOffer = effect<{ offerId: OfferId }>(
  'documents.offer',
  async (ctx, { offerId }): Promise<Delivery> => {
    const known = await findOffer(ctx, offerId);
    if (!known?.thread || known.kept) return { do: 'drop', reason: 'kept already' };
    const seen = await readerCtx(ctx, known);
    if (!seen) return { do: 'drop', reason: 'the recipient is no active member' };
    return {
      do: 'post',
      to: { channel: known.channel, thread: known.thread },
      ...offerMessage(await readOffer(seen, known), readerOf(seen)),
      sent: (tx, { ts }) => noteReply(tx, offerId, ts),
    };
  },
);

export const fileOfferEdit = effect<{ offerId: OfferId }>(
  'documents.offerEdit',
  async (ctx, { offerId }): Promise<Delivery> => {
    const known = await findOffer(ctx, offerId);
    const seen = known && (await readerCtx(ctx, known));
    if (!known?.replyTs || !seen) return { do: 'drop', reason: 'there is no reply' };
    return {
      do: 'edit',
      channel: known.channel,
      ts: known.replyTs,
      ...offerMessage(await readOffer(seen, known), readerOf(seen)),
    };
  },
);

/** A DM is read by its person, a channel by the workspace. */
async function readerCtx(ctx: Ctx, { channel, personId }: Offer): Promise<Ctx | null> {
  if (!channel.startsWith('D')) return ctx;
  return personId && seenBy(ctx, personId);
}
