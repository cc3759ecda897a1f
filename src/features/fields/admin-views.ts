/** The list of a kind's fields, and the form that defines one. */
import type { KnownBlock, ModalView } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import { actions, bold, context, divider, esc, lineOf, section } from '../../slack/blocks.ts';
import { checkField, input, modalView, option, selectField, textField } from '../../slack/forms.ts';
import {
  chooseKind,
  chooseType,
  type DefineMeta,
  defineForm,
  fieldMenu,
  fieldsWindow,
  moreLanguages,
  newField,
  newSet,
  turnPage,
} from './admin-buttons.ts';
import {
  type Field,
  type FieldLanguage,
  fieldTypes,
  hasOptions,
  helpLimit,
  type Labels,
  labelIn,
  labelLimit,
} from './model.ts';
import { setsOf } from './sets.ts';

export interface FieldList {
  kind: string;
  offset: number;
  fields: Field[];
  /** in the order of app.ts */
  kinds: { key: string; title: string }[];
  stages: { key: string; name: string }[];
}

export const pageSize = 20;

export function fieldsModal(list: FieldList, reader: Reader): ModalView {
  const { t } = reader;
  const { kind, offset, fields } = list;
  const page = fields.slice(offset, offset + pageSize);
  const active = fields.filter((one) => !one.archivedAt);
  const firstArchived = page.find((one) => one.archivedAt);
  return modalView({
    id: fieldsWindow,
    meta: { kind, offset },
    title: t.fields.title,
    close: t.common.close,
    blocks: [
      section(t.fields.of, {
        ...(selectField(
          list.kinds.map(({ key, title }) => option(title, key)),
          kind,
        ) as { type: 'static_select' }),
        action_id: chooseKind.id,
      }),
      divider(),
      ...(active.length === 0 ? [section(t.fields.none)] : []),
      ...page.flatMap((field): KnownBlock[] => [
        ...(field === firstArchived
          ? [divider(), context(lineOf(' · ', bold(t.fields.archived), t.fields.archivedHint))]
          : []),
        section(rowText(field, list, reader), rowMenu(field, active, reader)),
      ]),
      ...paging(list, reader),
      actions([
        newField.make(t.fields.add, { kind, offset }),
        ...(setsOf(kind).length > 0 ? [newSet.make(t.fields.sets.add, { kind, offset })] : []),
      ]),
    ],
  });
}

function rowText(field: Field, { stages }: FieldList, { t, language }: Reader): string {
  const stage = stages.find(({ key }) => key === field.requiredFrom)?.name;
  const required =
    field.requiredFrom === 'always' ? t.fields.required : stage ? t.fields.requiredFrom(stage) : null;
  const offered = field.options.filter((one) => !one.archivedAt).length;
  return lineOf(
    '\n',
    `${bold(esc(labelIn(field.labels, language)))}`,
    lineOf(
      ' · ',
      t.fields.types[field.type],
      hasOptions(field) && t.fields.optionCount(offered),
      required,
      field.restricted && `🔒 ${t.fields.restricted}`,
    ),
  );
}

function rowMenu(field: Field, active: Field[], { t }: Reader) {
  const { id } = field;
  const at = active.indexOf(field);
  const entries: [string, Parameters<typeof fieldMenu.make>[0][number]['value']['do'], boolean][] = [
    [t.common.edit, 'edit', true],
    [t.fields.options, 'options', hasOptions(field)],
    [t.fields.up, 'up', at > 0],
    [t.fields.down, 'down', at >= 0 && at < active.length - 1],
    [field.archivedAt ? t.fields.restore : t.fields.archive, field.archivedAt ? 'restore' : 'archive', true],
  ];
  return fieldMenu.make(
    entries.filter(([, , fits]) => fits).map(([text, what]) => ({ text, value: { id, do: what } })),
    id,
  );
}

function paging({ kind, offset, fields }: FieldList, { t }: Reader): KnownBlock[] {
  if (fields.length <= pageSize) return [];
  const to = Math.min(offset + pageSize, fields.length);
  return [
    context(t.common.page(offset + 1, to, fields.length)),
    actions([
      ...(offset > 0
        ? [turnPage.make(t.common.previous, { kind, offset: offset - pageSize }, { suffix: 'back' })]
        : []),
      ...(to < fields.length
        ? [turnPage.make(t.common.next, { kind, offset: offset + pageSize }, { suffix: 'on' })]
        : []),
    ]),
  ];
}

/** The reader's own language first; the two others fold away. */
export function defineModal(
  meta: DefineMeta,
  field: Field | null,
  stages: FieldList['stages'],
  reader: Reader,
): ModalView {
  const { t, language } = reader;
  const words = t.fields.form;
  const others = (['cs', 'sk', 'en'] as const).filter((one) => one !== language);
  const shown = meta.expanded ? [language, ...others] : [language];
  const texts = (one: FieldLanguage) => [
    text(`label-${one}`, words.labels[one], field?.labels, one, labelLimit, one !== language),
    text(`help-${one}`, words.help[one], field?.help, one, helpLimit, true),
  ];
  function text(
    name: string,
    label: string,
    labels: Labels | undefined,
    one: FieldLanguage,
    limit: number,
    optional: boolean,
  ) {
    const hint = name.startsWith('help') && one === language ? words.helpHint : null;
    const same = one !== language && name.startsWith('label') ? words.sameHint : null;
    return input(name, label, textField(labels?.[one] ?? null, { limit }), {
      optional,
      ...((hint ?? same) ? { hint: hint ?? same ?? '' } : {}),
    });
  }
  return modalView({
    id: defineForm,
    meta,
    title: field ? t.fields.change : t.fields.add,
    submit: t.common.save,
    close: t.common.cancel,
    blocks: [
      ...(field ? [context(t.fields.types[field.type])] : [typeInput(meta, reader)]),
      ...shown.flatMap(texts),
      ...(meta.expanded ? [] : [actions([moreLanguages.make(words.otherLanguages, null)], 'languages')]),
      ...(!field && hasOptions(meta)
        ? [input('options', words.options, textField(null, { multiline: true }), { hint: words.optionsHint })]
        : []),
      input(
        'requiredFrom',
        words.requiredFrom,
        selectField(requiredOptions(stages, reader), field?.requiredFrom ?? 'never'),
      ),
      input(
        'restricted',
        words.restricted,
        checkField([option(words.restrictedOption, 'yes')], field?.restricted ? ['yes'] : []),
        { optional: true, hint: words.restrictedHint },
      ),
    ],
  });
}

const typeInput = (meta: DefineMeta, { t }: Reader) =>
  input(
    'type',
    t.fields.form.type,
    {
      ...selectField(
        fieldTypes.map((type) => option(t.fields.types[type], type)),
        meta.type,
      ),
      action_id: chooseType.id,
    } as ReturnType<typeof selectField>,
    { dispatch: true },
  );

const requiredOptions = (stages: FieldList['stages'], { t }: Reader) => [
  option(t.fields.form.never, 'never'),
  option(t.fields.form.always, 'always'),
  ...stages.map(({ key, name }) => option(t.fields.form.from(name), key)),
];
