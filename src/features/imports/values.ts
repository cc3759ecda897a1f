/** What people write into cells, as the product keeps it; or why it cannot be. */
import { type Currency, currencies, type Money, parseAmount } from '../../lib/money.ts';
import { fold } from '../../lib/text.ts';
import { type LocalDateTime, type PlainDate, parsePlainDate } from '../../lib/time.ts';
import { hasValidChecksum } from '../registers/ico.ts';
import type { WhyCode } from './model.ts';

/** A value, or why not. */
export type Read<T> = { value: T } | { why: WhyCode };

const value = <T>(read: T): Read<T> => ({ value: read });
const why = (code: WhyCode): { why: WhyCode } => ({ why: code });

/** What a formula that failed leaves in its cell. */
export const isCellError = (text: string): boolean =>
  /^#(REF!|N\/A|VALUE!|HODNOTA!|DIV\/0!|DĚLENÍ_NULOU!|DELENIE_NULOU!|NAME\?|NÁZEV\?|NÁZOV\?|NULL!|NUM!|ČÍSLO!)$/i.test(
    text.trim(),
  );

/** A spreadsheet that takes it for a number drops the zeros at its beginning, another adds `.0` at the end. */
export function readIco(text: string): Read<string> {
  const digits = text
    .trim()
    .replace(/[.,]0{1,2}$/, '')
    .replace(/[\s.\-\u00a0]/gu, '')
    .replace(/^(i[čc]o?:?|cz|sk)/iu, '');
  if (!/^\d+$/.test(digits)) return why('ico');
  if (digits.length > 8) return why('icoLong');
  const ico = digits.padStart(8, '0');
  if (digits.length < 8 && !hasValidChecksum(ico)) return why('icoShort');
  return /^0+$/.test(ico) ? why('ico') : value(ico);
}

/** `601 000 123`, `+420601000123`, `00420 601 ...`; several in one cell */
export function readPhones(text: string): Read<string[]> {
  const plain = exactNumber(text);
  if (plain === null) return why('phoneScientific');
  const phones = plain
    .split(/[;,\n]|\s\/\s|\s(?:nebo|alebo|or|a)\s/u)
    .map((one) => one.trim().replace(/^(tel|mob|mobil|t|m)\.?:?\s*(?=[+\d(])/i, ''))
    .map((one) => (/^00\d/.test(one) ? `+${one.slice(2)}` : /^42[01]\d{9}$/.test(one) ? `+${one}` : one))
    .filter(Boolean);
  return phones.every((one) => one.replace(/\D/g, '').length >= 5) ? value(phones) : why('phone');
}

/** `4,20601E+11` has lost its last digits; `4.20601000012E+11` has them all. null: lost */
function exactNumber(text: string): string | null {
  const [, whole, digits = '', power] = /^\+?(\d)(?:[.,](\d+))?E\+?(\d{1,2})$/i.exec(text.trim()) ?? [];
  if (!whole) return text;
  const zeros = Number(power) - digits.length;
  return zeros > 3 || zeros < 0 ? null : `${whole}${digits}${'0'.repeat(zeros)}`;
}

/** `Petr Říha <riha@mostni.example>; nakup@mostni.example` */
export function readEmails(text: string): Read<string[]> {
  const emails = text
    .split(/[;,\n]|\s\/\s|\s+(?=\S+@)/)
    .map((one) =>
      (/<([^<>]+)>/.exec(one)?.[1] ?? one)
        .trim()
        .replace(/^mailto:/i, '')
        .toLowerCase(),
    )
    .filter((one) => one.includes('@') || !/^[\p{L}.\s]*$/u.test(one));
  const isOne = (address: string) => /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]{2,}$/.test(address);
  return emails.length > 0 && emails.every(isOne) ? value([...new Set(emails)]) : why('email');
}

/**
 * `1.250` is a thousand and a quarter of one; a number of a workbook never has just three decimals here (see plainNumber).
 * @param usual the currency when the text names none
 */
export function readMoney(text: string, usual: Currency): Read<Money> {
  const plain = /^\d+\.\d{4,}$/.test(text) ? Number(text).toFixed(2) : text;
  const read = parseAmount(plain);
  if (typeof read === 'string') return why('amount');
  return value({ amount: read.amount, currency: read.currency ?? usual });
}

export function readCurrency(text: string): Read<Currency> {
  const code = text.trim().toUpperCase();
  const known = code === 'KČ' ? 'CZK' : code === '€' ? 'EUR' : code;
  return currencies.includes(known as Currency) ? value(known as Currency) : why('currency');
}

const months: [RegExp, number][] = [
  [/^(led|jan)/, 1],
  [/^(uno|feb)/, 2],
  [/^(bre|mar)/, 3],
  [/^(dub|apr)/, 4],
  [/^(kve|maj|may)/, 5],
  [/^(cervna|cerven$|jun)/, 6],
  [/^(cervenc|jul)/, 7],
  [/^(srp|aug)/, 8],
  [/^(zar|sep)/, 9],
  [/^(rij|okt|oct)/, 10],
  [/^(lis|nov)/, 11],
  [/^(pro|dec)/, 12],
];

/** `2026-03-01`, `1. 3. 2026`, `1.3.26 14:30`, `1. března 2026`, `1 Mar 2026`; days come before months here */
export function readDate(text: string): Read<{ day: PlainDate; clock: string | null }> {
  const folded = fold(text).replace(/\s+/g, ' ');
  const clock = /[t\s](?:ve?\s|o\s)?(\d{1,2})[:.](\d{2})(?::\d{2})?$/.exec(folded);
  const time = clock ? `${(clock[1] as string).padStart(2, '0')}:${clock[2]}` : null;
  const bare = clock && Number(clock[1]) < 24 ? folded.slice(0, clock.index) : folded;
  const parts = partsOfDate(bare.trim().replace(/,$/, ''));
  if (!parts) return why('date');
  const [year, month, day] = parts;
  const full = year < 100 ? year + (year < 70 ? 2000 : 1900) : year;
  if (full < 1900 || full > 2200) return why('date');
  try {
    const pad = (n: number) => String(n).padStart(2, '0');
    return value({ day: parsePlainDate(`${full}-${pad(month)}-${pad(day)}`), clock: time });
  } catch {
    return why('date');
  }
}

function partsOfDate(text: string): [number, number, number] | null {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (iso) return [Number(iso[1]), Number(iso[2]), Number(iso[3])];
  const ours = /^(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{2}|\d{4})$/.exec(text);
  if (ours) return [Number(ours[3]), Number(ours[2]), Number(ours[1])];
  const named = /^(\d{1,2})\.?\s+(\p{L}{3,})\.?\s+(\d{4})$/u.exec(text);
  const month = named && months.find(([pattern]) => pattern.test(named[2] as string))?.[1];
  return named && month ? [Number(named[3]), month, Number(named[1])] : null;
}

/** A day with the end of the working day where no time is said. */
export const deadlineOf = ({ day, clock }: { day: PlainDate; clock: string | null }): LocalDateTime =>
  `${day}T${clock ?? '12:00'}` as LocalDateTime;

/** `Příčná 118/7a, 602 00 Brno`: street, postal code, town */
export function readAddress(text: string): {
  street: string | null;
  postalCode: string | null;
  city: string | null;
} {
  const line = text.replace(/\s*\n\s*/g, ', ').trim();
  const found = /^(.*?)[,\s]*(?:\b(?:CZ|SK)[- ]?)?\b(\d{3})\s?(\d{2})\b[,\s]*(.*)$/.exec(line);
  if (found) {
    const [, before = '', one, two, after = ''] = found;
    const rest = after.replace(/,.*$/, '').trim();
    const street = before.replace(/[,\s]+$/, '');
    return { street: street || null, postalCode: `${one} ${two}`, city: rest || null };
  }
  const parts = line.split(/,\s*/);
  if (parts.length === 1) return { street: line || null, postalCode: null, city: null };
  return { street: parts.slice(0, -1).join(', '), postalCode: null, city: parts.at(-1) ?? null };
}

export const readPostalCode = (text: string): string => {
  const digits = text.replace(/\D/g, '').padStart(5, '0');
  return digits.length === 5 ? `${digits.slice(0, 3)} ${digits.slice(3)}` : text;
};

/** `Petr Říha; Jana Malá`, one under the other, or with „a“ between; a comma divides only whole names */
export function splitNames(text: string): string[] {
  const parts = text
    .split(/[;\n]|\s\/\s|\s(?:a|and|&|\+)\s/u)
    .map((part) => part.trim())
    .filter(Boolean);
  if (parts.length > 1) return parts.every((part) => /\s/.test(part)) ? parts : [text.trim()];
  const byComma = text.split(',').map((part) => part.trim());
  const areNames =
    byComma.length > 1 &&
    byComma.every((part) => /^\p{Lu}[\p{L}.'-]+(\s[\p{L}.'-]+)+$/u.test(part) && !isTitle(part));
  return areNames ? byComma : parts;
}

const isTitle = (text: string): boolean => /^(ph\.?\s?d|mba|csc|drsc|dis|ll\.?\s?m|msc|mph)\b/i.test(text);

/** `Ing. Petr Říha, Ph.D.`: titles stand apart from the name. */
export function splitTitles(text: string): { before: string | null; name: string; after: string | null } {
  const [front = '', ...behind] = text.split(',').map((part) => part.trim());
  const after = behind.filter((part) => isTitle(part)).join(', ');
  const rest = [front, ...behind.filter((part) => !isTitle(part))].join(', ');
  const [, titles = '', name = rest] = /^((?:(?:\p{L}{2,7}|\p{L}{1,4}\.\p{L})\.\s*)+)(.+)$/u.exec(rest) ?? [];
  return { before: titles.trim() || null, name: turned(name.trim()), after: after || null };
}

/** `Říha, Petr` */
const turned = (name: string): string => {
  const [, last, first] = /^(\p{L}[\p{L}'-]+),\s*(\p{L}[\p{L}'-]+)$/u.exec(name) ?? [];
  return last && first ? `${first} ${last}` : name;
};
