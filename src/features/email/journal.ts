import type { Person } from '../../access/people.ts';
import type { Ctx } from '../../lib/context.ts';
import type { ActivityId, CompanyId, ContactId, DealId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import { logActivity } from '../activities/service.ts';
import type { Address, Direction, EmailId } from './model.ts';

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
  /** who sent it, forwarded it, or put it here by hand */
  colleague: Person | null;
}

/** More recipients than this make a bulk mail: it concerns the first of them. */
const manyRecipients = 20;

/**
 * Writes the mail into the journal as an e-mail activity. Acts as the product: what a colleague's copy reports was not
 * typed by anybody.
 */
export async function logMail(
  tx: Ctx,
  id: EmailId,
  entry: JournalEntry,
  place: JournalPlace,
): Promise<{ activityId: ActivityId; companyId: CompanyId | null }> {
  const system: Ctx = { ...tx, actor: { kind: 'system', name: 'email' } };
  const activity = await logActivity(system, {
    kind: 'email',
    at: entry.sentAt,
    direction: entry.direction === 'out' ? 'out' : 'in',
    dealId: place.dealId,
    companyId: place.companyId,
    contactIds: await contactsOf(tx, entry.outside, place.contactId),
    text: journalText(entry),
    source: { by: 'email', emailId: id },
    authorId: place.colleague?.id ?? null,
  });
  return { activityId: activity.id, companyId: activity.companyId };
}

/** What the entry says: the subject, the colleague's words above a forward, and what is new in the mail. */
export const journalText = (entry: Pick<JournalEntry, 'subject' | 'text' | 'quoted' | 'note'>): string =>
  [entry.subject, entry.note, entry.text || entry.quoted].filter(Boolean).join('\n\n');

async function contactsOf(tx: Ctx, outside: Address[], first: ContactId | null): Promise<ContactId[]> {
  const addresses = outside.map(({ address }) => address);
  if (addresses.length > manyRecipients) return first ? [first] : [];
  const rows: { id: number }[] = await tx
    .db('contacts')
    .whereRaw(`lower(email) in (${addresses.map(() => '?').join(', ') || 'null'})`, addresses)
    .whereNull('deleted_at')
    .orderBy('id')
    .select('id');
  return [...new Set([...(first ? [first] : []), ...rows.map(({ id }) => id as ContactId)])];
}
