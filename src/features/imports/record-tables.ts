import type { RecordTable } from '../../db/whole-records.ts';
import type { Ctx } from '../../lib/context.ts';
import type { ActivityId, CompanyId, ContactId, DealId, LeadId } from '../../lib/ids.ts';
import { getActivity } from '../activities/service.ts';
import { getCompany } from '../companies/service.ts';
import { getContact } from '../contacts/service.ts';
import { queueCardEdits } from '../deals/effects.ts';
import { getDeal } from '../deals/service.ts';
import { getLead } from '../leads/service.ts';
import type { RecordKind } from './model.ts';

/** Where records of each kind live, and what of other tables an import changes with them. */
export const tableOf: Record<RecordKind, RecordTable> = {
  company: {
    ...recordTable('companies', 'company', {
      company_domains: 'company_id',
      company_field_sources: 'company_id',
    }),
    usedBy: { contact_companies: 'company_id' },
    goesWith: { dic: 'dic_sealed' },
  },
  contact: recordTable('contacts', 'contact', {
    contact_emails: 'contact_id',
    contact_phones: 'contact_id',
    contact_companies: 'contact_id',
  }),
  deal: recordTable('deals', 'deal', {
    deal_dates: 'deal_id',
    deal_contacts: 'deal_id',
    deal_people: 'deal_id',
  }),
  lead: recordTable('leads', 'lead', {}),
  activity: { table: 'activities', owned: {}, beside: [] },
};

function recordTable(table: string, kind: string, owned: RecordTable['owned']): RecordTable {
  return {
    table,
    owned,
    beside: [
      { table: 'search_terms', where: { kind }, id: 'id' },
      // Words of the firm's own fields are found under a kind of their own.
      { table: 'search_terms', where: { kind: `${kind}+` }, id: 'id' },
      { table: 'custom_values', where: { kind }, id: 'record_id' },
      { table: 'custom_changes', where: { kind }, id: 'record_id' },
      { table: 'custom_kept', where: { kind }, id: 'record_id' },
    ],
  };
}

/** As its slice gives it, to the product itself. */
export async function readRecord(tx: Ctx, kind: RecordKind, id: number): Promise<object> {
  if (kind === 'company') return getCompany(tx, id as CompanyId);
  if (kind === 'contact') return getContact(tx, id as ContactId);
  if (kind === 'deal') return getDeal(tx, id as DealId);
  if (kind === 'lead') return getLead(tx, id as LeadId);
  return getActivity(tx, id as ActivityId);
}

/** What shows it is drawn anew. @param cause unique to the change */
export async function redraw(tx: Ctx, kind: RecordKind, id: number, cause: string): Promise<void> {
  if (kind === 'deal') await queueCardEdits(tx, await getDeal(tx, id as DealId), cause);
}
