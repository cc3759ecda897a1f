import type { Knex } from 'knex';
import { findPersonByEmail, listMemberEmails, listPresent, type Person } from '../../access/people.ts';
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId, ContactId, DealId, LeadId } from '../../lib/ids.ts';
import { numberKeysIn } from '../deals/numbers.ts';
import { findByNumbers } from '../deals/service.ts';
import { leadTitle } from '../leads/model.ts';
import { findLeadByEmail, listLeadsByIds } from '../leads/service.ts';
import { domainAndParents, domainOf, isFreeMail } from './addresses.ts';
import type { DealGuess, Known, LeadGuess } from './match.ts';
import { ownIdKey, readOwnId } from './own-ids.ts';
import type { CustomerMail } from './reading/understand.ts';
import { findChoice } from './triage/choice-store.ts';

/** Everything that match.ts asks about one mail, in a constant number of queries. Acts as the system: it sees all deals. */
export async function lookUp(ctx: Ctx, mail: CustomerMail): Promise<Known> {
  const address = mail.counterpart?.address ?? null;
  const domain = address ? domainOf(address) : null;
  const contact = address ? await findContact(ctx, address) : null;
  const company = await findCompany(ctx, contact?.companyId ?? null, domain);
  const taggedDeal = mail.tag?.kind === 'deal' ? await dealOfNumber(ctx, mail.tag.number) : null;
  const subjectDeal = await dealOfNumber(ctx, subjectNumber(mail.subject));
  const numberedDeals = await findByNumbers(ctx, numberKeysIn(mail.subject), 20);
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
    familiar: fromColleague ? new Set() : await findFamiliar(ctx, named, contact, domain),
    counterpart: address && domain ? { address, domain, isFreeMail: isFreeMail(domain) } : null,
    contact,
    contactDeals: contact
      ? await guesses(
          openDeals(ctx).whereIn(
            'id',
            ctx.db('deal_contacts').where({ contact_id: contact.id }).select('deal_id'),
          ),
        )
      : [],
    company,
    companyDeals: company ? await guesses(openDeals(ctx).where({ company_id: company.id })) : [],
    usualDeal: address ? await findChoice(ctx, address) : null,
    outside: mail.outside.length,
  };
}

/** `Re: [D-42] Lávka`: the number that our own links put there. */
export const subjectNumber = (subject: string): number | null => {
  const digits = /\[\s*d-?(\d{1,9})\s*\]/i.exec(subject)?.[1];
  return digits === undefined ? null : Number(digits);
};

async function dealOfNumber(ctx: Ctx, number: number | null): Promise<DealGuess | null> {
  return number === null ? null : ((await guesses(deals(ctx).where({ id: number })))[0] ?? null);
}

const onePerDeal = <D extends DealGuess>(deals: D[]): D[] =>
  deals.filter(({ id }, index) => deals.findIndex((one) => one.id === id) === index);

/** Those of the deals to which the sender belongs: their contact, or of their company by contact or by domain. */
async function findFamiliar(
  ctx: Ctx,
  ids: DealId[],
  contact: Known['contact'],
  domain: string | null,
): Promise<Set<DealId>> {
  if (ids.length === 0) return new Set();
  const domains =
    domain && !isFreeMail(domain) ? domainAndParents(domain).filter((one) => !isFreeMail(one)) : [];
  const rows: number[] = await ctx
    .db('deals')
    .whereIn('id', ids)
    .where((any) => {
      any.whereIn('company_id', ctx.db('company_domains').whereIn('domain', domains).select('company_id'));
      if (!contact) return;
      any.orWhereIn('id', ctx.db('deal_contacts').where({ contact_id: contact.id }).select('deal_id'));
      if (contact.companyId) any.orWhere({ company_id: contact.companyId });
    })
    .pluck('id');
  return new Set(rows as DealId[]);
}

// biome-ignore lint/suspicious/noExplicitAny: the rows are narrowed by guesses()
type DealQuery = Knex.QueryBuilder<any, any>;

const deals = (ctx: Ctx): DealQuery => ctx.db('deals').whereNull('deleted_at');
const openDeals = (ctx: Ctx): DealQuery => deals(ctx).where({ is_open: true });

const guesses = async (query: DealQuery): Promise<DealGuess[]> => {
  const rows: { id: number; name: string }[] = await query
    .orderBy('updated_at', 'desc')
    .limit(20)
    .select('id', 'name');
  return rows.map(({ id, name }) => ({ id: id as DealId, name }));
};

export async function findContact(
  ctx: Ctx,
  address: string,
): Promise<{ id: ContactId; name: string; companyId: CompanyId | null } | null> {
  const row = await ctx
    .db('contacts')
    .whereIn('id', ctx.db('contact_emails').where({ address }).select('contact_id'))
    .whereNull('deleted_at')
    .orderBy('id')
    .first('id', 'name', 'company_id');
  return row
    ? { id: row.id as ContactId, name: row.name, companyId: row.company_id as CompanyId | null }
    : null;
}

/** The contact's company, else the one company with that domain: a domain that two share names neither. */
async function findCompany(ctx: Ctx, id: CompanyId | null, domain: string | null): Promise<Known['company']> {
  const byId = id
    ? await ctx.db('companies').where({ id }).whereNull('deleted_at').first('id', 'name')
    : undefined;
  if (byId) return { id: byId.id as CompanyId, name: byId.name };
  if (!domain || isFreeMail(domain)) return null;
  for (const one of domainAndParents(domain)) {
    if (isFreeMail(one)) return null;
    const rows = await ctx
      .db('companies')
      .whereIn('id', ctx.db('company_domains').where({ domain: one }).select('company_id'))
      .whereNull('deleted_at')
      .limit(2)
      .select('id', 'name');
    const [row] = rows;
    if (row && rows.length === 1) return { id: row.id as CompanyId, name: row.name };
    if (rows.length > 1) return null;
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
  const rows: {
    message_id: string;
    own: boolean | number;
    deal_id: number | null;
    sales_lead_id: number | null;
  }[] = await ctx
    .db('email_threads')
    .join('inbound_emails', 'inbound_emails.id', 'email_threads.email_id')
    .whereIn('email_threads.message_id', threadIds)
    .where('inbound_emails.status', 'logged')
    .orderBy('email_threads.email_id', 'desc')
    .limit(200)
    .select(
      'email_threads.message_id',
      'email_threads.own',
      'inbound_emails.deal_id',
      'inbound_emails.sales_lead_id',
    );
  const rank = (row: { message_id: string; own: boolean | number }) =>
    threadIds.indexOf(row.message_id) + (row.own ? 0 : threadIds.length);
  const key = await ownIdKey(ctx);
  const ours = threadIds.flatMap((message_id) => {
    const deal = readOwnId(key, message_id);
    return deal === null ? [] : [{ message_id, own: true, deal_id: deal, sales_lead_id: null, ours: true }];
  });
  const ranked = [...rows.map((row) => ({ ...row, ours: false })), ...ours].toSorted(
    (a, b) => rank(a) - rank(b),
  );
  const found = await guesses(
    deals(ctx).whereIn('id', [...new Set(ranked.flatMap((row) => row.deal_id ?? []))]),
  );
  const inOrder = ranked.flatMap((row) => {
    const deal = found.find(({ id }) => id === row.deal_id);
    return deal ? [{ ...deal, ...(row.ours ? { ours: true } : {}) }] : [];
  });
  return {
    deals: onePerDeal(inOrder),
    withoutDeal: inOrder.length === 0 && rows.some((row) => !row.deal_id),
    lead: inOrder.length === 0 ? await firstLead(ctx, ranked) : null,
  };
}

/** Of the closest mail that was put to one; what became a deal is found by it. */
async function firstLead(
  ctx: Ctx,
  ranked: { deal_id: number | null; sales_lead_id: number | null }[],
): Promise<LeadGuess | null> {
  const ids = ranked.flatMap((row) => (row.deal_id ? [] : (row.sales_lead_id ?? [])));
  const leads = await listLeadsByIds(ctx, [...new Set(ids)] as LeadId[]);
  const lead = ids.map((id) => leads.find((one) => one.id === id)).find(Boolean);
  return lead && lead.state !== 'converted' ? { id: lead.id, name: leadTitle(lead) } : null;
}

/** One that was disqualified too: nobody is asked twice about one sender. */
async function leadOf(ctx: Ctx, address: string): Promise<LeadGuess | null> {
  const lead = await findLeadByEmail(ctx, address);
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
