/** Of which mails the owner of their deal has not heard yet. */
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
  const ids: number[] = await ctx
    .db('inbound_emails')
    .leftJoin('deals', 'deals.id', 'inbound_emails.deal_id')
    .leftJoin('leads', 'leads.id', 'inbound_emails.sales_lead_id')
    .where((any) =>
      any
        .where('deals.owner_id', ownerId)
        .orWhere((lead) => lead.whereNull('inbound_emails.deal_id').where('leads.owner_id', ownerId)),
    )
    .where('inbound_emails.status', 'logged')
    .where('inbound_emails.direction', 'in')
    .whereNull('inbound_emails.told_at')
    .where('inbound_emails.done_at', '>=', since)
    .where('inbound_emails.reason', '<>', 'byHand')
    .where((any) =>
      any.whereNull('inbound_emails.colleague_id').orWhere('inbound_emails.colleague_id', '<>', ownerId),
    )
    .orderBy('inbound_emails.id')
    .limit(limit)
    .pluck('inbound_emails.id');
  return ids as EmailId[];
}

export async function markTold(ctx: Ctx, ids: EmailId[]): Promise<void> {
  await ctx.db('inbound_emails').whereIn('id', ids).whereNull('told_at').update({ told_at: ctx.time.now() });
}
