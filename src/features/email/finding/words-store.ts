import { insertMany } from '../../../db/bulk.ts';
import { isPostgres } from '../../../db/dialect.ts';
import { putLater } from '../../../db/later.ts';
import { actorId, type Ctx } from '../../../lib/context.ts';
import { dealsVisibleTo } from '../../deals/service.ts';
import type { Address, Email, EmailId, Privacy } from '../model.ts';
import type { Drawer } from '../privacy/drawer-store.ts';
import { type EmailRow, toEmail } from '../store.ts';
import { expressionOf, mostText, type Said } from './words.ts';

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

/** How many of the newest with the words are looked through for those that the actor sees. */
const mostProposed = 300;

/**
 * The newest mails with these words, in deals that the actor sees. It may be out of date by a minute: whether the actor may
 * read the words is for the caller to look at.
 */
export async function listWithWords(ctx: Ctx, sought: string[], limit: number): Promise<Email[]> {
  const ids = await listProposed(ctx, sought);
  const rows = await ctx
    .db('inbound_emails')
    .leftJoin('activities', 'activities.id', 'inbound_emails.activity_id')
    .whereIn('inbound_emails.id', ids)
    .whereIn('inbound_emails.status', ['logged', 'triage'])
    .whereNull('activities.deleted_at')
    .where((any) =>
      any
        .whereNull('inbound_emails.deal_id')
        .orWhereExists(
          dealsVisibleTo(ctx)
            .clearSelect()
            .select(ctx.db.raw('1'))
            .whereRaw('deals.id = inbound_emails.deal_id') as never,
        ),
    )
    .select('inbound_emails.*')
    .orderBy('inbound_emails.id', 'desc')
    .limit(limit);
  return rows.map((row) => toEmail(row as EmailRow));
}

/** Asked on its own: PostgreSQL would walk through all mails to join it. */
function listProposed(ctx: Ctx, sought: string[]): Promise<number[]> {
  const me = actorId(ctx);
  if (isPostgres(ctx.db)) {
    const word = (one: string, isStart: boolean) => `'${one}'${isStart ? ':*' : ''}`;
    return ctx
      .db('mail_words')
      .whereRaw("array_to_tsvector(string_to_array(words, ' ')) @@ cast(? as tsquery)", [
        expressionOf(sought, me, [' & ', ' | '], word),
      ])
      .orderBy('email_id', 'desc')
      .limit(mostProposed)
      .pluck('email_id');
  }
  const word = (one: string, isStart: boolean) => `"${one}"${isStart ? '*' : ''}`;
  return ctx
    .db('mail_index')
    .whereRaw('mail_index match ?', [expressionOf(sought, me, [' AND ', ' OR '], word)])
    .orderBy('rowid', 'desc')
    .limit(mostProposed)
    .pluck('rowid') as never;
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
      const own = drawer ? [drawer.subject, drawer.text?.note ?? null, drawer.text?.text ?? null] : [];
      return [
        id as EmailId,
        {
          open: [...people, subject, ...(isOpen ? names : []), text?.note ?? null, text?.written ?? null],
          own: isOpen || !held.includes(id) ? [] : [...names, ...own],
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
