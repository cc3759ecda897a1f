import { transaction } from '../../../db/transaction.ts';
import { recordEvent } from '../../../events/record.ts';
import { actorId, type Ctx } from '../../../lib/context.ts';
import { refuse } from '../../../lib/errors.ts';
import type { CompanyId, DealId, EventId } from '../../../lib/ids.ts';
import { editActivity, findActivity } from '../../activities/service.ts';
import { getDeal } from '../../deals/service.ts';
import { queueEmailEdits, queueNews } from '../effects.ts';
import { type Considered, type DecisionId, type Email, type EmailId, type Reason, reason } from '../model.ts';
import { onlySeen } from '../privacy/sight.ts';
import { isNoticeMail } from '../reading/portals.ts';
import { consideredColumns, reasonColumns, updateEmail } from '../store.ts';
import { listLoggedInThread } from '../thread-store.ts';
import { forgetChoice, saveChoice } from './choice-store.ts';
import { beforeOf, getEmail } from './deciding.ts';
import { type Before, noteDecision, openDecision } from './decision-store.ts';

/** How many others of its conversation lie where it does, as far as the actor sees them. */
export const listThreadMates = async (ctx: Ctx, email: Email): Promise<Email[]> =>
  onlySeen(ctx, await listLoggedInThread(ctx, email));

/**
 * Relinks a logged mail, with its conversation if wanted: entry, files and news go along, later answers go there, and of
 * the sender's several deals this one is the best guess from now on. Can be undone by undoDecision.
 * @throws CrmError notFound (email, deal)
 */
export function moveEmail(
  ctx: Ctx,
  id: EmailId,
  dealId: DealId,
  { thread }: { thread: boolean },
): Promise<{ decision: DecisionId; mails: number }> {
  return transaction(ctx, async (tx) => {
    const email = await getEmail(tx, id);
    if (email.status !== 'logged' || email.dealId === dealId) refuse('notFound', { what: 'email' });
    const deal = await getDeal(tx, dealId);
    const mails = [email, ...(thread ? await listThreadMates(tx, email) : [])];
    const decision = await openDecision(tx, 'moved');
    for (const mail of mails) {
      const why =
        mail.id === id ? reason('movedByHand', { deal: dealId }) : reason('thread', { deal: dealId });
      await relink(tx, mail, {
        dealId,
        companyId: deal.companyId,
        why,
        considered: leaving(mail, dealId),
        decision,
      });
      const event = await recordEvent(
        tx,
        'email.moved',
        { kind: 'email', id: mail.id },
        { from: mail.dealId, to: dealId },
      );
      if (mail.id === id) await tell(tx, mail, dealId, event);
    }
    if (email.counterpart && !isNoticeMail(email))
      await saveChoice(tx, email.counterpart, dealId, actorId(tx));
    await noteDecision(tx, decision, 'moved', { mails: mails.map(beforeOf), to: dealId });
    return { decision, mails: mails.length };
  });
}

/** Where it was comes into question from now on. */
export const leaving = ({ dealId, considered, clues }: Email, to: DealId): Considered[] => [
  ...(dealId === null ? [] : [{ deal: dealId, why: 'moved' as const }]),
  ...considered
    .filter((deal) => deal !== to && deal !== dealId)
    .map((deal) => ({ deal, why: clues[deal] ?? ('company' as const) })),
];

/** The new deal's thread or owner hears of what a customer wrote; who moved it knows. */
async function tell(tx: Ctx, { id, direction }: Email, dealId: DealId, event: EventId): Promise<void> {
  if (direction !== 'in') return;
  await updateEmail(tx, id, { told_at: null });
  await queueNews(tx, id, dealId, event, actorId(tx));
}

interface NewPlace {
  dealId: DealId | null;
  companyId: CompanyId | null;
  why: Reason | null;
  considered: Considered[];
  decision: DecisionId | null;
}

export async function relink(
  tx: Ctx,
  mail: Email,
  { dealId, companyId, why, considered, decision }: NewPlace,
): Promise<void> {
  // Whoever sees both deals may move a mail; the entry is the product's.
  const system: Ctx = { ...tx, actor: { kind: 'system', name: 'email' } };
  const entry = mail.activityId ? await findActivity(system, mail.activityId) : null;
  if (entry) await editActivity(system, entry.id, { dealId, companyId });
  await updateEmail(tx, mail.id, {
    deal_id: dealId,
    company_id: companyId,
    decision_id: decision,
    ...(why ? reasonColumns(why) : {}),
    ...consideredColumns(considered),
  });
  await queueEmailEdits(tx, mail.id);
}

/** @param still those that nobody decided about since */
export async function undoMove(tx: Ctx, mails: Before[], to: DealId, still: Email[]): Promise<void> {
  for (const email of still) {
    const before = mails.find(({ id }) => id === email.id);
    if (!before) continue;
    const { dealId, companyId, considered, decisionId: decision } = before;
    await relink(tx, email, { dealId, companyId, why: before.reason, considered, decision });
    await recordEvent(
      tx,
      'email.moved',
      { kind: 'email', id: email.id },
      { from: to, to: dealId, undone: true },
    );
    if (email.counterpart) await forgetChoice(tx, email.counterpart, to);
  }
}
