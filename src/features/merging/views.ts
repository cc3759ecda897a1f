import type { ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import { actions, type Blocks, bold, context, esc, section } from '../../slack/blocks.ts';
import { input, modalView, option, selectField, typeAheadField } from '../../slack/forms.ts';
import { modal } from '../../slack/ids.ts';
import { pickCompany } from '../companies/picks.ts';
import { pickContacts } from '../contacts/views.ts';
import { undoMergeButton } from './buttons.ts';
import { type Merge, type MergeKind, type Pair, undoableUntil, undoDays } from './model.ts';
import type { Preview } from './preview.ts';

export const chooseForm = modal<{ kind: MergeKind; id: number }>('merging.choose');
export const previewForm = modal<Pair>('merging.preview');
const doneWindow = modal<null>('merging.done');

/** @param title of the record from which it begins */
export const chooseModal = (kind: MergeKind, id: number, title: string, { t }: Reader): ModalView =>
  modalView({
    id: chooseForm,
    meta: { kind, id },
    title: t.merging.title,
    submit: t.merging.next,
    close: t.common.cancel,
    blocks: [
      section(`${t.merging.what[kind]}\n${bold(esc(cut(title, 200)))}`),
      input(
        'other',
        t.merging.other[kind],
        typeAheadField(kind === 'company' ? pickCompany : pickContacts, null, {
          placeholder: t.merging.search,
          focus: true,
        }),
      ),
      input(
        'stays',
        t.merging.stays,
        selectField(
          [option(t.merging.this[kind](cut(title, 40)), 'this'), option(t.merging.theOther[kind], 'other')],
          'this',
        ),
      ),
    ],
  });

export const previewModal = (preview: Preview, { t }: Reader): ModalView =>
  modalView({
    id: previewForm,
    meta: { kind: preview.kind, keptId: preview.keptId, goneId: preview.goneId },
    title: t.merging.title,
    submit: t.merging.merge,
    close: t.common.cancel,
    blocks: [
      ...(preview.twoIcos ? [section(`⚠️ ${t.merging.twoIcos}`)] : []),
      section(
        [
          `${bold(t.merging.kept)} ${esc(cut(preview.kept, 200))}`,
          `${bold(t.merging.gone[preview.kind])} ${esc(cut(preview.gone, 200))}`,
        ].join('\n'),
      ),
      section(`${bold(t.merging.moves)} ${moving(preview, t)}`),
      ...(preview.filled.length > 0
        ? [section(`${bold(t.merging.fills)} ${esc(preview.filled.join(', '))}`)]
        : []),
      ...(preview.differing.length > 0 ? [section(differing(preview, t))] : []),
      context(t.merging.undoable(undoDays)),
    ],
  });

const moving = ({ kind, deals, contacts }: Preview, t: Reader['t']): string =>
  [
    ...(deals > 0 ? [t.merging.deals(deals)] : []),
    ...(contacts > 0 ? [t.merging.contacts(contacts)] : []),
    t.merging.rest[kind],
  ].join(', ');

const differing = (preview: Preview, t: Reader['t']): string =>
  [
    bold(t.merging.differs),
    ...preview.differing.map(({ label, kept, gone }) =>
      t.merging.difference(esc(label), esc(cut(kept, 120)), esc(cut(gone, 120))),
    ),
  ].join('\n');

/** @param kept title of the record that stayed */
export const doneModal = (merge: Merge, kept: string, reader: Reader): ModalView => {
  const { t } = reader;
  return modalView({
    id: doneWindow,
    meta: null,
    title: t.merging.title,
    close: t.common.close,
    blocks: merge.undoneAt
      ? [section(`↩️ ${t.merging.undone}`)]
      : [section(`✅ ${t.merging.done(bold(esc(cut(kept, 200))))}`), ...undoRows([merge], new Map(), reader)],
  });
};

/** On the card of the one that stayed. @param names of those that are gone, by their ids */
export function undoRows(merges: Merge[], names: Map<number, string>, reader: Reader): Blocks {
  const { t, date, when, zone } = reader;
  return merges.flatMap((merge) => {
    const name = names.get(merge.goneId);
    const until = t.merging.until(date(undoableUntil(merge, zone)));
    return [
      context(name ? `🔗 ${t.merging.mergedWith(esc(cut(name, 150)), when(merge.at))} ${until}` : until),
      actions([undoMergeButton.make(t.common.undo, merge.id, { suffix: merge.id })]),
    ];
  });
}
