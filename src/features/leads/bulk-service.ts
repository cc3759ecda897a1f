/** Many leads at once, as a list brings them: the same rows, events and words as one by one. */
import { insertManyIds } from '../../db/bulk.ts';
import { insertTerms } from '../../db/terms.ts';
import { recordEvents } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import type { EventId, LeadId, PersonId } from '../../lib/ids.ts';
import { assertNamed, checkLead } from './checks.ts';
import type { LeadFields, NewLead } from './model.ts';
import { untouchedDays } from './rota.ts';
import { columnsOf } from './service.ts';
import { newRow, termsIn } from './store.ts';
import { touchColumns } from './touch.ts';

export { showPhone } from '../contacts/phones.ts';
export { findLeadsOf } from './look-up-store.ts';

export type ReadLead = Partial<LeadFields> & { ownerId: PersonId };

/** What would be kept of a new one. @throws FieldErrors name, email, ico, note */
export function readNewLead(ctx: Ctx, { ownerId, ...given }: NewLead & { ownerId: PersonId }): ReadLead {
  const fields = checkLead(ctx, given);
  assertNamed(fields);
  return { ...fields, ownerId };
}

/** @param leads as readNewLead left them; that nobody works on one of them was looked at @returns in the same order */
export async function createLeads(
  tx: Ctx,
  leads: ReadLead[],
  origin: Record<string, unknown>,
): Promise<{ id: LeadId; eventId: EventId }[]> {
  if (leads.length === 0) return [];
  const days = await untouchedDays(tx);
  const touched = new Map<PersonId, Awaited<ReturnType<typeof touchColumns>>>();
  for (const ownerId of new Set(leads.map((lead) => lead.ownerId)))
    touched.set(ownerId, await touchColumns(tx, { ownerId, nextStep: null, touches: -1 }, days));
  const rows = leads.map(({ ownerId, ...fields }) =>
    newRow(tx, { ...columnsOf(fields), ...touched.get(ownerId), owner_id: ownerId, state: 'new' }),
  );
  const ids = (await insertManyIds(
    tx.db,
    'leads',
    rows as object[] as Record<string, unknown>[],
  )) as LeadId[];
  await insertTerms(
    tx,
    'lead',
    rows.map((row, at) => ({ id: ids[at] as LeadId, folded: termsIn(row) })),
  );
  const events = await recordEvents(
    tx,
    'lead.created',
    leads.map(({ name = null, companyName = null, source = null, campaign = null, ownerId }, at) => ({
      subject: { kind: 'lead', id: ids[at] as LeadId },
      details: { name, companyName, source, campaign, ownerId, origin },
    })),
  );
  return ids.map((id, at) => ({ id, eventId: events[at] as EventId }));
}
