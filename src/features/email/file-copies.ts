/** A file of a mail, sent to whoever opens it: also of one that waits, to see what it is about. */
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import { readerOf } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import { notFound } from '../../lib/errors.ts';
import type { PersonId } from '../../lib/ids.ts';
import type { Delivery } from '../../outbox/effects.ts';
import { effectFor } from '../../outbox/recipients.ts';
import { enqueue } from '../../outbox/store.ts';
import { esc } from '../../slack/blocks.ts';
import { queueCopyRemoval, sendCopy } from '../documents/effects.ts';
import { fileName } from '../documents/model.ts';
import { findFile } from '../documents/service.ts';
import { getEmailCard, readEmailCard } from './card.ts';
import { quotedSubject } from './mail-lines.ts';
import type { Email, EmailFile, EmailId } from './model.ts';
import { draftsBeside, keptMail, readMail } from './reading/reader.ts';

/** Of a piece of a file there is nothing to open, nor of one whose source was given up. */
export const isOpenable = ({ size, details, fileId }: EmailFile, { blob }: Pick<Email, 'blob'>): boolean =>
  size > 0 && details?.is !== 'broken' && (fileId !== null || blob !== null);

/**
 * Sends a copy to the person's DM: of the deal's file, or out of the mail itself.
 * @param sha256 which of its files. @returns its name; @throws CrmError notFound, also when the actor may not see it
 */
export async function openMailFile(
  ctx: Ctx,
  id: EmailId,
  sha256: string,
  personId: PersonId,
): Promise<string> {
  const { email, files } = await getEmailCard(ctx, id);
  const file = files.find((one) => one.sha256 === sha256);
  if (!file || !isOpenable(file, email)) return notFound('file');
  if (file.fileId && (await findFile(ctx, file.fileId))) return sendCopy(ctx, file.fileId, personId);
  if (!email.blob) return notFound('file');
  await transaction(ctx, async (tx) => {
    const event = await recordEvent(tx, 'email.fileOpened', { kind: 'email', id }, { sha256 });
    await enqueue(tx, {
      kind: 'email.file',
      payload: { emailId: id, sha256, personId },
      dedupeKey: `${event}:${personId}`,
      lane: `person:${personId}`,
      priority: 'answer',
    });
  });
  return file.name;
}

export const mailFileCopy = effectFor<{ emailId: EmailId; sha256: string }>(
  'email.file',
  async (seen, { emailId, sha256, personId }): Promise<Delivery> => {
    const card = await readEmailCard(seen, emailId);
    const file = card?.files.find((one) => one.sha256 === sha256);
    const blob = card?.email.blob;
    if (!card || !file || !blob) return { do: 'drop', reason: 'the file is gone, or not theirs to see' };
    const reader = readerOf(seen);
    const { t } = reader;
    const name = fileName(file.name);
    const danger = file.details?.is === 'unsafe' ? file.details.danger : null;
    return {
      do: 'upload',
      to: { person: personId },
      // Slack looks into what it knows by its ending, and a click would run it.
      name: danger ? `${name}.bin` : name,
      alt: name,
      size: file.size,
      content: () => readOut(seen, { blob, size: card.email.size }, sha256),
      comment: danger
        ? t.mailFinds.unsafeCopy(esc(name), t.mailFinds.dangers[danger])
        : t.documents.copyOf(esc(name), esc(quotedSubject(card, reader))),
      sent: (tx, copy) => queueCopyRemoval(tx, copy, personId),
    };
  },
);

/** @throws Error when the mail cannot be read any more */
async function readOut(
  ctx: Ctx,
  mail: { blob: string; size: number },
  sha256: string,
): Promise<Buffer | NodeJS.ReadableStream> {
  const raw = await keptMail(ctx.ports.mailBlobs, mail);
  const answer = await readMail(
    { want: 'files', raw, hashes: [sha256], ...draftsBeside(raw) },
    { handOver: true },
  );
  const file = answer.kind === 'files' ? answer.files.find((one) => one.sha256 === sha256) : undefined;
  if (!file) throw new Error(`a file of a mail cannot be read: ${answer.kind}`);
  const { path, content } = file;
  if (!path) return Buffer.from(content);
  return createReadStream(path).on('close', () => void rm(path, { force: true }));
}
