/** Which of our records a row speaks of. */
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId, DealId } from '../../lib/ids.ts';
import { fold } from '../../lib/text.ts';
import { bareName } from '../companies/bulk-service.ts';
import { meantAmong } from '../companies/country.ts';
import type { Deal } from '../deals/model.ts';
import { findDeal, searchDeals } from '../deals/service.ts';
import { hasLegalForm, nameKey } from './known.ts';
import type { CompanyThere, ContactThere, LookUp } from './look-up.ts';
import type { CompanyFacts, ContactFacts, DealFacts } from './row-facts.ts';

/**
 * By IČO, else by the domain of its mail, else by its name. `several` have the name, or the number is another firm's in
 * the other country, and nothing tells them apart.
 */
export function matchCompany(
  look: LookUp,
  { ico, name, domain, fields = {} }: Pick<CompanyFacts, 'ico' | 'name' | 'domain'> & Partial<CompanyFacts>,
): CompanyThere | 'several' | null {
  const known = ico ? meantAmong(look.companiesByIco(ico), { ...fields, name }, look.home) : null;
  if (known) return known === 'unsure' ? 'several' : known;
  // Another IČO is another company, whatever it is called.
  const fits = (company: CompanyThere) => !ico || !company.ico;
  if (domain) {
    const [only, ...others] = look.companiesByDomain(domain).filter(fits);
    if (only && others.length === 0) return only;
  }
  if (!name) return null;
  const alike = look.companiesByName(bareName(name)).filter(fits);
  const same = alike.filter((company) => nameKey(company.name) === nameKey(name));
  const close = alike.filter((company) => !hasLegalForm(name) || !hasLegalForm(company.name));
  const found = same.length > 0 ? same : close;
  return found.length > 1 ? 'several' : (found[0] ?? null);
}

/** By an address or a number; by name among the people of the company, when nothing speaks against it. */
export function matchContact(
  look: LookUp,
  { name, isNamed, emails, phones }: ContactFacts,
  companyId: CompanyId | null,
): ContactThere | null {
  for (const email of emails) {
    const known = look.contactByEmail(email);
    if (known) return known;
  }
  for (const phone of phones) {
    const number = look.numberOf(phone);
    const having = number ? look.contactsByNumber(number) : [];
    // A switchboard's number is shared by many; a name tells them apart.
    const sole = having.length === 1 ? having[0] : undefined;
    const found = isNamed ? having.find((one) => fold(one.name) === fold(name)) : sole;
    if (found) return found;
  }
  if (!companyId || !isNamed) return null;
  const named = look.contactsAt(companyId, name);
  const free = named.filter((contact) => emails.length === 0 || contact.emails.length === 0);
  return free.length === 1 ? (free[0] ?? null) : null;
}

/** By our number, else by name and company; only what the importer may see. `gone`: there is no such number for them. */
export async function matchDeal(
  ctx: Ctx,
  { number, name }: DealFacts,
  companyId: CompanyId | null,
): Promise<Deal | 'gone' | null> {
  if (number !== null) return (await findDeal(ctx, number as DealId)) ?? 'gone';
  if (!name || (companyId !== null && companyId < 0)) return null;
  const found = await searchDeals(ctx, fold(name).slice(0, 40), 50);
  return found.find((deal) => fold(deal.name) === fold(name) && deal.companyId === companyId) ?? null;
}

export const companyKeys = ({ ico, name }: Pick<CompanyFacts, 'ico' | 'name'>): string[] => [
  ...(ico ? [`ico ${ico}`] : []),
  // Two companies of one name and two numbers are two.
  ...(name ? [`name ${nameKey(name)} ${ico ?? ''}`] : []),
  ...(name && ico ? [`name ${nameKey(name)} `] : []),
];

export const contactKeys = (
  { name, emails, phones }: Pick<ContactFacts, 'name' | 'emails' | 'phones'>,
  company: number | null,
): string[] => [
  ...emails.map((email) => `email ${email}`),
  ...phones.map((phone) => `phone ${phone.replace(/\D/g, '').slice(-9)} ${fold(name)}`),
  ...(emails.length === 0 ? [`contact ${company ?? ''} ${fold(name)}`] : []),
];

export const dealKeys = (name: string, company: number | null): string[] => [
  `deal ${company ?? ''} ${fold(name)}`,
];
