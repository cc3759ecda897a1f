import type { KnownBlock, ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import type { ContactId } from '../../lib/ids.ts';
import { cut } from '../../lib/text.ts';
import { actions, bold, context, esc, lineOf, link, type Message, section } from '../../slack/blocks.ts';
import { dateField, input, modalView, textField } from '../../slack/forms.ts';
import { modal } from '../../slack/ids.ts';
import type { Place } from '../../slack/requests.ts';
import { openCompany } from '../companies/buttons.ts';
import { contactMenu, editContact, exportCard, openContact } from './buttons.ts';
import type { ContactCard } from './card.ts';
import { type Employment, fullName } from './model.ts';
import { awayLine, bounceLine, phonesText, silenceLine } from './views.ts';

/** `people`: the window of their company's people beneath */
export const contactWindow = modal<{ id: ContactId; people: string | null }>('contacts.window');
export const silenceForm = modal<{ id: ContactId; place: Place; people: string | null }>('contacts.silence');

/** Who it is, how to reach them, who of ours talks to them about what. */
export const contactCard = (card: ContactCard, reader: Reader): Message => ({
  text: cut(fullName(card.contact), 150),
  blocks: [
    section(whoLines(card, reader), openContact.make(reader.t.common.open, card.contact.id)),
    section(reachLines(card, reader)),
    ...talkBlocks(card, reader),
    actions(cardButtons(card, reader)),
  ],
});

/** The same in a window, with where they were before and the deals as rows. */
export const contactCardModal = (
  card: ContactCard,
  reader: Reader,
  { people = null, note = null }: { people?: string | null; note?: string | null } = {},
): ModalView =>
  modalView({
    id: contactWindow,
    meta: { id: card.contact.id, people },
    title: reader.t.contactCard.title,
    close: reader.t.common.close,
    blocks: [
      ...(note ? [section(note)] : []),
      section(
        whoLines(card, reader),
        card.company ? openCompany.make(reader.t.contactCard.company, card.company.id) : undefined,
      ),
      section(reachLines(card, reader)),
      // What has rows below needs no line.
      ...talkBlocks({ ...card, parts: card.parts.filter((part) => !part.rows) }, reader),
      actions(cardButtons(card, reader)),
      ...card.parts.flatMap((part) => part.rows?.(reader) ?? []),
      ...smallPrint(card, reader),
    ],
  });

function whoLines({ contact, company, employments }: ContactCard, reader: Reader): string {
  const { t } = reader;
  const since = employments.find((one) => one.isCurrent)?.from;
  return lineOf(
    '\n',
    `👤 ${bold(esc(cut(fullName(contact), 200)))}`,
    lineOf(
      ' · ',
      contact.position && esc(cut(contact.position, 150)),
      company && `🏢 ${esc(cut(company.name, 150))}`,
      since && t.contactCard.since(reader.date(since)),
    ),
    awayLine(contact, reader),
  );
}

const shownAddresses = 3;

/** What stands in the way comes before the ways. */
function reachLines({ contact, parts, salutation, familiar }: ContactCard, reader: Reader): string {
  const { contactCard } = reader.t;
  const write = parts.find((part) => part.write)?.write ?? ((address: string) => `mailto:${address}`);
  const addresses = contact.emails
    .slice(0, shownAddresses)
    .map(({ address, bounce }) => `${bounce ? '⚠️ ' : ''}${mailLink(write(address), address)}`)
    .join(' · ');
  const phones = phonesText(contact, reader);
  return lineOf(
    '\n',
    silenceLine(contact, reader),
    phones && `📞 ${phones}`,
    addresses && `✉️ ${addresses}`,
    !phones && !addresses && contactCard.noReach,
    ...contact.emails.map(
      ({ address, bounce }) => bounce && esc(lineOf(': ', cut(address, 80), bounceLine(bounce, reader))),
    ),
    lineOf(
      ' · ',
      contactCard.salutation(esc(cut(salutation, 150))),
      familiar ? contactCard.familiar : contactCard.formal,
    ),
  );
}

const mailLink = (url: string, address: string): string =>
  link(url.replaceAll('&', '&amp;'), cut(address, 100));

function talkBlocks({ parts }: ContactCard, reader: Reader): KnownBlock[] {
  const lines = parts.flatMap((part) => part.lines?.(reader) ?? []);
  return [section(lines.length > 0 ? lines.join('\n') : reader.t.contactCard.nobody)];
}

function cardButtons({ contact, parts, familiar }: ContactCard, reader: Reader) {
  const { t } = reader;
  const { id, doNotApproach } = contact;
  const slots = Object.assign({}, ...parts.map((part) => part.buttons?.(reader) ?? {}));
  return [
    ...(slots.log ? [slots.log] : []),
    editContact.make(t.common.edit, id),
    ...(slots.history ? [slots.history] : []),
    exportCard.make(t.contactCard.export, id),
    contactMenu.make([
      { text: familiar ? t.contactCard.beFormal : t.contactCard.beFamiliar, value: { id, what: 'terms' } },
      doNotApproach
        ? { text: t.contactCard.approachAgain, value: { id, what: 'again' } }
        : { text: t.contactCard.keepAway, value: { id, what: 'silence' } },
      { text: t.merging.start, value: { id, what: 'merge' } },
      { text: t.common.whoSees, value: { id, what: 'whoSees' } },
    ]),
  ];
}

function smallPrint({ contact, employments }: ContactCard, reader: Reader): KnownBlock[] {
  const { contactCard } = reader.t;
  const lines = [
    ...employments
      .filter((one) => !one.isCurrent)
      .slice(0, 5)
      .map((one) => contactCard.before(employmentText(one, reader))),
    contact.legalBasis && contactCard.basis(contactCard.bases[contact.legalBasis]),
    contact.source && contactCard.source(esc(cut(contact.source, 200))),
  ].filter((line): line is string => Boolean(line));
  return lines.length > 0 ? [context(lines.join('\n'))] : [];
}

/** `Stavby Morava, s.r.o. · projektant · 1. 3. 2020 – 2. 3. 2027` */
const employmentText = ({ companyName, position, from, until }: Employment, { date }: Reader): string =>
  lineOf(
    ' · ',
    esc(cut(companyName, 100)),
    position && esc(cut(position, 100)),
    (from || until) && `${from ? date(from) : '?'} – ${until ? date(until) : '?'}`,
  );

/** @param place the card, to be brought up to date */
export const silenceModal = (
  { contact }: ContactCard,
  place: Place,
  people: string | null,
  reader: Reader,
): ModalView => {
  const { silence } = reader.t.contactCard;
  return modalView({
    id: silenceForm,
    meta: { id: contact.id, place, people },
    title: silence.title,
    submit: reader.t.common.save,
    close: reader.t.common.cancel,
    blocks: [
      section(`👤 ${bold(esc(cut(fullName(contact), 150)))}\n${silence.what}`),
      input('since', silence.since, dateField(reader.today)),
      input('saidBy', silence.saidBy, textField(contact.name, { limit: 150 }), { optional: true }),
      input('source', silence.source, textField(null, { limit: 150 }), {
        optional: true,
        hint: silence.sourceHint,
      }),
    ],
  });
};
