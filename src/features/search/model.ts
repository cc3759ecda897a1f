import type { Company } from '../companies/model.ts';
import type { Contact } from '../contacts/model.ts';
import type { Deal } from '../deals/model.ts';
import type { FoundMail } from '../email/finding/model.ts';
import type { Lead } from '../leads/model.ts';

export interface Found {
  query: string;
  /** the first ones, and whether there are more */
  deals: Deal[];
  moreDeals: boolean;
  companies: Company[];
  moreCompanies: boolean;
  contacts: Contact[];
  leads: Lead[];
  mails: FoundMail[];
  moreMails: boolean;
}
