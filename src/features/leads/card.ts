/** Everything a lead's card shows, as its reader sees it. */
import { listPeople } from '../../access/people.ts';
import type { Ctx } from '../../lib/context.ts';
import type { LeadId, PersonId } from '../../lib/ids.ts';
import { listCompaniesByIds } from '../companies/service.ts';
import { type Contact, fullName } from '../contacts/model.ts';
import { listContactsByIds } from '../contacts/service.ts';
import type { Deal } from '../deals/model.ts';
import { findDeal } from '../deals/service.ts';
import { type Customer, findCustomer } from './customer.ts';
import { isOpen, type Lead } from './model.ts';
import { type LeadCardPart, leadPartsOf } from './part.ts';
import { getLead } from './service.ts';

export interface LeadCard {
  lead: Lead;
  owner: string | null;
  /** of one that is worked on: who they are among our customers */
  customer: Customer | null;
  /** the same person among our contacts, who may not want to be approached */
  contact: Contact | null;
  /** what it became; null also when the reader may not see it */
  deal: Deal | null;
  /** names of what it became besides the deal */
  became: string[];
  parts: LeadCardPart[];
}

/** @throws CrmError notFound */
export async function readLeadCard(ctx: Ctx, id: LeadId): Promise<LeadCard> {
  const lead = await getLead(ctx, id);
  const { dealId, companyId, contactId } = lead.became;
  const [owners, customer, deal, companies, contacts, parts] = await Promise.all([
    listPeople(ctx.db, [lead.ownerId]),
    isOpen(lead) ? findCustomer(ctx, lead) : null,
    dealId ? findDeal(ctx, dealId) : null,
    listCompaniesByIds(ctx, companyId ? [companyId] : []),
    listContactsByIds(ctx, contactId ? [contactId] : []),
    Promise.all(leadPartsOf(ctx).map((part) => part.card(ctx, lead))),
  ]);
  const became = [...companies.map(({ name }) => name), ...contacts.map(fullName)];
  const contact = customer?.contact ?? contacts[0] ?? null;
  return { lead, owner: owners[0]?.name ?? null, customer, contact, deal, became, parts };
}

/** Names of the leads' owners. */
export async function ownersOf(ctx: Ctx, leads: Lead[]): Promise<Map<PersonId, string>> {
  const people = await listPeople(ctx.db, [...new Set(leads.map(({ ownerId }) => ownerId))]);
  return new Map(people.map(({ id, name }) => [id, name]));
}
