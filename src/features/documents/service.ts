import { listPeople } from '../../access/people.ts';
import { mayEditEntry } from '../../access/policy.ts';
import { lockName } from '../../db/dialect.ts';
import { transaction } from '../../db/transaction.ts';
import { forgetDetails, recordEvent } from '../../events/record.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { notFound, refuse } from '../../lib/errors.ts';
import type { DealId, FileId, PersonId } from '../../lib/ids.ts';
import { cleanLine, cut } from '../../lib/text.ts';
import { getActivity } from '../activities/service.ts';
import { getCompany } from '../companies/service.ts';
import { queueCardEdits } from '../deals/effects.ts';
import { findDeal, getDeal } from '../deals/service.ts';
import { getLead } from '../leads/service.ts';
import { isAnnounced } from './blob-store.ts';
import { keepBytes } from './blobs.ts';
import {
  type Blob,
  type Danger,
  type FileOrigin,
  type FileSubject,
  fileName,
  folderLimit,
  mimeType,
  renamed,
  type StoredFile,
} from './model.ts';
import type { ByteSource } from './storage.ts';
import {
  findDeletedFile,
  findFile,
  findTwin,
  insertFile,
  listFilesByIds,
  listRestricted,
  type NewFile,
  setReaders,
  updateFile,
} from './store.ts';

export { discardDrafts, draftBytes, draftFile, keepBytes, keepDrafts, keepFile } from './blobs.ts';
export type { Draft } from './storage.ts';
export {
  countFilesOfActivities,
  countFilesOfDeal,
  findFile,
  listFiles,
  listFilesByIds,
  listFoldersOf,
  moveFilesBackToLead,
  moveFilesOfActivity,
  moveFilesOfLead,
} from './store.ts';

export interface FileInput {
  name: string;
  /** as the sender called it; what is no type counts as bytes */
  mime?: string | null;
  subject: FileSubject;
  folder?: string | null;
  origin: FileOrigin;
  /** default: the actor */
  authorId?: PersonId | null;
  /** default: none known */
  danger?: Danger | null;
}

/** @throws CrmError notFound, also when the actor may not see its deal */
export const getFile = async (ctx: Ctx, id: FileId): Promise<StoredFile> =>
  (await findFile(ctx, id)) ?? notFound('file');

/**
 * The whole way of one file: bytes first, row after. Never inside a transaction, because bytes take their time:
 * there keepBytes() goes before it and attachFile() into it.
 * @throws CrmError notFound (the subject), file.*; whatever the source throws
 */
export async function saveFile(ctx: Ctx, input: FileInput & { source: ByteSource }): Promise<StoredFile> {
  const { source, ...file } = input;
  await assertSubject(ctx, file.subject);
  return attachFile(ctx, { ...file, blob: await keepBytes(ctx, source) });
}

/** Before bytes are fetched for it. @throws CrmError notFound, also when the actor may not see it */
export async function assertSubject(ctx: Ctx, subject: FileSubject): Promise<void> {
  await placeOf(ctx, subject);
}

/**
 * Gives kept bytes a name and a place. The same bytes under the same name in the same place are one file.
 * @throws CrmError notFound
 */
export function attachFile(ctx: Ctx, input: FileInput & { blob: Blob }): Promise<StoredFile> {
  return transaction(ctx, async (tx) => {
    const { blob, subject, origin } = input;
    await lockBytes(tx, [blob]);
    // A row without its bytes would be found only when somebody needs them.
    if (!(await isAnnounced(tx, blob.sha256))) throw new Error(`the bytes of ${input.name} were not kept`);
    const file: NewFile = {
      ...blob,
      ...(await placeOf(tx, subject)),
      name: fileName(input.name),
      mime: mimeType(input.mime),
      folder: cut(cleanLine(input.folder ?? ''), folderLimit) || null,
      authorId: input.authorId === undefined ? actorId(tx) : input.authorId,
      origin,
      danger: input.danger ?? null,
    };
    const twin = await findTwin(tx, file);
    if (twin) return twin;
    const id = await insertFile(tx, file);
    const { name, size, dealId, companyId, activityId, leadId } = file;
    const details = { name, size, sha256: file.sha256, dealId, companyId, activityId, leadId, origin };
    const eventId = await recordEvent(tx, 'file.attached', { kind: 'file', id }, details);
    await refreshCards(tx, dealId, eventId);
    return getFile(tx, id);
  });
}

/** Two who keep the same file at once come one after the other; always in the same order, so that none waits in a ring. */
export async function lockBytes(tx: Ctx, blobs: Blob[]): Promise<void> {
  const hashes = [...new Set(blobs.map((blob) => blob.sha256))].sort();
  for (const sha256 of hashes) await lockName(tx.db, `file:${sha256}`);
}

/** With an activity a file belongs to the activity's deal and company too. @throws CrmError notFound */
async function placeOf(
  ctx: Ctx,
  subject: FileSubject,
): Promise<Pick<StoredFile, 'dealId' | 'companyId' | 'activityId' | 'leadId'>> {
  const nowhere = { dealId: null, companyId: null, activityId: null, leadId: null };
  if (subject.kind === 'deal') return { ...nowhere, dealId: (await getDeal(ctx, subject.id)).id };
  if (subject.kind === 'company') return { ...nowhere, companyId: (await getCompany(ctx, subject.id)).id };
  if (subject.kind === 'lead') return { ...nowhere, leadId: (await getLead(ctx, subject.id)).id };
  const { id, dealId, companyId, leadId } = await getActivity(ctx, subject.id);
  return { dealId, companyId, activityId: id, leadId };
}

/** @throws CrmError notFound, entry.notYours (only who brought it and admins); required, file.slash at `name` */
export function changeFile(
  ctx: Ctx,
  id: FileId,
  change: { name?: string; folder?: string | null },
): Promise<StoredFile> {
  return transaction(ctx, async (tx) => {
    const before = await getFileToEdit(tx, id);
    const name = change.name === undefined ? before.name : renamed(change.name, before.name);
    const folder =
      change.folder === undefined ? before.folder : cut(cleanLine(change.folder ?? ''), folderLimit) || null;
    if (name === before.name && folder === before.folder) return before;
    await updateFile(tx, id, { name, folder });
    await recordEvent(
      tx,
      'file.changed',
      { kind: 'file', id },
      {
        ...(name === before.name ? {} : { name: { from: before.name, to: name } }),
        ...(folder === before.folder ? {} : { folder: { from: before.folder, to: folder } }),
      },
    );
    return getFile(tx, id);
  });
}

/** Its bytes stay for seven days, so that restoreFile can bring it back. @throws CrmError notFound, entry.notYours */
export function deleteFile(ctx: Ctx, id: FileId): Promise<StoredFile> {
  return transaction(ctx, async (tx) => {
    const file = await getFileToEdit(tx, id);
    await updateFile(tx, id, { deleted_at: tx.time.now() });
    const { name, sha256, dealId } = file;
    const eventId = await recordEvent(tx, 'file.deleted', { kind: 'file', id }, { name, sha256, dealId });
    await refreshCards(tx, dealId, eventId);
    return file;
  });
}

/** @throws CrmError notFound, also when its bytes were swept meanwhile; entry.notYours */
export function restoreFile(ctx: Ctx, id: FileId): Promise<StoredFile> {
  return transaction(ctx, async (tx) => {
    const deleted = await findDeletedFile(tx, id);
    if (!deleted) return getFile(tx, id);
    await assertMayEdit(tx, deleted);
    await updateFile(tx, id, { deleted_at: null });
    const { dealId } = deleted;
    const eventId = await recordEvent(tx, 'file.restored', { kind: 'file', id }, { dealId });
    await refreshCards(tx, dealId, eventId);
    return getFile(tx, id);
  });
}

/**
 * Shows files of a mail to these people alone, or to everybody again (null). What the events remember of their names goes.
 */
export async function showFilesTo(tx: Ctx, all: FileId[], readers: PersonId[] | null): Promise<void> {
  // Most are open to everybody from the beginning.
  const ids = readers ? all : await listRestricted(tx, all);
  if (ids.length === 0) return;
  await setReaders(tx, ids, readers);
  for (const id of readers ? ids : []) await forgetDetails(tx, { kind: 'file', id }, ['name']);
  const files = await listFilesByIds({ ...tx, actor: { kind: 'system', name: 'documents' } }, ids);
  for (const dealId of new Set(files.map((file) => file.dealId)))
    await refreshCards(tx, dealId, `readers:${ids[0]}:${tx.time.now()}`);
}

/** @throws CrmError notFound, entry.notYours */
export async function getFileToEdit(ctx: Ctx, id: FileId): Promise<StoredFile> {
  const file = await getFile(ctx, id);
  await assertMayEdit(ctx, file);
  return file;
}

async function assertMayEdit(ctx: Ctx, file: StoredFile): Promise<void> {
  if (mayEditEntry(ctx, file.authorId)) return;
  const [author] = await listPeople(ctx.db, file.authorId ? [file.authorId] : []);
  refuse('entry.notYours', { author: author?.name ?? null });
}

async function refreshCards(tx: Ctx, dealId: DealId | null, cause: number | string): Promise<void> {
  const deal = dealId === null ? null : await findDeal(tx, dealId);
  if (deal) await queueCardEdits(tx, deal, `event:${cause}`);
}
