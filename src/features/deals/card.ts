/** Everything a deal card shows, read in a constant number of queries. */
import { listPeople, type Person } from '../../access/people.ts';
import type { Ctx } from '../../lib/context.ts';
import type { DealId } from '../../lib/ids.ts';
import type { Company } from '../companies/model.ts';
import { listCompaniesByIds } from '../companies/service.ts';
import type { Deal } from './model.ts';
import { findDeal } from './store.ts';

export interface DealCard {
  deal: Deal;
  company: Company | null;
  owner: Person;
  nextStepOwner: Person | null;
}

/** null when the actor may not see it */
export async function readDealCard(ctx: Ctx, id: DealId): Promise<DealCard | null> {
  const deal = await findDeal(ctx, id);
  if (!deal) return null;
  const nextOwnerId = deal.nextStep?.ownerId ?? deal.ownerId;
  const [people, companies] = await Promise.all([
    listPeople(ctx.db, [deal.ownerId, nextOwnerId]),
    listCompaniesByIds(ctx, deal.companyId ? [deal.companyId] : []),
  ]);
  const person = (wanted: number) => people.find((one) => one.id === wanted);
  return {
    deal,
    company: companies[0] ?? null,
    owner: person(deal.ownerId) as Person,
    nextStepOwner: person(nextOwnerId) ?? null,
  };
}
