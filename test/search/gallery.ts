/** What a search shows, found and not, with the ugliest of names. */
import type { Company } from '../../src/features/companies/model.ts';
import type { Bounce, Contact } from '../../src/features/contacts/model.ts';
import type { EmailId } from '../../src/features/email/model.ts';
import { findModal, foundMessage, foundModal } from '../../src/features/search/views.ts';
import type { Reader } from '../../src/i18n/reader.ts';
import type { CompanyId, DealId } from '../../src/lib/ids.ts';
import type { PlainDate } from '../../src/lib/time.ts';
import { contact as uglyContact } from '../deals/ugly.ts';
import { nastyLetter } from '../email/gallery.ts';
import { many, now, ugly } from '../home/gallery.ts';
import { lead } from '../leads/gallery.ts';
import type { Gallery } from '../support/gallery.ts';

const company: Company = { id: 7 as CompanyId, name: ugly, ico: '00000019', city: ugly } as Company;
const bounce: Bounce = { at: now, why: 'noSuchAddress', status: '5.1.1' };
const contact: Contact = {
  ...uglyContact(3),
  emails: [{ address: 'petr@mosty.example', bounce }],
  bounce,
  away: { from: null, until: '2099-03-15' as PlainDate },
};

const found = {
  query: ugly,
  deals: many(8, {}),
  moreDeals: true,
  companies: Array.from({ length: 8 }, () => company),
  moreCompanies: true,
  contacts: Array.from({ length: 8 }, () => contact),
  leads: Array.from({ length: 8 }, () => lead()),
  mails: Array.from({ length: 8 }, (_, id) => ({
    email: { ...nastyLetter('logged').email, id: id as EmailId, privacy: 'subject' as const },
    from: ugly,
    to: ugly,
    deal: { id: 42 as DealId, name: ugly },
    about: ugly,
    excerpt: [
      { text: ugly, isSought: false },
      { text: ugly, isSought: true },
    ],
  })),
  moreMails: true,
};
const nothing = { ...found, deals: [], companies: [], contacts: [], leads: [], mails: [], moreMails: false };

export const gallery = (reader: Reader): Gallery => ({
  messages: { found: foundMessage(found, reader), 'nothing found': foundMessage(nothing, reader) },
  modals: {
    found: foundModal(found, reader),
    'nothing found': foundModal(nothing, reader),
    find: findModal(reader),
  },
});
