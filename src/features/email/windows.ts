import type { ModalView } from '@slack/types';
import { firstOf } from '../../i18n/plural.ts';
import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import { dateIn } from '../../lib/time.ts';
import { actions, type Blocks, bold, context, divider, esc, lineOf, section } from '../../slack/blocks.ts';
import { modalView } from '../../slack/forms.ts';
import { modal } from '../../slack/ids.ts';
import { dealNumber } from '../deals/model.ts';
import { askNextTime, moveMail, turnWhole } from './buttons.ts';
import type { EmailCard } from './card.ts';
import { fileRows } from './file-rows.ts';
import { findLines } from './find-lines.ts';
import { isOpen, isWiped, nameOf, reasonText, subjectOf } from './mail-lines.ts';
import type { Address, EmailId, ReasonCode } from './model.ts';
import { rulesBlocks } from './privacy/privacy-views.ts';

const textWindow = modal<null>('email.window');

/** Slack's section holds 3,000 characters after escaping, a window 100 blocks: a long mail is turned page by page. */
const sectionLimit = 2900;
const onPage = 30;

/** The whole mail; what it quotes and its signature come after what is new. @param page from 0 @param note what has just happened */
export function wholeWindow(card: EmailCard, reader: Reader, page = 0, note: Blocks = []): ModalView {
  const { t } = reader;
  const { email, text, files } = card;
  const people = [
    email.from && t.email.from(addressText(email.from)),
    text && text.to.length > 0 && t.email.to(listText(text.to, reader)),
    text && text.cc.length > 0 && t.email.copyTo(listText(text.cc, reader)),
    email.sentAt && reader.instant(email.sentAt),
  ];
  // Its row says what is dangerous.
  const finds = findLines(
    { ...card, files: files.filter(({ details }) => details?.is !== 'unsafe') },
    reader,
  );
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
      ...(finds.length > 0 ? [context(...finds)] : []),
      divider(),
      ...(!text?.text && !text?.quoted && isOpen(card) && !isWiped(email)
        ? [context(esc(t.email.noText))]
        : []),
      ...body.slice(page * onPage, (page + 1) * onPage),
      ...pagesOf(email.id, page, Math.ceil(body.length / onPage), reader),
      ...fileRows(card, page, reader),
      ...note,
      ...(isWiped(email) ? [] : rulesBlocks(card, reader)),
    ],
  });
}

function pagesOf(id: EmailId, page: number, pages: number, { t }: Reader) {
  const turn = (to: number, words: string, suffix: string) =>
    to >= 0 && to < pages ? [turnWhole.make(words, { email: id, page: to }, { suffix })] : [];
  const buttons = [
    ...turn(page - 1, t.email.pageBefore, 'before'),
    ...turn(page + 1, t.email.pageAfter(page + 2, pages), 'after'),
  ];
  return buttons.length > 0 ? [actions(buttons)] : [];
}

function pieces(text: string) {
  const parts: string[] = [];
  let part = '';
  for (const line of text.split('\n').flatMap(shortLines)) {
    if (part !== '' && esc(`${part}\n${line}`).length > sectionLimit) {
      parts.push(part);
      part = line;
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

const listText = (people: Address[], { t }: Reader): string =>
  firstOf(people.map(addressText), 8, t.email.andMore);

/** What decided, and what else was possible: never a deal that the reader may not see. */
/** @param isAsked what was chosen for its sender is forgotten: the next mail is asked about */
export const whyWindow = (card: EmailCard, reader: Reader, isAsked = false): ModalView => {
  const { t } = reader;
  const { email } = card;
  return modalView({
    id: textWindow,
    meta: null,
    title: t.email.why,
    close: t.common.close,
    blocks: [
      section(bold(esc(subjectOf(card, reader)))),
      section(esc(email.reason ? reasonText(email.reason, reader) : nameOf(email.from))),
      ...(card.decider
        ? [context(esc(lineOf(' · ', cut(card.decider.name, 80), reader.when(card.decider.at))))]
        : []),
      ...(email.senderDoubt ? [context(t.mailRules.doubted)] : []),
      ...(email.sourceGoneAt
        ? [context(t.mailRules.sourceGone(reader.date(dateIn(email.sourceGoneAt, reader.zone))))]
        : []),
      ...(card.guesses.length > 0 ? [section(esc(alsoPossible(card, reader)))] : []),
      ...(isAsked ? [context(t.filing.willAsk)] : []),
      ...(email.status === 'logged'
        ? [
            actions([
              moveMail.make(t.filing.move, email.id),
              ...(card.isBySender && !isAsked ? [askNextTime.make(t.filing.askNextTime, email.id)] : []),
            ]),
          ]
        : []),
    ],
  });
};

function alsoPossible({ email, guesses }: EmailCard, { t }: Reader): string {
  const named = guesses.map(
    ({ id, name }) =>
      `${dealNumber(id)} · ${cut(name, 80)} (${t.filing.clues[email.clues[id] ?? 'company']})`,
  );
  const decisive = email.status === 'logged' && email.reason ? decidedBy[email.reason.code] : undefined;
  return t.filing.alsoPossible(named.length, named.join(', '), t.filing.decided[decisive ?? 'nothing']);
}

const decidedBy: Partial<Record<ReasonCode, keyof Reader['t']['filing']['decided']>> = {
  addressTag: 'address',
  thread: 'thread',
  ourId: 'thread',
  threadWithoutDeal: 'thread',
  leadsThread: 'thread',
  subjectTag: 'subject',
  offerNumber: 'number',
  customersReference: 'number',
  contactsOnlyDeal: 'contact',
  companysOnlyDeal: 'company',
  domainsOnlyDeal: 'company',
  portalReference: 'number',
  chosenDeal: 'hand',
  byHand: 'hand',
  movedByHand: 'hand',
};
