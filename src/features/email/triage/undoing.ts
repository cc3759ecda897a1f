import { transaction } from '../../../db/transaction.ts';
import { recordEvent } from '../../../events/record.ts';
import type { Ctx } from '../../../lib/context.ts';
import { refuse } from '../../../lib/errors.ts';
import type { ContactId } from '../../../lib/ids.ts';
import { deleteActivity, findActivity } from '../../activities/service.ts';
import { deleteContact } from '../../contacts/service.ts';
import { withdrawLead } from '../../leads/closing.ts';
import { asSystem } from '../as-system.ts';
import { queueEmailEdits } from '../effects.ts';
import { type DecisionId, type Email, type EmailId, reason } from '../model.ts';
import { queueOwnerNewsEdits } from '../notices/owner-news.ts';
import { removeIgnoredSender } from '../privacy/ignore-store.ts';
import { findEmail, reasonColumns, updateEmailFrom } from '../store.ts';
import { forgetFileIds } from '../text-store.ts';
import { getEmail } from './deciding.ts';
import { type Before, type DecisionDetails, findDecision, markUndone } from './decision-store.ts';
import { passCardOn } from './grouping.ts';
import { queueLookAgain } from './look-again-queue.ts';
import { forgetLearned, undoMove } from './moving.ts';
import { unnameOnDeal } from './naming.ts';
import { queueNewsEdits } from './news-edits.ts';
import { companySince, contactSince } from './since.ts';
import { listGoneLeads } from './waiting-store.ts';

/**
 * Takes back what was decided, for every mail that nobody decided about since: what was filed or ignored waits again, what
 * was moved is where it was.
 * @throws CrmError notFound (email: nothing is left to take back)
 */
export function undoDecision(ctx: Ctx, id: DecisionId): Promise<void> {
  return transaction(ctx, async (tx) => {
    const decided = await findDecision(tx, id);
    if (!decided) return refuse('notFound', { what: 'email' });
    if (!(await markUndone(tx, id))) refuse('notFound', { what: 'email' });
    const still = await stillDecided(tx, id, decided.details.mails);
    if (still.length === 0) refuse('notFound', { what: 'email' });
    for (const mail of still) await getEmail(tx, mail.id);
    if (decided.kind === 'filed') await unfile(tx, decided.details, still);
    if (decided.kind === 'ignored') await unignore(tx, decided.details, still);
    for (const lead of await listGoneLeads(
      tx,
      still.map(({ id: mail }) => mail),
    ))
      await passCardOn(tx, lead);
    if (decided.kind !== 'moved')
      await queueLookAgain(tx, { kind: 'emails', ids: still.map((mail) => mail.id) });
    if (decided.kind === 'moved') await undoMove(tx, decided.details, still);
  });
}

async function stillDecided(tx: Ctx, id: DecisionId, mails: Before[]): Promise<Email[]> {
  const emails: Email[] = [];
  for (const mail of mails) {
    const email = await findEmail(tx, mail.id);
    if (email?.decisionId === id) emails.push(email);
  }
  return emails;
}

async function unfile(tx: Ctx, details: DecisionDetails['filed'], still: Email[]): Promise<void> {
  for (const email of still) {
    const before = details.mails.find(({ id }) => id === email.id);
    if (!before) continue;
    // Its files go and come with the entry.
    if (await findActivity(asSystem(tx), before.activityId))
      await deleteActivity(asSystem(tx), before.activityId);
    await forgetFileIds(tx, email.id);
    await waitAgain(tx, 'logged', before);
  }
  const { namedOnDeal, contactId, contactIds = [], leadId, dealId, learned = [] } = details;
  await forgetLearned(tx, dealId ?? null, learned);
  if (leadId) await withdrawLead(asSystem(tx), leadId);
  if (namedOnDeal) await unnameOnDeal(tx, namedOnDeal);
  for (const made of contactId ? [contactId, ...contactIds] : contactIds)
    if (await isUntouched(tx, made)) await deleteContact(asSystem(tx), made);
}

/** Nobody changed it, and nothing but what was just taken back speaks of it: what waits is looked at again. */
async function isUntouched(tx: Ctx, contactId: ContactId): Promise<boolean> {
  const [events] = await tx
    .db('events')
    .where({ subject_kind: 'contact', subject_id: contactId })
    .count({ total: '*' });
  if (Number(events?.total) > 1) return false;
  const onDeal = await tx.db('deal_contacts').where({ contact_id: contactId }).first('id');
  const inEntry = await tx
    .db('activity_contacts')
    .join('activities', 'activities.id', 'activity_contacts.activity_id')
    .where('activity_contacts.contact_id', contactId)
    .whereNull('activities.deleted_at')
    .first('activities.id');
  return !onDeal && !inEntry;
}

async function unignore(
  tx: Ctx,
  { mails, patterns }: DecisionDetails['ignored'],
  still: Email[],
): Promise<void> {
  for (const pattern of patterns) await removeIgnoredSender(tx, pattern);
  for (const { id } of still) {
    const before = mails.find((one) => one.id === id);
    if (before) await waitAgain(tx, 'ignored', before);
  }
}

async function waitAgain(tx: Ctx, from: 'logged' | 'ignored', before: Before): Promise<void> {
  const { id } = before;
  await updateEmailFrom(tx, id, from, {
    status: 'triage',
    ...reasonColumns(before.reason ?? reason('unknownSender', { address: '?' })),
    deal_id: before.dealId,
    company_id: await companySince(tx, before.companyId),
    contact_id: await contactSince(tx, before.contactId),
    decision_id: before.decisionId,
    activity_id: null,
    sales_lead_id: null,
    files_due_at: null,
  });
  if (from === 'logged') {
    await queueNewsEdits(tx, id);
    await queueOwnerNewsEdits(tx, id);
  }
  await recordEvent(tx, from === 'logged' ? 'email.unfiled' : 'email.unignored', { kind: 'email', id });
  await queueEmailEdits(tx, id as EmailId);
}
