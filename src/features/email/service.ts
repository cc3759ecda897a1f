import { findPerson } from '../../access/people.ts';
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { CrmError, notFound, refuse } from '../../lib/errors.ts';
import type { CompanyId, ContactId, DealId } from '../../lib/ids.ts';
import { getCompany } from '../companies/service.ts';
import { createContact } from '../contacts/service.ts';
import type { Deal } from '../deals/model.ts';
import { changeDeal, getDeal } from '../deals/service.ts';
import { domainOf, isFreeMail } from './addresses.ts';
import { filesDueAt } from './attachments.ts';
import { queueEmailEdits } from './effects.ts';
import { addIgnoredSender, removeIgnoredSender } from './ignore-store.ts';
import { logMail } from './journal.ts';
import { findContact } from './lookup.ts';
import { type Email, type EmailId, reason } from './model.ts';
import { findSeenEmail } from './sight.ts';
import { findEmail, reasonColumns, updateEmailFrom } from './store.ts';
import { findText, listFiles } from './text-store.ts';

export { readEmailCard } from './card.ts';
export { countTriage, listTriageOf } from './triage.ts';

/** A person of the customer's who becomes a contact while the mail is put away. */
export interface NewSender {
  name: string;
  phone: string | null;
}

/**
 * Puts a waiting mail to a deal. The thread remembers: answers to it will go there too.
 * @throws CrmError notFound (email: somebody was faster; deal); FieldErrors name
 */
export function fileToDeal(
  ctx: Ctx,
  id: EmailId,
  dealId: DealId,
  sender: NewSender | null = null,
): Promise<Email> {
  return transaction(ctx, async (tx) => {
    const email = await getWaiting(tx, id);
    const deal = await getDeal(tx, dealId);
    const contactId = await keepSender(tx, email, sender, deal.companyId);
    if (contactId && sender) await addDealContact(tx, deal, contactId);
    return file(tx, email, { dealId, companyId: deal.companyId, contactId });
  });
}

/** Makes the sender a contact and puts the mail to them, into no deal. @throws CrmError notFound; FieldErrors name */
export function fileToContact(
  ctx: Ctx,
  id: EmailId,
  sender: NewSender,
  companyId: CompanyId | null,
): Promise<Email> {
  return transaction(ctx, async (tx) => {
    const email = await getWaiting(tx, id);
    if (companyId) await getCompany(tx, companyId);
    const contactId = await keepSender(tx, email, sender, companyId);
    if (!contactId) throw new CrmError('required', {}, 'contact');
    return file(tx, email, { dealId: null, companyId, contactId });
  });
}

/** Whoever may log to a deal may name its people: the change is the product's. */
async function addDealContact(tx: Ctx, deal: Deal, contactId: ContactId): Promise<void> {
  if (deal.outcome !== 'open' || deal.contacts.some((one) => one.contactId === contactId)) return;
  const system: Ctx = { ...tx, actor: { kind: 'system', name: 'email' } };
  await changeDeal(system, deal.id, { contacts: [...deal.contacts, { contactId, role: null }] });
}

export type IgnoreWhat = 'mail' | 'address' | 'domain';

/** @throws CrmError notFound (email: somebody was faster) */
export function ignoreEmail(ctx: Ctx, id: EmailId, what: IgnoreWhat): Promise<Email> {
  return transaction(ctx, async (tx) => {
    const email = await getWaiting(tx, id);
    const pattern = patternOf(email, what);
    if (pattern) await addIgnoredSender(tx, pattern, actorId(tx));
    const why = pattern ? reason('ignoredSender', { pattern }) : reason('ignoredByHand', {});
    await decide(tx, email, { status: 'ignored', ...reasonColumns(why) });
    await recordEvent(tx, 'email.ignored', { kind: 'email', id }, { pattern });
    return getEmail(tx, id);
  });
}

/** A free-mail domain is never ignored as a whole: customers write from it too. */
function patternOf({ counterpart }: Email, what: IgnoreWhat): string | null {
  if (counterpart === null || what === 'mail') return null;
  const domain = domainOf(counterpart);
  return what === 'domain' && !isFreeMail(domain) ? `@${domain}` : counterpart;
}

/** Takes back ignoreEmail: the mail waits again, and its sender is heard again. @throws CrmError notFound */
export function unignoreEmail(ctx: Ctx, id: EmailId): Promise<Email> {
  return transaction(ctx, async (tx) => {
    const email = await getEmail(tx, id);
    const why = email.reason;
    if (email.status !== 'ignored' || !(why?.code === 'ignoredByHand' || why?.code === 'ignoredSender')) {
      return refuse('notFound', { what: 'email' });
    }
    if (why.code === 'ignoredSender') await removeIgnoredSender(tx, why.details.pattern);
    const again =
      email.considered.length > 0
        ? reason('severalDeals', { who: email.counterpart ?? '', deals: email.considered })
        : reason('unknownSender', { address: email.counterpart ?? '' });
    await updateEmailFrom(tx, id, 'ignored', {
      status: 'triage',
      ...reasonColumns(again),
      triage_person_id: email.triagePersonId ?? actorId(tx),
    });
    await recordEvent(tx, 'email.unignored', { kind: 'email', id });
    await queueEmailEdits(tx, id);
    return getEmail(tx, id);
  });
}

/** All of it, for whoever may see it: what is written back is never cut. */
const getEmail = async (ctx: Ctx, id: EmailId): Promise<Email> =>
  ((await findSeenEmail(ctx, id)) && (await findEmail(ctx, id))) ?? notFound('email');

async function getWaiting(tx: Ctx, id: EmailId): Promise<Email> {
  const email = await getEmail(tx, id);
  return email.status === 'triage' ? email : refuse('notFound', { what: 'email' });
}

async function keepSender(
  tx: Ctx,
  email: Email,
  sender: NewSender | null,
  companyId: CompanyId | null,
): Promise<ContactId | null> {
  if (email.contactId || !email.counterpart) return email.contactId;
  const known = await findContact(tx, email.counterpart);
  if (known) return known.id;
  if (!sender?.name.trim()) return null;
  const { name, phone } = sender;
  return (await createContact(tx, { name, email: email.counterpart, companyId, ...(phone ? { phone } : {}) }))
    .id;
}

async function file(
  tx: Ctx,
  email: Email,
  place: { dealId: DealId | null; companyId: CompanyId | null; contactId: ContactId | null },
): Promise<Email> {
  const text = await findText(tx, email.id);
  const authorId = email.colleagueId ?? actorId(tx);
  const colleague = authorId ? await findPerson(tx.db, authorId) : null;
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
    { ...place, colleague },
  );
  await decide(tx, email, {
    status: 'logged',
    ...reasonColumns(reason('byHand', { deal: place.dealId })),
    deal_id: place.dealId,
    company_id: logged.companyId ?? place.companyId,
    contact_id: place.contactId,
    activity_id: logged.activityId,
    files_due_at: filesDueAt(tx, await listFiles(tx, email.id)),
  });
  await recordEvent(
    tx,
    'email.logged',
    { kind: 'email', id: email.id },
    { dealId: place.dealId, reason: 'byHand' },
  );
  return getEmail(tx, email.id);
}

async function decide(tx: Ctx, email: Email, columns: Parameters<typeof updateEmailFrom>[3]): Promise<void> {
  const mine = await updateEmailFrom(tx, email.id, 'triage', { ...columns, done_at: tx.time.now() });
  if (!mine) refuse('notFound', { what: 'email' });
  await queueEmailEdits(tx, email.id);
}
