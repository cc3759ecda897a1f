import type { Knex } from 'knex';
import type { Db } from '../../db/connect.ts';
import type { CompanyId } from '../../lib/ids.ts';
import { anyOf, json, nothing, type PersonalDataPart, type Sought, words } from '../privacy/part.ts';
import { everyTrader, findTraders, knownTraders, ofOtherFirms, tradersToLookAt } from './personal-traders.ts';
import { noteCompanyTerms } from './store.ts';

/** Sole traders who are the person. */
export const tradersOf = (db: Db, { companies }: Sought): Knex.QueryBuilder =>
  db('companies').whereRaw(...anyOf('companies.id', companies));

export const companyData: PersonalDataPart = {
  slice: 'companies',
  tables: {
    companies: {
      key: ['id'],
      othersAmong: ofOtherFirms('companies', 'id', 'id'),
      columns: {
        ...nothing('ids, states and the version', 'id', 'owner_id', 'created_by', 'version', 'country'),
        ...nothing('when something happened', 'created_at', 'updated_at', 'deleted_at', 'register_at'),
        ...nothing(
          "a firm's own name and numbers; a sole trader's row is the person's own",
          'name',
          'folded_name',
          'bare_name',
        ),
        ...nothing(
          "a firm's own name and numbers; a sole trader's row is the person's own",
          'ico',
          'dic',
          'dic_sealed',
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
      changed: (tx, row) => noteCompanyTerms(tx, Number(row.id) as CompanyId),
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
      othersAmong: ofOtherFirms('company_watch', 'company_id', 'company_id'),
      columns: {
        ...nothing('when it was checked', 'company_id', 'night', 'checked_at', 'insolvency_open'),
        ...json('told', 'once'),
      },
    },
    company_register_changes: {
      key: ['id'],
      othersAmong: ofOtherFirms('company_register_changes', 'id', 'company_id'),
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
      othersAmong: ofOtherFirms('company_answers', 'id', 'company_id'),
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
      table: 'events',
      kind: 'events',
      rows: (db, sought) =>
        db('events')
          .where('events.subject_kind', 'company')
          .whereIn('events.subject_id', tradersOf(db, sought).select('companies.id')),
      becomes: () => ({ details: '{}' }),
    },
    {
      table: 'companies',
      kind: 'companies',
      rows: tradersOf,
      becomes: ({ name, foldedName }) => ({
        name,
        folded_name: foldedName,
        bare_name: foldedName,
        ico: null,
        dic: null,
        dic_sealed: null,
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
  knownBy: knownTraders,
  find: findTraders,
  companiesToLookAt: tradersToLookAt,
  everybody: everyTrader,
};
