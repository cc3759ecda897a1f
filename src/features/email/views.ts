import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import { actions, bold, context, divider, esc, lineOf, type Message, section } from '../../slack/blocks.ts';
import { whoSeesMenu } from '../audience/buttons.ts';
import { openCompany } from '../companies/buttons.ts';
import { silenceLine } from '../contacts/views.ts';
import { openDeal, startDeal } from '../deals/buttons.ts';
import { dealNumber } from '../deals/model.ts';
import { openLead, startLead } from '../leads/buttons.ts';
import { leadName } from '../leads/model.ts';
import { ignoreMenu, keepContact, moveMail, pickDeal, showWhole, showWhy, splitMails } from './buttons.ts';
import type { EmailCard } from './card.ts';
import {
  companyOf,
  doubtOf,
  excerpt,
  fileCount,
  firstTo,
  icoLine,
  ignoreChoices,
  joinedLine,
  leadStart,
  mayBecomeContact,
  senderOf,
  whoLine,
} from './card-parts-views.ts';
import { findLines } from './find-lines.ts';
import { isWiped, nameOf, quotedSubject, reasonText, subjectOf } from './mail-lines.ts';
import { privacyMark } from './privacy/privacy-views.ts';
import { filedCard, ignoredCard } from './triage/decided-views.ts';
import { guessButtons, guessLine } from './triage/guess-views.ts';

export {
  ignoreMenu,
  keepContact,
  logToDeal,
  openCard,
  pickDeal,
  showWhole,
  showWhy,
} from './buttons.ts';
export { nameOf, reasonText, subjectOf } from './mail-lines.ts';

/** A mail's card by what became of it: the question, or the answer. */
export function emailCard(card: EmailCard, reader: Reader): Message {
  if (isWiped(card.email)) return wipedCard(reader);
  if (card.email.status === 'triage') return triageCard(card, reader);
  if (card.email.status === 'ignored') return ignoredCard(card, reader);
  if (card.email.status === 'logged') return filedCard(card, reader);
  const text = reader.t.email.elsewhere(subjectOf(card, reader));
  return { text, blocks: [section(esc(text))] };
}

function wipedCard({ t }: Reader): Message {
  return { text: t.privacy.erased.text, blocks: [section(esc(t.privacy.erased.text))] };
}

function triageCard(card: EmailCard, reader: Reader): Message {
  const { t } = reader;
  const { email } = card;
  const question = t.email.where(subjectOf(card, reader));
  const facts = [card.facts.phone, card.facts.position, icoLine(card, reader)].filter(Boolean);
  const why = [
    doubtOf(card, reader),
    email.reason && reasonText(email.reason, reader),
    guessLine(card, reader),
  ];
  const grey = lineOf('\n', ...why);
  return {
    text: question,
    blocks: [
      section(
        lineOf(
          '\n',
          bold(esc(question)),
          whoLine(card, reader),
          card.contact && silenceLine(card.contact, reader),
          facts.length > 0 && esc(t.email.fromSignature(facts.join(' · '))),
          card.text?.note && esc(t.email.note(senderOf(card), cut(card.text.note, 200))),
          excerpt(card, reader),
          ...findLines(card, reader),
          privacyMark(card, reader),
          joinedLine(card, reader),
        ),
      ),
      ...(grey ? [context(esc(grey))] : []),
      actions([
        ...guessButtons(card, reader),
        startDeal.make(
          t.email.newDeal,
          {
            name: cut(email.subject ?? '', 150),
            ...companyOf(card),
            ...(card.contact ? { contactIds: [card.contact.id] } : {}),
            origin: { emailId: email.id },
          },
          email.reason?.code === 'newDealTag' ? { style: 'primary' } : {},
        ),
        ...(mayBecomeContact(card) ? [startLead.make(t.leads.makeLead, leadStart(card))] : []),
        pickDeal.make(t.filing.pick, email.id),
        ...(mayBecomeContact(card) ? [keepContact.make(t.email.contactOnly, email.id)] : []),
        showWhole.make(t.email.whole, email.id),
        ...(card.joined.length > 0 ? [splitMails.make(t.filing.split, email.id)] : []),
        ignoreMenu.make(ignoreChoices(card, reader)),
      ]),
    ],
  };
}

/** A mail that logged itself, as its deal's thread or its owner hears of it. */
export function newsBlocks(card: EmailCard, reader: Reader): Message['blocks'] {
  const { t } = reader;
  const { email } = card;
  const when = email.sentAt ? reader.stamp(email.sentAt) : null;
  const count = fileCount(card);
  return [
    section(
      lineOf(
        '\n',
        lineOf(
          '   ·   ',
          `✉️ ${esc(t.email.arrow(nameOf(email.from), firstTo(card)))}: ${bold(esc(quotedSubject(card, reader)))}`,
          when,
          count > 0 && t.email.files(count),
        ),
        card.text?.note && esc(t.email.note(senderOf(card), cut(card.text.note, 200))),
        excerpt(card, reader),
        ...findLines(card, reader),
        privacyMark(card, reader),
      ),
    ),
    actions([
      ...(card.deal
        ? [
            openDeal.make(`${dealNumber(card.deal.id)} · ${cut(card.deal.name, 40)}`, card.deal.id, {
              suffix: email.id,
            }),
          ]
        : card.lead
          ? [openLead.make(cut(leadName(card.lead), 60), card.lead.id, { suffix: email.id })]
          : placeButtons(card, reader)),
      showWhole.make(t.email.whole, email.id, { suffix: email.id }),
      showWhy.make(t.email.why, email.id, { suffix: email.id }),
      moveMail.make(t.filing.move, email.id, { suffix: email.id }),
      whoSeesMenu.make(
        [{ text: t.common.whoSees, value: { kind: 'email' as const, id: email.id } }],
        email.id,
      ),
    ]),
  ];
}

/** It went to a customer without a deal: it may be about a new one. */
function placeButtons({ email, company, contact }: EmailCard, { t }: Reader) {
  if (email.status !== 'logged') return [];
  const start = {
    name: cut(email.subject ?? '', 150),
    ...(company ? { companyId: company.id } : {}),
    ...(contact ? { contactIds: [contact.id] } : {}),
    origin: { emailId: email.id },
  };
  return [
    ...(company ? [openCompany.make(`🏢 ${cut(company.name, 60)}`, company.id, { suffix: email.id })] : []),
    startDeal.make(t.email.newDeal, start, { suffix: email.id }),
  ];
}

export function newsCard(cards: EmailCard[], reader: Reader): Message {
  const [first] = cards;
  const text =
    cards.length === 1 && first
      ? `✉️ ${nameOf(first.email.from)}: ${quotedSubject(first, reader)}`
      : `✉️ ${reader.t.email.news(cards.length)}`;
  return {
    text,
    blocks: [
      ...(cards.length > 1 ? [section(bold(esc(text)))] : []),
      ...cards.flatMap((card, index) => [...(index > 0 ? [divider()] : []), ...newsBlocks(card, reader)]),
    ],
  };
}
