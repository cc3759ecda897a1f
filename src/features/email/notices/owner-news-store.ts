/** Of which mails the owner of their deal or lead has not heard yet. */
import type { Knex } from 'knex';
import type { Ctx } from '../../../lib/context.ts';
import type { PersonId } from '../../../lib/ids.ts';
import type { Instant } from '../../../lib/time.ts';
import type { EmailId } from '../model.ts';

/** Customers' mails in this person's deals and leads of which nobody told them yet; what they sent in themselves is no news. */
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
      .orderBy('inbound_emails.id')
      .limit(limit)
      .pluck('inbound_emails.id');
  // Two queries, because with "or" both databases read every mail.
  const inDeals = await untold((query) =>
    query.join('deals', 'deals.id', 'inbound_emails.deal_id').where('deals.owner_id', ownerId),
  );
  const inLeads = await untold((query) =>
    query
      .join('leads', 'leads.id', 'inbound_emails.sales_lead_id')
      .whereNull('inbound_emails.deal_id')
      .where('leads.owner_id', ownerId),
  );
  return [...inDeals, ...inLeads].sort((one, other) => one - other).slice(0, limit) as EmailId[];
}

export async function markTold(ctx: Ctx, ids: EmailId[]): Promise<void> {
  await ctx.db('inbound_emails').whereIn('id', ids).whereNull('told_at').update({ told_at: ctx.time.now() });
}
