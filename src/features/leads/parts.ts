/** What leads add to other slices; app.ts lists these. */
import { findPerson } from '../../access/people.ts';
import { transaction } from '../../db/transaction.ts';
import { onEvent } from '../../events/watchers.ts';
import type { Ctx } from '../../lib/context.ts';
import type { LeadId, PersonId } from '../../lib/ids.ts';
import { enqueue } from '../../outbox/store.ts';
import { bold, esc, section } from '../../slack/blocks.ts';
import type { LeavingPart } from '../admin/part.ts';
import type { DealPart } from '../deals/part.ts';
import type { HomePart } from '../home/part.ts';
import type { DigestPart } from '../reports/part.ts';
import { listLeadsOf, openLead } from './buttons.ts';
import { queueLeadRedraws } from './effects.ts';
import { type Lead, leadName } from './model.ts';
import { untouchedDays } from './rota.ts';
import { countForDigest, findLead, findLeadOfDeal, listLeads, saveLead } from './service.ts';
import { touchLead } from './touch.ts';
import { leadRow, sourceName } from './views.ts';

const shownAtHome = 5;
const open = (ownerId: PersonId) => ({ ownerId, state: 'open' as const, class: null });

/** My leads with their next steps, the nearest first. */
export const leadsOnHome: HomePart = {
  place: 'after',
  async read(ctx, personId) {
    const { leads, total } = await listLeads(ctx, open(personId), { limit: shownAtHome, offset: 0 });
    if (total === 0) return null;
    return (reader) => [
      section(bold(reader.t.leads.home(total)), listLeadsOf.make(reader.t.leads.homeAll, null)),
      ...leads.map((lead) => leadRow(lead, null, reader)),
    ];
  },
  async touched(tx, { subject, details }) {
    if (subject.kind !== 'lead') return [];
    const lead = await findLead(tx, subject.id as LeadId);
    const before = (details.ownerId as { from?: PersonId } | undefined)?.from;
    return [lead?.ownerId, before].filter((id): id is PersonId => typeof id === 'number');
  },
};

/** What the morning's digest counts: everybody of the members sees leads. */
export const leadsInDigest: DigestPart = { leads: (ctx, since) => countForDigest(ctx, since) };

/** Leads of a colleague who left, and their way to the successor. */
export const leadsLeftBehind: LeavingPart = {
  async waiting(ctx, left) {
    const { total } = await listLeads(ctx, open(left), { limit: 1, offset: 0 });
    if (total === 0) return null;
    return ({ t }) => ({
      line: t.leads.leftBehind(total),
      button: listLeadsOf.make(t.leads.showLeft, left),
    });
  },
  async handOver(ctx, from, to) {
    let count = 0;
    for (;;) {
      const { leads } = await listLeads(ctx, open(from), { limit: 50, offset: 0 });
      if (leads.length === 0) break;
      for (const lead of leads) await giveAway(ctx, lead, from, to);
      count += leads.length;
    }
    if (count > 0) await transaction(ctx, (tx) => tellSuccessor(tx, from, to, count));
  },
};

/** Lead by lead, each in its own transaction: cut short, it goes on when somebody chooses again. */
const giveAway = (ctx: Ctx, { id }: Lead, from: PersonId, to: PersonId): Promise<void> =>
  transaction(ctx, async (tx) => {
    const lead = await findLead(tx, id);
    if (lead?.ownerId === from)
      await saveLead(tx, lead, { owner_id: to }, 'lead.handedOver', { leaving: true });
  });

async function tellSuccessor(tx: Ctx, from: PersonId, to: PersonId, count: number): Promise<void> {
  await enqueue(tx, {
    kind: 'leads.takenOver',
    payload: { personId: to, from: (await findPerson(tx.db, from))?.name ?? '?', count },
    dedupeKey: `leads.takenOver:${from}:${to}:${tx.time.now()}`,
    lane: `person:${to}`,
    priority: 'answer',
  });
}

/** Where a deal came from, with everything that its lead knows. */
export const leadOnDeal: DealPart = {
  async card(ctx, { id }) {
    const lead = await findLeadOfDeal(ctx, id);
    if (!lead) return {};
    const { source, campaign } = lead;
    return {
      details: (reader) => {
        const from = [source && sourceName(source, reader), campaign].filter(Boolean).join(', ');
        return [esc([reader.t.leads.fromLead(leadName(lead)), from].filter(Boolean).join(' · '))];
      },
      more: ({ t }) => [openLead.make(t.leads.lead, lead.id)],
    };
  },
};

/** Somebody of ours called, met or wrote to a lead: that is a touch. What the lead writes is none. */
export const activitiesTouchLead = onEvent('activity.logged', async (tx, { details }) => {
  const { leadId, direction, source } = details as {
    leadId?: LeadId | null;
    direction?: string | null;
    source?: { by: string };
  };
  if (!leadId) return;
  if (source?.by !== 'email' || direction === 'out') await touchLead(tx, leadId, await untouchedDays(tx));
  await queueLeadRedraws(tx, leadId);
});
