/** Mails of one conversation: what refers to the same messages. */
import type { Ctx } from '../../lib/context.ts';
import type { Email, EmailId } from './model.ts';
import { toEmail } from './store.ts';

/** More of one conversation do not move at once. */
const limit = 100;

/** Other waiting mails of the conversations of these; who a sender only claims to be is asked about on its own. */
export async function listWaitingInThreads(ctx: Ctx, ids: EmailId[]): Promise<Email[]> {
  const rows = await ctx
    .db('inbound_emails')
    .where({ status: 'triage' })
    .whereNull('sender_doubt')
    .whereNotIn('id', ids)
    .whereIn(
      'id',
      ctx
        .db('email_threads')
        .whereIn('message_id', ctx.db('email_threads').whereIn('email_id', ids).select('message_id'))
        .select('email_id'),
    )
    .orderBy('id')
    .limit(limit);
  return rows.map(toEmail);
}

/** Others of its conversation that are logged where it is. */
export async function listLoggedInThread(ctx: Ctx, { id, dealId }: Email): Promise<Email[]> {
  const rows = await ctx
    .db('inbound_emails')
    .where({ status: 'logged', deal_id: dealId })
    .whereNot({ id })
    .whereIn(
      'id',
      ctx
        .db('email_threads')
        .whereIn('message_id', ctx.db('email_threads').where({ email_id: id }).select('message_id'))
        .select('email_id'),
    )
    .orderBy('id', 'desc')
    .limit(limit);
  return rows.map(toEmail);
}
