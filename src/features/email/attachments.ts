import { rm } from 'node:fs/promises';
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError } from '../../lib/errors.ts';
import { randomId } from '../../lib/ids.ts';
import { lackBehind } from '../../lib/surroundings.ts';
import { addMinutes, type Instant } from '../../lib/time.ts';
import type { Blob } from '../documents/model.ts';
import {
  attachFile,
  type Draft,
  discardDrafts,
  draftBytes,
  draftFile,
  keepBytes,
  keepDrafts,
  keepFile,
  lockBytes,
} from '../documents/service.ts';
import { claimForFiles, noteFilesKept } from './claim-store.ts';
import type { Email, EmailFile, FileKind } from './model.ts';
import { shareFiles } from './privacy/private-files.ts';
import { draftsBeside, keptMail, type ReadFile, readMail } from './reading/reader.ts';
import { updateEmail } from './store.ts';
import { findMailFileOn, listFiles, listSentBefore, noteFileId, noteLogos } from './text-store.ts';

/** Logos, signatures and delivery reports stay in the message; the rest is the customer's. */
const belongsToDeal: ReadonlySet<FileKind> = new Set([
  'file',
  'invoice',
  'unsafe',
  'message',
  'invitation',
  'winmail',
  'encrypted',
]);

type Wanted = Pick<EmailFile, 'kind' | 'size' | 'details'>;

/** What stands beside its wrapping, or became a meeting, is there already; a piece of a file is worse than none. */
const isWanted = ({ kind, size, details }: Wanted): boolean =>
  belongsToDeal.has(kind) && size > 0 && details?.is !== 'unpacked' && details?.is !== 'broken';

export const filesDueAt = (ctx: Ctx, files: Wanted[]): Instant | null =>
  files.some(isWanted) ? ctx.time.now() : null;

const maxAttempts = 8;

/**
 * Puts the attachments of logged mails to their deals. Apart from logging, because bytes take their time and a full disk
 * must not keep a mail out of the journal; safe to repeat, because the same bytes in the same place are one file.
 * @returns how many mails were taken
 */
export async function attachWaiting(ctx: Ctx, limit = 10): Promise<number> {
  const claim = randomId();
  const emails = await transaction(ctx, (tx) => claimForFiles(tx, claim, limit));
  if (emails.length > 1 && (await attachTogether(ctx, emails))) return emails.length;
  for (const email of emails) {
    try {
      await attachAll(ctx, email);
      await transaction(ctx, (tx) => updateEmail(tx, email.id, { ...released, files_due_at: null }));
    } catch (error) {
      await noteFailure(ctx, email, error);
    }
  }
  return emails.length;
}

const released = { claim: null, claimed_until: null };

/** Each commit waits for the disk, and nearly all of them go well. @returns false: one did not, and none is attached */
async function attachTogether(ctx: Ctx, emails: Email[]): Promise<boolean> {
  const drafts = new Map<string, Draft>();
  try {
    const due: { email: Email; files: EmailFile[] }[] = [];
    for (const email of emails) {
      const files: EmailFile[] = [];
      await readDue(ctx, email, async (file, found) => {
        const { sha256 } = file;
        if (!drafts.has(sha256)) drafts.set(sha256, await draftRead(ctx, found));
        files.push(file);
      });
      due.push({ email, files });
    }
    await keepDrafts(ctx, [...drafts.values()]);
    await transaction(ctx, async (tx) => {
      await lockBytes(tx, [...drafts.values()]);
      for (const { email, files } of due) {
        let isNew = false;
        for (const file of files)
          isNew = (await attach(tx, email, file, drafts.get(file.sha256) as Draft)) || isNew;
        if (isNew) await shareFiles(tx, email.id);
      }
      await noteFilesKept(
        tx,
        emails.map(({ id }) => id),
      );
    });
    return true;
  } catch (error) {
    await discardDrafts(ctx, [...drafts.values()]);
    ctx.log.warn({ err: error, emails: emails.length }, 'attachments are kept mail by mail');
    return false;
  }
}

async function attachAll(ctx: Ctx, email: Email): Promise<void> {
  const kept = new Map<string, Promise<Blob>>();
  await readDue(ctx, email, async (file, found) => {
    // Under two names it is the same bytes: once they are kept the thread's own file is gone.
    const keeping = kept.get(file.sha256) ?? keepRead(ctx, found);
    kept.set(file.sha256, keeping);
    await attachOne(ctx, email, file, keeping);
  });
}

/** The files of the mail that are to be attached, as they are read from it. */
async function readDue(
  ctx: Ctx,
  email: Email,
  keep: (file: EmailFile, found: ReadFile) => Promise<void>,
): Promise<void> {
  const listed = await listFiles(ctx, email.id);
  const files = (await withoutLogos(ctx, email, listed)).filter(
    (file) => isWanted(file) && file.fileId === null,
  );
  if (files.length === 0 || !email.blob || !email.activityId) return;
  const { blob, size } = email;
  const raw = await keptMail(ctx.ports.mailBlobs, { blob, size });
  const hashes = files.map(({ sha256 }) => sha256);
  const answer = await readMail({ want: 'files', raw, hashes, ...draftsBeside(raw) }, { handOver: true });
  if (answer.kind !== 'files') {
    const code = answer.kind === 'unreadable' ? answer.problem : undefined;
    throw Object.assign(new Error(`the mail cannot be read any more: ${code ?? answer.kind}`), { code });
  }
  try {
    for (const file of files) {
      const found = answer.files.find(({ sha256 }) => sha256 === file.sha256);
      if (found) await keep(file, found);
    }
  } finally {
    for (const { path } of answer.files) if (path) await rm(path, { force: true });
  }
}

/** Pictures below this many bytes are looked for in the sender's other mails. */
const largestLogo = 150_000;
/** One this small was sent before as part of a signature; a larger one may be a photo that is sent again. */
const usualLogo = 30_000;

/** A picture that the same sender sent before in another conversation belongs to their signature. */
async function withoutLogos(ctx: Ctx, email: Email, files: EmailFile[]): Promise<EmailFile[]> {
  const pictures = files.filter(
    ({ kind, type, size }) => kind === 'file' && type.startsWith('image/') && size <= largestLogo,
  );
  const hashes = pictures.map(({ sha256 }) => sha256);
  const before = await listSentBefore(ctx, email, hashes);
  const logos = pictures
    .filter(({ sha256, size }) => (before.get(sha256) ?? 0) >= (size <= usualLogo ? 1 : 2))
    .map(({ sha256 }) => sha256);
  if (logos.length === 0) return files;
  await transaction(ctx, (tx) => noteLogos(tx, email.id, logos));
  return files.filter(({ sha256 }) => !logos.includes(sha256));
}

const keepRead = (ctx: Ctx, { path, sha256, size, content }: ReadFile): Promise<Blob> =>
  path ? keepFile(ctx, { path, sha256, size }) : keepBytes(ctx, [content]);

const draftRead = (ctx: Ctx, { path, sha256, size, content }: ReadFile): Promise<Draft> =>
  path ? draftFile(ctx, { path, sha256, size }) : draftBytes(ctx, [content]);

async function attachOne(ctx: Ctx, email: Email, file: EmailFile, keeping: Promise<Blob>): Promise<void> {
  try {
    const blob = await keeping;
    await transaction(ctx, async (tx) => {
      if (await attach(tx, email, file, blob)) await shareFiles(tx, email.id);
    });
  } catch (error) {
    if (!(error instanceof CrmError) || error.code === 'file.noRoom') throw error;
    // Too large, or the entry was deleted meanwhile: the message keeps the file, and a second try ends the same.
    ctx.log.info({ email: email.id, code: error.code }, 'an attachment stays in its message');
  }
}

/** @returns false: an earlier mail brought it to the deal */
async function attach(tx: Ctx, email: Email, file: EmailFile, { sha256, size }: Blob): Promise<boolean> {
  // An answer often brings along what came before.
  const there = email.dealId ? await findMailFileOn(tx, email.dealId, sha256) : null;
  if (there) {
    await noteFileId(tx, email.id, sha256, there);
    return false;
  }
  const stored = await attachFile(tx, {
    blob: { sha256, size },
    name: file.name,
    mime: file.type,
    subject: { kind: 'activity', id: email.activityId as NonNullable<Email['activityId']> },
    origin: { by: 'email', emailId: email.id },
    authorId: email.colleagueId,
    danger: file.details?.is === 'unsafe' ? file.details.danger : null,
  });
  await noteFileId(tx, email.id, sha256, stored.id);
  return true;
}

async function noteFailure(ctx: Ctx, email: Email, error: unknown): Promise<void> {
  ctx.log.error({ err: error, email: email.id }, 'attachments could not be kept');
  await transaction(ctx, async (tx) => {
    const row = await tx.db('inbound_emails').where({ id: email.id }).first('files_attempts');
    // Of what is missing around us it gets no better by giving up.
    const isOwn = lackBehind(error) === null;
    const attempts = (row?.files_attempts ?? 0) + (isOwn ? 1 : 0);
    await updateEmail(tx, email.id, {
      ...released,
      files_attempts: attempts,
      last_error: error instanceof Error ? error.message.slice(0, 300) : String(error),
      files_due_at: attempts < maxAttempts ? addMinutes(tx.time.now(), isOwn ? 2 ** attempts : 10) : null,
    });
  });
}
