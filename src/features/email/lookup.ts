import { findPersonByEmail, listMemberEmails, listPresent, type Person } from '../../access/people.ts';
import { recall } from '../../db/recall.ts';
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId, ContactId, DealId, LeadId } from '../../lib/ids.ts';
import { numberKeysIn } from '../deals/numbers.ts';
import { findByNumbers } from '../deals/service.ts';
import { leadTitle } from '../leads/model.ts';
import { findLeadByEmail, listLeadsByIds } from '../leads/service.ts';
import { domainAndParents, domainOf, isFreeMail } from './addresses.ts';
import { type DealGuess, type Known, type LeadGuess, manyPeople } from './match.ts';
import { ownIdKey, readOwnId } from './own-ids.ts';
import type { CustomerMail } from './reading/understand.ts';
import {
  areOfLeads,
  type ContactAt,
  companiesAt,
  companyNames,
  contactsAt,
  contactsOnDeal,
  type DealFacts,
  dealFacts,
  numbersKnown,
  openDealsOfCompany,
  openDealsOfContact,
} from './records-store.ts';
import { mailsNamed } from './thread-store.ts';
import { type Chosen, findChoice } from './triage/choice-store.ts';
import { companySince } from './triage/since.ts';

/** What of a mail says where it belongs. */
type Looked = Pick<
  CustomerMail,
  'counterpart' | 'tag' | 'subject' | 'threadIds' | 'forwardedBy' | 'direction' | 'outside'
>;

/** Everything that match.ts asks about one mail, in a constant number of queries. Acts as the system: it sees all deals. */
export async function lookUp(ctx: Ctx, mail: Looked): Promise<Known> {
  const address = mail.counterpart?.address ?? null;
  const domain = address ? domainOf(address) : null;
  const contact = address ? await findContact(ctx, address) : null;
  const chosen = address ? await findChoice(ctx, address) : null;
  const chosenPlace = await placeOf(ctx, chosen, contact);
  const place = chosenPlace?.by ? chosenPlace : null;
  const own = await findCompany(ctx, contact?.companyId ?? null, domain);
  const company = own ?? place?.company ?? null;
  const taggedDeal = mail.tag?.kind === 'deal' ? await dealOfNumber(ctx, mail.tag.number) : null;
  const subjectDeal = await dealOfSubject(ctx, mail.subject);
  const numberedDeals = await findNumbered(ctx, mail.subject);
  const thread = await findThread(ctx, mail.threadIds);
  const fromColleague = mail.forwardedBy !== null || mail.direction !== 'in';
  const named = [taggedDeal, subjectDeal, ...numberedDeals].flatMap((deal) => deal?.id ?? []);
  return {
    tag: mail.tag,
    taggedDeal,
    threadDeals: thread.deals,
    threadWithoutDeal: thread.withoutDeal,
    threadLead: thread.lead,
    lead: address ? await leadOf(ctx, address) : null,
    subjectDeal,
    numberedDeals: onePerDeal(numberedDeals),
    fromColleague,
    familiar: fromColleague ? new Set() : await findFamiliar(ctx, named, contact, domain, place),
    counterpart: address && domain ? { address, domain, isFreeMail: isFreeMail(domain) } : null,
    contact,
    contactDeals: contact ? (await openDealsOfContact.one(ctx, contact.id)).map(asGuess) : [],
    company,
    companyDeals: company ? (await openSince(ctx, company.id, own ? null : chosen)).map(asGuess) : [],
    usualDeal: chosen?.dealId ?? null,
    usualIsOwn: chosen?.dealId ? chosen.isOwn : false,
    chosenDeal: chosen?.dealId ? chosen.sure : null,
    place,
    guessedPlace: place ? null : chosenPlace,
    outside: mail.outside.length,
    recipients: await contactsOfCircular(ctx, mail),
  };
}

/** Of so many recipients the contacts are looked for; a mail program sends to no more. */
const mostRecipients = 500;

async function contactsOfCircular(ctx: Ctx, mail: Looked): Promise<ContactId[]> {
  const { outside, direction, forwardedBy } = mail;
  if (outside.length <= manyPeople || direction !== 'out' || forwardedBy) return [];
  const addresses = outside.slice(0, mostRecipients).map(({ address }) => address);
  const found = [...(await contactsAt.many(ctx, addresses)).values()].flatMap(([first]) => first ?? []);
  return [...new Set(found.map(({ id }) => id))];
}

/** `Re: [D-42] Lávka`: the number that our own links put there; other firms' systems write such of their own. */
export const subjectNumbers = (subject: string): DealId[] =>
  [...subject.matchAll(/\[\s*d-?(\d{1,9})\s*\]/gi)]
    .slice(0, mostNumbers)
    .map(([, digits]) => Number(digits) as DealId);

const mostNumbers = 5;

/** The first that is a deal's. */
async function dealOfSubject(ctx: Ctx, subject: string): Promise<DealGuess | null> {
  for (const number of subjectNumbers(subject)) {
    const deal = await dealOfNumber(ctx, number);
    if (deal) return deal;
  }
  return null;
}

const asGuess = ({ id, name }: DealGuess): DealGuess => ({ id, name });

async function dealOfNumber(ctx: Ctx, number: number | null): Promise<DealGuess | null> {
  const deal = number === null ? null : await dealFacts.one(ctx, number as DealId);
  return deal && asGuess(deal);
}

/** What in a subject could be somebody's number. */
export const keysOf = (ctx: Ctx, subject: string): Promise<string[]> =>
  recall(ctx, `numbers in ${subject}`, async () => numberKeysIn(subject));

async function findNumbered(ctx: Ctx, subject: string): Promise<Known['numberedDeals']> {
  const keys = await keysOf(ctx, subject);
  const known = await numbersKnown.many(ctx, keys);
  return findByNumbers(
    ctx,
    keys.filter((key) => known.get(key)),
    20,
  );
}

const onePerDeal = <D extends DealGuess>(deals: D[]): D[] =>
  deals.filter(({ id }, index) => deals.findIndex((one) => one.id === id) === index);

/** Those of the deals to which the sender belongs: their contact, or of their company by contact or by domain. */
async function findFamiliar(
  ctx: Ctx,
  ids: DealId[],
  contact: Known['contact'],
  domain: string | null,
  place: Known['place'],
): Promise<Set<DealId>> {
  if (ids.length === 0) return new Set();
  const domains =
    domain && !isFreeMail(domain) ? domainAndParents(domain).filter((one) => !isFreeMail(one)) : [];
  const at = [...(await companiesAt.many(ctx, domains)).values()].flat();
  const theirs = [contact?.companyId ?? null, place?.company?.id ?? null].filter((id) => id !== null);
  const companies = new Set([...at.map(({ id }) => id), ...theirs]);
  const people = contact ? await contactsOnDeal.many(ctx, ids) : null;
  const belong = [...(await dealFacts.many(ctx, ids)).values()].filter(
    (deal) =>
      deal &&
      ((deal.companyId && companies.has(deal.companyId)) ||
        (contact && people?.get(deal.id)?.includes(contact.id))),
  );
  return new Set(belong.flatMap((deal) => deal?.id ?? []));
}

/** Where somebody put mail of this sender that has no deal: a company that is there still, else their contact. */
async function placeOf(
  ctx: Ctx,
  chosen: Chosen | null,
  contact: Known['contact'],
): Promise<NonNullable<Known['place']> | null> {
  if (chosen?.dealId !== null) return null;
  const { personId: by } = chosen;
  const companyId = await companySince(ctx, chosen.companyId);
  const name = companyId && (await companyNames.one(ctx, companyId));
  if (companyId && name) return { company: { id: companyId, name }, who: name, by };
  return contact && { company: null, who: contact.name, by };
}

/** Whoever put the sender to the company and to none of its deals meant those that were open then. */
async function openSince(ctx: Ctx, companyId: CompanyId, chosen: Chosen | null): Promise<DealFacts[]> {
  const open = await openDealsOfCompany.one(ctx, companyId);
  if (chosen?.dealId !== null) return open;
  return open.some(({ createdAt }) => createdAt > chosen.at) ? open : [];
}

export const findContact = async (ctx: Ctx, address: string): Promise<ContactAt | null> =>
  (await contactsAt.one(ctx, address))[0] ?? null;

/** The contact's company, else the one company with that domain: a domain that two share names neither. */
async function findCompany(ctx: Ctx, id: CompanyId | null, domain: string | null): Promise<Known['company']> {
  const name = id ? await companyNames.one(ctx, id) : null;
  if (id && name !== null) return { id, name };
  if (!domain || isFreeMail(domain)) return null;
  for (const one of domainAndParents(domain)) {
    if (isFreeMail(one)) return null;
    const there = (await companiesAt.one(ctx, one)).filter(({ deleted }) => !deleted);
    const [company, ...others] = new Map(there.map((found) => [found.id, found])).values();
    if (company) return others.length === 0 ? { id: company.id, name: company.name } : null;
  }
  return null;
}

/**
 * Deals of the mails this one answers, the closest message first; of several with one Message-ID the newest. Ids that we
 * gave out name their deal themselves.
 */
async function findThread(
  ctx: Ctx,
  threadIds: string[],
): Promise<{ deals: Known['threadDeals']; withoutDeal: boolean; lead: LeadGuess | null }> {
  if (threadIds.length === 0) return { deals: [], withoutDeal: false, lead: null };
  const named = await mailsNamed.many(ctx, threadIds);
  const rows = [...named].flatMap(([messageId, mails]) =>
    mails.filter(({ status }) => status === 'logged').map((mail) => ({ ...mail, messageId })),
  );
  const rank = (row: { messageId: string; own: boolean }) =>
    threadIds.indexOf(row.messageId) + (row.own ? 0 : threadIds.length);
  const key = await ownIdKey(ctx);
  const ours = threadIds.flatMap((messageId) => {
    const dealId = readOwnId(key, messageId);
    return dealId === null ? [] : [{ messageId, own: true, dealId, leadId: null, ours: true }];
  });
  const ranked = [...rows.map((row) => ({ ...row, ours: false })), ...ours].toSorted(
    (a, b) => rank(a) - rank(b),
  );
  const found = await dealFacts.many(
    ctx,
    ranked.flatMap((row) => row.dealId ?? []),
  );
  const inOrder = ranked.flatMap((row) => {
    const deal = row.dealId && found.get(row.dealId);
    return deal ? [{ ...asGuess(deal), ...(row.ours ? { ours: true } : {}) }] : [];
  });
  return {
    deals: onePerDeal(inOrder),
    // Who answers a circular begins a conversation of their own.
    withoutDeal: inOrder.length === 0 && rows.some((row) => !row.dealId && row.reason !== 'sentToMany'),
    lead: inOrder.length === 0 ? await firstLead(ctx, ranked) : null,
  };
}

/** Of the closest mail that was put to one; what became a deal is found by it. */
async function firstLead(
  ctx: Ctx,
  ranked: { dealId: DealId | null; leadId: LeadId | null }[],
): Promise<LeadGuess | null> {
  const ids = ranked.flatMap((row) => (row.dealId ? [] : (row.leadId ?? [])));
  const leads = await listLeadsByIds(ctx, [...new Set(ids)]);
  const lead = ids.map((id) => leads.find((one) => one.id === id)).find(Boolean);
  return lead && lead.state !== 'converted' ? { id: lead.id, name: leadTitle(lead) } : null;
}

/** One that was disqualified too: nobody is asked twice about one sender. */
async function leadOf(ctx: Ctx, address: string): Promise<LeadGuess | null> {
  const lead = (await areOfLeads.one(ctx, address)) ? await findLeadByEmail(ctx, address) : null;
  return lead && { id: lead.id, name: leadTitle(lead) };
}

/** @param place.colleagues people of the batch that is decided, so that none is asked for again with each of its mails */
export async function findColleague(
  ctx: Ctx,
  address: string | null | undefined,
  { colleagues }: { colleagues?: Colleagues } = {},
): Promise<Person | null> {
  if (!address) return null;
  return colleagues ? (colleagues.get(address.toLowerCase()) ?? null) : findPersonByEmail(ctx.db, address);
}

/** Everybody who did not leave, by their address in lower case. */
export type Colleagues = ReadonlyMap<string, Person>;

export async function listColleagues(ctx: Ctx): Promise<Colleagues> {
  const people = (await listPresent(ctx.db)).toReversed();
  return new Map(people.flatMap((person) => (person.email ? [[person.email.toLowerCase(), person]] : [])));
}

/** Where colleagues write from: what Slack knows. */
export const listPeopleAddresses = (ctx: Ctx): Promise<string[]> => listMemberEmails(ctx.db);
