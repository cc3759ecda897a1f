import type { ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import { actions, bold, context, divider, esc, lineOf, section } from '../../slack/blocks.ts';
import { checkField, input, modalView, option, selectField } from '../../slack/forms.ts';
import {
  bringForm,
  type ColumnsMeta,
  cancelButton,
  columnsForm,
  reportButton,
  templateButton,
  turnPage,
  undoButton,
} from './buttons.ts';
import { confirmOf, fieldName, summaryOf } from './card-views.ts';
import { headingKeys } from './columns.ts';
import { type FieldKey, fieldKeys, type Import } from './model.ts';

export interface ListedImport {
  found: Import;
  mayUndo: boolean;
  /** whose it is, where that is somebody else */
  owner: string | null;
}

export function bringModal(imports: ListedImport[], isOfAll: boolean, reader: Reader): ModalView {
  const { t } = reader;
  const recent = imports.flatMap((one) => listed(one, reader));
  return modalView({
    id: bringForm,
    meta: null,
    title: t.imports.title,
    submit: t.imports.read,
    close: t.common.cancel,
    blocks: [
      section(t.imports.explained),
      input('files', t.imports.file, {
        type: 'file_input',
        max_files: 1,
        filetypes: ['xlsx', 'xlsm', 'csv', 'tsv', 'txt', 'xls', 'ods'],
      } as never),
      input('rule', t.imports.ruleLabel, selectField(ruleOptions(reader), 'fill')),
      actions([templateButton.make(t.imports.template.button, null)]),
      ...(recent.length > 0
        ? [divider(), context(isOfAll ? t.imports.everybodys : t.imports.recent), ...recent]
        : []),
    ],
  });
}

/** What it is and where it stands, and what can be done with it from here. */
function listed({ found, mayUndo, owner }: ListedImport, reader: Reader) {
  const { t } = reader;
  const { id, state } = found;
  const said = summaryOf(found, reader);
  const about = lineOf(
    ' · ',
    t.imports.states[state],
    reader.when(found.createdAt),
    owner && esc(t.imports.by(owner)),
  );
  const undo = undoButton.make(t.imports.undo, id, {
    suffix: id,
    confirm: confirmOf(t, t.imports.confirmUndo, t.imports.undo),
  });
  const buttons = [
    ...(canCancel.includes(state) ? [cancelButton.make(t.imports.cancel, id, { suffix: id })] : []),
    ...(state === 'ready' || state === 'done'
      ? [reportButton.make(t.imports.report.button, id, { suffix: id })]
      : []),
    ...(mayUndo ? [undo] : []),
  ];
  return [
    section(lineOf('\n', `${bold(esc(cut(found.fileName, 80)))} · ${about}`, said)),
    ...(buttons.length > 0 ? [actions(buttons)] : []),
  ];
}

const canCancel: Import['state'][] = ['fetching', 'reading', 'asking', 'checking', 'ready'];

const ruleOptions = ({ t }: Reader) => [
  option(t.imports.rules.fill, 'fill'),
  option(t.imports.rules.overwrite, 'overwrite'),
];

/** A heading with the first value below it. */
export interface Column {
  key: string;
  heading: string;
  sample: string;
}

/** Headings of all sheets, each once. */
export function columnsOf(found: Import): Column[] {
  const columns = new Map<string, Column>();
  for (const { headings, samples } of found.sheets)
    for (const [at, key] of headingKeys(headings).entries()) {
      const before = columns.get(key);
      if (!before) columns.set(key, { key, heading: headings[at] as string, sample: samples[at] ?? '' });
      else if (!before.sample) before.sample = samples[at] ?? '';
    }
  return [...columns.values()];
}

export interface OwnChoice {
  key: FieldKey;
  label: string;
}

/** A window may weigh 250 kB, and each select carries all its options. */
export const columnsOnPage = 15;

export const fieldsOffered = (own: OwnChoice[]): FieldKey[] => [...fieldKeys, ...own.map(({ key }) => key)];

export function columnsModal(found: Import, own: OwnChoice[], meta: ColumnsMeta, reader: Reader): ModalView {
  const { t } = reader;
  const columns = columnsOf(found);
  const pages = Math.max(1, Math.ceil(columns.length / columnsOnPage));
  const from = meta.page * columnsOnPage;
  const offered = fieldsOffered(own);
  const labels = new Map(own.map(({ key, label }) => [key, label]));
  const options = offered.map((field, at) => option(labels.get(field) ?? fieldName(field, t), String(at)));
  // A select holds a hundred: what was recognised beyond stays among them.
  const optionsWith = (chosen: number) =>
    [...options.slice(0, 98), options[Math.max(98, chosen)]].filter((one) => one !== undefined);
  const selects = columns.slice(from, from + columnsOnPage).map(({ key, heading, sample }, at) => {
    const place = from + at;
    const field = found.mapping[key];
    const chosen = meta.chosen[place] ?? (field ? offered.indexOf(field) : -1);
    return input(
      `column${place}`,
      cut(heading, 100) || '–',
      selectField([option(t.imports.notTaken, '-1'), ...optionsWith(chosen)], String(chosen)),
      { optional: true, hint: sample ? t.imports.sample(cut(sample, 80)) : t.imports.noSample },
    );
  });
  const turn = [
    ...(meta.page > 0 ? [turnPage.make(t.imports.previous, meta.page - 1, { suffix: 'previous' })] : []),
    ...(meta.page < pages - 1 ? [turnPage.make(t.imports.next, meta.page + 1, { suffix: 'next' })] : []),
  ];
  return modalView({
    id: columnsForm,
    meta,
    title: t.imports.correctTitle,
    submit: t.imports.tryAgain,
    close: t.common.cancel,
    blocks: [
      section(pages > 1 ? t.imports.pageOf(meta.page + 1, pages, columns.length) : t.imports.correctHint),
      ...selects,
      ...(turn.length > 0 ? [actions(turn)] : []),
      divider(),
      input('rule', t.imports.ruleLabel, selectField(ruleOptions(reader), meta.rule)),
      input(
        'as',
        t.imports.asLabel,
        selectField(
          [option(t.imports.as.customers, 'customers'), option(t.imports.as.leads, 'leads')],
          meta.as,
        ),
      ),
      ...(found.sheets.length > 1
        ? [
            input(
              'perSheet',
              t.imports.sheetsLabel,
              checkField([option(t.imports.perSheet, 'yes')], meta.perSheet ? ['yes'] : []),
              { optional: true },
            ),
          ]
        : []),
    ],
  });
}
