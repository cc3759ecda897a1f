/** Many contacts at once, as a list brings them: the same rows, events and words as one by one. */
import { insertMany, insertManyIds } from '../../db/bulk.ts';
import { insertTerms } from '../../db/terms.ts';
import { recordEvents } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import type { ContactId, EventId } from '../../lib/ids.ts';
import { fold } from '../../lib/text.ts';
import { checked } from './checks.ts';
import type { NewContact } from './model.ts';
import { phoneTerms } from './phones.ts';
import { type ContactColumns, newRow } from './store.ts';

export { findContactsOf, findNamedAt } from './look-up-store.ts';

export type ReadContact = ContactColumns & { name: string };

/** What would be kept of a new one. @throws FieldErrors name, emails, phones */
export const readNewContact = (ctx: Ctx, input: NewContact): ReadContact => checked(ctx, input, null);

/** Who writes down an address holds it before they look who has it. */
export const addressLock = (address: string): string => `contact:${address}`;

/** @param contacts as readNewContact left them; that nobody has their addresses was looked at @returns in the same order */
export async function createContacts(
  tx: Ctx,
  contacts: ReadContact[],
): Promise<{ id: ContactId; eventId: EventId }[]> {
  const rows = contacts.map((contact) => newRow(tx, contact));
  const ids = (await insertManyIds(
    tx.db,
    'contacts',
    rows as object[] as Record<string, unknown>[],
  )) as ContactId[];
  const made = contacts.map((contact, at) => ({ ...contact, id: ids[at] as ContactId }));
  await insertMany(
    tx.db,
    'contact_emails',
    made.flatMap(({ id, emails = [] }) =>
      emails.map((address, place) => ({ contact_id: id, address, place })),
    ),
  );
  await insertMany(
    tx.db,
    'contact_phones',
    made.flatMap(({ id, phones = [] }) =>
      phones.map(({ number, typed, kind }, place) => ({ contact_id: id, number, typed, kind, place })),
    ),
  );
  await insertMany(
    tx.db,
    'contact_companies',
    made.flatMap(({ id, companyId, since = null }) =>
      companyId
        ? [
            {
              contact_id: id,
              company_id: companyId,
              from_on: since,
              is_current: true,
              created_at: tx.time.now(),
            },
          ]
        : [],
    ),
  );
  await insertTerms(
    tx,
    'contact',
    made.map(({ id, name, emails = [], phones = [] }) => ({
      id,
      folded: [fold(name), ...emails, ...phones.flatMap(phoneTerms)],
    })),
  );
  const events = await recordEvents(
    tx,
    'contact.created',
    made.map(({ id, name, companyId }) => ({
      subject: { kind: 'contact', id },
      details: { name, companyId: companyId ?? null },
    })),
  );
  return made.map(({ id }, at) => ({ id, eventId: events[at] as EventId }));
}
