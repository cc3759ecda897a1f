import { anyOf, json, nothing, type PersonalDataPart, words } from '../privacy/part.ts';

/** Lists that people brought: kept for 30 days, so that they can be taken back. */
export const importData: PersonalDataPart = {
  slice: 'imports',
  tables: {
    imports: {
      key: ['id'],
      columns: {
        ...nothing(
          'ids, states and counts',
          'id',
          'person_id',
          'state',
          'takes',
          'rule',
          'per_sheet',
          'sha256',
        ),
        ...nothing('how far it is, and when', 'total', 'cursor', 'counts', 'registers_left', 'claim'),
        ...nothing(
          'how far it is, and when',
          'claimed_until',
          'shown_at',
          'started_at',
          'finished_at',
          'created_at',
        ),
        ...nothing('what headings mean', 'mapping'),
        ...words('file_name'),
        ...json('slack_file', 'sheets', 'problem'),
      },
    },
    import_rows: {
      key: ['import_id', 'no'],
      columns: {
        ...nothing('places in the file', 'import_id', 'no', 'sheet', 'row', 'outcome'),
        ...json('cells', 'said'),
      },
    },
    import_records: {
      key: ['id'],
      columns: {
        ...nothing(
          'which record, and what became of it',
          'id',
          'import_id',
          'no',
          'kind',
          'record_id',
          'did',
        ),
        ...nothing('which record, and what became of it', 'event_id', 'register', 'undone', 'kept_because'),
        ...json('before'),
      },
    },
    import_mappings: {
      key: ['headings'],
      columns: nothing('what headings mean', 'headings', 'mapping', 'used_at'),
    },
  },
  own: [
    {
      table: 'import_records',
      kind: 'imports',
      // What was there before an import would bring them back with its undoing.
      rows: (db, { contacts }) =>
        db('import_records')
          .where('import_records.kind', 'contact')
          .whereRaw(...anyOf('import_records.record_id', contacts)),
      becomes: 'deleted',
    },
  ],
};
