/** A company that bought is a customer, since that day and by the way the deal came. */
import { onEvent } from '../../events/watchers.ts';
import type { Ctx } from '../../lib/context.ts';
import type { DealId } from '../../lib/ids.ts';
import { dateIn } from '../../lib/time.ts';
import { findDeal } from '../deals/service.ts';
import { saveCompany } from './saving.ts';
import { findCompany } from './store.ts';

export const customersAreWon = onEvent('deal.won', async (tx, { subject }) => {
  const system: Ctx = { ...tx, actor: { kind: 'system', name: 'companies' } };
  const deal = await findDeal(system, subject.id as DealId);
  const company = deal?.companyId ? await findCompany(system, deal.companyId) : null;
  // That a restricted deal was won is for those who see it.
  if (!deal || deal.restricted || !company) return;
  await saveCompany(
    tx,
    company,
    {
      lifeCycle: 'customer',
      lostReason: null,
      lostOn: null,
      acquiredOn: company.acquiredOn ?? dateIn(tx.time.now(), tx.settings.zone),
      acquiredSource: company.acquiredSource ?? deal.source,
    },
    { source: 'deal' },
  );
});
