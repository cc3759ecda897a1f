import type { ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import {
  actions,
  type Blocks,
  bold,
  context,
  esc,
  lineOf,
  type Message,
  section,
} from '../../slack/blocks.ts';
import { modalView } from '../../slack/forms.ts';
import { modal } from '../../slack/ids.ts';
import { whoSeesMenu } from '../audience/buttons.ts';
import { startContact } from '../contacts/buttons.ts';
import { type Contact, fullName } from '../contacts/model.ts';
import { contactRow } from '../contacts/views.ts';
import { startDeal } from '../deals/buttons.ts';
import { short } from '../deals/lines.ts';
import { courtFileText } from '../registers/court-file.ts';
import { registerOf } from '../registers/model.ts';
import { editCompany, openCompany, refreshCompany, showContacts } from './buttons.ts';
import type { CompanyCard } from './card.ts';
import { answeredBlocks, standingBlocks } from './differences-views.ts';
import type { Names } from './field-words.ts';
import type { Company } from './model.ts';
import { officialFacts, officialSources, officialWarnings } from './official-views.ts';
import { notableStates } from './picks.ts';

export const companyWindow = modal<null>('companies.window');
export const contactsWindow = modal<null>('companies.contactsWindow');

/** What it is, since when and by whom we know it; deals and contacts as counts. */
export const companyCard = (card: CompanyCard, reader: Reader): Message => ({
  text: short(card.company.name, 150),
  blocks: [
    section(headLines(card, reader).join('\n'), openCompany.make(reader.t.common.open, card.company.id)),
    section(restLines(card, reader).join('\n')),
    context(sourceLine(card, reader)),
    ...differing(card, reader),
    section(countLines(card, reader).join('\n')),
    actions(cardButtons(card, reader)),
  ],
});

export const differing = ({ company, standing, answers = [] }: CompanyCard, reader: Reader): Blocks => [
  ...answeredBlocks(answers, reader),
  ...standingBlocks(company, standing, reader),
];

export const factLines = (card: CompanyCard, reader: Reader, nameLimit: number): string[] => [
  ...headLines(card, reader, nameLimit),
  ...restLines(card, reader),
];

/** Its name, and what must be seen first. */
const headLines = ({ company, official }: CompanyCard, reader: Reader, nameLimit = 120): string[] => [
  `🏢 ${bold(esc(cut(company.name, nameLimit)))}`,
  ...warnings(company, reader),
  ...officialWarnings(official, reader),
];

function restLines({ company, official, names }: CompanyCard, reader: Reader): string[] {
  const { t } = reader;
  const numbers = lineOf(
    ' · ',
    company.ico ? t.companies.ico(company.ico) : t.companies.withoutNumber,
    company.dic && t.companies.dic(esc(company.dic)),
    company.vatNumber && t.companies.vatNumber(esc(company.vatNumber)),
    company.legalForm && esc(company.legalForm),
  );
  const place = lineOf(
    ' · ',
    company.officeLine && esc(cut(company.officeLine, 200)),
    company.courtFile && esc(courtFileText(company.courtFile, reader)),
    company.foundedOn && t.companies.founded(reader.date(company.foundedOn)),
    company.website && esc(cut(company.website, 100)),
  );
  return [numbers, place, ...officialFacts(official, reader), oursLine(company, names, reader)].filter(
    Boolean,
  );
}

/** `zákazník od 6. 5. 2019 · má na starosti: Eva · #mosty` */
function oursLine(company: Company, names: Names, { t, date }: Reader): string {
  const words = t.companyCard;
  const { lifeCycle, acquiredOn, lostReason, ownerId, tags } = company;
  const relation = {
    lead: null,
    customer: acquiredOn ? words.customerSince(date(acquiredOn)) : words.customer,
    former: words.former(lostReason && esc(cut(lostReason, 80))),
  }[lifeCycle];
  const owner = ownerId === null ? undefined : names.people.get(ownerId);
  return lineOf(
    ' · ',
    relation,
    owner && words.owner(esc(owner)),
    tags.length > 0 && esc(cut(tags.map((tag) => `#${tag}`).join(' '), 150)),
  );
}

/** `ARES, před 3 hodinami`, or that a person typed it; and of each other register. */
export const sourceLine = ({ company, official }: CompanyCard, reader: Reader): string =>
  lineOf(' · ', ownSource(company, reader), ...officialSources(official, reader));

const ownSource = (company: Company, { t, age }: Reader): string =>
  company.register && company.registerAt
    ? t.registers.from(t.registers.names[registerOf(company.country)], age(company.registerAt))
    : t.companies.typedByHand(age(company.createdAt));

const warnings = (company: Company, reader: Reader): string[] =>
  notableStates(company, reader).map((state) => `⚠️ ${state}`);

export function countLines(card: CompanyCard, reader: Reader): string[] {
  const { t } = reader;
  const { open, won, lost, openValue } = card.deals;
  const sum = openValue.map((value) => reader.money(value)).join(' + ');
  const counts = [
    open > 0 && (sum ? `${t.companies.open(open)} (${sum})` : t.companies.open(open)),
    won > 0 && t.companies.won(won),
    lost > 0 && t.companies.lost(lost),
  ].filter(Boolean);
  return [
    counts.length > 0 ? t.companies.dealCounts(counts.join(', ')) : t.companies.noDeals,
    ...card.parts.flatMap((part) => part.lines?.(reader) ?? []),
    ...(card.contacts.length > 0 ? [contactsLine(card.contacts, reader)] : []),
  ];
}

const shownContacts = 3;

/** `Kontakty: Ing. Petr Říha (jednatel), Jana Malá a 2 další` */
function contactsLine(contacts: Contact[], { t }: Reader): string {
  const names = contacts
    .slice(0, shownContacts)
    .map((contact) =>
      esc(cut(lineOf(' ', fullName(contact), contact.position && `(${contact.position})`), 60)),
    );
  return t.companyCard.contacts(names.join(', '), Math.max(0, contacts.length - shownContacts));
}

export function cardButtons({ company, parts }: CompanyCard, reader: Reader) {
  const { t } = reader;
  const slots = Object.assign({}, ...parts.map((part) => part.buttons?.(reader) ?? {}));
  return [
    startDeal.make(t.deals.newDeal, { companyId: company.id }),
    ...(slots.log ? [slots.log] : []),
    showContacts.make(t.companies.contacts, company.id),
    ...(slots.history ? [slots.history] : []),
    ...(slots.files ? [slots.files] : []),
    editCompany.make(t.common.edit, company.id),
    ...(company.ico ? [refreshCompany.make(refreshText(company, reader), company.id)] : []),
    whoSeesMenu.make([{ text: t.common.whoSees, value: { kind: 'company', id: company.id } }]),
  ];
}

const refreshText = ({ country }: Company, { t }: Reader): string =>
  t.companies.refresh(t.registers.names[registerOf(country)]);

/** Whom we know there; phones can be tapped. */
export const contactsModal = ({ company, contacts }: CompanyCard, reader: Reader): ModalView =>
  modalView({
    id: contactsWindow,
    meta: null,
    title: reader.t.companies.contacts,
    close: reader.t.common.close,
    blocks: [
      section(bold(short(company.name))),
      ...(contacts.length === 0 ? [section(reader.t.companies.noContacts)] : []),
      ...contacts.map((contact) => contactRow(contact, reader)),
      actions([startContact.make(reader.t.contacts.newContact, { companyId: company.id })]),
    ],
  });
