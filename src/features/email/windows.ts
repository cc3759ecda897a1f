import type { ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import { bold, context, divider, esc, lineOf, section } from '../../slack/blocks.ts';
import { input, modalView, textField, typeAheadField } from '../../slack/forms.ts';
import { modal, typeAhead } from '../../slack/ids.ts';
import { dealNumber } from '../deals/model.ts';
import type { EmailCard } from './card.ts';
import { isPortal } from './classify.ts';
import type { Address, EmailId } from './model.ts';
import { nameOf, reasonText, subjectOf } from './views.ts';

export const pickForm = modal<{ email: EmailId }>('email.pickForm');
export const contactForm = modal<{ email: EmailId }>('email.contactForm');
export const dealField = typeAhead('email.deal');
export const companyField = typeAhead('email.company');
const textWindow = modal<null>('email.window');

/** Which deal, and whether its sender becomes a contact. */
export const pickModal = (card: EmailCard, reader: Reader): ModalView => {
  const { t } = reader;
  return modalView({
    id: pickForm,
    meta: { email: card.email.id },
    title: t.email.form.title,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      context(esc(lineOf(' · ', subjectOf(card, reader), card.email.counterpart))),
      input('deal', t.email.form.deal, typeAheadField(dealField, null, { minLength: 1, focus: true }), {
        hint: t.email.form.dealHint,
      }),
      ...(card.contact || !card.email.counterpart || isPortal(card.email.counterpart)
        ? []
        : [
            input('contact', t.email.form.contact, textField(suggestedName(card), { limit: 150 }), {
              optional: true,
              hint: t.email.form.contactHint,
            }),
            input('phone', t.email.form.phone, textField(card.facts.phone, { limit: 40 }), {
              optional: true,
            }),
          ]),
    ],
  });
};

export const contactModal = (card: EmailCard, reader: Reader): ModalView => {
  const { t } = reader;
  return modalView({
    id: contactForm,
    meta: { email: card.email.id },
    title: t.email.form.contactTitle,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      context(esc(cut(card.email.counterpart ?? subjectOf(card, reader), 200))),
      input('contact', t.email.form.contact, textField(suggestedName(card), { limit: 150, focus: true })),
      input('phone', t.email.form.phone, textField(card.facts.phone, { limit: 40 }), { optional: true }),
      input(
        'company',
        t.email.form.company,
        typeAheadField(
          companyField,
          card.company
            ? {
                text: { type: 'plain_text', text: cut(card.company.name, 75) },
                value: String(card.company.id),
              }
            : null,
          { minLength: 2 },
        ),
        { optional: true },
      ),
    ],
  });
};

/** The display name the sender chose, else the part before the @ made to look like one. */
export function suggestedName({ email, text }: Pick<EmailCard, 'email' | 'text'>): string {
  const address = email.counterpart ?? '';
  const everyone: Address[] = [...(email.from ? [email.from] : []), ...(text?.to ?? []), ...(text?.cc ?? [])];
  const written = everyone.find((one) => one.address === address)?.name;
  if (written && !written.includes('@')) return cut(written, 150);
  return (address.split('@')[0] ?? '')
    .split(/[._-]+/)
    .filter((part) => part !== '' && !/^\d+$/.test(part))
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ');
}

/** Slack's section holds 3,000 characters after escaping, a window 100 blocks: more than 30 sections nobody reads there. */
const sectionLimit = 2900;
const chunks = 30;

/** The whole mail; what it quotes and its signature come after what is new. */
export function wholeWindow(card: EmailCard, reader: Reader): ModalView {
  const { t } = reader;
  const { email, text, files } = card;
  const people = [
    email.from && t.email.from(addressText(email.from)),
    text && text.to.length > 0 && t.email.to(listText([...text.to, ...text.cc], reader)),
    email.sentAt && reader.instant(email.sentAt),
  ];
  const shown = files.filter(({ kind }) => kind !== 'inline' && kind !== 'signature');
  const body = [
    ...pieces(text?.text ?? ''),
    ...(text?.signature ? [context(esc(t.email.signature)), ...pieces(text.signature)] : []),
    ...(text?.quoted ? [divider(), context(esc(t.email.quoted)), ...pieces(text.quoted)] : []),
  ];
  return modalView({
    id: textWindow,
    meta: null,
    title: t.email.whole,
    close: t.common.close,
    blocks: [
      section(lineOf('\n', bold(esc(subjectOf(card, reader))), esc(lineOf('\n', ...people)))),
      ...(text?.note
        ? [section(esc(t.email.note(card.colleague?.name ?? email.forwardedBy ?? '', text.note)))]
        : []),
      divider(),
      ...body.slice(0, chunks),
      ...(body.length > chunks ? [context(esc(t.email.restInFile))] : []),
      ...(shown.length > 0
        ? [context(esc(cut(`📎 ${shown.map(({ name }) => name).join(' · ')}`, 1500)))]
        : []),
    ],
  });
}

function pieces(text: string) {
  const parts: string[] = [];
  let part = '';
  for (const line of text.split('\n').flatMap(shortLines)) {
    if (part !== '' && esc(`${part}\n${line}`).length > sectionLimit) {
      parts.push(part);
      part = line;
      if (parts.length > chunks) break;
    } else {
      part = part === '' ? line : `${part}\n${line}`;
    }
  }
  return [...parts, part].filter((one) => one.trim() !== '').map((one) => section(esc(one)));
}

const shortLines = (line: string): string[] => {
  const points = [...line];
  const count = Math.max(1, Math.ceil(points.length / 500));
  return Array.from({ length: count }, (_, index) => points.slice(index * 500, (index + 1) * 500).join(''));
};

const addressText = (address: Address): string =>
  address.name ? `${nameOf(address)} <${cut(address.address, 100)}>` : cut(address.address, 100);

function listText(people: Address[], { t }: Reader): string {
  const shown = people.slice(0, 8).map(addressText).join(', ');
  return people.length > 8 ? `${shown} ${t.email.andMore(people.length - 8)}` : shown;
}

/** What decided, and what else was possible. */
export const whyWindow = (card: EmailCard, reader: Reader): ModalView => {
  const { t } = reader;
  const others = card.guesses.map((deal) => `${dealNumber(deal.id)} · ${deal.name}`);
  return modalView({
    id: textWindow,
    meta: null,
    title: t.email.why,
    close: t.common.close,
    blocks: [
      section(esc(subjectOf(card, reader))),
      section(esc(card.email.reason ? reasonText(card.email.reason, reader) : nameOf(card.email.from))),
      ...(others.length > 0 ? [section(esc(t.email.considered(others.join(', '))))] : []),
    ],
  });
};
