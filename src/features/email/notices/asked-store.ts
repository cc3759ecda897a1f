import type { Ctx } from '../../../lib/context.ts';
import type { EmailId } from '../model.ts';

/** The card that asks about a mail, and lists of several. */
export const emailView = 'email.card';
export const heldPrefix = 'email.held:';

/** About which of these somebody was asked. */
export async function listAsked(ctx: Ctx, ids: EmailId[]): Promise<Set<EmailId>> {
  const asked: number[] = await ctx
    .db('slack_messages')
    .where({ subject_kind: 'email' })
    .whereIn('subject_id', ids)
    .where((any) => any.where({ view: emailView }).orWhere('view', 'like', `${heldPrefix}%`))
    .distinct()
    .pluck('subject_id');
  return new Set(asked as EmailId[]);
}
