/**
 * Every column that names a company or a contact, and what becomes of it when two are made one. A test compares the list
 * with the migrated schema (test/merging/links.sqlite.test.ts).
 */
import type { MergeKind } from './model.ts';

export interface Link {
  table: string;
  column: string;
  /** a number that tells the rows of one record apart */
  key: string;
  /** the record may be named once with each of these: a row that the kept one has already stays with the other */
  once?: string[];
  /** true for one row of a record at most: while the kept one has such a row, that of the other stays with it */
  alone?: string;
  /** counts up within a record: what comes along stands behind */
  behind?: string;
}

export const links: Record<MergeKind, Link[]> = {
  company: [
    { table: 'companies', column: 'parent_id', key: 'id' },
    { table: 'company_domains', column: 'company_id', key: 'id', once: ['domain'] },
    { table: 'deals', column: 'company_id', key: 'id' },
    { table: 'activities', column: 'company_id', key: 'id' },
    { table: 'files', column: 'company_id', key: 'id' },
    { table: 'inbound_emails', column: 'company_id', key: 'id' },
    { table: 'contacts', column: 'company_id', key: 'id' },
    { table: 'contact_companies', column: 'company_id', key: 'id', once: ['contact_id', 'is_current'] },
    { table: 'leads', column: 'company_id', key: 'id' },
    { table: 'leads', column: 'became_company_id', key: 'id' },
  ],
  contact: [
    { table: 'contact_emails', column: 'contact_id', key: 'id', once: ['address'], behind: 'place' },
    { table: 'contact_phones', column: 'contact_id', key: 'id', once: ['number', 'typed'], behind: 'place' },
    {
      table: 'contact_companies',
      column: 'contact_id',
      key: 'id',
      once: ['company_id'],
      alone: 'is_current',
    },
    { table: 'contact_familiar', column: 'contact_id', key: 'person_id', once: ['person_id'] },
    { table: 'deal_contacts', column: 'contact_id', key: 'id', once: ['deal_id'] },
    { table: 'activity_contacts', column: 'contact_id', key: 'activity_id', once: ['activity_id'] },
    { table: 'inbound_emails', column: 'contact_id', key: 'id' },
    { table: 'leads', column: 'became_contact_id', key: 'id' },
  ],
};

/** What stays with the record that is gone: said of it alone, and true of it again once the merge is taken back. */
export const staying: Record<MergeKind, string[]> = {
  company: [
    'company_field_sources.company_id',
    'company_answers.company_id',
    'company_watch.company_id',
    'company_register_changes.company_id',
    'mail_choices.company_id',
  ],
  contact: [],
};

/** Of a merge in the history, by this name. */
export const nameOfLink = ({ table, column }: Link): string => `${table}.${column}`;
