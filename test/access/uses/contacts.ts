import { expect } from 'vitest';
import { activitiesOnContact } from '../../../src/features/activities/contact-part.ts';
import { logActivity } from '../../../src/features/activities/service.ts';
import { readContactCard } from '../../../src/features/contacts/card.ts';
import { addressAs, keepAway } from '../../../src/features/contacts/manners-service.ts';
import { sendCard } from '../../../src/features/contacts/vcard/effects.ts';
import { keepCards, readCards } from '../../../src/features/contacts/vcard/service.ts';
import { dealsOnContact } from '../../../src/features/deals/contact-part.ts';
import { changeDeal } from '../../../src/features/deals/service.ts';
import { readerOf } from '../../../src/i18n/reader.ts';
import { notFound } from '../../../src/lib/errors.ts';
import type { PlainDate } from '../../../src/lib/time.ts';
import { plain, type Use } from '../office.ts';

const since = '2027-03-01' as PlainDate;
const visitingCard = Buffer.from('BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jana Malá\r\nN:;;;;\r\nEND:VCARD\r\n');

export const contactUses: Record<string, Use> = {
  "open a contact's card": plain(({ ctx, contact }) => readContactCard(ctx, contact.id)),
  'say that a contact is left alone': plain(({ ctx, contact }) =>
    keepAway(ctx, contact.id, { since, source: null, saidBy: null }),
  ),
  'say how one addresses a contact': plain(({ ctx, contact, me }) => addressAs(ctx, contact.id, me.id, true)),
  'take a contact along as a vCard': plain(({ ctx, contact, me }) => sendCard(ctx, contact.id, me.id)),
  'make contacts of a vCard': plain(async ({ ctx }) =>
    keepCards(ctx, (await readCards(ctx, [visitingCard], visitingCard.byteLength)).cards),
  ),
  // Neither the deal's name nor that anybody talked about it.
  "read of it on the contact's card": async ({ ctx, system, deal, contact, ports }) => {
    await changeDeal(system, deal.id, { contacts: [{ contactId: contact.id, role: 'decides' }] });
    await logActivity(system, {
      kind: 'call',
      dealId: deal.id,
      contactIds: [contact.id],
      text: `o této příležitosti ${deal.id}`,
    });
    return async () => {
      const seen = { ...ctx, ports: { ...ports, contactParts: [activitiesOnContact, dealsOnContact] } };
      const { parts } = await readContactCard(seen, contact.id);
      const reader = readerOf(ctx);
      const said = JSON.stringify(parts.flatMap((part) => [part.lines?.(reader), part.rows?.(reader)]));
      const isNamed = said.includes(`D-${deal.id} ·`);
      // Half of it would be a leak as well.
      expect([said.includes(`o této příležitosti ${deal.id}“`), said.includes(`"${deal.id}"`)]).toEqual([
        isNamed,
        isNamed,
      ]);
      return isNamed ? said : notFound('deal');
    };
  },
};
