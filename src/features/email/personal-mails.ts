/** What a person wrote to us: their mails, what was attached to them, and what the journal says after them. */
import type { Knex } from 'knex';
import type { Db } from '../../db/connect.ts';
import { fold } from '../../lib/text.ts';
import {
  anyOf,
  type ExportedRows,
  type KnownBy,
  type OthersAmong,
  type OwnRows,
  ofNamesakes,
  type Sought,
  type Typed,
} from '../privacy/part.ts';
import { queueEmailEdits } from './effects.ts';
import { type EmailId, reason } from './model.ts';
import { reasonColumns } from './store.ts';

const mailsFrom = (db: Db, { emails }: Sought): Knex.QueryBuilder =>
  db('inbound_emails').whereRaw(...anyOf('lower(inbound_emails.from_address)', emails));

const idsFrom = (db: Db, sought: Sought): Knex.QueryBuilder =>
  mailsFrom(db, sought).select('inbound_emails.id');

const entriesFrom = (db: Db, sought: Sought): Knex.QueryBuilder =>
  mailsFrom(db, sought).whereNotNull('activity_id').select('inbound_emails.activity_id');

/** Mails with somebody else of the name. */
export const ofTheirMails = (table: string, key: string, email: string): OthersAmong =>
  ofNamesakes(table, key, (any, db, { namesakes, theirEmails }) =>
    any.whereIn(
      email,
      db({ theirs: 'inbound_emails' })
        .whereRaw(...anyOf('lower(theirs.from_address)', theirEmails))
        .orWhereRaw(...anyOf('lower(theirs.counterpart)', theirEmails))
        .orWhereRaw(...anyOf('theirs.contact_id', namesakes))
        .select('theirs.id'),
    ),
  );

/** Bytes that somebody else sent too, or that a colleague brought, are not only theirs. */
export const filesFrom = (db: Db, sought: Sought): Knex.QueryBuilder =>
  db('email_files')
    .whereIn('email_files.email_id', idsFrom(db, sought))
    .whereNotIn(
      'email_files.sha256',
      db('email_files as others')
        .join('inbound_emails', 'inbound_emails.id', 'others.email_id')
        .whereNot((theirs) => theirs.whereRaw(...anyOf('lower(inbound_emails.from_address)', sought.emails)))
        .select('others.sha256'),
    )
    .whereNotNull('email_files.file_id')
    .select('email_files.file_id');

const of = (table: string, column: string, ids: typeof idsFrom) => (db: Db, sought: Sought) =>
  db(table).whereIn(`${table}.${column}`, ids(db, sought));

/** Children before parents: by the sender's address all of them are found. */
export const mailRows: OwnRows[] = [
  {
    table: 'events',
    kind: null,
    rows: (db, sought) =>
      of('events', 'subject_id', entriesFrom)(db, sought).where('events.subject_kind', 'activity'),
    becomes: () => ({ details: '{}' }),
  },
  {
    table: 'activities',
    kind: null,
    rows: of('activities', 'id', entriesFrom),
    becomes: ({ text }) => ({ text }),
  },
  {
    table: 'meetings',
    kind: null,
    rows: of('meetings', 'activity_id', entriesFrom),
    becomes: () => ({ organizer: null, details: '{}' }),
  },
  {
    table: 'events',
    kind: null,
    rows: (db, sought) =>
      of('events', 'subject_id', idsFrom)(db, sought).where('events.subject_kind', 'email'),
    becomes: () => ({ details: '{}' }),
  },
  // What is not due is not read again while it goes.
  {
    table: 'mail_words_due',
    kind: null,
    rows: of('mail_words_due', 'email_id', idsFrom),
    becomes: 'deleted',
  },
  { table: 'mail_words', kind: null, rows: of('mail_words', 'email_id', idsFrom), becomes: 'deleted' },
  { table: 'email_files', kind: null, rows: of('email_files', 'email_id', idsFrom), becomes: 'deleted' },
  { table: 'email_drawers', kind: null, rows: of('email_drawers', 'email_id', idsFrom), becomes: 'deleted' },
  {
    table: 'email_invitations',
    kind: null,
    rows: of('email_invitations', 'email_id', idsFrom),
    becomes: 'deleted',
  },
  { table: 'email_threads', kind: null, rows: of('email_threads', 'email_id', idsFrom), becomes: 'deleted' },
  {
    table: 'email_texts',
    kind: null,
    rows: of('email_texts', 'email_id', idsFrom),
    becomes: ({ text }) => ({
      recipients: '{"to":[],"cc":[]}',
      written: text,
      quoted: '',
      signature: '',
      full_text: text,
      note: null,
    }),
  },
  {
    table: 'inbound_emails',
    kind: null,
    rows: (db, sought) => mailsFrom(db, sought).whereIn('inbound_emails.status', ['triage', 'quarantined']),
    becomes: ({ at }) => ({ status: 'ignored', done_at: at, ...reasonColumns(reason('erased', {})) }),
  },
  {
    table: 'inbound_emails',
    kind: 'mails',
    rows: mailsFrom,
    changed: (tx, row) => queueEmailEdits(tx, row.id as EmailId),
    becomes: ({ text, at }) => ({
      blob: null,
      source_gone_at: at,
      from_address: null,
      from_name: null,
      subject: text,
      counterpart: null,
      message_id: null,
      passed_on_by: null,
      last_error: null,
      // What was decided about it is not taken back: nothing is left to decide about.
      decision_id: null,
    }),
  },
];

/** Who may see what a private mail says: those whose mail it is. Of the others it is told that it happened. */
const isPrivate = (db: Db, viewer: number | null): Knex.Raw =>
  db.raw(
    `case when inbound_emails.privacy <> 'full' and not exists (select 1 from email_holders where
      email_holders.email_id = inbound_emails.id and email_holders.person_id = ?) then 1 else 0 end as private`,
    [viewer ?? 0],
  );

const concerning = (db: Db, { emails }: Sought): Knex.QueryBuilder =>
  db('inbound_emails').where((any) =>
    any
      .whereRaw(...anyOf('lower(inbound_emails.from_address)', emails))
      .orWhereRaw(...anyOf('lower(inbound_emails.counterpart)', emails)),
  );

export const mailExports: ExportedRows[] = [
  {
    kind: 'mails',
    id: 'inbound_emails.id',
    rows: (db, sought, viewer) =>
      concerning(db, sought)
        .leftJoin('email_texts', 'email_texts.email_id', 'inbound_emails.id')
        .select(
          'inbound_emails.id as id',
          'inbound_emails.sent_at',
          'inbound_emails.direction',
          'inbound_emails.status',
          'inbound_emails.from_name',
          'inbound_emails.from_address',
          'inbound_emails.subject',
          'email_texts.recipients',
          'email_texts.written',
          'email_texts.signature',
          isPrivate(db, viewer),
        ),
  },
  {
    kind: 'attachments',
    id: 'email_files.id',
    rows: (db, sought, viewer) =>
      concerning(db, sought)
        .join('email_files', 'email_files.email_id', 'inbound_emails.id')
        .select(
          'email_files.id as id',
          'inbound_emails.sent_at',
          'email_files.name',
          'email_files.size',
          isPrivate(db, viewer),
        ),
  },
  {
    kind: 'notices',
    id: 'inbound_emails.id',
    rows: (db, sought) =>
      concerning(db, sought)
        .join('mail_notices', 'mail_notices.email_id', 'inbound_emails.id')
        .join('people', 'people.id', 'mail_notices.person_id')
        .select('inbound_emails.id as id', 'mail_notices.noticed_at as at', 'people.name as colleague'),
  },
  {
    kind: 'neverLog',
    id: 'never_log.id',
    rows: (db, { emails }) =>
      db('never_log')
        .whereNull('removed_at')
        .whereRaw(...anyOf('pattern', emails))
        .select('never_log.id as id', 'written', 'created_at'),
  },
];

/** Whoever wrote to us is known by the address, and by the names that stand beside it. */
export async function findSenders(db: Db, { email, name }: Typed): Promise<KnownBy[]> {
  if (email)
    return db('inbound_emails')
      .where('from_address', email)
      .distinct('from_address as email', 'from_name as name')
      .limit(10) as unknown as Promise<KnownBy[]>;
  if (!name || name.length < 3) return [];
  // No database folds: all senders are looked through, which an admin waits for now and then.
  const all = (await db('inbound_emails')
    .whereNotNull('from_name')
    .distinct('from_address as email', 'from_name as name')
    .limit(mostSenders)) as unknown as KnownBy[];
  return all.filter((one) => fold(one.name ?? '').includes(name)).slice(0, 10);
}

const mostSenders = 50_000;

/** A name of two words at least, and none of a firm. */
export async function namesOfSender(db: Db, { emails }: Sought) {
  const rows = (await db('inbound_emails')
    .whereRaw(...anyOf('lower(from_address)', emails))
    .whereNotNull('from_name')
    .distinct('from_name as name')
    .limit(5)) as unknown as { name: string | null }[];
  return rows.filter(({ name }) => name && /^\p{L}+([ -]\p{L}+){1,2}$/u.test(name));
}

export const everySender = (db: Db, after: number, limit: number) =>
  db('inbound_emails')
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .select('id', 'from_address as email') as unknown as Promise<{ id: number; email: string | null }[]>;
