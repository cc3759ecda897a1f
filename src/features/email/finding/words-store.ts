import { insertMany } from '../../../db/bulk.ts';
import { putLater } from '../../../db/later.ts';
import type { Ctx } from '../../../lib/context.ts';
import type { Address, EmailId, Privacy } from '../model.ts';
import type { Drawer } from '../privacy/drawer-store.ts';
import { mostText, type Said } from './words.ts';

declare module 'knex/types/tables.js' {
  interface Tables {
    mail_words: { email_id: number; words: string };
    mail_words_due: { email_id: number };
  }
}

/** It has just been decided: its words are read in the quiet. Waits for what else its transaction writes. */
export const noteWordsDue = (tx: Ctx, id: EmailId): Promise<void> =>
  putLater(tx, 'mail_words_due', [{ email_id: id }], '(email_id) do nothing');

/** It says something else than it did. Whoever is reading its words now reads them once more. */
export async function readWordsAnew(tx: Ctx, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = ids.map((id) => ({ email_id: id }));
  await tx.db('mail_words_due').insert(rows).onConflict('email_id').merge();
}

/** Nobody finds it by what it said, and what it says now is read soon. */
export async function forgetWords(tx: Ctx, ids: number[]): Promise<void> {
  await readWordsAnew(tx, ids);
  await tx.db('mail_words').whereIn('email_id', ids).delete();
}

/** The newest first. They are no longer due; whoever changes one of them meanwhile waits for this transaction. */
export async function takeDue(tx: Ctx, limit: number): Promise<EmailId[]> {
  const ids: number[] = await tx
    .db('mail_words_due')
    .orderBy('email_id', 'desc')
    .limit(limit)
    .pluck('email_id');
  await tx.db('mail_words_due').whereIn('email_id', ids).delete();
  return ids as EmailId[];
}

export async function saveWords(tx: Ctx, ids: EmailId[], words: Map<EmailId, string>): Promise<void> {
  await tx.db('mail_words').whereIn('email_id', ids).delete();
  const rows = [...words].map(([id, kept]) => ({ email_id: id, words: kept }));
  if (rows.length > 0) await insertMany(tx.db, 'mail_words', rows);
}

interface TextRow {
  email_id: number;
  recipients: string;
  written: string;
  note: string | null;
}

/** What files a person looks for by name. */
const realFiles = ['file', 'message', 'invoice', 'unsafe', 'invitation', 'encrypted'];

/** What mails say, by the rows there are now. @param onlyOf of drawers those of this person's own mails; undefined: all */
export async function readSaid(
  ctx: Ctx,
  ids: EmailId[],
  onlyOf?: number | null,
): Promise<Map<EmailId, Said>> {
  if (ids.length === 0) return new Map();
  const { db } = ctx;
  const mails = await db('inbound_emails')
    .whereIn('id', ids)
    .whereIn('status', ['logged', 'triage'])
    .select('id', 'subject', 'from_name', 'from_address', 'forwarded_by', 'privacy');
  const texts: TextRow[] = await db('email_texts')
    .whereIn('email_id', ids)
    .select('email_id', 'recipients', 'note', db.raw('substr(written, 1, ?) as written', [mostText]));
  const files = await db('email_files')
    .whereIn('email_id', ids)
    .whereIn('kind', realFiles)
    .orderBy(['email_id', 'position'])
    .select('email_id', 'name');
  const narrow = mails.filter(({ privacy }) => privacy !== 'full').map(({ id }) => id);
  const holders = narrow.length === 0 ? [] : await holdersOf(db, narrow, onlyOf);
  const held = [...new Set(holders.map(({ email_id }) => email_id))];
  const drawers = held.length === 0 ? [] : await db('email_drawers').whereIn('email_id', held);
  const textOf = new Map(texts.map((row) => [row.email_id, row]));
  const drawerOf = new Map(drawers.map((row) => [row.email_id, JSON.parse(row.content) as Drawer]));
  return new Map(
    mails.map(({ id, subject, from_name, from_address, forwarded_by, privacy }) => {
      const text = textOf.get(id);
      const drawer = drawerOf.get(id);
      const names = files.filter(({ email_id }) => email_id === id).map(({ name }) => name);
      const isOpen = (privacy as Privacy) === 'full';
      const people = [from_name, from_address, forwarded_by, ...(text ? recipientsIn(text) : [])];
      const texts = [text?.note ?? null, text?.written ?? null];
      const ownTexts = drawer ? [drawer.text?.note ?? null, drawer.text?.text ?? null] : [];
      const isAllSeen = isOpen || held.includes(id);
      return [
        id as EmailId,
        {
          open: [...people, subject, ...(isOpen ? names : []), ...texts],
          own: isOpen || !isAllSeen ? [] : [...names, drawer?.subject ?? null, ...ownTexts],
          lines: [...texts, ...(isAllSeen ? [...(isOpen ? [] : ownTexts), ...names] : [])],
          holders: holders.filter(({ email_id }) => email_id === id).map(({ person_id }) => person_id),
        },
      ];
    }),
  );
}

const holdersOf = (
  db: Ctx['db'],
  ids: number[],
  onlyOf?: number | null,
): Promise<{ email_id: number; person_id: number }[]> =>
  db('email_holders')
    .whereIn('email_id', ids)
    .modify((query) => onlyOf !== undefined && query.where('person_id', onlyOf ?? 0))
    .select('email_id', 'person_id') as never;

function recipientsIn({ recipients }: TextRow): string[] {
  const { to, cc } = JSON.parse(recipients) as { to: Address[]; cc: Address[] };
  return [...to, ...cc].flatMap(({ name, address }) => [name, address]);
}
