/** What is shown of contacts, with as much of everything as fits in and the ugliest of names. */
import type { Company } from '../../src/features/companies/model.ts';
import type { ContactCard } from '../../src/features/contacts/card.ts';
import { contactCard, contactCardModal, silenceModal } from '../../src/features/contacts/card-views.ts';
import { contactModal } from '../../src/features/contacts/form.ts';
import type { Employment } from '../../src/features/contacts/model.ts';
import type { SeenCard } from '../../src/features/contacts/vcard/model.ts';
import { cardsModal, keptModal, offerMessage } from '../../src/features/contacts/vcard/views.ts';
import type { Reader } from '../../src/i18n/reader.ts';
import { CrmError } from '../../src/lib/errors.ts';
import type { CompanyId } from '../../src/lib/ids.ts';
import type { PlainDate } from '../../src/lib/time.ts';
import { company, contact, now, ugly } from '../deals/ugly.ts';
import type { Gallery } from '../support/gallery.ts';

const many = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

const full = {
  ...contact(1),
  emails: many(20, (at) => ({
    address: `${'a'.repeat(60)}${at}@${'b'.repeat(60)}.example`,
    bounce: { at: now, why: 'noSuchAddress' as const, status: '5.1.1' },
  })),
  phones: many(20, (at) => ({
    number: `+4206010001${at + 10}`,
    typed: ugly.slice(0, 50),
    kind: 'mobile' as const,
  })),
};
const employments: Employment[] = many(10, (at) => ({
  companyId: 7 as CompanyId,
  companyName: ugly,
  position: ugly,
  from: '2019-01-01' as PlainDate,
  until: at === 0 ? null : ('2026-01-01' as PlainDate),
  isCurrent: at === 0,
}));
const card: ContactCard = {
  contact: full,
  company,
  employments,
  familiar: true,
  salutation: ugly.slice(0, 200),
  parts: [{ lines: () => [ugly.slice(0, 1000), ugly.slice(0, 1000)] }],
};
const bare: ContactCard = {
  ...card,
  contact: { ...contact(2), emails: [], phones: [], doNotApproach: null, legalBasis: null, source: null },
  company: null,
  employments: [],
  familiar: false,
  parts: [],
};

const file = {
  id: 'F0KARTY',
  name: ugly.slice(0, 255),
  size: 1000,
  mimetype: 'text/vcard',
  url: `https://files.slack.com/files-pri/T0-F0/${'a'.repeat(200)}`,
  isExternal: false,
};
const seen: SeenCard = {
  contact: { name: ugly.slice(0, 150), titleBefore: 'Ing.', emails: ['riha@mosty.example'], phones: [] },
  company: ugly.slice(0, 200),
  known: null as Company | null,
  alike: null,
};
const failed = many(200, () => ({ name: ugly.slice(0, 150), error: new CrmError('required', {}, 'name') }));

export const gallery = (reader: Reader): Gallery => ({
  messages: {
    'contact card': contactCard(card, reader),
    'card of a contact of whom we know nothing': contactCard(bare, reader),
    'a vCard was dropped': offerMessage([file, file, file, file, file, file], reader),
  },
  modals: {
    'contact card': contactCardModal(card, reader, { note: ugly.slice(0, 500) }),
    'card of a contact of whom we know nothing': contactCardModal(bare, reader),
    'do not approach': silenceModal(card, { url: 'https://hooks.slack.com/actions/x' }, null, reader),
    'edit a contact with everything': contactModal(full, company.id, {}, reader, {
      company,
      since: '2019-01-01' as PlainDate,
      suggested: ugly.slice(0, 200),
      notice: ugly.slice(0, 500),
    }),
    'new contact of a card': contactModal(null, null, {}, reader, {
      start: full,
      newCompany: ugly.slice(0, 200),
    }),
    'two hundred cards': cardsModal(
      file,
      {
        cards: many(200, (at) => (at % 3 ? seen : { ...seen, alike: { by: 'name', contact: full } })),
        broken: 5,
      },
      reader,
    ),
    'none of which could be kept': keptModal(
      { created: 0, known: 3, failed },
      failed.map(({ name }) => `• ${name}`),
      reader,
    ),
  },
});
