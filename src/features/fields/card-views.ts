/** Lines of cards: a message shows a few fields that everybody sees, a window shows all that its reader may. */
import type { Reader } from '../../i18n/reader.ts';
import { cut } from '../../lib/text.ts';
import { bold, esc, lineOf, link } from '../../slack/blocks.ts';
import { valueText } from './describe.ts';
import { type Canonical, type Field, labelIn, type RecordFields } from './model.ts';

const shownFields = 3;

/** `Materiál: ocel · Tonáž: 12,5`: the first few that are filled in; restricted ones never, whoever reads the message. */
export function cardLines({ fields, values, names }: RecordFields, reader: Reader): string[] {
  const open = fields.filter((field) => !field.restricted && values.has(field.id));
  const shown = open
    .slice(0, shownFields)
    .map((field) => labelled(field, values.get(field.id) as Canonical, names, reader, 60));
  const more = open.length - shown.length;
  return shown.length > 0 ? [lineOf(' · ', ...shown, more > 0 && `+${more}`)] : [];
}

/** All of them, with what came from a record that had other fields. Only for a window that nobody else sees. */
export function windowLines({ fields, values, kept, names }: RecordFields, reader: Reader): string[] {
  const filled = fields.filter((field) => values.has(field.id));
  const { keptFrom } = reader.t.fields;
  return [
    ...filled.map((field) => {
      const text = labelled(field, values.get(field.id) as Canonical, names, reader, 600, true);
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
