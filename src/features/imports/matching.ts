/** Which of our records a row speaks of. */
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId, DealId } from '../../lib/ids.ts';
import { fold } from '../../lib/text.ts';
import type { Company } from '../companies/model.ts';
import { findCompanyByIco, listCompaniesByDomain, searchCompanies } from '../companies/service.ts';
import type { Contact } from '../contacts/model.ts';
import { parsePhone } from '../contacts/phones.ts';
import { findContactByEmail, listContactsOf, searchContacts } from '../contacts/service.ts';
import type { Deal } from '../deals/model.ts';
import { findDeal, searchDeals } from '../deals/service.ts';
import { bareName, hasLegalForm, nameKey, withoutForm } from './known.ts';
import type { CompanyFacts, ContactFacts, DealFacts } from './row-facts.ts';

/** By IČO, else by the domain of its mail, else by its name. `several` have the name, and nothing tells them apart. */
export async function matchCompany(
  ctx: Ctx,
  { ico, name, domain }: CompanyFacts,
): Promise<Company | 'several' | null> {
  if (ico) {
    const known = await findCompanyByIco(ctx, ico);
    if (known) return known;
  }
  // Another IČO is another company, whatever it is called.
  const fits = (company: Company) => !ico || !company.ico;
  if (domain) {
    const [only, ...others] = (await listCompaniesByDomain(ctx, domain)).filter(fits);
    if (only && others.length === 0) return only;
  }
  if (!name) return null;
  const bare = bareName(name);
  const alike = (await searchCompanies(ctx, withoutForm(name), 50)).filter(
    (company) => bareName(company.name) === bare,
  );
  const same = alike.filter((company) => nameKey(company.name) === nameKey(name) && fits(company));
  const close = alike.filter(
    (company) => fits(company) && (!hasLegalForm(name) || !hasLegalForm(company.name)),
  );
  const found = same.length > 0 ? same : close;
  return found.length > 1 ? 'several' : (found[0] ?? null);
}

/** By an address or a number; by name among the people of the company, when nothing speaks against it. */
export async function matchContact(
  ctx: Ctx,
  { name, isNamed, emails, phones }: ContactFacts,
  companyId: CompanyId | null,
): Promise<Contact | null> {
  for (const email of emails) {
    const known = await findContactByEmail(ctx, email);
    if (known) return known;
  }
  const isSame = (contact: Contact) => fold(contact.name) === fold(name);
  for (const phone of phones) {
    const { number } = parsePhone(phone, ctx.settings.country);
    if (!number) continue;
    const having = (await searchContacts(ctx, number, 20)).filter((contact) =>
      contact.phones.some((one) => one.number === number),
    );
    // A switchboard's number is shared by many; a name tells them apart.
    const found = isNamed ? having.find(isSame) : having.length === 1 ? having[0] : undefined;
    if (found) return found;
  }
  if (!companyId || companyId < 0 || !isNamed) return null;
  const named = (await listContactsOf(ctx, companyId, 500)).filter(isSame);
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
