import type { KnownBlock, ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import { bold, context, esc, lineOf, type Message, section } from '../../slack/blocks.ts';
import { input, modalView, textField } from '../../slack/forms.ts';
import { modal } from '../../slack/ids.ts';
import { firstThatFits } from '../../slack/room.ts';
import { openCompany } from '../companies/buttons.ts';
import type { Company } from '../companies/model.ts';
import { contactRow } from '../contacts/views.ts';
import { openDeal } from '../deals/buttons.ts';
import { type Deal, dealNumber } from '../deals/model.ts';
import { foundMail } from '../email/finding/found-views.ts';
import { leadRow } from '../leads/views.ts';
import { maskTaxNumbers } from '../registers/tax-number.ts';
import type { Found } from './model.ts';

export const findForm = modal<null>('search.find');

export const findModal = ({ t }: Reader): ModalView =>
  modalView({
    id: findForm,
    meta: null,
    title: t.search.title,
    submit: t.search.go,
    close: t.common.cancel,
    blocks: [
      input('query', t.search.what, textField(null, { limit: 100, focus: true }), { hint: t.search.hint }),
    ],
  });

export function foundMessage(found: Found, reader: Reader, isInWindow = false): Message {
  const { t } = reader;
  const { deals, companies, contacts, leads, mails } = found;
  const query = esc(cut(maskTaxNumbers(found.query), 60));
  if (deals.length + companies.length + contacts.length + leads.length + mails.length === 0) {
    const text = t.search.nothing(query);
    return { text, blocks: [section(text)] };
  }
  const typed = found.query.replace(/[`&<>]/g, ' ');
  const part = (title: string, rows: KnownBlock[], more: string | null): KnownBlock[] =>
    rows.length === 0 ? [] : [section(bold(title)), ...rows, ...(more ? [context(more)] : [])];
  const moreBy = (command: string): string => t.search.more(`${command} ${typed}`);
  const blocks = (limit: number): KnownBlock[] => [
    section(t.search.found(query)),
    ...part(
      t.search.deals,
      deals.slice(0, limit).map((deal) => dealRow(deal, reader)),
      found.moreDeals || deals.length > limit ? moreBy('/deal') : null,
    ),
    ...part(
      t.search.companies,
      companies.slice(0, limit).map((company) => companyRow(company, reader)),
      found.moreCompanies || companies.length > limit ? moreBy('/company') : null,
    ),
    ...part(
      t.search.contacts,
      contacts.slice(0, limit).map((contact) => contactRow(contact, reader)),
      null,
    ),
    ...part(
      t.leads.leads,
      leads.slice(0, limit).map((lead) => leadRow(lead, null, reader)),
      leads.length > limit ? moreBy('/crm lead') : null,
    ),
    ...part(
      t.search.mails,
      mails.slice(0, limit).map((mail) => foundMail(mail, reader, isInWindow)),
      found.moreMails || mails.length > limit ? t.search.moreMails : null,
    ),
  ];
  return { text: t.search.found(query), blocks: firstThatFits([8, 4, 2, 1], blocks) };
}

const dealRow = (deal: Deal, reader: Reader) =>
  section(
    lineOf(
      '\n',
      bold(esc(cut(`${dealNumber(deal.id)} · ${deal.name}`, 100))),
      lineOf(' · ', reader.t.deals.stages[deal.stage], deal.value && reader.money(deal.value)),
    ),
    openDeal.make(reader.t.common.open, deal.id),
  );

const companyRow = (company: Company, { t }: Reader) =>
  section(
    lineOf(
      '\n',
      `🏢 ${bold(esc(cut(company.name, 150)))}`,
      lineOf(' · ', company.ico && `IČO ${company.ico}`, company.city && esc(cut(company.city, 60))),
    ),
    openCompany.make(t.common.open, company.id),
  );

export const foundModal = (found: Found, reader: Reader): ModalView =>
  modalView({
    id: findForm,
    meta: null,
    title: reader.t.search.title,
    close: reader.t.common.close,
    blocks: foundMessage(found, reader, true).blocks as KnownBlock[],
  });
