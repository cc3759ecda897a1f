import type { Knex } from 'knex';
import type { Db } from '../../db/connect.ts';
import { fold } from '../../lib/text.ts';
import { json, nothing, type PersonalDataPart, type Sought, words } from '../privacy/part.ts';

/** Part of a name of a company of the law, folded: its name is no person's, even where it contains one. */
const ofTheLaw = [
  's.r.o',
  's. r. o',
  's r.o',
  'spol.',
  'a.s.',
  'a. s.',
  'v.o.s',
  'k.s.',
  'z.s.',
  'o.p.s',
  'druzstvo',
];

/** Sole traders who are the person: the name contains theirs, and no form of a company. */
export function tradersOf(db: Db, { names }: Sought): Knex.QueryBuilder {
  const query = db('companies').where((any) => {
    any.whereRaw('1 = 0');
    for (const name of names) any.orWhere('folded_name', 'like', `%${fold(name).replace(/[%_]/g, '')}%`);
  });
  for (const form of ofTheLaw) query.whereNot('folded_name', 'like', `%${form}%`);
  return query;
}

export const companyData: PersonalDataPart = {
  slice: 'companies',
  tables: {
    companies: {
      key: ['id'],
      columns: {
        ...nothing('ids, states and the version', 'id', 'owner_id', 'created_by', 'version', 'country'),
        ...nothing('when something happened', 'created_at', 'updated_at', 'deleted_at', 'register_at'),
        ...nothing(
          "a firm's own name and numbers; a sole trader's row is the person's own",
          'name',
          'folded_name',
        ),
        ...nothing(
          "a firm's own name and numbers; a sole trader's row is the person's own",
          'ico',
          'dic',
          'vat_number',
        ),
        ...nothing(
          'of a firm, by public registers',
          'legal_form',
          'court_file',
          'founded_on',
          'dissolved_on',
        ),
        ...nothing('of a firm, by public registers', 'in_liquidation', 'register'),
        ...nothing(
          "a firm's seat; a sole trader's row is the person's own",
          'street',
          'city',
          'postal_code',
          'office_line',
        ),
        ...nothing(
          'what we are to each other, in days, sums and ids',
          ...[
            'life_cycle',
            'lost_on',
            'acquired_on',
            'budget',
            'budget_currency',
            'parent_id',
            'merged_into',
            'language',
          ],
        ),
        ...nothing("a firm's seat and trades, by public registers", 'municipality_part', 'nace'),
        ...words('billing_street', 'billing_city', 'billing_postal_code', 'payment_terms'),
        ...words('lost_reason', 'acquired_source', 'acquired_campaign', 'website'),
        ...json('executives', 'tags'),
      },
    },
    company_domains: {
      key: ['id'],
      columns: nothing("a firm's domain", 'id', 'company_id', 'domain'),
    },
    company_field_sources: {
      key: ['company_id', 'field'],
      columns: nothing(
        'which colleague or register a value comes from',
        ...['company_id', 'field', 'source', 'register', 'by_id', 'at'],
      ),
    },
    company_watch: {
      key: ['company_id'],
      columns: {
        ...nothing('when it was checked', 'company_id', 'night', 'checked_at', 'insolvency_open'),
        ...json('told', 'once'),
      },
    },
    company_register_changes: {
      key: ['id'],
      columns: {
        ...nothing(
          'what kind of change, when',
          'id',
          'company_id',
          'night',
          'field',
          'verdict',
          'found_at',
          'told_at',
        ),
        ...json('from_value', 'to_value'),
      },
    },
    company_watch_nights: {
      key: ['night'],
      columns: nothing(
        'how many were checked',
        ...['night', 'began_at', 'ended_at', 'checked', 'changed', 'verdict', 'answered_by'],
      ),
    },
    company_answers: {
      key: ['id'],
      columns: {
        ...nothing('who answered what and when', 'id', 'company_id', 'field', 'answer', 'register', 'by_id'),
        ...nothing('who answered what and when', 'source_before', 'at', 'undone_at'),
        ...json('ours', 'theirs'),
      },
    },
  },
  own: [
    {
      table: 'search_terms',
      kind: null,
      rows: (db, sought) =>
        db('search_terms').where('kind', 'company').whereIn('id', tradersOf(db, sought).select('id')),
      becomes: 'deleted',
    },
    {
      table: 'company_domains',
      kind: null,
      rows: (db, sought) => db('company_domains').whereIn('company_id', tradersOf(db, sought).select('id')),
      becomes: 'deleted',
    },
    {
      table: 'company_watch',
      kind: null,
      rows: (db, sought) => db('company_watch').whereIn('company_id', tradersOf(db, sought).select('id')),
      becomes: 'deleted',
    },
    {
      table: 'company_register_changes',
      kind: null,
      rows: (db, sought) =>
        db('company_register_changes').whereIn('company_id', tradersOf(db, sought).select('id')),
      becomes: 'deleted',
    },
    {
      table: 'company_answers',
      kind: null,
      rows: (db, sought) => db('company_answers').whereIn('company_id', tradersOf(db, sought).select('id')),
      becomes: 'deleted',
    },
    {
      table: 'companies',
      kind: 'companies',
      rows: tradersOf,
      becomes: ({ name, foldedName }) => ({
        name,
        folded_name: foldedName,
        ico: null,
        dic: null,
        vat_number: null,
        street: null,
        city: null,
        postal_code: null,
        office_line: null,
        court_file: null,
        founded_on: null,
        register: null,
        register_at: null,
        website: null,
        municipality_part: null,
        nace: null,
        executives: null,
        billing_street: null,
        billing_city: null,
        billing_postal_code: null,
        lost_reason: null,
        payment_terms: null,
        tags: null,
      }),
    },
  ],
  exports: [
    {
      kind: 'companies',
      id: 'companies.id',
      rows: (db, sought) => tradersOf(db, sought).select('companies.*'),
    },
  ],
};
