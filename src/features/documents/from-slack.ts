/** Files from Slack into the storage: bytes of all of them first, then their rows at once. */
import { transaction } from '../../db/transaction.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { CrmError, notFound } from '../../lib/errors.ts';
import type { SlackFile } from '../../slack/requests.ts';
import type { OfferId } from './buttons.ts';
import { queueOfferEdit } from './effects.ts';
import type { Blob, FileOrigin, FileSubject, StoredFile } from './model.ts';
import { findOffer, noteKept } from './offer-store.ts';
import { assertSubject, attachFile, keepBytes, lockBytes } from './service.ts';

export interface SlackFilesInput {
  files: SlackFile[];
  subject: FileSubject;
  folder: string | null;
  origin: FileOrigin;
}

/**
 * All of them or none.
 * @throws CrmError notFound (the subject), file.*
 */
export async function attachFromSlack(ctx: Ctx, input: SlackFilesInput): Promise<StoredFile[]> {
  const kept = await fetchAll(ctx, input);
  return transaction(ctx, (tx) => attachAll(tx, input, kept));
}

/**
 * Keeps the files of an offer; the reply that offered them says so.
 * @throws CrmError notFound, file.*
 */
export async function keepOfferedFiles(
  ctx: Ctx,
  id: OfferId,
  choice: { subject: FileSubject; folder: string | null; slackIds: string[] | null },
): Promise<StoredFile[]> {
  const offer = (await findOffer(ctx, id)) ?? notFound('file');
  const { slackIds } = choice;
  const files = slackIds ? offer.files.filter((file) => slackIds.includes(file.id)) : offer.files;
  const origin: FileOrigin = {
    by: 'message',
    channel: offer.channel,
    ts: offer.ts,
    permalink: offer.permalink,
  };
  const input = { ...choice, files, origin };
  const kept = await fetchAll(ctx, input);
  return transaction(ctx, async (tx) => {
    const stored = await attachAll(tx, input, kept);
    await noteKept(
      tx,
      id,
      stored.map((file) => file.id),
      actorId(tx),
    );
    await queueOfferEdit(tx, offer);
    return stored;
  });
}

async function fetchAll(ctx: Ctx, { files, subject }: SlackFilesInput): Promise<Blob[]> {
  await assertSubject(ctx, subject);
  const { fileLimit } = ctx.settings;
  // Before the first byte: Slack says how large they are.
  if (files.some((file) => file.size > fileLimit))
    throw new CrmError('file.tooLarge', { megabytes: Math.floor(fileLimit / 1024 / 1024) });
  const kept: Blob[] = [];
  for (const file of files) kept.push(await keepBytes(ctx, ctx.ports.slackFiles.bytes(file)));
  return kept;
}

async function attachAll(tx: Ctx, input: SlackFilesInput, kept: Blob[]): Promise<StoredFile[]> {
  const { files, subject, folder, origin } = input;
  const stored: StoredFile[] = [];
  await lockBytes(tx, kept);
  for (const [index, blob] of kept.entries()) {
    const { name, mimetype } = files[index] as SlackFile;
    stored.push(await attachFile(tx, { blob, name, mime: mimetype, subject, folder, origin }));
  }
  return stored;
}
