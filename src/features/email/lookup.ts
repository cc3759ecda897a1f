import type { Knex } from 'knex';
import { findPersonByEmail, listMembers, type Person } from '../../access/people.ts';
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId, ContactId, DealId } from '../../lib/ids.ts';
import { domainAndParents, domainOf, isFreeMail } from './addresses.ts';
import type { DealGuess, Known } from './match.ts';
import type { CustomerMail } from './understand.ts';

/** Everything that match.ts asks about one mail, in a constant number of queries. Acts as the system: it sees all deals. */
export async function lookUp(ctx: Ctx, mail: CustomerMail): Promise<Known> {
  const address = mail.counterpart?.address ?? null;
  const domain = address ? domainOf(address) : null;
  const contact = address ? await findContact(ctx, address) : null;
  const company = await findCompany(ctx, contact?.companyId ?? null, domain);
  const [tagged] = mail.tag?.kind === 'deal' ? await guesses(deals(ctx).where({ id: mail.tag.number })) : [];
  return {
    tag: mail.tag,
    taggedDeal: tagged ?? null,
    threadDeals: await findThreadDeals(ctx, mail.threadIds),
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
  };
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
    .whereRaw('lower(email) = ?', [address])
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

/** Deals of the mails this one answers, the closest message first; of several with one Message-ID the newest. */
async function findThreadDeals(ctx: Ctx, threadIds: string[]): Promise<DealGuess[]> {
  if (threadIds.length === 0) return [];
  const rows: { message_id: string; own: boolean | number; id: number; name: string; email_id: number }[] =
    await ctx
      .db('email_threads')
      .join('inbound_emails', 'inbound_emails.id', 'email_threads.email_id')
      .join('deals', 'deals.id', 'inbound_emails.deal_id')
      .whereIn('email_threads.message_id', threadIds)
      .where('inbound_emails.status', 'logged')
      .whereNull('deals.deleted_at')
      .orderBy('email_threads.email_id', 'desc')
      .limit(200)
      .select(
        'email_threads.message_id',
        'email_threads.own',
        'email_threads.email_id',
        'deals.id as id',
        'deals.name as name',
      );
  const rank = (row: { message_id: string; own: boolean | number }) =>
    threadIds.indexOf(row.message_id) + (row.own ? 0 : threadIds.length);
  const found = new Map<DealId, DealGuess>();
  for (const row of rows.toSorted((a, b) => rank(a) - rank(b))) {
    const id = row.id as DealId;
    if (!found.has(id)) found.set(id, { id, name: row.name });
  }
  return [...found.values()];
}

export const findColleague = (ctx: Ctx, address: string | null | undefined): Promise<Person | null> =>
  address ? findPersonByEmail(ctx.db, address) : Promise.resolve(null);

/** Where colleagues write from: what Slack knows. */
export async function listPeopleAddresses(ctx: Ctx): Promise<string[]> {
  return (await listMembers(ctx.db)).flatMap(({ email }) => (email ? [email.toLowerCase()] : []));
}
