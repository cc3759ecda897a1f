/** Inputs of custom fields, for the form of any record. */
import type { ContextBlock, InputBlock, InputBlockElement } from '@slack/types';
import type { Reader } from '../../i18n/reader.ts';
import { context } from '../../slack/blocks.ts';
import {
  dateField,
  input,
  multiTypeAheadField,
  option,
  personField,
  selectField,
  textField,
  typeAheadField,
} from '../../slack/forms.ts';
import { type Fresh, freshName } from '../../slack/fresh-fields.ts';
import { typeAhead } from '../../slack/ids.ts';
import { typedText } from './describe.ts';
import {
  type Canonical,
  type Field,
  type FieldOption,
  type FieldsMeta,
  type FormFields,
  inputName,
  labelIn,
  longTextLimit,
  optionIds,
} from './model.ts';

/** Options of selects that have too many for Slack's own list. */
export const pickOption = typeAhead('fields.option');
/** Slack's limit of a select */
export const listedOptions = 100;

/** Slack refuses a view over 250 kB; the rest of the form and the metadata need some of it. */
const roomBytes = 180_000;
const roomBlocks = 99;

/**
 * As many fields as one view takes, in order, and where to go on.
 * @param used blocks that the form has besides
 * @param fresh inputs that begin anew, because others changed them meanwhile
 */
export function fieldBlocks(
  form: FormFields,
  reader: Reader,
  { used = 0, from = 0, fresh = {} }: { used?: number; from?: number; fresh?: Fresh } = {},
): { blocks: (InputBlock | ContextBlock)[]; meta: FieldsMeta; shown: number } {
  const blocks: (InputBlock | ContextBlock)[] = [];
  const rest = form.fields.slice(from);
  let bytes = 0;
  for (const field of rest) {
    const block = fieldInput(field, form, reader, fresh);
    bytes += Buffer.byteLength(JSON.stringify(block));
    if (used + blocks.length >= roomBlocks || (bytes > roomBytes && blocks.length > 0)) break;
    blocks.push(block);
  }
  const shown = blocks.length;
  const left = rest.length - shown;
  if (left > 0) blocks.push(context(reader.t.fields.moreAfter(left)));
  return { blocks, shown, meta: { seen: form.seen, next: rest[shown]?.id ?? null } };
}

function fieldInput(field: Field, form: FormFields, reader: Reader, fresh: Fresh): InputBlock {
  const { language, t } = reader;
  const hint = helpIn(field, language) ?? (field.type === 'money' ? t.fields.moneyHint : null);
  const label = labelIn(field.labels, language);
  return input(
    freshName(fresh, inputName(field)),
    field.restricted ? `${label} 🔒` : label,
    element(field, form.values.get(field.id), form, reader),
    { optional: !form.required.has(field.id), ...(hint ? { hint } : {}) },
  );
}

const helpIn = ({ help }: Field, language: Reader['language']): string | null =>
  Object.values(help).some(Boolean) ? labelIn(help, language) : null;

function element(
  field: Field,
  value: Canonical | undefined,
  { slackIds }: FormFields,
  reader: Reader,
): InputBlockElement {
  const { t } = reader;
  switch (field.type) {
    case 'longText':
      return textField(value, { multiline: true, limit: longTextLimit });
    case 'date':
      return dateField(value);
    case 'person':
      return personField(value === undefined ? null : (slackIds.get(Number(value)) ?? null));
    case 'yesNo':
      return selectField([option(t.fields.yes, 'yes'), option(t.fields.no, 'no')], value, t.fields.choose);
    case 'select':
    case 'multiSelect':
      return optionsElement(field, optionIds(value ?? ''), reader);
    default:
      return textField(value === undefined ? null : typedText(field, value, reader), {
        limit: field.type === 'url' ? 2000 : 300,
      });
  }
}

/** What is chosen stays on offer, also when it was archived since. */
function optionsElement(field: Field, chosen: number[], reader: Reader): InputBlockElement {
  const { fields: words } = reader.t;
  const offered = field.options.filter((one) => one.archivedAt === null || chosen.includes(one.id));
  const picked = chosen.flatMap((id) => offered.filter((one) => one.id === id));
  const shown = (one: FieldOption) => optionItem(one, reader);
  const isLong = offered.length > listedOptions;
  if (field.type === 'select') {
    if (isLong || offered.length === 0)
      return typeAheadField(pickOption, picked[0] ? shown(picked[0]) : null, {
        placeholder: words.pick,
        minLength: 0,
      });
    return selectField(offered.map(shown), picked[0] ? String(picked[0].id) : null, words.choose);
  }
  if (isLong || offered.length === 0) return multiTypeAheadField(pickOption, picked.map(shown), words.pick);
  return {
    type: 'multi_static_select',
    options: offered.map(shown),
    ...(picked.length > 0 ? { initial_options: picked.map(shown) } : {}),
    placeholder: { type: 'plain_text', text: words.choose },
  };
}

export const optionItem = ({ id, labels }: FieldOption, { language }: Reader) =>
  option(labelIn(labels, language), String(id));
