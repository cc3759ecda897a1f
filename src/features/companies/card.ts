/** Everything a company's card shows, read in a constant number of queries. */
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId } from '../../lib/ids.ts';
import type { Contact } from '../contacts/model.ts';
import { listContactsOf } from '../contacts/service.ts';
import type { CompanyDeals, Deal } from '../deals/model.ts';
import { countDealsOfCompany, listOpenDealsOfCompany } from '../deals/service.ts';
import type { Company } from './model.ts';
import { askOfficial, type Official, recallOfficial } from './official.ts';
import { type CompanyCardPart, companyPartsOf } from './part.ts';
import { getCompany } from './service.ts';

export interface CompanyCard {
  company: Company;
  deals: CompanyDeals;
  /** the first few of the open ones, the most recently touched first */
  openDeals: Deal[];
  contacts: Contact[];
  official: Official;
  parts: CompanyCardPart[];
}

/** The same with what the registers say now, where the memory of them is not fresh. Never inside a transaction. */
export async function askCompanyCard(
  ctx: Ctx,
  company: Company,
  { refresh = false, timeoutMs = 2500 } = {},
): Promise<CompanyCard> {
  return readCompanyCard(ctx, company.id, await askOfficial(ctx, company, { refresh, timeoutMs }));
}

/**
 * @param asked what the registers have just said; else what is remembered of them
 * @throws CrmError notFound
 */
export async function readCompanyCard(ctx: Ctx, id: CompanyId, asked?: Official): Promise<CompanyCard> {
  const company = await getCompany(ctx, id);
  const [deals, openDeals, contacts, official, parts] = await Promise.all([
    countDealsOfCompany(ctx, id),
    listOpenDealsOfCompany(ctx, id, 5),
    listContactsOf(ctx, id, 50),
    asked ?? recallOfficial(ctx, company),
    Promise.all(companyPartsOf(ctx).map((part) => part.card(ctx, company))),
  ]);
  return { company, deals, openDeals, contacts, official, parts };
}
