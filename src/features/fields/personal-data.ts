/** Custom fields of a person's own records, and people named in any field. */
import type { Knex } from 'knex';
import type { Db } from '../../db/connect.ts';
import { anyOf, json, nothing, type PersonalDataPart, type Sought, words } from '../privacy/part.ts';

const leadsOf = (db: Db, { emails }: Sought): Knex.QueryBuilder =>
  db('leads')
    .whereRaw(...anyOf('lower(email)', emails))
    .select('id');

/** Rows of the person's contacts and of leads by their address. @param kind, id the columns that say of which record */
const ofTheirs =
  (table: string, kind = 'kind', id = 'record_id', mark = '') =>
  (db: Db, sought: Sought): Knex.QueryBuilder =>
    db(table).where((any) =>
      any
        .where((contact) =>
          contact.where({ [kind]: `contact${mark}` }).whereRaw(...anyOf(id, sought.contacts)),
        )
        .orWhere((lead) => lead.where({ [kind]: `lead${mark}` }).whereIn(id, leadsOf(db, sought))),
    );

const ofWhat = 'which field of which record, by whom and when';

export const fieldData: PersonalDataPart = {
  slice: 'fields',
  tables: {
    custom_fields: {
      key: ['id'],
      columns: {
        ...nothing('what a firm records', 'id', 'kind', 'type', 'position', 'restricted', 'required_from'),
        ...nothing('what a firm records', 'name_en', 'name_cs', 'name_sk', 'created_at', 'archived_at'),
        ...nothing('what a firm records', 'help_en', 'help_cs', 'help_sk'),
      },
    },
    custom_field_options: {
      key: ['id'],
      columns: {
        ...nothing('what can be chosen', 'id', 'field_id', 'position', 'archived_at'),
        ...words('name_en', 'name_cs', 'name_sk'),
      },
    },
    custom_values: {
      key: ['kind', 'record_id', 'field_id'],
      columns: { ...nothing(ofWhat, 'kind', 'record_id', 'field_id'), ...words('value') },
    },
    custom_changes: {
      key: ['id'],
      columns: {
        ...nothing(ofWhat, 'id', 'kind', 'record_id', 'field_id', 'person_id', 'at'),
        ...words('from_value', 'to_value'),
        ...json('source'),
      },
    },
    custom_kept: {
      key: ['id'],
      columns: {
        ...nothing(ofWhat, 'id', 'kind', 'record_id', 'field_id', 'from_kind', 'from_id', 'at'),
        ...words('value'),
      },
    },
  },
  own: [
    {
      table: 'search_terms',
      kind: null,
      rows: ofTheirs('search_terms', 'kind', 'id', '+'),
      becomes: 'deleted',
    },
    { table: 'custom_changes', kind: null, rows: ofTheirs('custom_changes'), becomes: 'deleted' },
    { table: 'custom_kept', kind: 'fields', rows: ofTheirs('custom_kept'), becomes: 'deleted' },
    {
      table: 'custom_kept',
      kind: 'fields',
      rows: ofTheirs('custom_kept', 'from_kind', 'from_id'),
      becomes: 'deleted',
    },
    { table: 'custom_values', kind: 'fields', rows: ofTheirs('custom_values'), becomes: 'deleted' },
  ],
};
