/** A value in words, and what it is found by. */
import type { Reader } from '../../i18n/reader.ts';
import type { Currency } from '../../lib/money.ts';
import { cut } from '../../lib/text.ts';
import type { PlainDate } from '../../lib/time.ts';
import { type Canonical, type Field, type FieldValues, fieldLanguages, labelIn, optionIds } from './model.ts';

/** As people of the reader's language write it; plain text, not for mrkdwn. @param names of people, by our ids */
export function valueText(
  field: Field,
  value: Canonical,
  reader: Reader,
  names: Map<number, string>,
): string {
  const { t, language } = reader;
  switch (field.type) {
    case 'number':
      return numberText(value, language);
    case 'money': {
      const [amount, currency] = value.split(' ') as [string, Currency];
      return reader.money({ amount: Number(amount), currency });
    }
    case 'date':
      return reader.date(value as PlainDate);
    case 'select':
    case 'multiSelect':
      return optionIds(value)
        .map((id) => field.options.find((one) => one.id === id))
        .map((option) => (option ? labelIn(option.labels, language) : '?'))
        .join(', ');
    case 'yesNo':
      return value === 'yes' ? t.fields.yes : t.fields.no;
    case 'person':
      return names.get(Number(value)) ?? '?';
    case 'longText':
      return value.replace(/\s*\n\s*/g, ' · ');
    default:
      return value;
  }
}

/** `1 250,5`; in English `1,250.5`: longer numbers than a machine's are grouped by hand. */
export function numberText(value: Canonical, language: Reader['language']): string {
  const [, sign = '', whole = '', , fraction = ''] = /^(-?)(\d+)(\.(\d+))?$/.exec(value) ?? [];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === 'en' ? ',' : '\u00a0');
  const mark = language === 'en' ? '.' : ',';
  return `${sign === '-' ? '\u2212' : ''}${grouped}${fraction ? mark + fraction : ''}`;
}

/** As it stands in a form's input, readable by parseFieldText in the same language. */
export function typedText(field: Field, value: Canonical, reader: Reader): string {
  if (field.type === 'number' || field.type === 'money')
    return valueText(field, value, reader, new Map()).replace('\u2212', '-');
  return value;
}

const found: Field['type'][] = ['text', 'longText', 'url', 'select', 'multiSelect'];

/** Texts and names of options, of fields that everybody sees. */
export const searchText = (fields: Field[], values: FieldValues): string[] =>
  fields
    .filter((field) => found.includes(field.type) && !field.restricted && !field.archivedAt)
    .flatMap((field) => {
      const value = values.get(field.id);
      if (value === undefined) return [];
      if (field.type === 'url') return [value.replace(/^https?:\/\/(www\.)?/, '')];
      if (field.type === 'text' || field.type === 'longText') return [cut(value, 400)];
      return optionIds(value).flatMap((id) => {
        const option = field.options.find((one) => one.id === id);
        return option ? [...new Set(fieldLanguages.flatMap((one) => option.labels[one] ?? []))] : [];
      });
    });
