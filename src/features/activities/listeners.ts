import { onEvent } from '../../events/watchers.ts';
import type { CompanyId, ContactId, DealId, LeadId } from '../../lib/ids.ts';
import { moveBackToLead, moveFromLead, moveToCompany } from './store.ts';

/** A deal that finds its company, or changes it, takes its activities along. */
export const activitiesFollowDeal = onEvent('deal.changed', async (tx, { subject, details }) => {
  const change = details.companyId as { from: CompanyId | null; to: CompanyId | null } | undefined;
  if (change) await moveToCompany(tx, subject.id as DealId, change.from, change.to);
});

/** What was logged to a lead is its deal's once it becomes one, and the lead's again when that is taken back. */
export const activitiesFollowLead = onEvent('lead.converted', async (tx, { subject, details }) => {
  const { dealId, companyId, contactId } = details as {
    dealId: DealId | null;
    companyId: CompanyId | null;
    contactId: ContactId | null;
  };
  await moveFromLead(tx, subject.id as LeadId, { dealId, companyId, contactId });
});

export const activitiesReturnToLead = onEvent('lead.unconverted', async (tx, { subject, details }) => {
  const { dealId } = details as { dealId: DealId | null };
  await moveBackToLead(tx, subject.id as LeadId, dealId);
});
