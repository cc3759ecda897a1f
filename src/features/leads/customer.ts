/** Whether the one behind a lead is a customer already, by the IČO, the e-mail address or its domain. */
import type { Ctx } from '../../lib/context.ts';
import type { Company } from '../companies/model.ts';
import {
  findCompany,
  findCompanyByIco,
  listCompaniesByDomain,
  listCompaniesByIds,
} from '../companies/service.ts';
import type { Contact } from '../contacts/model.ts';
import { findContactByEmail } from '../contacts/service.ts';
import { domainAndParents, isFreeMail } from '../email/addresses.ts';
import type { Lead } from './model.ts';

export type KnownBy = 'chosen' | 'ico' | 'email' | 'domain';

export interface Customer {
  company: Company | null;
  contact: Contact | null;
  by: KnownBy;
}

/** The strongest sign first; null when nobody knows them. A domain of two companies names neither. */
export async function findCustomer(ctx: Ctx, lead: Lead): Promise<Customer | null> {
  const contact = lead.email ? await findContactByEmail(ctx, lead.email) : null;
  const chosen = lead.companyId ? await findCompany(ctx, lead.companyId) : null;
  if (chosen) return { company: chosen, contact, by: 'chosen' };
  const numbered = lead.ico ? await findCompanyByIco(ctx, lead.ico, lead.country ?? undefined) : null;
  if (numbered) return { company: numbered, contact, by: 'ico' };
  if (contact) {
    const [company] = await listCompaniesByIds(ctx, contact.companyId ? [contact.companyId] : []);
    return { company: company ?? null, contact, by: 'email' };
  }
  // Whose IČO is another one is another company of the same group.
  const company = await byDomain(ctx, lead.domain);
  const isOther = company?.ico && lead.ico && company.ico !== lead.ico;
  return company && !isOther ? { company, contact: null, by: 'domain' } : null;
}

async function byDomain(ctx: Ctx, domain: string | null): Promise<Company | null> {
  for (const one of domain ? domainAndParents(domain) : []) {
    if (isFreeMail(one)) return null;
    const companies = await listCompaniesByDomain(ctx, one);
    if (companies.length > 0) return companies.length === 1 ? (companies[0] ?? null) : null;
  }
  return null;
}
