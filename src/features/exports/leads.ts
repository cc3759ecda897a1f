import { namesOf } from '../../access/people.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { isLeadSource, type Lead, type LeadState, leadNumber } from '../leads/model.ts';
import { listLeadsAfter } from '../leads/service.ts';
import { day, dayOfInstant, type Source, text } from './columns.ts';
import type { Wanted } from './model.ts';

interface LeadLine {
  id: number;
  lead: Lead;
  owner: string;
}

/** What a lead became is left out: that may be a deal which is not for all. */
export const leadSource = (ctx: Ctx, { whose, state }: Wanted): Source<LeadLine> => ({
  columns: [
    { key: 'told.leadNumber', width: 10, cell: ({ lead }) => leadNumber(lead.id) },
    { key: 'contact.name', width: 26, cell: ({ lead }) => text(lead.name) },
    { key: 'contact.position', width: 20, cell: ({ lead }) => text(lead.position) },
    { key: 'contact.email', width: 28, cell: ({ lead }) => text(lead.email) },
    { key: 'contact.phone', width: 20, cell: ({ lead }) => text(lead.phone) },
    { key: 'company.name', width: 32, cell: ({ lead }) => text(lead.companyName) },
    { key: 'company.ico', width: 11, cell: ({ lead }) => text(lead.ico) },
    { key: 'company.domain', width: 22, cell: ({ lead }) => text(lead.domain) },
    {
      key: 'lead.source',
      width: 14,
      cell: ({ lead }, { t }) =>
        isLeadSource(lead.source) ? t.leads.sources[lead.source] : text(lead.source),
    },
    { key: 'lead.campaign', width: 18, cell: ({ lead }) => text(lead.campaign) },
    { key: 'lead.class', width: 7, cell: ({ lead }) => text(lead.class) },
    { key: 'lead.classReason', width: 24, cell: ({ lead }) => text(lead.classReason) },
    { key: 'told.leadState', width: 14, cell: ({ lead }, { t }) => t.leads.states[lead.state] },
    { key: 'company.owner', width: 20, cell: ({ owner }) => owner },
    { key: 'told.leadStep', width: 34, cell: ({ lead }) => text(lead.nextStep?.text) },
    { key: 'told.leadStepOn', width: 12, cell: ({ lead }) => day(lead.nextStep?.on) },
    { key: 'lead.note', width: 40, cell: ({ lead }) => text(lead.note) },
    { key: 'told.created', width: 12, cell: ({ lead }, reader) => dayOfInstant(lead.createdAt, reader) },
  ],
  async page(after, limit) {
    const ownerId = whose === 'mine' ? actorId(ctx) : null;
    const leads = await listLeadsAfter(ctx, { ownerId, state: state as LeadState }, after, limit);
    const owners = await namesOf(ctx.db, [...new Set(leads.map((lead) => lead.ownerId))]);
    return leads.map((lead) => ({ id: lead.id, lead, owner: owners.get(lead.ownerId) ?? '' }));
  },
});
