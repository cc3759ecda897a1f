/** Mails that wait for a person: those of one sender are asked about on one card. */
import type { Knex } from 'knex';
import { isPostgres } from '../../../db/dialect.ts';
import { asking } from '../../../db/recall.ts';
import type { Ctx } from '../../../lib/context.ts';
import type { PersonId } from '../../../lib/ids.ts';
import type { Email, EmailId } from '../model.ts';
import { toEmail } from '../store.ts';

/** More of one sender than this are not put away at once. */
export const groupLimit = 100;

const waiting = (ctx: Ctx) => ctx.db('inbound_emails').where({ status: 'triage' });

/** All that waits, for a query to choose among: what compares no value with `=` SQLite would look for among all mails. */
export const waitingIds = (ctx: Ctx) =>
  ctx.db('inbound_emails').whereRaw("status = 'triage'").select('inbound_emails.id');

/** A waiting mail whose card asks about its sender. */
export type AskedMail = Pick<
  Email,
  'id' | 'senderDoubt' | 'history' | 'receivedAt' | 'cameLate' | 'triagePersonId'
>;

/** By address, the one that others join first; who only claims to be the sender is another one. */
export const askedAbout = asking<string, AskedMail[]>(
  'asked about',
  [],
  async (ctx, addresses) => {
    const together = await readAsked(ctx, addresses, mostTogether);
    const mails = together.length < mostTogether ? together : await readAskedByEach(ctx, addresses);
    return Map.groupBy<string, Email>(mails, ({ counterpart }) => counterpart ?? '');
  },
  ['inbound_emails'],
);

/** Most senders have one; some several: what may belong to deals of different people is asked about apart. */
const mostTogether = 200;
const mostEach = 20;

async function readAskedByEach(ctx: Ctx, addresses: string[]): Promise<Email[]> {
  const mails: Email[] = [];
  for (const address of addresses) mails.push(...(await readAsked(ctx, [address], mostEach)));
  return mails;
}

/** Nobody decides about them until this transaction ends. */
async function readAsked(ctx: Ctx, addresses: string[], most: number): Promise<Email[]> {
  const held = new Set<number>();
  for (;;) {
    const rows = await ctx
      .db('inbound_emails')
      // SQLite plans a statement anew each time when a value that is bound may decide about a partial index.
      .whereRaw("status = 'triage'")
      .whereIn('counterpart', addresses)
      .whereNull('triage_lead_id')
      .whereNot({ reason: 'newDealTag' })
      .orderBy('history')
      .orderBy('id', 'desc')
      .limit(most);
    const free = rows.map(({ id }) => id).filter((id) => !held.has(id));
    if (free.length === 0 || !isPostgres(ctx.db)) return rows.map(toEmail);
    // Whoever had one of them may have passed its card on to another: that is seen only after the wait.
    await ctx.db('inbound_emails').whereIn('id', free).orderBy('id').forShare().select('id');
    for (const id of free) held.add(id);
  }
}

/** This transaction asks about the sender by the mail: the next ones join it. */
export async function nowAskedAbout(tx: Ctx, address: string, mail: AskedMail): Promise<void> {
  const known = await askedAbout.one(tx, address);
  // What came with the history waits without a card.
  const ahead = mail.history ? known.filter(({ history }) => !history) : [];
  const behind = known.filter((one) => !ahead.includes(one));
  askedAbout.foretell(tx, address, [...ahead, mail, ...behind]);
}

/**
 * On a card of its own, and not on that of a mail that waits no more.
 * @param among which of those whose cards they would be count: all, unless it is said
 */
export const hasOwnCard = (
  query: Knex.QueryBuilder,
  among: (lead: Knex.QueryBuilder) => void = () => {},
): Knex.QueryBuilder =>
  query.where((any) =>
    any
      .whereNull('inbound_emails.triage_lead_id')
      .orWhereNotExists((lead) =>
        lead
          .from('inbound_emails as lead')
          .whereRaw('lead.id = inbound_emails.triage_lead_id')
          .where('lead.status', 'triage')
          .whereNull('lead.triage_lead_id')
          .where(among),
      ),
  );

/** The mails on whose cards these would be, though those wait no more. */
export async function listGoneLeads(ctx: Ctx, ids: EmailId[]): Promise<EmailId[]> {
  const rows = await waiting(ctx)
    .whereIn('inbound_emails.id', ids)
    .whereNotNull('inbound_emails.triage_lead_id')
    .modify(hasOwnCard)
    .distinct('inbound_emails.triage_lead_id');
  return rows.map((row) => row.triage_lead_id as EmailId);
}

export async function listJoined(ctx: Ctx, lead: EmailId): Promise<Email[]> {
  const rows = await waiting(ctx).where({ triage_lead_id: lead }).orderBy('id').limit(groupLimit);
  return rows.map(toEmail);
}

/** How many others wait on the cards of these mails. */
export async function countJoined(ctx: Ctx, leads: EmailId[]): Promise<Map<EmailId, number>> {
  const rows: { triage_lead_id: number | null; total: number | string }[] = await waiting(ctx)
    .whereIn('triage_lead_id', leads)
    .groupBy('triage_lead_id')
    .select('triage_lead_id')
    .count({ total: '*' });
  return new Map(rows.map((row) => [row.triage_lead_id as EmailId, Number(row.total)]));
}

/** Everything that waits from an address, or from a domain (`@firma.example`). */
export async function listWaitingOf(ctx: Ctx, pattern: string): Promise<Email[]> {
  const rows = await waiting(ctx)
    .whereIn('id', waitingIds(ctx))
    .where((any) =>
      pattern.startsWith('@')
        ? any.whereLike('counterpart', `%${pattern}`).orWhereLike('counterpart', `%.${pattern.slice(1)}`)
        : any.where({ counterpart: pattern }),
    )
    .orderBy('id')
    .limit(groupLimit);
  return rows.map(toEmail);
}

export async function setLead(ctx: Ctx, ids: EmailId[], lead: EmailId | null, person?: PersonId | null) {
  await ctx
    .db('inbound_emails')
    .whereIn('id', ids)
    .update({ triage_lead_id: lead, ...(person ? { triage_person_id: person } : {}) });
}
