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

/** Where records of each kind live, and what is kept of them without a reference in the database. */
export const tableOf: Record<RecordKind, RecordTable> = {
  company: recordTable('companies', 'company'),
  contact: recordTable('contacts', 'contact'),
  deal: recordTable('deals', 'deal'),
  lead: recordTable('leads', 'lead'),
  activity: { table: 'activities', beside: [] },
};

function recordTable(table: string, kind: string): RecordTable {
  return {
    table,
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
