/** Rows of people and companies who are no customers yet: who they are, and what is said of them. */
import type { Ctx } from '../../lib/context.ts';
import { actorId } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import { fold } from '../../lib/text.ts';
import { bareName } from '../companies/bulk-service.ts';
import { isOpen, type Lead, type LeadFields, leadNumber, type NewLead } from '../leads/model.ts';
import type { LeadThere, LookUp } from './look-up.ts';
import { matchCompany } from './matching.ts';
import type { ImportRule, Why } from './model.ts';
import type { RowFacts } from './row-facts.ts';

type Said = Pick<RowFacts, 'company' | 'contacts' | 'lead'>;

export function newLead(
  ctx: Ctx,
  { company, contacts, lead }: Said,
  ownerId: PersonId | null,
): NewLead & { ownerId: PersonId } {
  const [contact] = contacts;
  return {
    name: contact?.isNamed ? contact.name : null,
    position: contact?.position ?? null,
    email: contact?.emails[0] ?? null,
    phone: contact?.phones[0] ?? null,
    companyName: company?.name ?? null,
    ico: company?.ico ?? null,
    ...(company?.domain ? { domain: company.domain } : {}),
    source: lead.source,
    campaign: lead.campaign,
    class: lead.class,
    classReason: lead.classReason,
    note: lead.note,
    ownerId: ownerId ?? (actorId(ctx) as PersonId),
  };
}

/** A customer is no lead, and one that somebody has put aside is not worked on again by itself. */
export function leadProblem(look: LookUp, said: Said, there: LeadThere | null): Why | null {
  const { company, contacts } = said;
  const known = contacts[0]?.emails.map(look.contactByEmail).find((contact) => contact !== null);
  if (known) return { code: 'contactKnown', column: null, text: known.name };
  const [domain = null] = look.domainsOf(said);
  const match = matchCompany(look, { ico: company?.ico ?? null, name: company?.name ?? null, domain });
  if (match && match !== 'several' && match.lifeCycle === 'customer')
    return { code: 'customer', column: null, text: match.name };
  if (there && !isOpen(there as Lead))
    return { code: 'leadClosed', column: null, text: leadNumber(there.id) };
  return null;
}

/** By the address, else the number, else the name and the company; another address is another person. */
export function matchLead(look: LookUp, { company, contacts }: Said): LeadThere | null {
  const [contact] = contacts;
  const name = contact?.isNamed ? fold(contact.name) : null;
  const emails = contact?.emails ?? [];
  for (const email of emails) {
    const [known] = look.leadsByEmail(email);
    if (known) return known;
  }
  const fits = (lead: LeadThere) => emails.length === 0 || lead.email === null;
  const isSame = (lead: LeadThere) => (lead.name === null ? null : fold(lead.name)) === name;
  for (const phone of contact?.phones ?? []) {
    const having = look.leadsByPhone(look.shownOf(phone)).filter(fits);
    const found = having.find(isSame) ?? (name === null && having.length === 1 ? having[0] : undefined);
    if (found) return found;
  }
  const bare = company?.name ? bareName(company.name) : '';
  const called = contact?.isNamed ? contact.name : company?.name;
  const named = called ? look.leadsNamed(fold(called)) : [];
  const found = named.filter(
    (lead) => fits(lead) && isSame(lead) && (lead.companyName ? bareName(lead.companyName) : '') === bare,
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** What is empty, or all that differs, as the importer chose. Whose it is stays: who has a lead works on it. */
export function leadChange(
  look: LookUp,
  { ownerId, phone, classReason, ...given }: NewLead,
  before: LeadThere,
  rule: ImportRule,
): Partial<LeadFields> {
  const wanted = { ...given, phone: phone ? look.shownOf(phone) : null };
  const there = before as unknown as Record<string, unknown>;
  const change = Object.fromEntries(
    Object.entries(wanted).filter(([field, value]) => {
      if (value === null || value === undefined || value === there[field]) return false;
      return rule === 'overwrite' || !there[field];
    }),
  ) as Partial<LeadFields>;
  // Why it is of its class is of no use with another one.
  const isOfItsClass = given.class && (change.class ?? before.class) === given.class;
  if (isOfItsClass && classReason && (change.class || !before.classReason)) change.classReason = classReason;
  return change;
}

/** What the same lead further down is known by. */
export function leadKeys({ company, contacts }: Said): { find: string[]; add: string[] } {
  const [contact] = contacts;
  const bare = company?.name ? bareName(company.name) : '';
  const name = `${bare} ${contact ? fold(contact.name) : ''}`;
  const emails = (contact?.emails ?? []).map((email) => `email ${email}`);
  const phones = (contact?.phones ?? []).map(
    (phone) => `phone ${phone.replace(/\D/g, '').slice(-9)} ${name}`,
  );
  return emails.length > 0
    ? { find: [...emails, `lead ${name}`], add: [...emails, `any lead ${name}`] }
    : { find: [...phones, `any lead ${name}`], add: [...phones, `lead ${name}`, `any lead ${name}`] };
}
