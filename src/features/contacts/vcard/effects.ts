/** What is said to who drops a vCard, and the vCard that somebody asked for. */
import { transaction } from '../../../db/transaction.ts';
import { recordEvent } from '../../../events/record.ts';
import { readerOf } from '../../../i18n/reader.ts';
import type { Ctx } from '../../../lib/context.ts';
import type { ContactId, PersonId } from '../../../lib/ids.ts';
import type { Delivery } from '../../../outbox/effects.ts';
import { effectFor } from '../../../outbox/recipients.ts';
import { enqueue } from '../../../outbox/store.ts';
import type { SlackFile } from '../../../slack/requests.ts';
import { findCompany } from '../../companies/service.ts';
import { queueCopyRemoval } from '../../documents/effects.ts';
import { findContact, getContact } from '../service.ts';
import { offerMessage } from './views.ts';
import { vcardFile, writeVCard } from './write.ts';

interface OfferPayload {
  channel: string;
  /** of the message with the file */
  ts: string;
  personId: PersonId;
  files: SlackFile[];
}

export const queueCardOffer = (ctx: Ctx, payload: OfferPayload): Promise<void> =>
  transaction(ctx, async (tx) => {
    await enqueue(tx, {
      kind: 'contacts.cardOffer',
      payload,
      dedupeKey: `vcard:${payload.channel}:${payload.ts}`,
      lane: `channel:${payload.channel}`,
      priority: 'answer',
    });
  });

export const cardOffer = effectFor<OfferPayload>(
  'contacts.cardOffer',
  async (seen, { channel, ts, files }, { ctx }): Promise<Delivery> => {
    // A DM is read by its person, a channel by the workspace.
    const reader = readerOf(channel.startsWith('D') ? seen : ctx);
    return { do: 'post', to: { channel, thread: ts }, ...offerMessage(files, reader) };
  },
);

/** Sends a contact to the actor's DM as a file; who took whom along stays in the events. @throws CrmError notFound */
export const sendCard = (ctx: Ctx, id: ContactId, personId: PersonId): Promise<void> =>
  transaction(ctx, async (tx) => {
    await getContact(tx, id);
    const eventId = await recordEvent(tx, 'contact.exported', { kind: 'contact', id }, {});
    await enqueue(tx, {
      kind: 'contacts.card',
      payload: { contactId: id, personId },
      dedupeKey: `${eventId}:${personId}`,
      lane: `person:${personId}`,
      priority: 'answer',
    });
  });

export const cardFile = effectFor<{ contactId: ContactId }>(
  'contacts.card',
  async (seen, { contactId, personId }, { ctx }): Promise<Delivery> => {
    const contact = await findContact(ctx, contactId);
    if (!contact) return { do: 'drop', reason: 'the contact is gone' };
    const { t, date } = readerOf(seen);
    const company = contact.companyId ? await findCompany(ctx, contact.companyId) : null;
    const { doNotApproach } = contact;
    const notes = doNotApproach ? [t.contactCard.silence.line(date(doNotApproach.since))] : [];
    const bytes = Buffer.from(writeVCard(contact, company?.name ?? null, notes));
    return {
      do: 'upload',
      to: { person: personId },
      name: vcardFile(contact),
      alt: t.contactCard.exportedFile(contact.name),
      size: bytes.byteLength,
      content: async () => bytes,
      sent: (tx, copy) => queueCopyRemoval(tx, copy, personId),
    };
  },
);
