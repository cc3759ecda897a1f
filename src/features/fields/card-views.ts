/** Lines of cards: a message shows a few fields that everybody sees, a window shows all that its reader may. */
import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import { bold, esc, lineOf, link } from '../../slack/blocks.ts';
import { valueText } from './describe.ts';
import { type Canonical, type Field, labelIn, type RecordFields } from './model.ts';

const shownFields = 3;
const shownLetters = 60;

/** Filled in, and for everybody who sees the record. */
const openOnes = ({ fields, values }: RecordFields): Field[] =>
  fields.filter((field) => !field.restricted && values.has(field.id));

/** `Materiál: ocel · Tonáž: 12,5`: the first few that are filled in; restricted ones never, whoever reads the message. */
export function cardLines(record: RecordFields, reader: Reader): string[] {
  const open = openOnes(record);
  const shown = open
    .slice(0, shownFields)
    .map((field) => labelled(field, valueIn(record, field), record.names, reader, shownLetters));
  const more = open.length - shown.length;
  return shown.length > 0 ? [lineOf(' · ', ...shown, more > 0 && `+${more}`)] : [];
}

const valueIn = ({ values }: RecordFields, { id }: Field): Canonical => values.get(id) ?? '';

/**
 * All of them, with what came from a record that had other fields. Only for a window that nobody else sees.
 * @param underLine the line of the card stands above: what it says in full is not said twice
 */
export function windowLines(record: RecordFields, reader: Reader, { underLine = false } = {}): string[] {
  const { fields, values, kept, names } = record;
  const said = underLine
    ? openOnes(record)
        .slice(0, shownFields)
        .filter(
          (field) => [...valueText(field, valueIn(record, field), reader, names)].length <= shownLetters,
        )
    : [];
  const filled = fields.filter((field) => values.has(field.id) && !said.includes(field));
  const { keptFrom } = reader.t.fields;
  return [
    ...filled.map((field) => {
      const text = labelled(field, valueIn(record, field), names, reader, 600, true);
      return field.restricted ? `🔒 ${text}` : text;
    }),
    ...kept.map(({ field, value, fromKind }) =>
      lineOf(
        ' · ',
        `📝 ${esc((keptFrom as Record<string, string>)[fromKind] ?? fromKind)}`,
        labelled(field, value, names, reader, 600),
        field.restricted && '🔒',
      ),
    ),
  ];
}

function labelled(
  field: Field,
  value: Canonical,
  names: Map<number, string>,
  reader: Reader,
  limit: number,
  isBold = false,
): string {
  const label = `${esc(labelIn(field.labels, reader.language))}:`;
  const text =
    field.type === 'url' && value.length < limit * 4
      ? link(value, cut(value.replace(/^https?:\/\//, ''), Math.min(limit, 80)))
      : esc(cut(valueText(field, value, reader, names), limit));
  return `${isBold ? bold(label) : label} ${text}`;
}
