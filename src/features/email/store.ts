import { databaseNow, hasCome } from '../../db/dialect.ts';
import type { Ctx } from '../../lib/context.ts';
import type { ActivityId, CompanyId, ContactId, DealId, FileId, PersonId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import type {
  Address,
  Direction,
  Email,
  EmailFile,
  EmailId,
  EmailText,
  FileKind,
  Locator,
  Reason,
  Status,
} from './model.ts';

export interface EmailRow {
  id: number;
  mailbox: string;
  folder: string;
  uid_validity: string;
  uid: number | string;
  part: string;
  blob: string | null;
  size: number;
  truncated: boolean | number;
  server_at: string;
  received_at: string;
  passed_on_by: string | null;
  status: string;
  reason: string | null;
  reason_details: string | null;
  considered: string | null;
  attempts: number;
  run_at: string | null;
  claim: string | null;
  claimed_until: string | null;
  last_error: string | null;
  done_at: string | null;
  message_id: string | null;
  from_address: string | null;
  from_name: string | null;
  sent_at: string | null;
  body_hash: string | null;
  identity: string | null;
  subject: string | null;
  direction: string | null;
  deal_id: number | null;
  company_id: number | null;
  contact_id: number | null;
  activity_id: number | null;
  counterpart: string | null;
  forwarded_by: string | null;
  colleague_id: number | null;
  triage_person_id: number | null;
  told_at: string | null;
  files_due_at: string | null;
  files_attempts: number;
}

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
}

declare module 'knex/types/tables.js' {
  interface Tables {
    inbound_emails: EmailRow;
    email_identities: { identity: string; email_id: number };
    email_texts: TextRow;
    email_files: FileRow;
    email_threads: { message_id: string; email_id: number; own: boolean | number };
    ignored_senders: { pattern: string; created_by: number | null; created_at: string };
  }
}

export const toEmail = (row: EmailRow): Email => ({
  id: row.id as EmailId,
  locator: {
    mailbox: row.mailbox,
    folder: row.folder,
    uidValidity: row.uid_validity,
    uid: Number(row.uid),
    part: row.part,
  },
  blob: row.blob,
  size: row.size,
  truncated: Boolean(row.truncated),
  serverAt: row.server_at as Instant,
  passedOnBy: row.passed_on_by ? JSON.parse(row.passed_on_by) : null,
  status: row.status as Status,
  reason: row.reason
    ? ({ code: row.reason, details: JSON.parse(row.reason_details ?? '{}') } as Reason)
    : null,
  considered: JSON.parse(row.considered ?? '[]'),
  attempts: row.attempts,
  messageId: row.message_id,
  from: row.from_address === null ? null : { address: row.from_address, name: row.from_name ?? '' },
  sentAt: row.sent_at as Instant | null,
  subject: row.subject,
  direction: row.direction as Direction | null,
  dealId: row.deal_id as DealId | null,
  companyId: row.company_id as CompanyId | null,
  contactId: row.contact_id as ContactId | null,
  activityId: row.activity_id as ActivityId | null,
  counterpart: row.counterpart,
  forwardedBy: row.forwarded_by,
  colleagueId: row.colleague_id as PersonId | null,
  triagePersonId: row.triage_person_id as PersonId | null,
});

export interface NewEmail {
  locator: Locator;
  blob: string;
  size: number;
  truncated: boolean;
  serverAt: Instant;
  passedOnBy?: { from: Address; note: string | null };
}

/** Keeps what was fetched; what is there already (a rescan, two copies of a batch) stays as it is. */
export async function insertEmails(ctx: Ctx, emails: NewEmail[]): Promise<void> {
  const now = ctx.time.now();
  const rows = emails.map(({ locator, blob, size, truncated, serverAt, passedOnBy }) => ({
    mailbox: locator.mailbox,
    folder: locator.folder,
    uid_validity: locator.uidValidity,
    uid: locator.uid,
    part: locator.part,
    blob,
    size,
    truncated,
    server_at: serverAt,
    received_at: now,
    passed_on_by: passedOnBy ? JSON.stringify(passedOnBy) : null,
    status: 'received',
    run_at: now,
  }));
  if (rows.length === 0) return;
  await ctx
    .db('inbound_emails')
    .insert(rows)
    .onConflict(['mailbox', 'folder', 'uid_validity', 'uid', 'part'])
    .ignore();
}

const leaseSeconds = 180;

/**
 * Takes waiting messages, the oldest first, for this process. A process that dies gives them back when the lease ends.
 * The attempt counts from here, because a message may take the process along; what was tried before is taken alone, so
 * that it takes no other with it.
 */
export async function claimEmails(
  ctx: Ctx,
  claim: string,
  limit: number,
  mailboxes: string[],
): Promise<Email[]> {
  const free = () =>
    ctx
      .db('inbound_emails')
      .where({ status: 'received' })
      .whereIn('mailbox', mailboxes)
      .where('run_at', '<=', ctx.time.now())
      .whereRaw(hasCome(ctx.database.dialect, 'claimed_until'));
  const fresh = await free().where({ attempts: 0 }).orderBy('id').limit(limit).pluck('id');
  const ids = fresh.length > 0 ? fresh : await free().orderBy('attempts').orderBy('id').limit(1).pluck('id');
  if (ids.length === 0) return [];
  // knex throws on skipLocked() for SQLite, so a claim is a conditional UPDATE.
  await free()
    .whereIn('id', ids)
    .update({
      claim,
      claimed_until: ctx.db.raw(databaseNow(ctx.database.dialect, leaseSeconds)) as never,
      attempts: ctx.db.raw('attempts + 1') as never,
    });
  const rows = await ctx
    .db('inbound_emails')
    .whereIn('id', ids)
    .where({ claim, status: 'received' })
    .orderBy('id');
  return rows.map(toEmail);
}

/** The process stops in good order: what it did not get to is nobody's, and was not tried. */
export async function releaseClaim(ctx: Ctx, claim: string): Promise<void> {
  await ctx
    .db('inbound_emails')
    .where({ claim, status: 'received' })
    .update({ claim: null, claimed_until: null, attempts: ctx.db.raw('attempts - 1') as never });
}

/** Logged mails whose attachments are still to be put to their deal; taken as in claimEmails. */
export async function claimForFiles(ctx: Ctx, claim: string, limit: number): Promise<Email[]> {
  const free = () =>
    ctx
      .db('inbound_emails')
      .where({ status: 'logged' })
      .where('files_due_at', '<=', ctx.time.now())
      .whereRaw(hasCome(ctx.database.dialect, 'claimed_until'));
  const ids = await free().orderBy('files_due_at').limit(limit).pluck('id');
  if (ids.length === 0) return [];
  await free()
    .whereIn('id', ids)
    .update({ claim, claimed_until: ctx.db.raw(databaseNow(ctx.database.dialect, leaseSeconds)) as never });
  return (await ctx.db('inbound_emails').whereIn('id', ids).where({ claim }).orderBy('id')).map(toEmail);
}

export async function noteFileId(ctx: Ctx, id: EmailId, sha256: string, fileId: FileId): Promise<void> {
  await ctx
    .db('email_files')
    .where({ email_id: id, sha256 })
    .whereNull('file_id')
    .update({ file_id: fileId });
}

/** Which of these blobs a message still needs. */
export async function usedBlobs(ctx: Ctx, names: string[]): Promise<Set<string>> {
  const used = await ctx.db('inbound_emails').whereIn('blob', names).distinct('blob').pluck('blob');
  return new Set(used.filter((name): name is string => name !== null));
}

/** The journal entry went to another deal: answers follow it there. */
export async function moveWithActivity(
  ctx: Ctx,
  activityId: ActivityId,
  dealId: DealId | null,
): Promise<void> {
  await ctx
    .db('inbound_emails')
    .where({ activity_id: activityId, status: 'logged' })
    .update({ deal_id: dealId });
}

export async function countWaiting(ctx: Ctx, mailbox: string): Promise<number> {
  const [row] = await ctx.db('inbound_emails').where({ mailbox, status: 'received' }).count({ total: '*' });
  return Number(row?.total ?? 0);
}

/** In the message's own transaction: true while the claim holds and nobody decided yet. */
export async function holdsClaim(ctx: Ctx, id: EmailId, claim: string): Promise<boolean> {
  const held = await ctx.db('inbound_emails').where({ id, claim, status: 'received' }).update({ claim });
  return held > 0;
}

export async function updateEmail(
  ctx: Ctx,
  id: EmailId,
  columns: Partial<Omit<EmailRow, 'id'>>,
): Promise<void> {
  await ctx.db('inbound_emails').where({ id }).update(columns);
}

/** Only when it still has this status: the second of two who decide is told. */
export async function updateEmailFrom(
  ctx: Ctx,
  id: EmailId,
  status: Status,
  columns: Partial<Omit<EmailRow, 'id'>>,
): Promise<boolean> {
  return (await ctx.db('inbound_emails').where({ id, status }).update(columns)) > 0;
}

export const reasonColumns = ({ code, details }: Reason) => ({
  reason: code,
  reason_details: JSON.stringify(details),
});

export async function findEmail(ctx: Ctx, id: EmailId): Promise<Email | null> {
  const row = await ctx.db('inbound_emails').where({ id }).first();
  return row ? toEmail(row) : null;
}

export async function findEmailAt(ctx: Ctx, locator: Locator): Promise<Email | null> {
  const { mailbox, folder, uidValidity, uid, part } = locator;
  const row = await ctx
    .db('inbound_emails')
    .where({ mailbox, folder, uid_validity: uidValidity, uid, part })
    .first();
  return row ? toEmail(row) : null;
}

/** The messages attached to the one at this place, in order. */
export async function listAttachedAt(
  ctx: Ctx,
  { mailbox, folder, uidValidity, uid }: Locator,
): Promise<Email[]> {
  const rows = await ctx
    .db('inbound_emails')
    .where({ mailbox, folder, uid_validity: uidValidity, uid })
    .whereNot({ part: '' })
    .orderBy('id');
  return rows.map(toEmail);
}

/** @returns the message that owns the identity: this one, or the one that came first */
export async function takeIdentity(ctx: Ctx, identity: string, id: EmailId): Promise<EmailId> {
  await ctx.db('email_identities').insert({ identity, email_id: id }).onConflict('identity').ignore();
  const row = await ctx.db('email_identities').where({ identity }).first();
  return (row?.email_id ?? id) as EmailId;
}

export async function moveIdentity(ctx: Ctx, identity: string, to: EmailId): Promise<void> {
  await ctx.db('email_identities').where({ identity }).update({ email_id: to });
}

export async function saveText(ctx: Ctx, id: EmailId, text: EmailText): Promise<void> {
  const columns = {
    recipients: JSON.stringify({ to: text.to, cc: text.cc }),
    written: text.text,
    quoted: text.quoted,
    signature: text.signature,
    full_text: text.full,
    note: text.note,
  };
  await ctx
    .db('email_texts')
    .insert({ email_id: id, ...columns })
    .onConflict('email_id')
    .merge(columns);
}

export async function findText(ctx: Ctx, id: EmailId): Promise<EmailText | null> {
  const row = await ctx.db('email_texts').where({ email_id: id }).first();
  if (!row) return null;
  const { to, cc } = JSON.parse(row.recipients) as { to: Address[]; cc: Address[] };
  const { written: text, quoted, signature, full_text: full, note } = row;
  return { to, cc, text, quoted, signature, full, note };
}

export async function saveFiles(ctx: Ctx, id: EmailId, files: EmailFile[]): Promise<void> {
  if (files.length === 0) return;
  const rows = files.map(({ name, type, kind, size, sha256, fileId }, position) => ({
    email_id: id,
    position,
    name,
    type,
    kind,
    size,
    sha256,
    file_id: fileId,
  }));
  await ctx.db('email_files').insert(rows).onConflict(['email_id', 'position']).merge(['file_id']);
}

export async function listFiles(ctx: Ctx, id: EmailId): Promise<EmailFile[]> {
  const rows = await ctx.db('email_files').where({ email_id: id }).orderBy('position');
  return rows.map(({ name, type, kind, size, sha256, file_id: fileId }) => ({
    name,
    type,
    kind: kind as FileKind,
    size,
    sha256,
    fileId: fileId as FileId | null,
  }));
}

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
  if (rows.length > 0)
    await ctx.db('email_threads').insert(rows).onConflict(['message_id', 'email_id']).ignore();
}

export async function addIgnoredSender(ctx: Ctx, pattern: string, by: PersonId | null): Promise<void> {
  await ctx
    .db('ignored_senders')
    .insert({ pattern, created_by: by, created_at: ctx.time.now() })
    .onConflict('pattern')
    .ignore();
}

export const removeIgnoredSender = (ctx: Ctx, pattern: string): Promise<number> =>
  ctx.db('ignored_senders').where({ pattern }).delete();

/** The pattern that covers the address, if any: itself or `@domain`. */
export async function findIgnoredSender(ctx: Ctx, patterns: string[]): Promise<string | null> {
  const row = await ctx.db('ignored_senders').whereIn('pattern', patterns).first();
  return row?.pattern ?? null;
}

/** Customers' mails in this person's deals of which nobody told them yet; what they sent in themselves is no news. */
export async function listUntold(
  ctx: Ctx,
  ownerId: PersonId,
  since: Instant,
  limit: number,
): Promise<EmailId[]> {
  const ids: number[] = await ctx
    .db('inbound_emails')
    .join('deals', 'deals.id', 'inbound_emails.deal_id')
    .where('deals.owner_id', ownerId)
    .where('inbound_emails.status', 'logged')
    .where('inbound_emails.direction', 'in')
    .whereNull('inbound_emails.told_at')
    .where('inbound_emails.done_at', '>=', since)
    .where('inbound_emails.reason', '<>', 'byHand')
    // The thread in the deal's channel tells of the others.
    .where((any) => any.whereNull('deals.channel').orWhere('deals.restricted', true))
    .where((any) =>
      any.whereNull('inbound_emails.colleague_id').orWhere('inbound_emails.colleague_id', '<>', ownerId),
    )
    .orderBy('inbound_emails.id')
    .limit(limit)
    .pluck('inbound_emails.id');
  return ids as EmailId[];
}

export async function markTold(ctx: Ctx, ids: EmailId[]): Promise<void> {
  await ctx.db('inbound_emails').whereIn('id', ids).whereNull('told_at').update({ told_at: ctx.time.now() });
}

/** The newest first. */
export async function listQuarantined(ctx: Ctx, limit: number): Promise<{ mails: Email[]; total: number }> {
  const all = () => ctx.db('inbound_emails').where({ status: 'quarantined' });
  const rows = await all().orderBy('id', 'desc').limit(limit);
  const [counted] = await all().count({ total: '*' });
  return { mails: rows.map(toEmail), total: Number(counted?.total ?? 0) };
}
