import type { Reader } from '../../i18n/reader.ts';
import type { CompanyId } from '../../lib/ids.ts';
import { cut } from '../../lib/text.ts';
import { actions, bold, context, divider, esc, lineOf, type Message, section } from '../../slack/blocks.ts';
import { whoSeesMenu } from '../audience/buttons.ts';
import { openCompany } from '../companies/buttons.ts';
import { pickValue } from '../companies/picks.ts';
import { silenceLine } from '../contacts/views.ts';
import { openDeal, startDeal } from '../deals/buttons.ts';
import { dealNumber } from '../deals/model.ts';
import { type NewLeadStart, openLead, startLead } from '../leads/buttons.ts';
import { leadName } from '../leads/model.ts';
import { domainOf, isFreeMail } from './addresses.ts';
import {
  ignoreMenu,
  keepContact,
  logToDeal,
  moveMail,
  pickDeal,
  showWhole,
  showWhy,
  splitMails,
} from './buttons.ts';
import type { EmailCard } from './card.ts';
import { findLines } from './find-lines.ts';
import {
  isOpen,
  isWiped,
  nameLimit,
  nameOf,
  othersOf,
  quotedSubject,
  reasonText,
  subjectOf,
} from './mail-lines.ts';
import { privacyMark } from './privacy/privacy-views.ts';
import { isNoticeMail } from './reading/portals.ts';
import { isNobodys } from './sender.ts';
import { filedCard, ignoredCard } from './triage/decided-views.ts';
import { suggestedName } from './triage/filing-windows.ts';

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
  const all = card.joined.length + 1;
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
      ...(email.reason
        ? [context(esc(lineOf('\n', doubtOf(card, reader), reasonText(email.reason, reader))))]
        : []),
      actions([
        ...card.guesses.map((deal) =>
          logToDeal.make(
            all > 1
              ? t.filing.logAll(cut(`${dealNumber(deal.id)} · ${deal.name}`, 40), all)
              : cut(t.email.logTo(`${dealNumber(deal.id)} · ${deal.name}`), 40),
            { email: email.id, deal: deal.id },
            { suffix: deal.id },
          ),
        ),
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
        ...(all > 1 ? [splitMails.make(t.filing.split, email.id)] : []),
        ignoreMenu.make(ignoreChoices(card, reader)),
      ]),
    ],
  };
}

/** Unless the reason says it already. */
const doubtOf = ({ email }: EmailCard, { t }: Reader): string | null =>
  email.senderDoubt && email.reason?.code !== 'senderNotVerified' ? t.mailRules.doubted : null;

/** Robots never become contacts, portals neither. */
const mayBecomeContact = ({ email, contact }: EmailCard): boolean =>
  email.counterpart !== null && contact === null && !isNoticeMail(email) && !isNobodys(email);

const icoLine = ({ facts: { ico }, signatureCompany }: EmailCard, { t }: Reader): string | null => {
  if (!ico || !signatureCompany) return ico && `IČO ${ico}`;
  const { name, city, source } = signatureCompany;
  return `IČO ${ico} (${t.filing.companyOf[source](lineOf(', ', cut(name, 80), city && cut(city, 40)))})`;
};

/** Whom a new deal would be for. */
function companyOf({ email, signatureCompany }: EmailCard): { companyId?: CompanyId } {
  const companyId = email.companyId ?? signatureCompany?.companyId ?? null;
  return companyId ? { companyId } : {};
}

/** What the form of a new lead begins with: who wrote, and what their signature gives. */
function leadStart(card: EmailCard): NewLeadStart {
  const { email, company, signatureCompany, facts } = card;
  const { phone, position } = facts;
  const ours = company ?? null;
  const picked = ours
    ? { value: pickValue({ kind: 'own', id: ours.id }), text: ours.name }
    : signatureCompany && {
        value: pickValue(
          signatureCompany.companyId
            ? { kind: 'own', id: signatureCompany.companyId }
            : { kind: 'register', ico: signatureCompany.ico },
        ),
        text: signatureCompany.name,
      };
  return {
    name: cut(suggestedName(card), 100),
    email: email.counterpart ?? '',
    source: 'mail',
    ...(phone ? { phone: cut(phone, 40) } : {}),
    ...(position ? { position: cut(position, 100) } : {}),
    ...(picked ? { company: { ...picked, text: cut(picked.text, 75) } } : {}),
    // Everybody sees a lead.
    ...(email.privacy === 'full' && email.subject ? { note: cut(email.subject, 200) } : {}),
    origin: { emailId: email.id },
  };
}

/** The others of this sender that are asked about here. */
function joinedLine({ joined }: EmailCard, reader: Reader): string | null {
  if (joined.length === 0) return null;
  const subjects = joined
    .slice(0, 3)
    .map((email) => reader.t.activities.quoted(cut(subjectOf({ email }, reader), 60)));
  return `✉️ ${esc(reader.t.filing.joined(joined.length, lineOf(', ', ...subjects, joined.length > 3 && '…')))}`;
}

/** What only claims to be from somebody says nothing against them. */
function ignoreChoices({ email, joined }: EmailCard, { t }: Reader) {
  const counterpart = email.senderDoubt ? null : email.counterpart;
  const domain = counterpart ? domainOf(counterpart) : null;
  return [
    { text: `${t.email.ignore}: ${t.email.ignoreMail}`, value: { email: email.id, what: 'mail' as const } },
    ...(joined.length > 0
      ? [
          {
            text: `${t.email.ignore}: ${t.filing.ignoreAll(joined.length + 1)}`,
            value: { email: email.id, what: 'all' as const },
          },
        ]
      : []),
    ...(counterpart
      ? [
          {
            text: `${t.email.ignore}: ${t.email.ignoreAddress(counterpart)}`,
            value: { email: email.id, what: 'address' as const },
          },
        ]
      : []),
    ...(domain && !isFreeMail(domain)
      ? [
          {
            text: `${t.email.ignore}: ${t.email.ignoreDomain(domain)}`,
            value: { email: email.id, what: 'domain' as const },
          },
        ]
      : []),
    { text: t.common.whoSees, value: { email: email.id, what: 'whoSees' as const } },
  ];
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

const senderOf = ({ colleague, email }: EmailCard): string =>
  cut(colleague?.name ?? email.forwardedBy ?? '', nameLimit);

const firstTo = ({ text, email }: EmailCard): string =>
  nameOf(text?.to[0] ?? null).replace(/^\?$/, email.locator.mailbox);

function whoLine({ email, text, colleague }: EmailCard, { t }: Reader): string {
  const { from } = email;
  const outgoing = email.direction === 'out';
  const other = outgoing ? (text?.to.find(({ address }) => address === email.counterpart) ?? null) : from;
  const address = other?.address ?? email.counterpart ?? '';
  const named = other?.name
    ? `${nameOf(other)} <${cut(address, nameLimit)}>`
    : cut(address || '?', nameLimit);
  const who = cut(colleague?.name ?? email.forwardedBy ?? '', nameLimit);
  const others = othersOf(email);
  return esc(
    lineOf(
      ' · ',
      // Of a forward in which nobody can be read only who sent it in is known.
      outgoing
        ? address && t.email.to(lineOf(' ', named, others > 0 && t.email.andMore(others)))
        : t.email.from(named),
      email.forwardedBy && t.email.forwardedBy(who),
      // What only claims to be from a colleague, none has sent.
      outgoing && !email.forwardedBy && !email.senderDoubt && colleague && t.email.sentBy(colleague.name),
    ),
  );
}

const excerptLimit = 250;

function excerpt(card: EmailCard, reader: Reader): string | null {
  const { t } = reader;
  const words = (card.text?.text || card.text?.quoted || '').replace(/\s+/g, ' ').trim();
  const count = fileCount(card);
  const isEmpty = !words && !card.text?.note && count === 0 && findLines(card, reader).length === 0;
  if (isEmpty) return isOpen(card) ? esc(t.email.noText) : null;
  return (
    lineOf(
      '   ',
      words && esc(t.activities.quoted(cut(words, excerptLimit))),
      card.email.status === 'triage' && count > 0 && t.email.files(count),
    ) || null
  );
}

const fileCount = ({ files }: EmailCard): number =>
  files.filter(({ kind }) => ['file', 'message', 'invoice', 'unsafe'].includes(kind)).length;
