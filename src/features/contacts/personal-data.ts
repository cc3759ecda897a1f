import type { Db } from '../../db/connect.ts';
import {
  anyOf,
  folded,
  json,
  type KnownBy,
  nothing,
  ofNamesakes,
  type PersonalDataPart,
  type Sought,
  words,
} from '../privacy/part.ts';
import { contactExports, everyContact, findContacts, namesakesOf, sharedReach } from './personal-search.ts';

const tablesOfContact = [
  'contact_emails',
  'contact_phones',
  'contact_companies',
  'contact_familiar',
] as const;

export const contactData: PersonalDataPart = {
  slice: 'contacts',
  tables: {
    contacts: {
      key: ['id'],
      othersAmong: ofNamesakes('contacts', 'id', (any, _db, { namesakes }) => any.whereIn('id', namesakes)),
      columns: {
        ...nothing('ids and the version', 'id', 'company_id', 'created_by', 'version', 'merged_into'),
        ...nothing('when something happened', 'created_at', 'updated_at', 'deleted_at', 'email_bounced_at'),
        ...nothing('days away, of nobody once the name is gone', 'away_from', 'away_until'),
        ...nothing('choices out of a list', 'language', 'gender', 'legal_basis'),
        ...nothing('since when, and which colleague wrote it down', 'silent_since', 'silent_noted_by'),
        ...words('name', 'title_before', 'title_after', 'position', 'email', 'phone'),
        ...words('salutation', 'source', 'silent_source', 'silent_said_by'),
        ...folded('folded_name'),
        ...json('email_bounce'),
      },
    },
    contact_emails: {
      key: ['id'],
      columns: {
        ...nothing('ids, the order, and when mail came back', 'id', 'contact_id', 'place', 'bounced_at'),
        ...words('address'),
        ...json('bounce'),
      },
      found: 'rowGoes',
    },
    contact_phones: {
      key: ['id'],
      columns: {
        ...nothing('ids, the order and the kind', 'id', 'contact_id', 'place', 'kind'),
        ...words('number', 'typed'),
      },
      found: 'rowGoes',
    },
    contact_companies: {
      key: ['id'],
      columns: {
        ...nothing('ids and whether it lasts', 'id', 'contact_id', 'company_id', 'is_current'),
        ...nothing('days', 'from_on', 'until_on', 'created_at'),
        ...words('position'),
      },
    },
    contact_familiar: {
      key: ['contact_id', 'person_id'],
      columns: nothing('which colleagues are on first-name terms with them', 'contact_id', 'person_id'),
    },
  },
  own: [
    {
      table: 'search_terms',
      kind: null,
      rows: (db, { contacts }) =>
        db('search_terms')
          .where('kind', 'contact')
          .whereRaw(...anyOf('id', contacts)),
      becomes: 'deleted',
    },
    ...tablesOfContact.map((table) => ({
      table,
      kind: null,
      rows: (db: Db, { contacts }: Sought) => db(table).whereRaw(...anyOf('contact_id', contacts)),
      becomes: 'deleted' as const,
    })),
    {
      table: 'contacts',
      kind: 'contacts',
      rows: (db, { contacts }) => db('contacts').whereRaw(...anyOf('contacts.id', contacts)),
      // The row stays, so that what was done with somebody keeps its counts and dates.
      becomes: ({ name, foldedName, at }) => ({
        name,
        folded_name: foldedName,
        title_before: null,
        title_after: null,
        position: null,
        email: null,
        phone: null,
        email_bounced_at: null,
        email_bounce: null,
        away_from: null,
        away_until: null,
        gender: null,
        salutation: null,
        source: null,
        silent_source: null,
        silent_said_by: null,
        deleted_at: at,
      }),
    },
  ],
  async knownBy(db, { contacts }) {
    const of = (table: 'contact_emails' | 'contact_phones') =>
      db(table).whereRaw(...anyOf('contact_id', contacts));
    return [
      ...(await db('contacts')
        .whereRaw(...anyOf('id', contacts))
        .select('id as contact', 'name', 'email', 'phone')),
      ...(await of('contact_emails').select('address as email')),
      ...(await of('contact_phones').select(db.raw('coalesce(number, typed) as phone'))),
    ] as KnownBy[];
  },
  exports: contactExports,
  find: findContacts,
  shared: sharedReach,
  namesakes: namesakesOf,
  everybody: everyContact,
};
