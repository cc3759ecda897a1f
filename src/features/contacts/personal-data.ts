import { anyOf, folded, json, nothing, type PersonalDataPart, words } from '../privacy/part.ts';

export const contactData: PersonalDataPart = {
  slice: 'contacts',
  tables: {
    contacts: {
      key: ['id'],
      columns: {
        ...nothing('ids and the version', 'id', 'company_id', 'created_by', 'version'),
        ...nothing('when something happened', 'created_at', 'updated_at', 'deleted_at', 'email_bounced_at'),
        ...nothing('days away, of nobody once the name is gone', 'away_from', 'away_until'),
        ...words('name', 'title_before', 'title_after', 'position', 'email', 'phone'),
        ...folded('folded_name'),
        ...json('email_bounce'),
      },
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
        deleted_at: at,
      }),
    },
  ],
  knownBy: (db, { contacts }) =>
    db('contacts')
      .whereRaw(...anyOf('id', contacts))
      .select('id as contact', 'name', 'email', 'phone'),
};
