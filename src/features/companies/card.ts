/** Everything a company's card shows, read in a constant number of queries. */
import type { Reader } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId } from '../../lib/ids.ts';
import type { Blocks } from '../../slack/blocks.ts';
import type { Contact } from '../contacts/model.ts';
import { listContactsOf } from '../contacts/service.ts';
import type { CompanyDeals, Deal } from '../deals/model.ts';
import { countDealsOfCompany, listOpenDealsOfCompany } from '../deals/service.ts';
import type { Names } from './field-words.ts';
import type { Company } from './model.ts';
import { namesIn } from './names.ts';
import { askOfficial, type Official, recallOfficial } from './official.ts';
import { type CompanyCardPart, companyPartsOf } from './part.ts';
import type { RegisterAnswer, Standing } from './provenance.ts';
import { recallStanding } from './register-service.ts';
import { getCompany, listDomains } from './service.ts';

export interface CompanyCard {
  company: Company;
  deals: CompanyDeals;
  /** the first few of the open ones, the most recently touched first */
  openDeals: Deal[];
  contacts: Contact[];
  official: Official;
  parts: CompanyCardPart[];
  /** where a register differs, by what it said last */
  standing: Standing | null;
  /** of the owner and the parent company */
  names: Names;
  /** what was answered just now, to be taken back */
  answers?: RegisterAnswer[];
}

/** All of it. */
export interface CompanyWindow extends CompanyCard {
  domains: string[];
  /** what other slices show */
  windows: ((reader: Reader) => Blocks)[];
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
  const [deals, openDeals, contacts, official, standing, names, parts] = await Promise.all([
    countDealsOfCompany(ctx, id),
    listOpenDealsOfCompany(ctx, id, 5),
    listContactsOf(ctx, id, 50),
    asked ?? recallOfficial(ctx, company),
    recallStanding(ctx, company),
    namesOfCompany(ctx, company),
    Promise.all(companyPartsOf(ctx).flatMap((part) => part.card?.(ctx, company) ?? [])),
  ]);
  return { company, deals, openDeals, contacts, official, standing, names, parts };
}

const namesOfCompany = (ctx: Ctx, { ownerId, parentId }: Company) =>
  namesIn(ctx, [
    { field: 'ownerId', from: null, to: ownerId, by: null },
    { field: 'parentId', from: null, to: parentId, by: null },
  ]);

/** @throws CrmError notFound */
export async function readCompanyWindow(ctx: Ctx, id: CompanyId): Promise<CompanyWindow> {
  return widened(ctx, await readCompanyCard(ctx, id));
}

/** With what only the window shows. */
export async function widened(ctx: Ctx, card: CompanyCard): Promise<CompanyWindow> {
  const [domains, windows] = await Promise.all([
    listDomains(ctx, card.company.id),
    Promise.all(companyPartsOf(ctx).flatMap((part) => part.window?.(ctx, card.company) ?? [])),
  ]);
  return { ...card, domains, windows };
}
