import { transaction } from '../../../src/db/transaction.ts';
import { sayAway } from '../../../src/features/absences/service.ts';
import { logActivity } from '../../../src/features/activities/service.ts';
import { readThingAudience } from '../../../src/features/audience/card.ts';
import { readLeadCard } from '../../../src/features/leads/card.ts';
import { disqualifyLead, reopenLead } from '../../../src/features/leads/closing.ts';
import { type Conversion, convertLead, undoConversion } from '../../../src/features/leads/converting.ts';
import { changeLeadSettings } from '../../../src/features/leads/rota.ts';
import {
  changeLead,
  changeSeenLead,
  createLead,
  handLeadOver,
  listLeads,
  searchLeads,
} from '../../../src/features/leads/service.ts';
import { findEverything } from '../../../src/features/search/service.ts';
import type { PlainDate } from '../../../src/lib/time.ts';
import { type Cell, plain, shows, type Use } from '../office.ts';

const customer: Conversion = {
  company: { companyId: null, newCompany: { name: 'Kovovýroba H, s.r.o.' } },
  contact: null,
  deal: { kind: 'new', name: 'Zábradlí', value: null },
};

/** A lead of the owner of the deal. */
const leadOf = ({ system, people }: Cell) =>
  createLead(system, { name: 'Jana Malá', ownerId: people.owner.id });

const withLead =
  (attempt: (cell: Cell, lead: Awaited<ReturnType<typeof leadOf>>) => Promise<unknown>): Use =>
  async (cell) => {
    const lead = await leadOf(cell);
    return () => attempt(cell, lead);
  };

export const leadUses: Record<string, Use> = {
  'see a lead': withLead(({ ctx }, lead) => readLeadCard(ctx, lead.id)),
  'ask who sees a lead': withLead(({ ctx }, { id }) => readThingAudience(ctx, { kind: 'lead', id })),
  'find a lead': withLead(({ ctx }) => shows(searchLeads(ctx, 'mala', 10), 'Jana Malá')),
  'find a lead in everything': withLead(({ ctx }) => shows(findEverything(ctx, 'mala'), 'Jana Malá')),
  'list leads': withLead(({ ctx }) => {
    const all = { ownerId: null, state: 'all', class: null } as const;
    return shows(listLeads(ctx, all, { limit: 10, offset: 0 }), 'Jana Malá');
  }),
  'create a lead': plain(({ ctx }) => createLead(ctx, { name: 'Petr Dlouhý' })),
  'edit a lead': withLead(({ ctx }, lead) => changeLead(ctx, lead.id, { class: 'A' })),
  'over what was seen, edit a lead': withLead(({ ctx }, lead) =>
    changeSeenLead(ctx, lead.id, lead.version, { class: 'A' }),
  ),
  'log to a lead': withLead(({ ctx }, { id }) =>
    logActivity(ctx, { kind: 'call', leadId: id, text: 'volala' }),
  ),
  'hand a lead over': withLead(({ ctx, me }, lead) => handLeadOver(ctx, lead.id, me.id)),
  'disqualify a lead': withLead(({ ctx }, lead) =>
    disqualifyLead(ctx, lead.id, { reason: 'noNeed', note: null }),
  ),
  'reopen a lead': async (cell) => {
    const lead = await leadOf(cell);
    await disqualifyLead(cell.system, lead.id, { reason: 'noNeed', note: null });
    return () => reopenLead(cell.ctx, lead.id);
  },
  'convert a lead': withLead(({ ctx }, lead) => convertLead(ctx, lead.id, customer)),
  'convert a lead into the deal': async (cell) => {
    const lead = await leadOf(cell);
    const deal = { kind: 'existing', id: cell.deal.id } as const;
    return () => convertLead(cell.ctx, lead.id, { ...customer, deal });
  },
  'take a conversion back': async (cell) => {
    const lead = await leadOf(cell);
    await convertLead(cell.system, lead.id, customer);
    return () => undoConversion(cell.ctx, lead.id);
  },
  'read in a lead that it became the deal': async (cell) => {
    const lead = await leadOf(cell);
    await transaction(cell.system, (tx) =>
      tx.db('leads').where({ id: lead.id }).update({ state: 'converted', deal_id: cell.deal.id }),
    );
    return () => shows(readLeadCard(cell.ctx, lead.id), cell.deal.name);
  },
  'say who takes leads in turn': plain(({ ctx, me }) =>
    changeLeadSettings(ctx, { slackIds: [me.slackId], days: 3 }),
  ),
  'be away': plain(({ ctx }) => sayAway(ctx, '2099-01-01' as PlainDate, null)),
};
