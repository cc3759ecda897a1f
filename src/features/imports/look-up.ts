/** Which of our records some rows speak of: looked up for all of them at once, and then told from memory. */
import { termsOf } from '../../db/terms.ts';
import type { Country, Ctx } from '../../lib/context.ts';
import type { CompanyId } from '../../lib/ids.ts';
import { fold } from '../../lib/text.ts';
import { bareName, findCompaniesOf } from '../companies/bulk-service.ts';
import type { Company } from '../companies/model.ts';
import { findContactsOf, findNamedAt } from '../contacts/bulk-service.ts';
import type { Contact } from '../contacts/model.ts';
import { parsePhone, showPhone } from '../contacts/phones.ts';
import { domainOf, isFreeMail } from '../email/addresses.ts';
import { findLeadsOf } from '../leads/bulk-service.ts';
import type { Lead } from '../leads/model.ts';
import type { ImportAs } from './model.ts';
import type { RowFacts } from './row-facts.ts';

/** What is needed of them; of one that is only about to be made, its id is below zero until it is. */
export type CompanyThere = Pick<Company, 'id' | 'name' | 'ico' | 'ownerId'> & Partial<Company>;
export type ContactThere = Pick<Contact, 'id' | 'name' | 'companyId' | 'emails' | 'phones'> &
  Partial<Contact>;

export type LeadThere = Pick<Lead, 'id' | 'name' | 'companyName' | 'email' | 'phone' | 'state'> &
  Partial<Lead>;

export interface LookUp {
  /** E.164; null of what is no number */
  numberOf(phone: string): string | null;
  /** as leads keep it: `+420 601 000 123` */
  shownOf(phone: string): string;
  /** of a row's mail, what everybody can have left out */
  domainsOf(row: Pick<RowFacts, 'company' | 'contacts'>): string[];
  /** of a company that says no other */
  home: Country;
  companiesByIco(ico: string): CompanyThere[];
  companiesByDomain(domain: string): CompanyThere[];
  /** @param bare as bareName leaves it */
  companiesByName(bare: string): CompanyThere[];
  contactByEmail(email: string): ContactThere | null;
  contactsByNumber(number: string): ContactThere[];
  contactsAt(companyId: CompanyId, name: string): ContactThere[];
  leadsByEmail(email: string): LeadThere[];
  leadsByPhone(shown: string): LeadThere[];
  /** @param folded of the person; of the company, where no person is said */
  leadsNamed(folded: string): LeadThere[];
  /** What was just made, or is another one by now. */
  addCompany(company: CompanyThere, domains?: string[]): void;
  addContact(contact: ContactThere): void;
  addLead(lead: LeadThere): void;
  /** What will not be made after all. */
  forget(one: { id: number }): void;
}

export async function lookUp(ctx: Ctx, rows: RowFacts[], as: ImportAs): Promise<LookUp> {
  const look = startLookUp(ctx);
  const found = await findCompaniesOf(ctx, companiesIn(look, rows, as));
  for (const company of found.companies) look.addCompany(company, found.domains.get(company.id));
  const people = rows.flatMap(({ contacts }) => contacts);
  const names = unique(people.flatMap(({ isNamed, name }) => (isNamed ? fold(name) : [])));
  const numbersOf = (named: boolean) =>
    unique(
      people
        .filter(({ isNamed }) => isNamed === named)
        .flatMap(({ phones }) => phones.flatMap((phone) => look.numberOf(phone) ?? [])),
    );
  const contacts = await findContactsOf(ctx, {
    emails: unique(people.flatMap(({ emails }) => emails)),
    numbers: numbersOf(true),
    soleNumbers: numbersOf(false),
    names,
  });
  const ids = found.companies.map(({ id }) => id);
  for (const contact of [...contacts, ...(await findNamedAt(ctx, ids, names))]) look.addContact(contact);
  if (as === 'leads') for (const lead of await findLeadsOf(ctx, leadsIn(look, rows))) look.addLead(lead);
  return look;
}

function leadsIn(look: LookUp, rows: RowFacts[]) {
  const people = rows.flatMap(({ contacts }) => contacts);
  const names = rows.flatMap(
    ({ company, contacts: [one] }) => (one?.isNamed ? one.name : company?.name) ?? [],
  );
  return {
    emails: unique(people.flatMap(({ emails }) => emails)),
    phones: unique(people.flatMap(({ phones }) => phones.map(look.shownOf))),
    names: unique(names.flatMap((name) => termsOf(fold(name))[0] ?? [])),
  };
}

function companiesIn(look: LookUp, rows: RowFacts[], as: ImportAs) {
  const companies = rows.flatMap(({ company }) => company ?? []);
  return {
    icos: unique(companies.flatMap(({ ico }) => ico ?? [])),
    domains: unique(
      as === 'leads'
        ? rows.flatMap(look.domainsOf)
        : companies.flatMap(({ domain }) => domain?.toLowerCase() ?? []),
    ),
    bare: unique(companies.flatMap(({ name }) => (name ? bareName(name) : []))),
  };
}

const unique = (texts: string[]): string[] => [...new Set(texts)];

function startLookUp({ settings }: Ctx): LookUp {
  const [icos, domains, bare] = [shelf<CompanyThere>(), shelf<CompanyThere>(), shelf<CompanyThere>()];
  const [emails, numbers, places] = [shelf<ContactThere>(), shelf<ContactThere>(), shelf<ContactThere>()];
  const leads = { emails: shelf<LeadThere>(), phones: shelf<LeadThere>(), names: shelf<LeadThere>() };
  const keptDomains = new Map<number, string[]>();
  const read = new Map<string, string | null>();
  const shown = new Map<string, string>();
  const placeOf = (companyId: number, name: string) => `${companyId} ${fold(name)}`;
  return {
    numberOf(phone) {
      const known = read.get(phone);
      if (known !== undefined) return known;
      const { number } = parsePhone(phone, settings.country);
      read.set(phone, number);
      return number;
    },
    shownOf(phone) {
      const known = shown.get(phone) ?? showPhone(parsePhone(phone, settings.country), null);
      shown.set(phone, known);
      return known;
    },
    domainsOf: ({ company, contacts }) =>
      [company?.domain, ...contacts.flatMap(({ emails }) => emails.map(domainOf))].flatMap((domain) =>
        domain && !isFreeMail(domain) ? domain.toLowerCase() : [],
      ),
    home: settings.country,
    companiesByIco: (ico) => icos.of(ico),
    companiesByDomain: (domain) => domains.of(domain.toLowerCase()),
    companiesByName: (name) => bare.of(name),
    contactByEmail: (email) => emails.of(email)[0] ?? null,
    contactsByNumber: (number) => numbers.of(number),
    contactsAt: (companyId, name) => places.of(placeOf(companyId, name)),
    leadsByEmail: (email) => leads.emails.of(email),
    leadsByPhone: (phone) => leads.phones.of(phone),
    leadsNamed: (folded) => leads.names.of(folded),
    addCompany(company, its = keptDomains.get(company.id) ?? []) {
      keptDomains.set(company.id, its);
      if (company.ico) icos.put(company.ico, company);
      for (const domain of its) domains.put(domain.toLowerCase(), company);
      bare.put(bareName(company.name), company);
    },
    addContact(contact) {
      for (const { address } of contact.emails) emails.put(address, contact);
      for (const { number } of contact.phones) if (number) numbers.put(number, contact);
      if (contact.companyId) places.put(placeOf(contact.companyId, contact.name), contact);
    },
    addLead(lead) {
      const called = lead.name ?? lead.companyName;
      if (lead.email) leads.emails.put(lead.email, lead);
      if (lead.phone) leads.phones.put(lead.phone, lead);
      if (called) leads.names.put(fold(called), lead);
    },
    forget(one) {
      for (const any of [icos, domains, bare, emails, numbers, places, ...Object.values(leads)])
        any.drop(one);
    },
  };
}

interface Shelf<T> {
  of(key: string): T[];
  /** Once, in place of what it was before. */
  put(key: string, one: T): void;
  drop(one: { id: number }): void;
}

function shelf<T extends { id: number }>(): Shelf<T> {
  const all = new Map<string, T[]>();
  return {
    of: (key) => all.get(key) ?? [],
    put(key, one) {
      const there = all.get(key);
      const at = there?.findIndex(({ id }) => id === one.id) ?? -1;
      if (!there) all.set(key, [one]);
      else if (at >= 0) there[at] = one;
      else there.push(one);
    },
    drop({ id }) {
      for (const [key, there] of all)
        all.set(
          key,
          there.filter((one) => one.id !== id),
        );
    },
  };
}
