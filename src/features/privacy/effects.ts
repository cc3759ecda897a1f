/** What leaves on account of personal data: exports, certificates, and what is taken out of Slack again. */
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { asPerson, findPerson, isActiveMember } from '../../access/people.ts';
import { isAdmin } from '../../access/policy.ts';
import { readerOf } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import { dateIn } from '../../lib/time.ts';
import { type Delivery, effect } from '../../outbox/effects.ts';
import { seenBy } from '../../outbox/recipients.ts';
import { calling } from '../../slack/outcome.ts';
import { slackCode } from '../../slack/respond.ts';
import { queueCopyRemoval } from '../documents/effects.ts';
import { readHome } from '../home/service.ts';
import { homeView } from '../home/views.ts';
import { certificate } from './certificate.ts';
import { targetOf } from './erasing.ts';
import type { Erasure, ErasureId } from './erasure.ts';
import { findErasure } from './erasure-store.ts';
import { type Format, writeExport } from './exporting.ts';
import { nobody, type Sought } from './part.ts';
import { type OurMessage, redacted } from './redacting.ts';
import { doneMessage } from './views.ts';

/** null when they are no admin any more. */
async function asAdmin(ctx: Ctx, personId: PersonId): Promise<Ctx | null> {
  const seen = await seenBy(ctx, personId);
  return seen && isAdmin(seen) ? seen : null;
}

const noAdmin: Delivery = { do: 'drop', reason: 'the recipient is no admin any more' };

/** Made when it leaves: what is held by then. The file on this machine goes when Slack has it. */
export const personExport = effect<{ sought: Sought; format: Format; personId: PersonId }>(
  'privacy.export',
  async (ctx, { sought, format, personId }, { uid }): Promise<Delivery> => {
    const seen = await asAdmin(ctx, personId);
    if (!seen) return noAdmin;
    const reader = readerOf(seen);
    const file = path.join(tmpdir(), `vizitka-export-${uid}`);
    const size = await writeExport(seen, { ...nobody, ...sought }, format, file);
    return {
      do: 'upload',
      to: { person: personId },
      name: `vizitka-gdpr-${dateIn(ctx.time.now(), reader.zone)}.${format}`,
      alt: reader.t.privacy.exporting.title,
      size,
      content: async () => createReadStream(file),
      comment: reader.t.privacy.exporting.comment,
      sent: async (tx, copy) => {
        await rm(file, { force: true });
        await queueCopyRemoval(tx, copy, personId);
      },
    };
  },
);

interface Certified {
  erasureId: ErasureId;
  personId: PersonId;
}

async function readCertified(
  ctx: Ctx,
  { erasureId, personId }: Certified,
): Promise<{ seen: Ctx; erasure: Erasure; askedBy: string | null } | null> {
  const seen = await asAdmin(ctx, personId);
  const erasure = await findErasure(ctx, erasureId);
  if (!seen || !erasure) return null;
  const asker = erasure.askedBy === null ? null : await findPerson(ctx.db, erasure.askedBy);
  return { seen, erasure, askedBy: asker?.name ?? null };
}

export const certificateFile = effect<Certified>(
  'privacy.certificate',
  async (ctx, about): Promise<Delivery> => {
    const certified = await readCertified(ctx, about);
    if (!certified) return noAdmin;
    const reader = readerOf(certified.seen);
    const words = reader.t.privacy.certificate;
    const page = Buffer.from(certificate(certified.erasure, certified.askedBy, reader));
    return {
      do: 'upload',
      to: { person: about.personId },
      name: `${words.fileName}-${about.erasureId}.html`,
      alt: words.title,
      size: page.length,
      content: async () => Readable.from(page, { objectMode: false }),
    };
  },
);

export const erasureDone = effect<Certified>('privacy.done', async (ctx, about): Promise<Delivery> => {
  const certified = await readCertified(ctx, about);
  if (!certified) return noAdmin;
  return {
    do: 'post',
    to: { person: about.personId },
    ...doneMessage(certified.erasure, readerOf(certified.seen)),
  };
});

interface Redaction {
  erasureId: ErasureId;
  channel: string;
  ts: string;
  thread: string | null;
}

/** As the message stands now: an edit of ours may have changed it since it was found. */
export const redaction = effect<Redaction>(
  'privacy.redact',
  async (ctx, { erasureId, channel, ts, thread }): Promise<Delivery> => {
    const erasure = await findErasure(ctx, erasureId);
    if (!erasure?.sought) return { do: 'drop', reason: 'the erasure is done' };
    const message = await findMessageIn(ctx, channel, ts, thread);
    const change = message && redacted(message, targetOf(ctx, erasure), erasure.progress);
    if (!change) return { do: 'drop', reason: 'it names nobody any more' };
    if (change.do === 'edit') return { do: 'edit', channel, ts, text: change.text, blocks: change.blocks };
    for (const file of change.files) await deleteFile(ctx, file);
    return { do: 'delete', channel, ts };
  },
);

async function findMessageIn(
  ctx: Ctx,
  channel: string,
  ts: string,
  thread: string | null,
): Promise<OurMessage | null> {
  const { conversations } = ctx.ports.slack;
  const only = { channel, oldest: ts, latest: ts, inclusive: true, limit: 10 };
  const answer = await calling(() =>
    thread ? conversations.replies({ ...only, ts: thread }) : conversations.history(only),
  );
  return ((answer.messages ?? []) as OurMessage[]).find((message) => message.ts === ts) ?? null;
}

const gone = new Set(['file_not_found', 'file_deleted']);

async function deleteFile(ctx: Ctx, file: string): Promise<void> {
  try {
    await calling(() => ctx.ports.slack.files.delete({ file }));
  } catch (error) {
    if (!gone.has(slackCode((error as Error).cause) ?? '')) throw error;
  }
}

/** Also of who has not opened it for long: it still shows what stood there then. */
export const homeAnew = effect<{ personId: PersonId }>(
  'privacy.home',
  async (ctx, { personId }): Promise<Delivery> => {
    const person = await findPerson(ctx.db, personId);
    if (!isActiveMember(person)) return { do: 'drop', reason: 'no active member' };
    const seen = asPerson(ctx, person);
    return { do: 'publish', person: personId, view: homeView(await readHome(seen, person), readerOf(seen)) };
  },
);

export const privacyEffects = [personExport, certificateFile, erasureDone, redaction, homeAnew];
