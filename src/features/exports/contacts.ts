import type { Reader } from '../../i18n/reader.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import type { Company } from '../companies/model.ts';
import type { Contact } from '../contacts/model.ts';
import { showPhone } from '../contacts/phones.ts';
import { listContactsAfter } from '../contacts/service.ts';
import { dayOfInstant, type Source, text } from './columns.ts';
import { companiesOf } from './deals.ts';
import type { Wanted } from './model.ts';

interface ContactLine {
  id: number;
  contact: Contact;
  company: Company | null;
}

/** That somebody wants to be left alone stands before their address and number. */
export const contactSource = (ctx: Ctx, { whose }: Wanted): Source<ContactLine> => ({
  columns: [
    { key: 'contact.titleBefore', width: 8, cell: ({ contact }) => text(contact.titleBefore) },
    { key: 'contact.name', width: 26, cell: ({ contact }) => contact.name },
    { key: 'contact.titleAfter', width: 8, cell: ({ contact }) => text(contact.titleAfter) },
    { key: 'contact.position', width: 20, cell: ({ contact }) => text(contact.position) },
    { key: 'told.silent', width: 24, cell: silentText },
    {
      key: 'contact.email',
      width: 30,
      cell: ({ contact }) => contact.emails.map(({ address }) => address).join('; '),
    },
    {
      key: 'contact.phone',
      width: 20,
      cell: ({ contact }) => contact.phones.map((phone) => showPhone(phone, null)).join('; '),
    },
    { key: 'company.name', width: 32, cell: ({ company }) => text(company?.name) },
    { key: 'company.ico', width: 11, cell: ({ company }) => text(company?.ico) },
    { key: 'told.language', width: 8, cell: ({ contact }) => text(contact.language) },
    {
      key: 'told.created',
      width: 12,
      cell: ({ contact }, reader) => dayOfInstant(contact.createdAt, reader),
    },
  ],
  async page(after, limit) {
    const contacts = await listContactsAfter(ctx, whose === 'mine' ? actorId(ctx) : null, after, limit);
    const companies = await companiesOf(ctx, contacts);
    return contacts.map((contact) => ({
      id: contact.id,
      contact,
      company: companies.get(contact.companyId ?? 0) ?? null,
    }));
  },
});

function silentText({ contact: { doNotApproach } }: ContactLine, reader: Reader): string {
  if (!doNotApproach) return '';
  const { since, source, saidBy } = doNotApproach;
  return [reader.t.exports.silentSince(reader.date(since)), source, saidBy].filter(Boolean).join(', ');
}
