/** Cards and windows of leads, with the ugliest of names. */
import type { LeadCard } from '../../src/features/leads/card.ts';
import { convertModal } from '../../src/features/leads/convert-form.ts';
import { leadFormModal, newLeadMeta } from '../../src/features/leads/form.ts';
import { foundLeads, leadList } from '../../src/features/leads/list-views.ts';
import type { Lead } from '../../src/features/leads/model.ts';
import { takenOverMessage, untouchedMessage } from '../../src/features/leads/nudge-views.ts';
import { leadCard, leadModal } from '../../src/features/leads/views.ts';
import {
  disqualifyModal,
  handOverModal,
  settingsModal,
  stepModal,
} from '../../src/features/leads/windows.ts';
import type { Reader } from '../../src/i18n/reader.ts';
import type { CompanyId, DealId, LeadId, PersonId } from '../../src/lib/ids.ts';
import type { PlainDate } from '../../src/lib/time.ts';
import { now, ugly } from '../deals/ugly.ts';
import { many } from '../home/gallery.ts';
import type { Gallery } from '../support/gallery.ts';

const me = 1 as PersonId;
const line = ugly.repeat(4).slice(0, 300);

export const lead = (change: Partial<Lead> = {}): Lead => ({
  id: 5 as LeadId,
  name: ugly.slice(0, 150),
  position: line,
  email: 'jana.mala@kovovyroba-h.example',
  phone: '+420 601 000 456',
  companyName: line,
  ico: '00000027',
  country: 'CZ',
  domain: 'kovovyroba-h.example',
  companyId: null,
  source: line,
  campaign: line,
  class: 'A',
  classReason: line,
  ownerId: me,
  state: 'working',
  nextStep: { text: line, on: '2027-03-01' as PlainDate },
  note: ugly.repeat(20).slice(0, 3000),
  closed: null,
  became: { dealId: null, madeDeal: false, companyId: null, contactId: null },
  touchedAt: now,
  touches: 3,
  nudgeAt: null,
  nudgeRung: 1,
  version: 4,
  createdBy: me,
  createdAt: now,
  ...change,
});

export const card = (change: Partial<LeadCard> = {}): LeadCard => ({
  lead: lead(),
  owner: ugly,
  customer: { company: { id: 7 as CompanyId, name: line } as never, contact: null, by: 'domain' },
  contact: null,
  deal: null,
  became: [],
  parts: [],
  ...change,
});

const converted = lead({
  state: 'converted',
  closed: { at: now, reason: null, note: null },
  became: { dealId: 42 as DealId, madeDeal: true, companyId: null, contactId: null },
});
const disqualified = lead({ state: 'disqualified', closed: { at: now, reason: 'other', note: line } });
const untouched = (asks: boolean) => ({ lead: lead(), owner: ugly, asks, days: 3 });

export function gallery(reader: Reader): Gallery {
  const place = { id: 5 as LeadId, place: {} };
  const page = {
    meta: { ownerId: me, state: 'open' as const, class: null, offset: 10 },
    leads: Array.from({ length: 10 }, (_, index) => lead({ id: (index + 1) as LeadId })),
    total: 35,
    owners: new Map([[me, ugly]]),
    me,
    inRota: true,
    arranges: true,
  };
  const [deal] = many(1, {});
  const around = { me: 'U1', next: ugly, notice: line };
  const meta = newLeadMeta({ name: 'Jana', email: 'jana@kovo.example', source: 'mail', note: line });
  return {
    messages: {
      card: leadCard(card(), reader),
      converted: leadCard(card({ lead: converted, deal: deal ?? null, customer: null }), reader),
      'converted out of sight': leadCard(card({ lead: converted, customer: null }), reader),
      disqualified: leadCard(card({ lead: disqualified, customer: null }), reader),
      list: leadList(page, reader),
      'empty list': leadList({ ...page, leads: [], total: 0 }, reader),
      'found leads': foundLeads(page.leads, page.owners, ugly, reader),
      'no lead found': foundLeads([], page.owners, ugly, reader),
      'nudge of a lead': untouchedMessage([untouched(true)], 'nudge', reader),
      'nudge answered': untouchedMessage([untouched(false)], 'nudge', reader),
      nudges: untouchedMessage(
        Array.from({ length: 40 }, (_, index) => ({
          ...untouched(index > 1),
          lead: lead({ id: (index + 1) as LeadId }),
        })),
        'escalation',
        reader,
      ),
      escalation: untouchedMessage([untouched(true)], 'escalation', reader),
      'taken over': takenOverMessage(ugly, 5, me, reader),
    },
    modals: {
      window: leadModal(card(), reader, line),
      'new lead': leadFormModal(meta, null, around, reader),
      'all fields': leadFormModal({ ...meta, more: true }, null, around, reader),
      edit: leadFormModal({ ...meta, id: 5 as LeadId, more: true }, lead(), around, reader),
      'next step': stepModal(lead(), place, reader),
      'hand over': handOverModal(lead(), ugly, place, reader),
      disqualify: disqualifyModal(lead(), place, reader),
      convert: convertModal({ lead: lead(), customer: card().customer, deals: many(8, {}) }, place, reader),
      settings: settingsModal(['U1', 'U2'], 3, reader),
    },
  };
}
