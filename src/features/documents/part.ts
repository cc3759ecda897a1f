/** What deals and activities show of their files, and how files follow an activity that moves. */
import { onEvent } from '../../events/watchers.ts';
import type { ActivityId, CompanyId, DealId, LeadId } from '../../lib/ids.ts';
import type { ActivityPart } from '../activities/part.ts';
import { findActivity } from '../activities/service.ts';
import { dealTarget, leadTarget } from '../activities/target.ts';
import type { CompanyPart } from '../companies/part.ts';
import { onSightChange } from '../deals/hush.ts';
import type { DealPart } from '../deals/part.ts';
import type { LeadPart } from '../leads/part.ts';
import { attachTo, openFiles } from './buttons.ts';
import { queueOfferEdit } from './effects.ts';
import { listKeptInChannels } from './offer-store.ts';
import {
  countFilesOfActivities,
  countFilesOfDeal,
  listFiles,
  moveFilesBackToLead,
  moveFilesOfActivity,
  moveFilesOfLead,
} from './service.ts';

export const filesOnDeal: DealPart = {
  async card(ctx, { id }) {
    const count = await countFilesOfDeal(ctx, id);
    return {
      people: ({ t }) => (count > 0 ? [`📎 ${t.documents.count(count)}`] : []),
      buttons: ({ t }) => ({ attach: attachTo.make(t.documents.attach, dealTarget(id)) }),
      more: ({ t }) => [openFiles.make(t.documents.filesCount(count), { kind: 'deal', id })],
    };
  },
};

/** Its own files and those of its deals. */
export const filesOnCompany: CompanyPart = {
  async card(ctx, { id }) {
    const { total } = await listFiles(ctx, { kind: 'company', id }, {}, { limit: 0, offset: 0 });
    return {
      buttons: ({ t }) => ({
        files: openFiles.make(t.documents.filesCount(total), { kind: 'company', id }),
      }),
    };
  },
};

export const filesOnLead: LeadPart = {
  async card(ctx, { id }) {
    const { total } = await listFiles(ctx, { kind: 'lead', id }, {}, { limit: 0, offset: 0 });
    return {
      buttons: ({ t }) => ({
        files:
          total > 0
            ? openFiles.make(t.documents.filesCount(total), { kind: 'lead', id })
            : attachTo.make(t.documents.attach, leadTarget(id)),
      }),
    };
  },
};

/** What came to a lead is its deal's once it becomes one, and the lead's again when that is taken back. */
export const filesFollowLead = onEvent('lead.converted', async (tx, { subject, details }) => {
  const { dealId, companyId } = details as { dealId: DealId | null; companyId: CompanyId | null };
  await moveFilesOfLead(tx, subject.id as LeadId, { dealId, companyId });
});

export const filesReturnToLead = onEvent('lead.unconverted', async (tx, { subject, details }) => {
  const { dealId } = details as { dealId: DealId | null };
  await moveFilesBackToLead(tx, subject.id as LeadId, dealId);
});

export const filesOfActivity: ActivityPart = {
  async marks(ctx, ids) {
    const counts = await countFilesOfActivities(ctx, ids);
    return new Map([...counts].map(([id, count]) => [id, `${count} 📎`]));
  },
  async buttons(ctx, { id }) {
    const count = (await countFilesOfActivities(ctx, [id])).get(id) ?? 0;
    return ({ t }) =>
      count > 0 ? [openFiles.make(t.documents.filesCount(count), { kind: 'activity', id })] : [];
  },
};

export const filesFollowActivity = onEvent('activity.changed', async (tx, { subject, details }) => {
  if (!('dealId' in details) && !('companyId' in details) && !('leadId' in details)) return;
  const system = { ...tx, actor: { kind: 'system' as const, name: 'documents' } };
  const activity = await findActivity(system, subject.id as ActivityId);
  if (!activity) return;
  const { dealId, companyId, leadId } = activity;
  await moveFilesOfActivity(tx, activity.id, { deal_id: dealId, company_id: companyId, lead_id: leadId });
});

/** A reply in a channel says where a file was kept only as long as everybody may know. */
export const hushOffers = onSightChange(async (tx, deal, { id }) => {
  for (const offer of await listKeptInChannels(tx, deal.id)) await queueOfferEdit(tx, offer, `event:${id}`);
});
