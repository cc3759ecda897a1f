import { findPerson } from '../../access/people.ts';
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import { wordsFor } from '../../i18n/catalog.ts';
import { formatDate } from '../../i18n/format.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { CrmError } from '../../lib/errors.ts';
import type { ActivityId, CompanyId, ContactId, DealId, EventId, LeadId } from '../../lib/ids.ts';
import { dateIn } from '../../lib/time.ts';
import type { PickedCompany } from '../companies/found.ts';
import { getCompany, keepCompany } from '../companies/service.ts';
import { createContact } from '../contacts/service.ts';
import type { Deal } from '../deals/model.ts';
import { changeDeal, getDeal } from '../deals/service.ts';
import { holdLead, noteLeadEmail } from '../leads/service.ts';
import { filesDueAt } from './attachments.ts';
import { queueNews } from './effects.ts';
import { logMail } from './journal.ts';
import { findContact } from './lookup.ts';
import { type DecisionId, type Email, type EmailId, type Reason, reason } from './model.ts';
import { queueNotice } from './notices/notice-effects.ts';
import { queueLeadNews, queueOwnerNewsEdits } from './notices/owner-news.ts';
import { isRecent } from './notices/sent-in.ts';
import { onlySeen } from './privacy/sight.ts';
import { isNoticeMail } from './reading/portals.ts';
import { dealFacts } from './records-store.ts';
import { isNobodys, type NewSender } from './sender.ts';
import { reasonColumns } from './store.ts';
import { findText, listFiles } from './text-store.ts';
import { listWaitingInThreads } from './thread-store.ts';
import { type Learned, saveChoice } from './triage/choice-store.ts';
import { beforeOf, decideWaiting, getEmail, getWaiting } from './triage/deciding.ts';
import { type Before, noteDecision, openDecision } from './triage/decision-store.ts';
import { groupOf, passCardOn } from './triage/grouping.ts';
import { queueNewsEdits } from './triage/news-edits.ts';
import { contactSince } from './triage/since.ts';

export { readEmailCard } from './card.ts';
export { splitCard } from './triage/grouping.ts';
export { ignoreEmail, ignoreEmails } from './triage/ignoring.ts';
export { countTriage, listTriageOf } from './triage/triage.ts';
export { undoDecision } from './triage/undoing.ts';

export interface FilingOptions {
  sender?: NewSender | null;
  /** the mail without the others of its sender that wait on its card */
  alone?: boolean;
}

/**
 * Puts a waiting mail to a deal, with those on its card and those of its thread. The thread remembers: answers to it will
 * go there too. Can be undone by undoDecision.
 * @throws CrmError notFound (email: somebody was faster; deal); FieldErrors name
 */
export function fileToDeal(
  ctx: Ctx,
  id: EmailId,
  dealId: DealId,
  { sender = null, alone = false }: FilingOptions = {},
): Promise<Email> {
  return transaction(ctx, async (tx) => {
    const email = await getWaiting(tx, id);
    const deal = await getDeal(tx, dealId);
    const known = await knownSender(tx, email);
    const contactId = known ?? (await newContact(tx, email, sender, deal.companyId));
    const isNamed = contactId !== null && sender !== null && (await addDealContact(tx, deal, contactId));
    const learned = isNoticeMail(email) ? [] : await saveChoice(tx, email, { dealId });
    await fileAll(
      tx,
      await groupOf(tx, email, alone),
      { dealId, companyId: deal.companyId, contactId },
      { contactId: known ? null : contactId, namedOnDeal: isNamed ? { dealId, contactId } : null, learned },
    );
    return getEmail(tx, id);
  });
}

/** Many at once, of any senders. @returns the decision, to be undone as one; @throws CrmError notFound (deal) */
export function fileManyToDeal(ctx: Ctx, emails: Email[], dealId: DealId): Promise<DecisionId> {
  return transaction(ctx, async (tx) => {
    const { companyId } = await getDeal(tx, dealId);
    const senders = new Map(
      emails.filter((email) => !isNoticeMail(email)).map((email) => [email.counterpart, email]),
    );
    const learned: Learned[] = [];
    for (const email of senders.values()) learned.push(...(await saveChoice(tx, email, { dealId })));
    const made = { contactId: null, namedOnDeal: null, learned };
    return fileAll(tx, emails, { dealId, companyId, contactId: null }, made);
  });
}

/** Puts the mail to a company, into no deal. @throws CrmError notFound; FieldErrors name */
export function fileToCompany(
  ctx: Ctx,
  id: EmailId,
  companyId: CompanyId,
  { sender = null, alone = false }: FilingOptions = {},
): Promise<Email> {
  return transaction(ctx, async (tx) => {
    const { id: ours } = await getCompany(tx, companyId);
    return fileWithoutDeal(tx, id, ours, sender, alone);
  });
}

/**
 * Puts the mail to a lead, which learns the sender's address when it has none.
 * @param more.made the lead was made of this mail: taken back, it goes again. @throws CrmError notFound
 */
export function fileToLead(
  ctx: Ctx,
  id: EmailId,
  leadId: LeadId,
  { alone = false, made = false }: { alone?: boolean; made?: boolean } = {},
): Promise<Email> {
  return transaction(ctx, async (tx) => {
    const lead = await holdLead(tx, leadId);
    const email = await getWaiting(tx, id);
    if (email.counterpart && !isNoticeMail(email)) await noteLeadEmail(tx, lead, email.counterpart);
    const { dealId, companyId, contactId } = lead.became;
    await fileAll(
      tx,
      await groupOf(tx, email, alone),
      { dealId, companyId, contactId, leadId },
      { contactId: null, namedOnDeal: null, leadId: made ? leadId : null },
    );
    return getEmail(tx, id);
  });
}

/** Makes the sender a contact, their company ours, and puts the mail to them, into no deal. @throws CrmError notFound; FieldErrors name */
export function fileToContact(
  ctx: Ctx,
  id: EmailId,
  sender: NewSender,
  company: PickedCompany,
  { alone = false }: Pick<FilingOptions, 'alone'> = {},
): Promise<Email> {
  return transaction(ctx, async (tx) => {
    const kept = company.newCompany ? await keepCompany(tx, company.newCompany) : null;
    const companyId = kept?.id ?? company.companyId;
    if (companyId) await getCompany(tx, companyId);
    if (!sender.name.trim()) throw new CrmError('required', {}, 'contact');
    return fileWithoutDeal(tx, id, companyId, sender, alone);
  });
}

async function fileWithoutDeal(
  tx: Ctx,
  id: EmailId,
  companyId: CompanyId | null,
  sender: NewSender | null,
  alone: boolean,
): Promise<Email> {
  const email = await getWaiting(tx, id);
  const known = await knownSender(tx, email);
  const contactId = known ?? (await newContact(tx, email, sender, companyId));
  const learned = await learnPlace(tx, email, companyId, contactId);
  await fileAll(
    tx,
    await groupOf(tx, email, alone),
    { dealId: null, companyId, contactId },
    { contactId: known ? null : contactId, namedOnDeal: null, learned },
  );
  return getEmail(tx, id);
}

/** Nobody is asked twice about one sender. Who is only claimed to have written teaches nothing, nor does a circular. */
async function learnPlace(
  tx: Ctx,
  email: Email,
  companyId: CompanyId | null,
  contactId: ContactId | null,
): Promise<Learned[]> {
  if (email.senderDoubt || isNoticeMail(email) || isNobodys(email)) return [];
  return companyId || contactId ? saveChoice(tx, email, { dealId: null, companyId }) : [];
}

/** Whoever may log to a deal may name its people: the change is the product's. @returns whether they were named now */
async function addDealContact(tx: Ctx, deal: Deal, contactId: ContactId): Promise<boolean> {
  if (deal.outcome !== 'open' || deal.contacts.some((one) => one.contactId === contactId)) return false;
  const system: Ctx = { ...tx, actor: { kind: 'system', name: 'email' } };
  await changeDeal(system, deal.id, { contacts: [...deal.contacts, { contactId, role: null }] });
  return true;
}

async function knownSender(tx: Ctx, { contactId, counterpart }: Email): Promise<ContactId | null> {
  const known = await contactSince(tx, contactId);
  if (known || !counterpart) return known;
  return (await findContact(tx, counterpart))?.id ?? null;
}

async function newContact(
  tx: Ctx,
  { counterpart: email }: Email,
  sender: NewSender | null,
  companyId: CompanyId | null,
): Promise<ContactId | null> {
  if (!email || !sender?.name.trim()) return null;
  const { name, phone, position } = sender;
  const known = { ...(phone ? { phone } : {}), ...(position ? { position } : {}) };
  const { language, zone } = tx.settings;
  const source = wordsFor(language).vcards.fromMail(formatDate(language, dateIn(tx.time.now(), zone)));
  return (await createContact(tx, { name, email, companyId, source, ...known })).id;
}

interface FilingPlace {
  dealId: DealId | null;
  companyId: CompanyId | null;
  contactId: ContactId | null;
  leadId?: LeadId | null;
}

/** All of it is one decision: what was asked about, and what waits in the same conversations. */
async function fileAll(
  tx: Ctx,
  mails: Email[],
  place: FilingPlace,
  made: {
    contactId: ContactId | null;
    namedOnDeal: { dealId: DealId; contactId: ContactId } | null;
    leadId?: LeadId | null;
    learned?: Learned[];
  },
): Promise<DecisionId> {
  const decision = await openDecision(tx, 'filed');
  const filed: Filed[] = [];
  // A thread is not flooded by what waited long; the owner's message holds all of it.
  let isTold = false;
  for (const mail of mails) {
    const { event, ...one } = await file(tx, mail, place, reason('byHand', { deal: place.dealId }), decision);
    filed.push(one);
    if (!isTold) isTold = await tell(tx, mail, place, event);
  }
  if (place.dealId !== null) {
    const why = reason('thread', { deal: place.dealId });
    const ids = mails.map(({ id }) => id);
    const along = await onlySeen(tx, await listWaitingInThreads(tx, ids));
    for (const mail of along) {
      const { event, ...one } = await file(tx, mail, { ...place, contactId: null }, why, decision);
      filed.push(one);
      if (!isTold) isTold = await tell(tx, mail, place, event);
    }
  }
  for (const { id } of filed) await passCardOn(tx, id);
  await noteDecision(tx, decision, 'filed', { mails: filed, dealId: place.dealId, ...made });
  return decision;
}

/** Whose deal or lead it is hears of what a customer wrote; who put it there knows. @returns whether it is news */
async function tell(
  tx: Ctx,
  email: Email,
  { dealId, leadId }: FilingPlace,
  event: EventId,
): Promise<boolean> {
  if (email.direction !== 'in' || !isRecent(tx, email)) return false;
  if (dealId) await queueNews(tx, email.id, dealId, event, actorId(tx));
  else if (leadId) await queueLeadNews(tx, leadId, actorId(tx));
  return true;
}

type Filed = Before & { activityId: ActivityId };

async function file(
  tx: Ctx,
  email: Email,
  place: FilingPlace,
  why: Reason,
  decision: DecisionId,
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
  const isKnown = place.dealId !== null && (await dealFacts.one(tx, place.dealId))?.ownerId === actorId(tx);
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
    await queueNotice(tx, email.id, place.dealId, event, actorId(tx));
  return { ...beforeOf(email), activityId: logged.activityId, event };
}
