/** What the records say of addresses, domains and deals: of those of several mails in one query. */
import type { Knex } from 'knex';
import { asking } from '../../db/recall.ts';
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId, ContactId, DealId, PersonId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';

export interface ContactAt {
  id: ContactId;
  name: string;
  companyId: CompanyId | null;
}

/** Contacts with the address, the first one first. */
export const contactsAt = asking<string, ContactAt[]>('contactsAt', [], async (ctx, addresses) => {
  const rows: { address: string; id: number; name: string; company_id: number | null }[] = await ctx
    .db('contact_emails')
    .join('contacts', 'contacts.id', 'contact_emails.contact_id')
    .whereIn('contact_emails.address', addresses)
    .whereNull('contacts.deleted_at')
    .orderBy('contacts.id')
    .select('contact_emails.address', 'contacts.id', 'contacts.name', 'contacts.company_id');
  return grouped(rows, ({ address, id, name, company_id }) => [
    address,
    { id: id as ContactId, name, companyId: company_id as CompanyId | null },
  ]);
});

/** null: there is none */
export const companyNames = asking<CompanyId, string | null>('companyName', null, async (ctx, ids) => {
  const rows = await ctx.db('companies').whereIn('id', ids).whereNull('deleted_at').select('id', 'name');
  return new Map(rows.map(({ id, name }) => [id as CompanyId, name]));
});

/** null: nobody keeps it */
export const companyOwners = asking<CompanyId, PersonId | null>('companyOwner', null, async (ctx, ids) => {
  const rows = await ctx.db('companies').whereIn('id', ids).whereNull('deleted_at').select('id', 'owner_id');
  return new Map(rows.map((row) => [row.id as CompanyId, row.owner_id as PersonId | null]));
});

export interface CompanyAt {
  id: CompanyId;
  name: string;
  deleted: boolean;
}

export const companiesAt = asking<string, CompanyAt[]>('companiesAt', [], async (ctx, domains) => {
  const rows: { domain: string; id: number; name: string; deleted_at: string | null }[] = await ctx
    .db('company_domains')
    .join('companies', 'companies.id', 'company_domains.company_id')
    .whereIn('company_domains.domain', domains)
    .select('company_domains.domain', 'companies.id', 'companies.name', 'companies.deleted_at');
  return grouped(rows, ({ domain, id, name, deleted_at }) => [
    domain,
    { id: id as CompanyId, name, deleted: deleted_at !== null },
  ]);
});

/** What filing a mail needs of a deal. */
export interface DealFacts {
  id: DealId;
  name: string;
  companyId: CompanyId | null;
  ownerId: PersonId;
  channel: string | null;
  restricted: boolean;
  createdAt: Instant;
}

interface DealFactsRow {
  id: number;
  name: string;
  company_id: number | null;
  owner_id: number;
  channel: string | null;
  restricted: boolean | number;
  created_at: string;
}

const columns = ['id', 'name', 'company_id', 'owner_id', 'channel', 'restricted', 'created_at'].map(
  (column) => `deals.${column}`,
);

const toFacts = (row: DealFactsRow): DealFacts => ({
  id: row.id as DealId,
  name: row.name,
  companyId: row.company_id as CompanyId | null,
  ownerId: row.owner_id as PersonId,
  channel: row.channel,
  restricted: Boolean(row.restricted),
  createdAt: row.created_at as Instant,
});

/** null: there is none */
export const dealFacts = asking<DealId, DealFacts | null>('dealFacts', null, async (ctx, ids) => {
  const rows: DealFactsRow[] = await ctx
    .db('deals')
    .whereIn('id', ids)
    .whereNull('deleted_at')
    .select(columns);
  return new Map(rows.map((row) => [row.id as DealId, toFacts(row)]));
});

/** More open deals than these nobody chooses from. */
const mostDeals = 20;

/** The one changed last first. */
export const openDealsOfContact = asking<ContactId, DealFacts[]>('dealsOfContact', [], (ctx, ids) =>
  openDeals(
    ctx,
    ctx
      .db('deals')
      .join('deal_contacts', 'deal_contacts.deal_id', 'deals.id')
      .whereIn('deal_contacts.contact_id', ids)
      .select('deal_contacts.contact_id as of', ...columns),
  ),
);

export const openDealsOfCompany = asking<CompanyId, DealFacts[]>('dealsOfCompany', [], (ctx, ids) =>
  openDeals(
    ctx,
    ctx
      .db('deals')
      .whereIn('deals.company_id', ids)
      .select('deals.company_id as of', ...columns),
  ),
);

async function openDeals<K extends number>(
  ctx: Ctx,
  // biome-ignore lint/suspicious/noExplicitAny: knex cannot type columns by `table.column`
  query: Knex.QueryBuilder<any, any>,
): Promise<Map<K, DealFacts[]>> {
  const rows: (DealFactsRow & { of: K })[] = await query
    // As a plain condition SQLite takes it for the narrower one, and reads every open deal of the firm.
    .whereRaw('coalesce(deals.is_open, false)')
    .whereNull('deals.deleted_at')
    .orderBy('deals.updated_at', 'desc');
  const found = grouped(rows, (row) => [row.of, toFacts(row)]);
  for (const facts of rows.map(toFacts)) dealFacts.foretell(ctx, facts.id, facts);
  return new Map([...found].map(([of, deals]) => [of, deals.slice(0, mostDeals)]));
}

/** The deal's own people outside the firm. */
export const contactsOnDeal = asking<DealId, ContactId[]>('contactsOnDeal', [], async (ctx, ids) => {
  const rows = await ctx.db('deal_contacts').whereIn('deal_id', ids).select('deal_id', 'contact_id');
  return grouped(rows, (row) => [row.deal_id as DealId, row.contact_id as ContactId]);
});

/** Which keys are some deal's: most subjects hold none. */
export const numbersKnown = asking<string, boolean>('dealNumber', false, async (ctx, keys) => {
  const rows = await ctx.db('deal_numbers').whereIn('key', keys).distinct('key');
  return new Map(rows.map(({ key }) => [key, true]));
});

/** Which addresses are some lead's that did not become a customer. */
export const areOfLeads = asking<string, boolean>('leadAt', false, async (ctx, addresses) => {
  const rows = await ctx
    .db('leads')
    .whereIn('email', addresses)
    .whereNull('deleted_at')
    .whereNot({ state: 'converted' })
    .distinct('email');
  return new Map(rows.map(({ email }) => [email ?? '', true]));
});

/** Addresses to which mail did not arrive. */
export const bouncedAt = asking<string, boolean>('bouncedAt', false, async (ctx, addresses) => {
  const rows = await ctx
    .db('contact_emails')
    .whereIn('address', addresses)
    .whereNotNull('bounced_at')
    .distinct('address');
  return new Map(rows.map(({ address }) => [address, true]));
});

/** With whom mails are here that a colleague passed on, or may since this transaction began. */
export const passedOnWith = asking<string, boolean>('passedOnWith', false, async (ctx, addresses) => {
  const rows = await ctx
    .db('inbound_emails')
    .whereIn('counterpart', addresses)
    .whereNotNull('forwarded_by')
    .distinct('counterpart');
  return new Map(rows.map(({ counterpart }) => [counterpart ?? '', true]));
});

/** Under which Message-IDs mails are here that are logged or wait, or may since this transaction began. */
export const keptUnder = asking<string, boolean>('keptUnder', false, async (ctx, ids) => {
  // By the status too SQLite would go through all mails of that status.
  const rows = await ctx.db('inbound_emails').whereIn('message_id', ids).select('message_id', 'status');
  const kept = rows.filter(({ status }) => ['logged', 'triage'].includes(status));
  return new Map(kept.map(({ message_id }) => [message_id ?? '', true]));
});

function grouped<R, K, T>(rows: R[], of: (row: R) => [K, T]): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const [key, value] = of(row);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
