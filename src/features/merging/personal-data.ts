import { anyOf, json, nothing, type PersonalDataPart } from '../privacy/part.ts';

export const mergeData: PersonalDataPart = {
  slice: 'merging',
  tables: {
    merges: {
      key: ['id'],
      columns: {
        ...nothing('which records, by whom and when', 'id', 'kind', 'kept_id', 'gone_id', 'by_id', 'at'),
        ...nothing('which records, by whom and when', 'undone_at'),
        ...json('changed'),
      },
    },
    merge_rows: {
      key: ['merge_id', 'link', 'row_id'],
      columns: nothing('ids', 'merge_id', 'link', 'row_id'),
    },
  },
  // Whoever was merged into another contact is the same person.
  knownBy: (db, { contacts }) =>
    db('contacts')
      .whereRaw(...anyOf('merged_into', contacts))
      .select('id as contact', 'name', 'email', 'phone'),
};
