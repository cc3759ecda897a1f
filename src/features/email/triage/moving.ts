import { transaction } from '../../../db/transaction.ts';
import { recordEvent } from '../../../events/record.ts';
import { actorId, type Ctx } from '../../../lib/context.ts';
import { refuse } from '../../../lib/errors.ts';
import type { CompanyId, DealId, EventId, PersonId } from '../../../lib/ids.ts';
import { editActivity, findActivity } from '../../activities/service.ts';
import { getDeal } from '../../deals/service.ts';
import { findLead } from '../../leads/service.ts';
import { queueEmailEdits, queueNews } from '../effects.ts';
import { entryDeletedAt, restoreEntry, takeEntryOut } from '../entry.ts';
import { type Considered, type DecisionId, type Email, type EmailId, type Reason, reason } from '../model.ts';
import { queueOwnerNews } from '../notices/owner-news.ts';
import { listToldAt } from '../notices/owner-news-store.ts';
import { isRecent } from '../notices/sent-in.ts';
import { onlySeen } from '../privacy/sight.ts';
import { isNoticeMail } from '../reading/portals.ts';
import { dealFacts } from '../records-store.ts';
import { consideredColumns, findEmail, reasonColumns, updateEmail } from '../store.ts';
import { listLoggedInThread } from '../thread-store.ts';
import { forgetChoice, type Learned, saveChoice } from './choice-store.ts';
import { beforeOf, getEmail } from './deciding.ts';
import { type Before, type DecisionDetails, noteDecision, openDecision } from './decision-store.ts';
import { nameOnDeal, unnameOnDeal } from './naming.ts';
import { contactSince, placeSince } from './since.ts';

/** How many others of its conversation lie where it does, as far as the actor sees them. */
export const listThreadMates = async (ctx: Ctx, email: Email): Promise<Email[]> =>
  onlySeen(ctx, await listLoggedInThread(ctx, email));

/**
 * Relinks a logged mail, with its conversation if wanted: entry, files and news go along, later answers go there, and of
 * the sender's several deals this one is the best guess from now on. Can be undone by undoDecision.
 * @param how.names its contact is named on the deal: nobody knew them when the deal's form was opened
 * @throws CrmError notFound (email, deal)
 */
export function moveEmail(
  ctx: Ctx,
  id: EmailId,
  dealId: DealId,
  { thread, names = false }: { thread: boolean; names?: boolean },
): Promise<{ decision: DecisionId; mails: number }> {
  return transaction(ctx, async (tx) => {
    const email = await getEmail(tx, id);
    const isTakenOut = (await entryDeletedAt(tx, email.activityId)) !== null;
    if (email.status !== 'logged' || (email.dealId === dealId && !isTakenOut))
      refuse('notFound', { what: 'email' });
    const deal = await getDeal(tx, dealId);
    const mails = [email, ...(thread ? await listThreadMates(tx, email) : [])];
    const contact = names ? await contactSince(tx, email.contactId) : null;
    const namedOnDeal = contact && (await nameOnDeal(tx, deal, contact));
    const decision = await openDecision(tx, 'moved');
    const told = await listToldAt(
      tx,
      mails.map((mail) => mail.id),
    );
    const restored: EmailId[] = [];
    for (const mail of mails) {
      if (mail.id === id && (await restoreEntry(tx, mail.activityId))) restored.push(mail.id);
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
      if (mail.id === id) await tellOwner(tx, mail, dealId, event, actorId(tx));
    }
    const learned = isNoticeMail(email)
      ? []
      : await saveChoice(tx, email, { dealId, isGuess: email.senderDoubt !== null });
    const before = mails.map((mail) => ({
      ...beforeOf(mail),
      toldAt: told.get(mail.id) ?? null,
      ...(restored.includes(mail.id) ? { wasTakenOut: true } : {}),
    }));
    await noteDecision(tx, decision, 'moved', { mails: before, to: dealId, learned, namedOnDeal });
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

/** The new deal's thread and owner hear of what a customer wrote. @param by who put it there: they know it */
export async function tellOwner(
  tx: Ctx,
  email: Email,
  dealId: DealId,
  event: EventId,
  by: PersonId | null,
): Promise<void> {
  if (email.direction !== 'in' || !isRecent(tx, email)) return;
  const deal = await dealFacts.one(tx, dealId);
  await updateEmail(tx, email.id, { told_at: deal?.ownerId === by ? tx.time.now() : null });
  await queueNews(tx, email.id, dealId, event, by);
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
export async function undoMove(
  tx: Ctx,
  { mails, to, learned = [], namedOnDeal }: DecisionDetails['moved'],
  still: Email[],
): Promise<void> {
  for (const email of still) {
    const before = mails.find(({ id }) => id === email.id);
    if (!before) continue;
    const { considered, decisionId: decision } = before;
    const { dealId, companyId, contactId } = await placeSince(tx, before, email);
    await relink(tx, email, { dealId, companyId, why: before.reason, considered, decision });
    await updateEmail(tx, email.id, { contact_id: contactId });
    if (before.wasTakenOut) await takeEntryOut(tx, email.activityId);
    await recordEvent(
      tx,
      'email.moved',
      { kind: 'email', id: email.id },
      { from: to, to: dealId, undone: true },
    );
    await tellOwnerBefore(tx, email, before, dealId);
  }
  if (namedOnDeal) await unnameOnDeal(tx, namedOnDeal);
  await forgetLearned(tx, to, learned);
}

export async function forgetLearned(tx: Ctx, dealId: DealId | null, learned: Learned[]): Promise<void> {
  for (const one of learned.toReversed())
    await forgetChoice(tx, (await findEmail(tx, one.mail))?.counterpart ?? null, dealId, one);
}

/** Whose it is again hears of it, unless they did before, or took it back themselves. */
async function tellOwnerBefore(tx: Ctx, email: Email, before: Before, dealId: DealId | null): Promise<void> {
  const { toldAt } = before;
  if (toldAt === undefined || email.direction !== 'in') return;
  const deal = dealId && (await dealFacts.one(tx, dealId));
  const lead = !deal && email.salesLeadId ? await findLead(tx, email.salesLeadId) : null;
  const ownerId = (deal || lead)?.ownerId ?? null;
  const isKnown = toldAt !== null || ownerId === actorId(tx);
  await updateEmail(tx, email.id, { told_at: isKnown ? (toldAt ?? tx.time.now()) : null });
  if (!isKnown && ownerId) await queueOwnerNews(tx, ownerId);
}
