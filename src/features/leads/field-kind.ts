/** A lead's custom fields: its restricted ones are for its owner. */
import type { LeadId } from '../../lib/ids.ts';
import type { FieldKind } from '../fields/part.ts';
import { conversionWindow } from './convert-slack.ts';
import { queueLeadRedraws } from './effects.ts';
import { getLead, getOpenLead } from './service.ts';
import { refreshLead } from './showing.ts';
import { leadsOf } from './store.ts';

export const leadFields: FieldKind = {
  key: 'lead',
  subject: 'lead',
  title: (t) => t.fields.records.lead,
  owner: async (ctx, id) => (await getLead(ctx, id as LeadId)).ownerId,
  seenAmong: (ctx, ids, ownerId) =>
    leadsOf(ctx)
      .whereIn('leads.id', ids)
      .modify((query) => ownerId !== null && query.where('leads.owner_id', ownerId))
      .clearSelect()
      .pluck('leads.id'),
  async toEdit(tx, id) {
    await getOpenLead(tx, 'edit', id as LeadId);
  },
  /** One that is disqualified is asked for nothing. */
  stages: async () =>
    (['working', 'converted'] as const).map((key) => ({ key, name: (t) => t.leads.states[key] })),
  stage: async (ctx, id) => (await getLead(ctx, id as LeadId)).state,
  form: (request, place, id) => conversionWindow(request, { id: id as LeadId, place }),
  show: (request, place, id) => refreshLead(request, place, id as LeadId),
  changed: (tx, id) => queueLeadRedraws(tx, id as LeadId),
};
