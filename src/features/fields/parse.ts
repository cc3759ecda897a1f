/** From what people type, and from what spreadsheets hold, to the canonical text of a value. */
import { CrmError, type ErrorCode, type ErrorDetails } from '../../lib/errors.ts';
import { type Currency, parseAmount } from '../../lib/money.ts';
import { cleanLine, cleanText, fold } from '../../lib/text.ts';
import { parsePlainDate } from '../../lib/time.ts';
import { readUrl } from '../../lib/url.ts';
import {
  type Canonical,
  type Field,
  type FieldLanguage,
  type FieldOption,
  fieldLanguages,
  inputName,
  longTextLimit,
  textValueLimit,
} from './model.ts';

export interface Typing {
  /** decides what `1,250` and `3/4` mean */
  language: FieldLanguage;
  /** of an amount that names none */
  currency: Currency;
}

/**
 * @returns null for nothing; a refusal at the field's input
 * A person is left to the caller, who knows the people: here only our own id passes.
 */
export function parseFieldText(field: Field, text: string, typing: Typing): Canonical | null | CrmError {
  const refusal = <C extends ErrorCode>(code: C, details: ErrorDetails[C]): CrmError =>
    new CrmError(code, details, inputName(field));
  const line = cleanLine(text);
  if (!line) return null;
  switch (field.type) {
    case 'text':
      return [...line].length > textValueLimit ? refusal('tooLong', { limit: textValueLimit }) : line;
    case 'longText': {
      const long = cleanText(text);
      return [...long].length > longTextLimit ? refusal('tooLong', { limit: longTextLimit }) : long;
    }
    case 'number':
      return parseNumber(line, typing.language) ?? refusal('field.number', { text: line });
    case 'money': {
      const money = parseAmount(line);
      if (typeof money === 'string') return refusal(`amount.${money}`, { text: line });
      return `${money.amount} ${money.currency ?? typing.currency}`;
    }
    case 'date':
      return parseDay(line) ?? refusal('date.invalid', { text: line });
    case 'url':
      return readUrl(line) ?? refusal('url.invalid', { text: line });
    case 'yesNo':
      return yesNo(line) ?? refusal('field.yesNo', { text: line });
    case 'select':
      return optionNamed(field, line) ?? refusal('field.option', { text: line });
    case 'multiSelect': {
      // A name may hold a comma itself.
      const whole = optionNamed(field, line);
      const parts = whole ? [line] : line.split(/\s*[;,|]\s*/).filter(Boolean);
      const unknown = parts.find((part) => !optionNamed(field, part));
      if (unknown !== undefined) return refusal('field.option', { text: unknown });
      return [...new Set(parts.map((part) => optionNamed(field, part)))].join(',') || null;
    }
    case 'person':
      return /^\d{1,9}$/.test(line) ? line : refusal('person.notMember', { name: line });
  }
}

/**
 * `1 250,50`, `-3.5`, `12 %`: at most six decimals. A lone mark before exactly three digits parts thousands in English
 * when it is a comma, and in Czech and Slovak when it is a dot.
 */
export function parseNumber(text: string, language: FieldLanguage): Canonical | null {
  const bare = text
    .replace(/[\s\u00a0\u202f']/gu, '')
    .replace(/[−–]/gu, '-')
    .replace(/%$/, '');
  const sign = bare.startsWith('-') ? '-' : '';
  const digits = bare.replace(/^[+-]/, '');
  if (!/^\d[\d.,]*$|^[.,]\d+$/.test(digits)) return null;
  const marks = digits.replace(/\d/g, '');
  const thousands = language === 'en' ? ',' : '.';
  const decimal = decimalMark(digits, marks, thousands);
  if (decimal === undefined) return null;
  const [whole = '', part = ''] = decimal === null ? [digits] : digits.split(decimal);
  if (part.length > 6 || /[.,]/.test(part)) return null;
  if (/[.,]/.test(whole) && !/^\d{1,3}([.,]\d{3})+$/.test(whole)) return null;
  const integer = whole.replace(/[.,]/g, '').replace(/^0+(?=\d)/, '') || '0';
  if (integer.length > 15) return null;
  const fraction = part.replace(/0+$/, '');
  const value = fraction ? `${integer}.${fraction}` : integer;
  return value === '0' ? '0' : `${sign}${value}`;
}

/** null: there is none; undefined: it is no number */
function decimalMark(digits: string, marks: string, thousands: string): string | null | undefined {
  if (marks === '') return null;
  const last = marks.at(-1) as string;
  if (marks.length === 1)
    return last === thousands && /^\d{1,3}[.,]\d{3}$/.test(digits) && !digits.startsWith('0') ? null : last;
  if (new Set(marks).size === 1) return null;
  // `1.250,5`: the last one, when it stands there once.
  return marks.indexOf(last) === marks.length - 1 ? last : undefined;
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `2027-03-15`, `15. 3. 2027`, `15 Mar 2027`, and `15/3/2027`: the day comes first in each of our languages. */
export function parseDay(text: string): Canonical | null {
  const plain = fold(text).replace(/\s+/g, ' ').replace(/,/g, '');
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ][\d:.z]*)?$/.exec(plain);
  const dotted = /^(\d{1,2})[./-] ?(\d{1,2})[./-] ?(\d{4})$/.exec(plain);
  const named = /^(\d{1,2})\.? ([a-z]{3})[a-z]* (\d{4})$/.exec(plain);
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : dotted
      ? [dotted[3], dotted[2], dotted[1]]
      : named
        ? [named[3], String(monthNames.indexOf(named[2] ?? '') + 1), named[1]]
        : [];
  if (!year || !month || !day || year < '1000') return null;
  try {
    return parsePlainDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  } catch {
    return null;
  }
}

const yesWords = ['yes', 'y', 'ano', 'a', 'áno', 'true', 'pravda', '1', 'x', '✓', '✔'].map(fold);
const noWords = ['no', 'n', 'ne', 'nie', 'false', 'nepravda', '0', '-'].map(fold);

const yesNo = (text: string): Canonical | null =>
  yesWords.includes(fold(text)) ? 'yes' : noWords.includes(fold(text)) ? 'no' : null;

/** By its name in any language, or by `#17`; those still offered go before archived ones. */
function optionNamed(field: Field, text: string): Canonical | null {
  const wanted = fold(text);
  const named = (option: FieldOption) =>
    `#${option.id}` === wanted || fieldLanguages.some((one) => fold(option.labels[one] ?? '') === wanted);
  const found = field.options.filter(named);
  const option = found.find((one) => one.archivedAt === null) ?? found[0];
  return option ? String(option.id) : null;
}
