/** Phone numbers: read in any written form, kept as E.164, shown as people of the country write them. */
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Language } from '../../i18n/catalog.ts';
import type { Country } from '../../lib/context.ts';
import { CrmError, type ErrorCode } from '../../lib/errors.ts';
import { cleanLine } from '../../lib/text.ts';

export const phoneKinds = ['mobile', 'office'] as const;
export type PhoneKind = (typeof phoneKinds)[number];

export interface ContactPhone {
  /** E.164: `+420601000123`; null when it is no number we can read */
  number: string | null;
  /** as it was typed */
  typed: string;
  kind: PhoneKind | null;
}

/** Numbers of both countries are written without their prefix: what is none in the one may be one in the other. */
export function parsePhone(text: string, country: Country, kind: PhoneKind | null = null): ContactPhone {
  const typed = cleanLine(text);
  const dialled = typed.replace(/\(0\)/, '');
  for (const one of [country, country === 'CZ' ? 'SK' : 'CZ'] as CountryCode[]) {
    const parsed = parsePhoneNumberFromString(dialled, one);
    if (!parsed?.isValid() || parsed.ext) continue;
    return { number: parsed.number, typed, kind: kind ?? kindOf(parsed.getType()) };
  }
  return { number: null, typed, kind };
}

const kindOf = (type: string | undefined): PhoneKind | null =>
  type === 'MOBILE' ? 'mobile' : type === 'FIXED_LINE' ? 'office' : null;

const home: Record<Language, CountryCode | null> = { cs: 'CZ', sk: 'SK', en: null };

/** `601 000 123` to a reader of the number's own country, `+420 601 000 123` to others; what cannot be read as it was typed. */
export function showPhone(
  { number, typed }: Pick<ContactPhone, 'number' | 'typed'>,
  language: Language | null,
): string {
  const parsed = number ? parsePhoneNumberFromString(number) : null;
  if (!parsed) return typed;
  const isHome = language !== null && parsed.country === home[language];
  return isHome ? parsed.formatNational() : parsed.formatInternational();
}

/** What a number is found by: its digits, those without the country's prefix, and all of them backwards after a dot. */
export function phoneTerms({ number, typed }: Pick<ContactPhone, 'number' | 'typed'>): string[] {
  const digits = (number ?? typed).replace(/\D/g, '');
  if (digits.length < shortestTail) return [];
  const national = number ? parsePhoneNumberFromString(number)?.nationalNumber : null;
  return [digits, ...(national ? [national] : []), backwards(digits)];
}

const backwards = (digits: string): string => `.${[...digits].reverse().join('')}`;
const shortestTail = 4;

/** What is typed to find a number: by its beginning or by its end. null when it is no number */
export function phoneQuery(text: string): { start: string; tail: string } | null {
  if (!/^[+(]?[\d\s()/.-]+$/.test(text.trim())) return null;
  const digits = text.replace(/\(0\)/, '').replace(/\D/g, '').replace(/^00/, '');
  if (digits.length < shortestTail) return null;
  return { start: digits.replace(/^0/, ''), tail: backwards(digits.replace(/^0/, '')) };
}

const kindWords: Record<PhoneKind, RegExp> = {
  mobile: /[\s,;:(–-]*\b(mobil|mobile|mob|cell|gsm)\b\.?\)?\s*$/iu,
  office: /[\s,;:(–-]*(kancel[aá][rř]|kancel[aá]ria|office|pevn[aá]|work|pr[aá]ce|pr[aá]ca)\.?\)?\s*$/iu,
};

/** An extension is no letter in the number: `542 123 456 linka 12`. */
const extension = /(linka|klapka|kl|ext|x|line)\.?\s*\d+$/iu;

export type PhoneInput = Pick<ContactPhone, 'typed' | 'kind'>;

/**
 * A number a line, what it is behind it: `601 000 123 mobil`.
 * @throws CrmError phone.letters, phone.short; at the field `phones`
 */
export function readPhoneLines(text: string | null): PhoneInput[] {
  const lines = (text ?? '').split(/[\n;]/).map(cleanLine).filter(Boolean);
  return lines.map((line) => {
    const kind = phoneKinds.find((one) => kindWords[one].test(line)) ?? null;
    const typed = (kind ? line.replace(kindWords[kind], '') : line).trim();
    const refused = refusal(typed);
    if (refused) throw new CrmError(refused, { text: line } as never, 'phones');
    return { typed, kind };
  });
}

function refusal(typed: string): ErrorCode | null {
  if (/\p{L}/u.test(typed.replace(extension, ''))) return 'phone.letters';
  return typed.replace(/\D/g, '').length < 3 ? 'phone.short' : null;
}
