/** What everything that people decide about mails has in common. */
import type { Ctx } from '../../../lib/context.ts';
import { notFound, refuse } from '../../../lib/errors.ts';
import { queueEmailEdits } from '../effects.ts';
import type { DecisionId, Email, EmailId } from '../model.ts';
import { findSeenEmail } from '../privacy/sight.ts';
import { findEmail, updateEmailFrom } from '../store.ts';
import type { Before } from './decision-store.ts';

/** All of it, for whoever may see it: what is written back is never cut. @throws CrmError notFound */
export const getEmail = async (ctx: Ctx, id: EmailId): Promise<Email> =>
  ((await findSeenEmail(ctx, id)) && (await findEmail(ctx, id))) ?? notFound('email');

/** @throws CrmError notFound: somebody was faster */
export async function getWaiting(tx: Ctx, id: EmailId): Promise<Email> {
  const email = await getEmail(tx, id);
  return email.status === 'triage' ? email : refuse('notFound', { what: 'email' });
}

/** @throws CrmError notFound: somebody was faster */
export async function decideWaiting(
  tx: Ctx,
  email: Email,
  decision: DecisionId,
  columns: Parameters<typeof updateEmailFrom>[3],
): Promise<void> {
  const more = { done_at: tx.time.now(), decision_id: decision };
  if (!(await updateEmailFrom(tx, email.id, 'triage', { ...columns, ...more })))
    refuse('notFound', { what: 'email' });
  await queueEmailEdits(tx, email.id);
}

export const beforeOf = (email: Email): Before => {
  const { id, dealId, companyId, contactId, decisionId, clues } = email;
  const considered = email.considered.map((deal) => ({ deal, why: clues[deal] ?? ('company' as const) }));
  return { id, reason: email.reason, dealId, companyId, contactId, decisionId, considered };
};
