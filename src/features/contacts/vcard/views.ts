import type { KnownBlock, ModalView } from '@slack/types';
import type { Reader } from '../../../i18n/reader.ts';
import { cut } from '../../../lib/text.ts';
import { context, esc, type Message, section } from '../../../slack/blocks.ts';
import { checkField, type FormValues, input, modalView, option } from '../../../slack/forms.ts';
import { button, modal, shortcut } from '../../../slack/ids.ts';
import type { SlackFile } from '../../../slack/requests.ts';
import { fullName } from '../model.ts';
import type { Kept, SeenCard } from './model.ts';

/** shows who is in the file */
export const openCards = button<SlackFile>('contacts.openCards');
export const vcardShortcut = shortcut('contacts.fromVCard');
export const cardsForm = modal<{ file: SlackFile }>('contacts.cards');
export const keptWindow = modal<null>('contacts.cardsKept');

/** Slack's menus of checkboxes hold no more. */
const inGroup = 10;
const shownFiles = 5;

export const offerMessage = (files: SlackFile[], { t }: Reader): Message => ({
  text: t.vcards.offer(cut(files[0]?.name ?? '', 80)),
  blocks: files
    .slice(0, shownFiles)
    .map((file) =>
      section(t.vcards.offer(esc(cut(file.name, 80))), openCards.make(t.vcards.open, small(file))),
    ),
});

/** What fits into a button: a name may be long. */
export const small = (file: SlackFile): SlackFile => ({ ...file, name: cut(file.name, 80) });

/** Several cards: which of them become contacts. Those that are here already are left out unless somebody ticks them. */
export function cardsModal(
  file: SlackFile,
  seen: { cards: SeenCard[]; broken: number },
  reader: Reader,
): ModalView {
  const { t } = reader;
  const { cards, broken } = seen;
  const groups = Array.from({ length: Math.ceil(cards.length / inGroup) }, (_, at) => at * inGroup);
  const note = [t.vcards.found(cards.length), broken > 0 ? t.vcards.broken(broken) : ''];
  return modalView({
    id: cardsForm,
    meta: { file: small(file) },
    title: t.vcards.title,
    submit: t.vcards.save,
    close: t.common.cancel,
    blocks: [
      context(note.filter(Boolean).join(' ')),
      ...groups.map((from) => {
        const group = cards.slice(from, from + inGroup);
        const options = group.map((card, at) => cardOption(card, from + at, reader));
        const fresh = group.flatMap(({ alike }, at) => (alike ? [] : [String(from + at)]));
        return input(
          `cards${from}`,
          t.vcards.who(from + 1, from + group.length),
          checkField(options, fresh),
          { optional: true },
        );
      }),
    ],
  });
}

function cardOption({ contact, company, alike }: SeenCard, at: number, { t }: Reader) {
  const name = fullName({
    name: contact.name || t.vcards.nameless,
    titleBefore: contact.titleBefore ?? null,
    titleAfter: contact.titleAfter ?? null,
  });
  const reach = contact.emails[0] ?? contact.phones[0]?.typed;
  const hint = alike ? t.vcards.known(alike.contact.name) : [company, reach].filter(Boolean).join(' · ');
  return option(name, String(at), hint || undefined);
}

/** Places of the chosen in the file. */
export const readCardsForm = (form: FormValues): number[] =>
  Array.from({ length: 20 }, (_, at) => `cards${at * inGroup}`)
    .flatMap((name) => (form.has(name) ? form.choices(name) : []))
    .map(Number);

/** @param why the reason in words, for each that failed */
export function keptModal(kept: Kept, why: string[], { t }: Reader): ModalView {
  const lines = [
    `✅ ${t.vcards.created(kept.created)}`,
    ...(kept.known > 0 ? [t.vcards.knownAlready(kept.known)] : []),
  ];
  const blocks: KnownBlock[] = [
    section(lines.join('\n')),
    ...(kept.failed.length > 0
      ? [section(cut([`⚠️ ${t.vcards.failed(kept.failed.length)}`, ...why].join('\n'), 2900))]
      : []),
  ];
  return modalView({
    id: keptWindow,
    meta: null,
    title: t.vcards.title,
    close: t.common.close,
    blocks,
  });
}
