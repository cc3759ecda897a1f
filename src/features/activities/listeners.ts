import { onEvent } from '../../events/watchers.ts';
import type { CompanyId, DealId } from '../../lib/ids.ts';
import { moveToCompany } from './store.ts';

/** A deal that finds its company, or changes it, takes its activities along. */
export const activitiesFollowDeal = onEvent('deal.changed', async (tx, { subject, details }) => {
  const change = details.companyId as { from: CompanyId | null; to: CompanyId | null } | undefined;
  if (change) await moveToCompany(tx, subject.id as DealId, change.from, change.to);
});
