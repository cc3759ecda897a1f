import type { Ctx } from '../../lib/context.ts';
import { cleanLine, cut } from '../../lib/text.ts';
import { searchCompanies } from '../companies/service.ts';
import { searchContacts } from '../contacts/service.ts';
import { searchDeals } from '../deals/service.ts';
import { searchMails } from '../email/finding/find-mails.ts';
import { searchLeads } from '../leads/service.ts';
import type { Found } from './model.ts';

const shownLimit = 8;

/** What the actor may see, by the start of any word; five queries and their details. */
export async function findEverything(ctx: Ctx, text: string): Promise<Found> {
  const query = cut(cleanLine(text), 100);
  const [deals, companies, contacts, leads, mails] = await Promise.all([
    searchDeals(ctx, query, shownLimit + 1),
    searchCompanies(ctx, query, shownLimit + 1),
    searchContacts(ctx, query, shownLimit),
    searchLeads(ctx, query, shownLimit),
    searchMails(ctx, query, shownLimit + 1),
  ]);
  return {
    query,
    deals: deals.slice(0, shownLimit),
    moreDeals: deals.length > shownLimit,
    companies: companies.slice(0, shownLimit),
    moreCompanies: companies.length > shownLimit,
    contacts,
    leads,
    mails: mails.slice(0, shownLimit),
    moreMails: mails.length > shownLimit,
  };
}
