/** What a message says, what is attached to it, and which messages it answers. */
import { putLater } from '../../db/later.ts';
import type { Ctx } from '../../lib/context.ts';
import type { DealId, FileId } from '../../lib/ids.ts';
import type { Address, Email, EmailFile, EmailId, EmailText, FileKind } from './model.ts';
import type { FileDetails } from './reading/findings.ts';
import { mailsNamed } from './thread-store.ts';

interface TextRow {
  email_id: number;
  recipients: string;
  written: string;
  quoted: string;
  signature: string;
  full_text: string;
  note: string | null;
}

interface FileRow {
  id: number;
  email_id: number;
  position: number;
  name: string;
  type: string;
  kind: string;
  size: number;
  sha256: string;
  file_id: number | null;
  details: string | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    email_texts: TextRow;
    email_files: FileRow;
    email_threads: { message_id: string; email_id: number; own: boolean | number };
  }
}

export async function saveText(ctx: Ctx, id: EmailId, text: EmailText): Promise<void> {
  const row = {
    email_id: id,
    recipients: JSON.stringify({ to: text.to, cc: text.cc }),
    written: text.text,
    quoted: text.quoted,
    signature: text.signature,
    full_text: text.full,
    note: text.note,
  };
  const anew = Object.keys(row).map((column) => `${column} = excluded.${column}`);
  await putLater(ctx, 'email_texts', [row], `(email_id) do update set ${anew.join(', ')}`);
}

export async function findText(ctx: Ctx, id: EmailId): Promise<EmailText | null> {
  const row = await ctx.db('email_texts').where({ email_id: id }).first();
  if (!row) return null;
  const { to, cc } = JSON.parse(row.recipients) as { to: Address[]; cc: Address[] };
  const { written: text, quoted, signature, full_text: full, note } = row;
  return { to, cc, text, quoted, signature, full, note };
}

/** To whom the mails are, and after them who got copies. */
export async function listRecipients(ctx: Ctx, ids: EmailId[]): Promise<Map<EmailId, Address[]>> {
  const rows = await ctx.db('email_texts').whereIn('email_id', ids).select('email_id', 'recipients');
  return new Map(
    rows.map(({ email_id, recipients }) => {
      const { to, cc } = JSON.parse(recipients) as { to: Address[]; cc: Address[] };
      return [email_id as EmailId, [...to, ...cc]];
    }),
  );
}

export async function saveFiles(ctx: Ctx, id: EmailId, files: EmailFile[]): Promise<void> {
  if (files.length === 0) return;
  const rows = files.map(({ name, type, kind, size, sha256, fileId, details }, position) => ({
    email_id: id,
    position,
    name,
    type,
    kind,
    size,
    sha256,
    file_id: fileId,
    details: details && JSON.stringify(details),
  }));
  await putLater(ctx, 'email_files', rows, '(email_id, position) do update set file_id = excluded.file_id');
}

export const forgetFiles = (ctx: Ctx, id: EmailId): Promise<number> =>
  ctx.db('email_files').where({ email_id: id }).delete();

export async function listFiles(ctx: Ctx, id: EmailId): Promise<EmailFile[]> {
  const rows = await ctx.db('email_files').where({ email_id: id }).orderBy('position');
  return rows.map(({ name, type, kind, size, sha256, file_id: fileId, details }) => ({
    name,
    type,
    kind: kind as FileKind,
    size,
    sha256,
    fileId: fileId as FileId | null,
    details: details ? (JSON.parse(details) as FileDetails) : null,
  }));
}

export async function noteFileId(ctx: Ctx, id: EmailId, sha256: string, fileId: FileId): Promise<void> {
  await ctx
    .db('email_files')
    .where({ email_id: id, sha256 })
    .whereNull('file_id')
    .update({ file_id: fileId });
}

/** Its files went with the entry that was taken back: the next one gets them anew. */
export const forgetFileIds = (ctx: Ctx, id: EmailId): Promise<number> =>
  ctx.db('email_files').where({ email_id: id }).update({ file_id: null });

export async function saveThreadIds(
  ctx: Ctx,
  id: EmailId,
  messageId: string | null,
  references: string[],
): Promise<void> {
  const rows = [
    ...(messageId ? [{ message_id: messageId, email_id: id, own: true }] : []),
    ...references
      .filter((reference) => reference !== messageId)
      .map((reference) => ({ message_id: reference, email_id: id, own: false })),
  ];
  mailsNamed.forget(
    ctx,
    rows.map(({ message_id }) => message_id),
  );
  await putLater(ctx, 'email_threads', rows, '(message_id, email_id) do nothing');
}

/** What it answers, as saveThreadIds() kept it. */
export const listThreadIds = async (ctx: Ctx, id: EmailId): Promise<string[]> =>
  ctx.db('email_threads').where({ email_id: id, own: false }).pluck('message_id');

/** A file of these bytes that came to the deal by an earlier mail. */
export async function findMailFileOn(ctx: Ctx, dealId: DealId, sha256: string): Promise<FileId | null> {
  const row = await ctx
    .db('files')
    .join('email_files', 'email_files.file_id', 'files.id')
    .where('files.sha256', sha256)
    .where('files.deal_id', dealId)
    .where('files.readers_only', false)
    .whereNull('files.deleted_at')
    .first('files.id as id');
  return (row?.id ?? null) as FileId | null;
}

/** To how many earlier mails the same sender attached these bytes. */
export async function listSentBefore(
  ctx: Ctx,
  { id, from }: Pick<Email, 'id' | 'from'>,
  hashes: string[],
): Promise<Map<string, number>> {
  if (hashes.length === 0 || !from?.address) return new Map();
  const rows: { sha256: string; mails: number | string }[] = await ctx
    .db('email_files')
    .join('inbound_emails', 'inbound_emails.id', 'email_files.email_id')
    .whereIn('email_files.sha256', hashes)
    .where('email_files.email_id', '<', id)
    .where('inbound_emails.from_address', from.address)
    .whereIn('inbound_emails.status', ['logged', 'triage'])
    .groupBy('email_files.sha256')
    .select('email_files.sha256 as sha256')
    .countDistinct({ mails: 'email_files.email_id' });
  return new Map(rows.map(({ sha256, mails }) => [sha256, Number(mails)]));
}

export async function noteLogos(ctx: Ctx, id: EmailId, hashes: string[]): Promise<void> {
  await ctx.db('email_files').where({ email_id: id }).whereIn('sha256', hashes).update({ kind: 'inline' });
}
