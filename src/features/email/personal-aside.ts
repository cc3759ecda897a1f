/**
 * What of a person's mail lies outside the rows: sources as they came, bytes of attachments, and what stands in Slack. A source
 * cannot be changed, so each that names the person is given up whole; texts of others' mail stay, without the person.
 */
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import type { Instant } from '../../lib/time.ts';
import { sweepBlobs } from '../documents/blobs.ts';
import type { Aside, Target } from '../privacy/part.ts';
import { filesFrom } from './personal-mails.ts';

const pageSize = 50;

/** A query: what is still to be decided, or to be taken out of its source, by a mailbox that we have. */
const undecided = (ctx: Ctx) =>
  ctx
    .db('inbound_emails')
    .whereIn(
      'mailbox',
      (ctx.ports.mailboxes ?? []).map(({ name }) => name),
    )
    .where((any) => any.whereIn('id', part(ctx, 'received')).orWhereIn('id', part(ctx, 'files')));

/** Each by its own index: with both in one condition SQLite goes through all mails. */
const part = (ctx: Ctx, which: 'received' | 'files') => {
  const ids = ctx.db('inbound_emails').select('id');
  return which === 'received' ? ids.whereRaw("status = 'received'") : ids.whereNotNull('files_due_at');
};

/** Of what came before. Without its source a mail is lost, and it may be another customer's. */
export const allDecided = async (ctx: Ctx, asked: Instant): Promise<boolean> =>
  (await undecided(ctx).where('received_at', '<=', asked).first('id')) === undefined;

/** Does the same again when it was cut short: what is gone already is not found any more. */
export async function putAside(ctx: Ctx, target: Target): Promise<Aside> {
  const aside: Aside = { counts: {}, snippets: [], subjects: [], files: [] };
  for (let after = 0; ; ) {
    const page = await pageOf(ctx, after);
    for (const mail of page) await letGo(ctx, mail, target, aside);
    const last = page.at(-1);
    if (!last || page.length < pageSize) break;
    after = last.id;
  }
  aside.counts.attachments = await removeFiles(ctx, target);
  return aside;
}

interface MailRow {
  id: number;
  blob: string | null;
  from_address: string | null;
  counterpart: string | null;
  subject: string | null;
  headers: string;
  written: string | null;
  quoted: string | null;
  full_text: string | null;
  done_at: string | null;
  names: string | null;
}

async function pageOf(ctx: Ctx, after: number): Promise<MailRow[]> {
  const rows = await ctx
    .db('inbound_emails')
    .leftJoin('email_texts', 'email_texts.email_id', 'inbound_emails.id')
    .where('inbound_emails.id', '>', after)
    .whereNotIn('inbound_emails.id', undecided(ctx).select('id'))
    .orderBy('inbound_emails.id')
    .limit(pageSize)
    .select(
      'inbound_emails.id',
      'blob',
      'from_address',
      'from_name',
      'subject',
      'counterpart',
      'passed_on_by',
      'recipients',
      'written',
      'quoted',
      'full_text',
      'done_at',
    );
  return rows.map(({ from_name, counterpart, passed_on_by, recipients, ...row }) => ({
    ...row,
    counterpart,
    headers: [row.from_address, from_name, row.subject, counterpart, passed_on_by, recipients]
      .filter(Boolean)
      .join('\n'),
    names: null,
  }));
}

async function letGo(ctx: Ctx, mail: MailRow, target: Target, aside: Aside): Promise<void> {
  const isTheirs = target.sought.emails.includes(mail.from_address?.toLowerCase() ?? '');
  if (isTheirs) {
    const subject = mail.subject?.replace(/\s+/g, ' ').trim().toLowerCase();
    if (subject && subject.length >= 4) aside.subjects.push(subject);
    const snippet = beginningOf(mail.written ?? '');
    if (snippet) aside.snippets.push(snippet);
    aside.files.push(...(await ctx.db('email_files').where({ email_id: mail.id }).pluck('name')));
  }
  if (!mail.blob) return;
  if (!isTheirs && !(await isNamed(ctx, mail, target))) return;
  // A copy of it is still to be read, or to give up its files: it goes with that one.
  if (await undecided(ctx).where({ blob: mail.blob }).first('id')) return;
  await ctx.ports.mailBlobs.remove(mail.blob);
  await transaction(ctx, async (tx) => {
    await tx
      .db('inbound_emails')
      .where({ blob: mail.blob })
      .update({ blob: null, source_gone_at: tx.time.now() });
  });
}

/** By what was read of it; of one that could not be read, or was read without them already, by its bytes. */
async function isNamed(ctx: Ctx, mail: MailRow, target: Target): Promise<boolean> {
  const { sought, asked } = target;
  // With somebody else of the name it is the other who is named.
  const isOthers = [mail.from_address, mail.counterpart].some((address) =>
    sought.theirEmails.includes(address?.toLowerCase() ?? ''),
  );
  const matcher = isOthers ? target.reach : target.matcher;
  if (mail.full_text !== null) {
    const read = [mail.headers, mail.full_text, mail.written, mail.quoted];
    if (read.some((text) => text && matcher.finds(text))) return true;
    if ((mail.done_at ?? asked) < asked) return false;
  }
  const raw = await ctx.ports.mailBlobs.get(mail.blob as string).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return null;
  });
  if (!raw) return true;
  const text = raw.toString('latin1').toLowerCase();
  return sought.emails.some((email) => text.includes(email)) || matcher.finds(raw.toString('utf8'));
}

/** Long enough to be nobody else's, short enough to stand in a card. */
function beginningOf(text: string): string | null {
  const plain = text.replace(/\s+/g, ' ').trim();
  return plain.length >= 12 ? plain.slice(0, 40).toLowerCase() : null;
}

/** Of bytes that only they sent the last file goes, and then the bytes. @returns how many */
async function removeFiles(ctx: Ctx, { sought }: Target): Promise<number> {
  const gone = await transaction(ctx, async (tx) => {
    const ids: number[] = await filesFrom(tx.db, sought).pluck('email_files.file_id');
    const hashes: string[] = await tx.db('files').whereIn('id', ids).distinct('sha256').pluck('sha256');
    await tx.db('events').where('subject_kind', 'file').whereIn('subject_id', ids).update({ details: '{}' });
    await tx.db('files').whereIn('id', ids).delete();
    // As if nobody had brought them for long: the sweep that follows takes them, or any later one.
    await tx.db('blobs').whereIn('sha256', hashes).update({ stored_at: '1970-01-01T00:00:00.000Z' });
    return ids.length;
  });
  if (gone > 0) await sweepBlobs(ctx);
  return gone;
}
