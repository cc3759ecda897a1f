/** Of which mails the owner of their deal or lead has not heard yet. */
import type { Knex } from 'knex';
import type { Ctx } from '../../../lib/context.ts';
import type { PersonId } from '../../../lib/ids.ts';
import type { Instant } from '../../../lib/time.ts';
import type { EmailId } from '../model.ts';

/** A message that tells of this mail, and is written anew when what others see of it changes. */
export const ownNewsPrefix = 'email.own:';

/**
 * Customers' mails in this person's deals and leads of which nobody told them yet. What they sent in, asked for or put there
 * themselves is no news.
 */
export async function listUntold(
  ctx: Ctx,
  ownerId: PersonId,
  since: Instant,
  limit: number,
): Promise<EmailId[]> {
  // Who put it there knows it.
  const byAnother = (query: Knex.QueryBuilder) =>
    query
      .from('mail_decisions')
      .whereRaw('mail_decisions.id = inbound_emails.decision_id')
      .where('mail_decisions.person_id', '<>', ownerId);
  // It has been somewhere else in between, and is back.
  const toldBefore = (query: Knex.QueryBuilder) =>
    query
      .from('slack_messages')
      .join('people', 'people.slack_id', 'slack_messages.person_slack_id')
      .where('slack_messages.subject_kind', 'email')
      .where('people.id', ownerId)
      .whereRaw('slack_messages.subject_id = inbound_emails.id')
      .whereRaw(`slack_messages.view = '${ownNewsPrefix}' || inbound_emails.id`);
  const untold = (place: (query: Knex.QueryBuilder) => void): Promise<number[]> =>
    ctx
      .db('inbound_emails')
      .modify(place)
      .where('inbound_emails.status', 'logged')
      .where('inbound_emails.direction', 'in')
      .whereNull('inbound_emails.told_at')
      .where('inbound_emails.done_at', '>=', since)
      .where((any) => any.whereNull('inbound_emails.decision_id').orWhereExists(byAnother))
      .where((any) =>
        any.whereNull('inbound_emails.colleague_id').orWhere('inbound_emails.colleague_id', '<>', ownerId),
      )
      .where((any) =>
        any.whereNull('inbound_emails.wanted_by').orWhere('inbound_emails.wanted_by', '<>', ownerId),
      )
      .whereNotExists(toldBefore)
      .orderBy('inbound_emails.id')
      .limit(limit)
      .pluck('inbound_emails.id');
  // Several queries, because with "or" both databases read every mail.
  const inDeals = await untold((query) =>
    query
      .join('deals', 'deals.id', 'inbound_emails.deal_id')
      .where('deals.owner_id', ownerId)
      .whereNull('deals.deleted_at'),
  );
  const inLeads = await untold((query) =>
    query
      .join('leads', 'leads.id', 'inbound_emails.sales_lead_id')
      .whereNull('inbound_emails.deal_id')
      .where('leads.owner_id', ownerId),
  );
  const elsewhere = await untold((query) =>
    query.whereRaw(chosenBefore).where({ triage_person_id: ownerId }),
  );
  return [...inDeals, ...inLeads, ...elsewhere]
    .sort((one, other) => one - other)
    .slice(0, limit) as EmailId[];
}

/** Put to a company or contact by what was chosen before. Written out: a partial index answers it. */
const chosenBefore =
  "inbound_emails.reason = 'chosenBefore' and inbound_emails.told_at is null and inbound_emails.deal_id is null and inbound_emails.sales_lead_id is null";

export async function markTold(ctx: Ctx, ids: EmailId[]): Promise<void> {
  await ctx.db('inbound_emails').whereIn('id', ids).whereNull('told_at').update({ told_at: ctx.time.now() });
}

/** Those that are still theirs: what went to another while they were told is news to that one. */
export async function markToldOf(ctx: Ctx, ownerId: PersonId, ids: EmailId[]): Promise<void> {
  const owned = (table: 'deals' | 'leads') => ctx.db(table).where({ owner_id: ownerId }).select('id');
  await ctx
    .db('inbound_emails')
    .whereIn('id', ids)
    .whereNull('told_at')
    .where((any) =>
      any
        .whereIn('deal_id', owned('deals'))
        .orWhere((lead) => lead.whereNull('deal_id').whereIn('sales_lead_id', owned('leads')))
        .orWhere((place) => place.whereRaw(chosenBefore).where({ triage_person_id: ownerId })),
    )
    .update({ told_at: ctx.time.now() });
}

/** When the owners were told of these. */
export async function listToldAt(ctx: Ctx, ids: EmailId[]): Promise<Map<EmailId, Instant | null>> {
  const rows = await ctx.db('inbound_emails').whereIn('id', ids).select('id', 'told_at');
  return new Map(rows.map((row) => [row.id as EmailId, row.told_at as Instant | null]));
}
