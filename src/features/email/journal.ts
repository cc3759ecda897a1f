import type { Person } from '../../access/people.ts';
import { wordsFor } from '../../i18n/catalog.ts';
import type { Ctx } from '../../lib/context.ts';
import type { ActivityId, CompanyId, ContactId, DealId, LeadId, PersonId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import type { NewActivity } from '../activities/model.ts';
import { noteActivity } from '../activities/service.ts';
import { megabytesOf, queueTooLarge } from './mailboxes/mailbox-effects.ts';
import { manyPeople } from './match.ts';
import type { Sender } from './meeting-known.ts';
import { logMeeting } from './meetings.ts';
import { findInvitation } from './meetings-store.ts';
import type { Address, Direction, EmailId } from './model.ts';
import type { Invitation } from './reading/findings.ts';
import { contactsAt, dealFacts } from './records-store.ts';
import { findEmail } from './store.ts';
import { listFiles } from './text-store.ts';

/** What of a mail goes into the journal. */
export interface JournalEntry {
  subject: string;
  text: string;
  quoted: string;
  note: string | null;
  sentAt: Instant;
  direction: Direction;
  outside: Address[];
}

export interface JournalPlace {
  dealId: DealId | null;
  companyId: CompanyId | null;
  contactId: ContactId | null;
  leadId?: LeadId | null;
  /** everybody it is put to, where that is nobody in particular */
  contacts?: ContactId[];
  /** who sent it, forwarded it, or put it here by hand */
  colleague: Person | null;
}

/** What whoever has just read the mail need not ask the database for. */
export interface KnownOfMail {
  truncated: boolean;
  invitation: Invitation | null;
}

/**
 * Writes the mail into the journal as an e-mail activity. Acts as the product: what a colleague's copy reports was not
 * typed by anybody.
 */
export async function logMail(
  tx: Ctx,
  id: EmailId,
  entry: JournalEntry,
  place: JournalPlace,
  known?: KnownOfMail,
): Promise<{ activityId: ActivityId; companyId: CompanyId | null }> {
  const system: Ctx = { ...tx, actor: { kind: 'system', name: 'email' } };
  const activity: NewActivity = {
    kind: 'email',
    at: entry.sentAt,
    direction: entry.direction === 'out' ? 'out' : 'in',
    dealId: place.dealId,
    companyId: place.companyId,
    leadId: place.leadId ?? null,
    contactIds: place.contacts ?? (await contactsOf(tx, entry.outside, place.contactId)),
    text: journalText(entry, known?.truncated === false ? null : await warningOf(tx, id, entry, place)),
    source: { by: 'email', emailId: id },
    authorId: place.colleague?.id ?? null,
  };
  const invitation = known ? known.invitation : await findInvitation(tx, id);
  const meeting = invitation && (await logMeeting(tx, invitation, await senderOf(tx, id), activity));
  if (meeting) return meeting;
  const companyId = place.leadId ? null : await companyOf(tx, place);
  const logged = await noteActivity(system, activity, companyId ? { companyId } : undefined);
  return { activityId: logged.id, companyId: logged.companyId };
}

/** null: it is to be looked for */
async function companyOf(tx: Ctx, { dealId, companyId }: JournalPlace): Promise<CompanyId | null> {
  const deal = dealId === null ? null : await dealFacts.one(tx, dealId);
  return deal ? (deal.companyId ?? companyId) : null;
}

/**
 * What the entry says: the subject, what is new in the mail, and apart from it the colleague's words above a forward.
 * @param warning of what is missing
 */
export const journalText = (
  { subject, text, quoted, note }: Pick<JournalEntry, 'subject' | 'text' | 'quoted' | 'note'>,
  warning: string | null = null,
): string => [subject, warning, text || quoted, note && `↪ ${note}`].filter(Boolean).join('\n\n');

/** Of a mail over the size limit there is only the beginning: that stands above its text, and whom it concerns is told. */
async function warningOf(
  tx: Ctx,
  id: EmailId,
  { text, quoted }: JournalEntry,
  { colleague, dealId }: JournalPlace,
): Promise<string | null> {
  const email = await findEmail(tx, id);
  if (!email?.truncated) return null;
  const deal = dealId ? await tx.db('deals').where({ id: dealId }).first('owner_id') : undefined;
  const concerned = colleague?.id ?? ((deal?.owner_id ?? null) as PersonId | null);
  if (concerned && !email.history) await queueTooLarge(tx, id, concerned);
  // What a file is called is as private as the text.
  const files = text || quoted ? await listFiles(tx, id) : [];
  const missing = files.find(({ details }) => details?.is === 'broken')?.name ?? null;
  return wordsFor(tx.settings.language).mailboxes.tooLarge.note(megabytesOf(email.size), missing);
}

async function senderOf(tx: Ctx, id: EmailId): Promise<Sender> {
  const email = await findEmail(tx, id);
  return { address: email?.from?.address ?? '', isColleague: email?.direction === 'out' };
}

async function contactsOf(tx: Ctx, outside: Address[], first: ContactId | null): Promise<ContactId[]> {
  const addresses = outside.map(({ address }) => address);
  if (addresses.length > manyPeople) return first ? [first] : [];
  const found = [...(await contactsAt.many(tx, addresses)).values()].flat();
  return [...new Set([...(first ? [first] : []), ...found.map(({ id }) => id)])];
}
