import type { ModalView } from '@slack/types';
import type { Reader } from '../../../i18n/reader.ts';
import { cut } from '../../../lib/text.ts';
import { actions, bold, context, esc, lineOf, type Message, section } from '../../../slack/blocks.ts';
import { input, modalView, option, selectField, textField } from '../../../slack/forms.ts';
import { type NeverLogged, neverLogKinds } from './never-log.ts';
import {
  addNeverLog,
  neverLogForm,
  neverLogPage,
  neverLogWindow,
  removeNeverLog,
  restoreNeverLog,
  stopForm,
  undoStop,
} from './rule-buttons.ts';

export interface NeverLogList {
  /** `behind`: companies of ours that write from there */
  entries: { entry: NeverLogged; addedBy: string | null; mayRemove: boolean; behind?: string[] }[];
  offset: number;
  total: number;
  /** what was just removed, and can be put back */
  removed: NeverLogged | null;
}

export const listLimit = 10;

export function neverLogList(list: NeverLogList, reader: Reader): ModalView {
  const { t } = reader;
  const words = t.mailRules.neverLog;
  const { entries, offset, total, removed } = list;
  const last = offset + entries.length;
  return modalView({
    id: neverLogWindow,
    meta: { offset },
    title: words.title,
    close: t.common.close,
    blocks: [
      context(words.explained),
      ...(removed
        ? [
            section(
              esc(words.removed(shortPattern(removed))),
              restoreNeverLog.make(t.common.undo, removed.id),
            ),
          ]
        : []),
      ...(entries.length === 0 ? [section(words.empty)] : []),
      ...entries.map(({ entry, addedBy, mayRemove, behind = [] }) =>
        section(
          lineOf(
            '\n',
            `🔇 ${bold(esc(shortPattern(entry)))}`,
            lineOf(
              ' · ',
              words.kinds[entry.kind],
              entry.personId === null ? words.everybody : words.mine,
              addedBy && esc(words.addedBy(cut(addedBy, 60))),
              reader.when(entry.createdAt),
            ),
            behind.length > 0 && `⚠️ ${esc(words.behind(behind.map((name) => cut(name, 80)).join(', ')))}`,
          ),
          mayRemove ? removeNeverLog.make(words.remove, entry.id, { suffix: entry.id }) : undefined,
        ),
      ),
      ...(total > entries.length ? [context(t.common.page(offset + 1, last, total))] : []),
      actions([
        addNeverLog.make(words.add, null),
        ...(offset > 0
          ? [
              neverLogPage.make(t.common.previous, Math.max(0, offset - listLimit), {
                suffix: 'previous',
              }),
            ]
          : []),
        ...(last < total ? [neverLogPage.make(t.common.next, last, { suffix: 'next' })] : []),
      ]),
    ],
  });
}

const shortPattern = ({ written }: NeverLogged): string => cut(written, 150);

/** @param forAll the reader decides about everybody's mail */
export function neverLogModal(forAll: boolean, reader: Reader): ModalView {
  const { t } = reader;
  const words = t.mailRules.neverLog;
  const kinds = neverLogKinds.map((kind) => option(words.kinds[kind], kind));
  return modalView({
    id: neverLogForm,
    meta: null,
    title: words.title,
    submit: words.add,
    close: t.common.cancel,
    blocks: [
      input('kind', words.what, selectField(kinds, 'address')),
      input('pattern', words.pattern, textField(null, { limit: 200, focus: true }), {
        hint: words.patternHint,
      }),
      whoseField(forAll, reader),
    ],
  });
}

const whoseField = (forAll: boolean, { t }: Reader) => {
  const words = t.mailRules.neverLog;
  const mine = option(words.mine, 'mine');
  const options = forAll ? [option(words.everybody, 'everybody'), mine] : [mine];
  return input('whose', words.whose, selectField(options, forAll ? 'everybody' : 'mine'), {
    hint: words.whoseHint,
  });
};

/** One click away from a mail or a contact. */
export function stopModal(address: string, forAll: boolean, reader: Reader): ModalView {
  const { t } = reader;
  const words = t.mailRules.neverLog;
  return modalView({
    id: stopForm,
    meta: { address },
    title: words.stopTitle,
    submit: words.stopSubmit,
    close: t.common.cancel,
    blocks: [section(esc(words.stopExplained(cut(address, 200)))), whoseField(forAll, reader)],
  });
}

export function stoppedMessage(entry: NeverLogged, { t }: Reader): Message {
  const text = esc(t.mailRules.neverLog.added(shortPattern(entry)));
  return { text, blocks: [section(text, undoStop.make(t.common.undo, entry.id))] };
}

export function loggedAgainMessage(entry: NeverLogged, { t }: Reader): Message {
  const text = esc(t.mailRules.neverLog.removed(shortPattern(entry)));
  return { text, blocks: [section(text)] };
}
