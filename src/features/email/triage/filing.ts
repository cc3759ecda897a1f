/** What is logged because it was decided after it waited, by a person or by the rules. */
import { findPerson } from '../../../access/people.ts';
import { recordEvent } from '../../../events/record.ts';
import { actorId, type Ctx } from '../../../lib/context.ts';
import type {
  ActivityId,
  CompanyId,
  ContactId,
  DealId,
  EventId,
  LeadId,
  PersonId,
} from '../../../lib/ids.ts';
import { filesDueAt } from '../attachments.ts';
import { queueNews } from '../effects.ts';
import { logMail } from '../journal.ts';
import { findContact } from '../lookup.ts';
import { type DecisionId, type Email, type EmailId, type Reason, reason } from '../model.ts';
import { listAsked } from '../notices/asked-store.ts';
import { queueNotice } from '../notices/notice-effects.ts';
import { queueLeadNews, queueOwnerNewsEdits } from '../notices/owner-news.ts';
import { isRecent } from '../notices/sent-in.ts';
import { onlySeen } from '../privacy/sight.ts';
import { dealFacts } from '../records-store.ts';
import { reasonColumns } from '../store.ts';
import { findText, listFiles } from '../text-store.ts';
import { listWaitingInThreads } from '../thread-store.ts';
import type { Learned } from './choice-store.ts';
import { beforeOf, decideWaiting } from './deciding.ts';
import { type Before, noteDecision, openDecision } from './decision-store.ts';
import { passCardOn } from './grouping.ts';
import { queueNewsEdits } from './news-edits.ts';
import { contactSince } from './since.ts';

export interface FilingPlace {
  dealId: DealId | null;
  companyId: CompanyId | null;
  contactId: ContactId | null;
  leadId?: LeadId | null;
}

/**
 * What the rules would have logged, had its sender been known. Whoever was shown the question sees the answer there. Can be
 * undone by undoDecision.
 * @throws CrmError notFound (somebody was faster)
 */
export async function fileByRules(tx: Ctx, mails: Email[], place: FilingPlace, why: Reason): Promise<void> {
  const asked = await listAsked(
    tx,
    mails.map(({ id, leadId }) => leadId ?? id),
  );
  const [sorter, ...others] = new Set(mails.map(({ triagePersonId }) => triagePersonId));
  const wereShown = others.length === 0 && mails.every(({ id, leadId }) => asked.has(leadId ?? id));
  const knows = wereShown ? (sorter ?? null) : null;
  // What else waits in their conversations is looked at by itself: somebody may have taken it back, or keep it off.
  await fileAll(tx, mails, place, { contactId: null, namedOnDeal: null }, { why, knows, alone: true });
}

/**
 * All of it is one decision: what was asked about, and what waits in the same conversations.
 * @param options.left those that whoever decides was not asked about: they go on waiting, also in the same conversations
 */
export async function fileAll(
  tx: Ctx,
  mails: Email[],
  place: FilingPlace,
  made: {
    contactId: ContactId | null;
    contactIds?: ContactId[];
    namedOnDeal: { dealId: DealId; contactId: ContactId } | null;
    leadId?: LeadId | null;
    learned?: Learned[];
  },
  {
    why: whyHere = reason('byHand', { deal: place.dealId }),
    knows = actorId(tx),
    alone = false,
    left = [],
  }: { why?: Reason; knows?: PersonId | null; alone?: boolean; left?: EmailId[] } = {},
): Promise<DecisionId> {
  const decision = await openDecision(tx, 'filed');
  const filed: Filed[] = [];
  // A thread is not flooded by what waited long; the owner's message holds all of it.
  let isTold = false;
  for (const mail of mails) {
    const { event, ...one } = await file(tx, mail, place, whyHere, decision, knows);
    filed.push(one);
    if (!isTold) isTold = await tell(tx, mail, place, event, knows);
  }
  if (place.dealId !== null && !alone) {
    const why = reason('thread', { deal: place.dealId });
    const ids = mails.map(({ id }) => id);
    const waiting = await listWaitingInThreads(tx, ids);
    const along = waiting.filter(({ id }) => !left.includes(id));
    for (const mail of await onlySeen(tx, along)) {
      const { event, ...one } = await file(tx, mail, { ...place, contactId: null }, why, decision, knows);
      filed.push(one);
      if (!isTold) isTold = await tell(tx, mail, place, event, knows);
    }
  }
  for (const { id } of filed) await passCardOn(tx, id);
  await noteDecision(tx, decision, 'filed', { mails: filed, dealId: place.dealId, ...made });
  return decision;
}

/** Whose deal or lead it is hears of what a customer wrote, unless they know. @returns whether it is news */
async function tell(
  tx: Ctx,
  email: Email,
  { dealId, leadId }: FilingPlace,
  event: EventId,
  knows: PersonId | null,
): Promise<boolean> {
  if (email.direction !== 'in' || !isRecent(tx, email)) return false;
  if (dealId) await queueNews(tx, email.id, dealId, event, knows);
  else if (leadId) await queueLeadNews(tx, leadId, knows);
  return true;
}

type Filed = Before & { activityId: ActivityId };

async function file(
  tx: Ctx,
  email: Email,
  place: FilingPlace,
  why: Reason,
  decision: DecisionId,
  knows: PersonId | null,
): Promise<Filed & { event: EventId }> {
  const text = await findText(tx, email.id);
  const authorId = email.colleagueId ?? actorId(tx);
  const colleague = authorId ? await findPerson(tx.db, authorId) : null;
  const contactId = place.contactId ?? (await knownSender(tx, email));
  const logged = await logMail(
    tx,
    email.id,
    {
      subject: email.subject ?? '',
      text: text?.text ?? '',
      quoted: text?.quoted ?? '',
      note: text?.note ?? null,
      sentAt: email.sentAt ?? email.serverAt,
      direction: email.direction ?? 'in',
      outside: [...(email.from ? [email.from] : []), ...(text?.to ?? []), ...(text?.cc ?? [])],
    },
    { ...place, contactId, colleague },
  );
  // What its owner put there is no news to a later owner.
  const isKnown = place.dealId !== null && (await dealFacts.one(tx, place.dealId))?.ownerId === knows;
  await decideWaiting(tx, email, decision, {
    status: 'logged',
    ...reasonColumns(why),
    deal_id: place.dealId,
    company_id: logged.companyId ?? place.companyId,
    contact_id: contactId,
    sales_lead_id: place.leadId ?? null,
    activity_id: logged.activityId,
    files_due_at: filesDueAt(tx, await listFiles(tx, email.id)),
    // Old mail is no news, not even together with some.
    ...(email.cameLate ? {} : { told_at: isRecent(tx, email) && !isKnown ? null : tx.time.now() }),
  });
  // Filed here before and taken back: what told of it then tells of it again.
  await queueNewsEdits(tx, email.id);
  await queueOwnerNewsEdits(tx, email.id);
  const details = { dealId: place.dealId, reason: why.code };
  const event = await recordEvent(tx, 'email.logged', { kind: 'email', id: email.id }, details);
  if (place.dealId && email.marks.includes('portal'))
    await queueNotice(tx, email.id, place.dealId, event, knows);
  return { ...beforeOf(email), activityId: logged.activityId, event };
}

/** Their contact, also one that was made since. */
export async function knownSender(tx: Ctx, { contactId, counterpart }: Email): Promise<ContactId | null> {
  const known = await contactSince(tx, contactId);
  if (known || !counterpart) return known;
  return (await findContact(tx, counterpart))?.id ?? null;
}
