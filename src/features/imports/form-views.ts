import type { ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import { actions, context, divider, esc, section } from '../../slack/blocks.ts';
import { checkField, input, modalView, option, selectField } from '../../slack/forms.ts';
import { bringForm, type ColumnsMeta, columnsForm, templateButton, turnPage, undoButton } from './buttons.ts';
import { fieldName } from './card-views.ts';
import { headingKeys } from './columns.ts';
import { type FieldKey, fieldKeys, type Import } from './model.ts';

export function bringModal(imports: { found: Import; mayUndo: boolean }[], reader: Reader): ModalView {
  const { t } = reader;
  const recent = imports.map(({ found, mayUndo }) =>
    section(
      `${esc(cut(found.fileName, 80))} · ${t.imports.states[found.state]} · ${reader.when(found.createdAt)}`,
      mayUndo ? undoButton.make(t.imports.undo, found.id, { suffix: found.id }) : undefined,
    ),
  );
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
      ...(recent.length > 0 ? [divider(), context(t.imports.recent), ...recent] : []),
    ],
  });
}

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
  const options = offered
    .slice(0, 99)
    .map((field, at) => option(labels.get(field) ?? fieldName(field, t), String(at)));
  const selects = columns.slice(from, from + columnsOnPage).map(({ key, heading, sample }, at) => {
    const place = from + at;
    const field = found.mapping[key];
    const chosen = meta.chosen[place] ?? (field ? offered.indexOf(field) : -1);
    return input(
      `column${place}`,
      cut(heading, 100) || '–',
      selectField([option(t.imports.notTaken, '-1'), ...options], String(chosen)),
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
