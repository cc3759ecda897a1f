import type { Knex } from 'knex';
import type { Db } from '../../db/connect.ts';
import { tradersOf } from '../companies/personal-data.ts';
import { leadsOf } from '../leads/personal-data.ts';
import { anyOf, json, nothing, type PersonalDataPart, type Sought, words } from '../privacy/part.ts';

/** Of their contacts, leads and trades. */
const recordsOf = (db: Db, sought: Sought): Knex.QueryBuilder =>
  db('import_records').where((any) =>
    any
      .where((contact) =>
        contact
          .where('import_records.kind', 'contact')
          .whereRaw(...anyOf('import_records.record_id', sought.contacts)),
      )
      .orWhere((lead) =>
        lead
          .where('import_records.kind', 'lead')
          .whereIn('import_records.record_id', leadsOf(db, sought).select('leads.id')),
      )
      .orWhere((trader) =>
        trader
          .where('import_records.kind', 'company')
          .whereIn('import_records.record_id', tradersOf(db, sought).select('companies.id')),
      ),
  );

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
      // What became them said what it said of them, whatever it called them.
      table: 'import_rows',
      kind: null,
      rows: (db, sought) =>
        db('import_rows').whereExists(
          recordsOf(db, sought)
            .whereRaw('import_records.import_id = import_rows.import_id')
            .whereRaw('import_records.no = import_rows.no')
            .select(db.raw('1')),
        ),
      becomes: () => ({ cells: '[]', said: null }),
    },
    {
      table: 'import_records',
      kind: 'imports',
      // What was there before an import would bring them back with its undoing.
      rows: recordsOf,
      becomes: 'deleted',
    },
  ],
};
