/** Options of one select: a page of them, and the form that adds or renames. */
import type { ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import { actions, bold, context, esc, lineOf, section } from '../../slack/blocks.ts';
import { input, modalView, textField } from '../../slack/forms.ts';
import {
  newOptions,
  type OptionMeta,
  type OptionsAt,
  optionForm,
  optionMenu,
  optionsPage,
  optionsWindow,
} from './admin-buttons.ts';
import { type Field, type FieldOption, fieldLanguages, labelIn, optionLimit } from './model.ts';

const pageSize = 20;

export function optionsModal(field: Field, at: OptionsAt, reader: Reader): ModalView {
  const { t } = reader;
  const ordered = [
    ...field.options.filter((one) => !one.archivedAt),
    ...field.options.filter((one) => one.archivedAt),
  ];
  const offset = at.offset < ordered.length ? at.offset : 0;
  const page = ordered.slice(offset, offset + pageSize);
  return modalView({
    id: optionsWindow,
    meta: { fieldId: field.id, offset },
    title: t.fields.options,
    close: t.common.close,
    blocks: [
      section(bold(esc(labelIn(field.labels, reader.language)))),
      ...(ordered.length === 0 ? [section(t.fields.optionForm.none)] : []),
      ...page.map((option) => section(optionText(option, reader), rowMenu(field, option, reader))),
      ...(ordered.length > pageSize
        ? [context(t.common.page(offset + 1, offset + page.length, ordered.length))]
        : []),
      actions([
        newOptions.make(t.fields.optionForm.add, { fieldId: field.id, offset }),
        ...(offset > 0
          ? [
              optionsPage.make(
                t.common.previous,
                { fieldId: field.id, offset: offset - pageSize },
                { suffix: 'back' },
              ),
            ]
          : []),
        ...(offset + pageSize < ordered.length
          ? [
              optionsPage.make(
                t.common.next,
                { fieldId: field.id, offset: offset + pageSize },
                { suffix: 'on' },
              ),
            ]
          : []),
      ]),
    ],
  });
}

const optionText = ({ labels, archivedAt }: FieldOption, { t, language }: Reader): string => {
  const label = labelIn(labels, language);
  const others = fieldLanguages.flatMap((one) => (labels[one] && labels[one] !== label ? labels[one] : []));
  return lineOf(
    ' · ',
    esc(label),
    others.length > 0 && esc(others.join(' / ')),
    archivedAt && t.fields.archived.toLowerCase(),
  );
};

const rowMenu = (field: Field, { id, archivedAt }: FieldOption, { t }: Reader) =>
  optionMenu.make(
    [
      { text: t.fields.optionForm.rename, value: { field: field.id, id, do: 'rename' } },
      archivedAt
        ? { text: t.fields.restore, value: { field: field.id, id, do: 'restore' } }
        : { text: t.fields.archive, value: { field: field.id, id, do: 'archive' } },
    ],
    id,
  );

/** New ones, each on its line; or the names of one. */
export function optionModal(meta: OptionMeta, option: FieldOption | null, reader: Reader): ModalView {
  const { t, language } = reader;
  const words = t.fields.optionForm;
  const languages = [language, ...(['cs', 'sk', 'en'] as const).filter((one) => one !== language)];
  return modalView({
    id: optionForm,
    meta,
    title: option ? words.rename : words.add,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: option
      ? languages.map((one) =>
          input(`label-${one}`, words.labels[one], textField(option.labels[one], { limit: optionLimit }), {
            optional: true,
          }),
        )
      : [
          input('options', t.fields.options, textField(null, { multiline: true }), {
            hint: t.fields.form.optionsHint,
          }),
        ],
  });
}
