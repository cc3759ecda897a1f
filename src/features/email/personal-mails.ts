/** What a person wrote to us: their mails, what was attached to them, and what the journal says after them. */
import type { Knex } from 'knex';
import type { Db } from '../../db/connect.ts';
import { anyOf, type OwnRows, type Sought } from '../privacy/part.ts';

const mailsFrom = (db: Db, { emails }: Sought): Knex.QueryBuilder =>
  db('inbound_emails').whereRaw(...anyOf('lower(inbound_emails.from_address)', emails));

const idsFrom = (db: Db, sought: Sought): Knex.QueryBuilder =>
  mailsFrom(db, sought).select('inbound_emails.id');

const entriesFrom = (db: Db, sought: Sought): Knex.QueryBuilder =>
  mailsFrom(db, sought).whereNotNull('activity_id').select('inbound_emails.activity_id');

/** Bytes that somebody else sent too, or that a colleague brought, are not only theirs. */
const filesFrom = (db: Db, sought: Sought): Knex.QueryBuilder =>
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
      of('events', 'subject_id', filesFrom)(db, sought).where('events.subject_kind', 'file'),
    becomes: () => ({ details: '{}' }),
  },
  {
    table: 'files',
    kind: 'attachments',
    rows: of('files', 'id', filesFrom),
    becomes: ({ name, at }) => ({ name, folder: null, deleted_at: at }),
  },
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
    kind: 'mails',
    rows: mailsFrom,
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
    }),
  },
];
