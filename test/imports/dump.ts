import type { Ctx } from '../../src/lib/context.ts';

const tables = [
  'companies',
  'company_domains',
  'company_field_sources',
  'contacts',
  'contact_emails',
  'contact_phones',
  'deals',
  'deal_dates',
  'deal_people',
  'deal_contacts',
  'deal_numbers',
  'activities',
  'activity_contacts',
  'leads',
  'search_terms',
  'custom_values',
];

/** All that people keep here; a record's version goes on with each change, also with one that is taken back. */
export async function dump({ db }: Ctx): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  for (const table of tables) {
    const rows: object[] = await db(table as 'companies');
    all[table] = rows
      .map((row) => JSON.stringify({ ...row, version: undefined, updated_at: undefined }))
      .sort();
  }
  return all;
}
