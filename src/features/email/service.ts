import { transaction } from '../../db/transaction.ts';
import { wordsFor } from '../../i18n/catalog.ts';
import { formatDate } from '../../i18n/format.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError, refuse } from '../../lib/errors.ts';
import type { CompanyId, ContactId, DealId, LeadId } from '../../lib/ids.ts';
import { dateIn } from '../../lib/time.ts';
import type { About } from '../activities/target.ts';
import type { PickedCompany } from '../companies/found.ts';
import { getCompany, keepCompany } from '../companies/service.ts';
import { createContact } from '../contacts/service.ts';
import { getDeal } from '../deals/service.ts';
import { holdLead, noteLeadEmail } from '../leads/service.ts';
import { nameFrom } from './addresses.ts';
import type { DecisionId, Email, EmailId } from './model.ts';
import { isNoticeMail } from './reading/portals.ts';
import { isNobodys, likelySender, type NewSender } from './sender.ts';
import { type Learned, saveChoice } from './triage/choice-store.ts';
import { getEmail, getWaiting } from './triage/deciding.ts';
import { type FilingPlace, fileAll, knownSender } from './triage/filing.ts';
import { nameOnDeal } from './triage/naming.ts';
import { type Scope, takeFromCard } from './triage/taking.ts';

export { readEmailCard } from './card.ts';
export { splitCard } from './triage/grouping.ts';
export { ignoreEmail, ignoreEmails } from './triage/ignoring.ts';
export { countTriage, listTriageOf } from './triage/triage.ts';
export { undoDecision } from './triage/undoing.ts';

export interface FilingOptions extends Scope {
  sender?: NewSender | null;
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
  { sender = null, ...scope }: FilingOptions = {},
): Promise<Email> {
  return transaction(ctx, async (tx) => {
    const email = await getWaiting(tx, id);
    const deal = await getDeal(tx, dealId);
    const known = await knownSender(tx, email);
    const contactId = known ?? (await newContact(tx, email, sender, deal.companyId));
    const namedOnDeal = contactId && sender ? await nameOnDeal(tx, deal, contactId) : null;
    const learned = isNoticeMail(email) ? [] : await saveChoice(tx, email, dealOf(email, dealId));
    const { taken, left } = await takeFromCard(tx, email, scope);
    await fileAll(
      tx,
      taken,
      { dealId, companyId: deal.companyId, contactId },
      { contactId: known ? null : contactId, namedOnDeal, learned },
      { left },
    );
    return getEmail(tx, id);
  });
}

/** Many at once, of any senders. @returns the decision, to be undone as one; @throws CrmError notFound (deal) */
export const fileManyToDeal = (ctx: Ctx, emails: Email[], dealId: DealId): Promise<DecisionId> =>
  fileMany(ctx, emails, { dealId, companyId: null, leadId: null });

/**
 * The same to a company or lead too; what their senders teach is what each alone would.
 * @param about null: to their contacts alone
 * @param options.contacts who is no contact yet becomes one, by the name they write under, else by their address
 * @throws CrmError notFound
 */
export function fileMany(
  ctx: Ctx,
  emails: Email[],
  about: About | null,
  { contacts = false }: { contacts?: boolean } = {},
): Promise<DecisionId> {
  return transaction(ctx, async (tx) => {
    const place = about ? await placeOf(tx, about) : { dealId: null, companyId: null, contactId: null };
    // What an address wrote itself says more about it than a circular it stands on.
    const ordered = [...emails.filter(isNobodys), ...emails.filter((email) => !isNobodys(email))];
    const senders = new Map(
      ordered.filter((email) => !isNoticeMail(email)).map((email) => [email.counterpart, email]),
    );
    const contactIds: ContactId[] = [];
    const learned: Learned[] = [];
    for (const email of senders.values()) {
      const known = await knownSender(tx, email);
      const made = known || !contacts ? null : await contactOf(tx, email, place.companyId);
      if (made) contactIds.push(made);
      if (place.dealId) learned.push(...(await saveChoice(tx, email, dealOf(email, place.dealId))));
      else if (!about?.leadId) learned.push(...(await learnPlace(tx, email, place.companyId, known ?? made)));
    }
    return fileAll(tx, emails, place, { contactId: null, contactIds, namedOnDeal: null, learned });
  });
}

async function contactOf(tx: Ctx, email: Email, companyId: CompanyId | null): Promise<ContactId | null> {
  if (email.senderDoubt) return null;
  const written = await likelySender(tx, email);
  return newContact(
    tx,
    email,
    written ?? { name: nameFrom(email.counterpart ?? ''), phone: null },
    companyId,
  );
}

async function placeOf(tx: Ctx, { dealId, companyId, leadId }: About): Promise<FilingPlace> {
  if (dealId !== null) return { dealId, companyId: (await getDeal(tx, dealId)).companyId, contactId: null };
  if (companyId !== null)
    return { dealId: null, companyId: (await getCompany(tx, companyId)).id, contactId: null };
  const { became } = await holdLead(tx, leadId);
  return { dealId: became.dealId, companyId: became.companyId, contactId: null, leadId };
}

/**
 * Puts the mail to a company, into no deal.
 * @param companyId null: to its sender alone, who is a contact; @throws CrmError notFound; FieldErrors name
 */
export function fileToCompany(
  ctx: Ctx,
  id: EmailId,
  companyId: CompanyId | null,
  { sender = null, ...scope }: FilingOptions = {},
): Promise<Email> {
  return transaction(ctx, async (tx) => {
    const ours = companyId && (await getCompany(tx, companyId)).id;
    if (!ours && !(await knownSender(tx, await getWaiting(tx, id)))) refuse('notFound', { what: 'contact' });
    return fileWithoutDeal(tx, id, ours, sender, scope);
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
  { made = false, ...scope }: Scope & { made?: boolean } = {},
): Promise<Email> {
  return transaction(ctx, async (tx) => {
    const lead = await holdLead(tx, leadId);
    const email = await getWaiting(tx, id);
    if (email.counterpart && !isNoticeMail(email)) await noteLeadEmail(tx, lead, email.counterpart);
    const { dealId, companyId, contactId } = lead.became;
    const { taken, left } = await takeFromCard(tx, email, scope);
    await fileAll(
      tx,
      taken,
      { dealId, companyId, contactId, leadId },
      { contactId: null, namedOnDeal: null, leadId: made ? leadId : null },
      { left },
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
  scope: Scope = {},
): Promise<Email> {
  return transaction(ctx, async (tx) => {
    const kept = company.newCompany ? await keepCompany(tx, company.newCompany) : null;
    const companyId = kept?.id ?? company.companyId;
    if (companyId) await getCompany(tx, companyId);
    if (!sender.name.trim()) throw new CrmError('required', {}, 'contact');
    return fileWithoutDeal(tx, id, companyId, sender, scope);
  });
}

async function fileWithoutDeal(
  tx: Ctx,
  id: EmailId,
  companyId: CompanyId | null,
  sender: NewSender | null,
  scope: Scope,
): Promise<Email> {
  const email = await getWaiting(tx, id);
  const known = await knownSender(tx, email);
  const contactId = known ?? (await newContact(tx, email, sender, companyId));
  const learned = await learnPlace(tx, email, companyId, contactId);
  const { taken } = await takeFromCard(tx, email, scope);
  await fileAll(
    tx,
    taken,
    { dealId: null, companyId, contactId },
    { contactId: known ? null : contactId, namedOnDeal: null, learned },
  );
  return getEmail(tx, id);
}

/** Of who may not be the sender it is a guess for the next mail. */
const dealOf = (email: Email, dealId: DealId) => ({
  dealId,
  isGuess: email.senderDoubt !== null || isNobodys(email),
});

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

/** A circular and a machine's mail make nobody a contact, whatever was typed. */
async function newContact(
  tx: Ctx,
  mail: Email,
  sender: NewSender | null,
  companyId: CompanyId | null,
): Promise<ContactId | null> {
  const { counterpart: email } = mail;
  if (!email || !sender?.name.trim() || isNobodys(mail)) return null;
  const { name, phone, position } = sender;
  const known = { ...(phone ? { phone } : {}), ...(position ? { position } : {}) };
  const { language, zone } = tx.settings;
  const source = wordsFor(language).vcards.fromMail(formatDate(language, dateIn(tx.time.now(), zone)));
  return (await createContact(tx, { name, email, companyId, source, ...known })).id;
}
