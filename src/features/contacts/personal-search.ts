/** Contacts as a request about personal data looks for them, and what it is told of them. */
import type { Db } from '../../db/connect.ts';
import { idsByTerm } from '../../db/terms.ts';
import { fold } from '../../lib/text.ts';
import { fullNames } from '../privacy/names.ts';
import { anyOf, type ExportedRows, type KnownBy, type Sought, type Typed } from '../privacy/part.ts';

export const contactExports: ExportedRows[] = [
  {
    kind: 'contacts',
    id: 'contacts.id',
    rows: (db, { contacts }) =>
      db('contacts')
        .whereRaw(...anyOf('contacts.id', contacts))
        .select('contacts.*'),
  },
  ...(['contact_emails', 'contact_phones', 'contact_companies'] as const).map(
    (table): ExportedRows => ({
      kind: 'contacts',
      counted: false,
      id: `${table}.id`,
      rows: (db, { contacts }) =>
        db(table)
          .whereRaw(...anyOf('contact_id', contacts))
          .select(`${table}.*`),
    }),
  ),
  {
    kind: 'companies',
    id: 'contacts.id',
    rows: (db, { contacts }) =>
      db('contacts')
        .join('companies', 'companies.id', 'contacts.company_id')
        .whereRaw(...anyOf('contacts.id', contacts))
        .select('contacts.id as id', 'companies.name', 'companies.ico', 'contacts.position'),
  },
];

export async function findContacts(db: Db, { email, phone, name }: Typed): Promise<KnownBy[]> {
  const query = db('contacts')
    .whereNull('deleted_at')
    .select('id as contact', 'name', 'email', 'phone')
    .orderBy('folded_name')
    .limit(10);
  if (email) return query.whereIn('id', db('contact_emails').where({ address: email }).select('contact_id'));
  if (phone) return query.whereIn('id', db('contact_phones').where({ number: phone }).select('contact_id'));
  const ids = name ? idsByTerm(db, 'contact', name) : null;
  return ids ? query.whereIn('id', ids) : [];
}

/** An address of an office, or a phone of a reception, is of others too. */
export async function sharedReach(db: Db, { contacts, emails, phones }: Sought) {
  const others = (table: 'contact_emails' | 'contact_phones') =>
    db(table).whereIn(
      'contact_id',
      db('contacts').whereNull('deleted_at').whereNotIn('id', contacts).select('id'),
    );
  return {
    emails: (await others('contact_emails')
      .whereIn('address', emails)
      .distinct('address')
      .pluck('address')) as string[],
    phones: (await others('contact_phones')
      .whereIn('number', phones)
      .distinct('number')
      .pluck('number')) as string[],
  };
}

/** Other contacts of the name, also of one word; what was deleted without a successor is nobody's any more. */
export async function namesakesOf(db: Db, { contacts, names, emails, phones }: Sought) {
  const namesakes: number[] = await db('contacts')
    .whereIn('folded_name', [...fullNames(names), ...names.map(fold)])
    .whereNotIn('id', contacts)
    .where((any) => any.whereNull('deleted_at').orWhereNotNull('merged_into'))
    .orderBy('id')
    .limit(200)
    .pluck('id');
  const of = (table: 'contact_emails' | 'contact_phones') => db(table).whereIn('contact_id', namesakes);
  return {
    namesakes,
    theirEmails: (await of('contact_emails').whereNotIn('address', emails).pluck('address')) as string[],
    theirPhones: (await of('contact_phones')
      .whereNotNull('number')
      .whereNotIn('number', phones)
      .pluck('number')) as string[],
  };
}

/** A row for each address and phone of a contact, and one for the name alone. */
export async function everyContact(db: Db, after: number, limit: number) {
  const contacts: { id: number; name: string }[] = await db('contacts')
    .where('id', '>', after)
    .whereNull('deleted_at')
    .orderBy('id')
    .limit(limit)
    .select('id', 'name');
  const ids = contacts.map(({ id }) => id);
  const emails = await db('contact_emails').whereIn('contact_id', ids).select('contact_id', 'address');
  const phones = await db('contact_phones')
    .whereIn('contact_id', ids)
    .select('contact_id', 'number', 'typed');
  return contacts.flatMap(({ id, name }) => {
    const known = { id, contact: id, name };
    return [
      known,
      ...emails.filter((one) => one.contact_id === id).map(({ address }) => ({ ...known, email: address })),
      ...phones
        .filter((one) => one.contact_id === id)
        .map(({ number, typed }) => ({ ...known, phone: number ?? typed })),
    ];
  });
}
