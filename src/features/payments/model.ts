/** A payment that somebody's phone will read from a picture. */
import type { Money } from '../../lib/money.ts';
import { cleanLine } from '../../lib/text.ts';

export interface Payment {
  iban: string;
  amount: Money;
  /** up to ten digits */
  variableSymbol: string | null;
  message: string | null;
  /** who is paid */
  name: string;
}

/** What a Czech bank takes as a message; Slovak ones take more. */
export const messageLimit = 60;
export const symbolLimit = 10;
/** AM of SPAYD: 9999999.99 */
export const largestAmount = 999_999_999;

/** Slovak accounts are read as PAY by square, all others as SPAYD (QR platba). */
export type CodeKind = 'spayd' | 'payBySquare';
export const codeKindOf = (iban: string): CodeKind => (iban.startsWith('SK') ? 'payBySquare' : 'spayd');

/**
 * Short Payment Descriptor 1.0, a standard of the Czech Banking Association:
 * `SPD*1.0*ACC:CZ65...*AM:1250.50*CC:CZK*RN:MOSTNI STAVBY*X-VS:2027001*MSG:FAKTURA`.
 */
export function spayd({ iban, amount, variableSymbol, message, name }: Payment): string {
  const fields: [string, string | null][] = [
    ['ACC', iban],
    ['AM', decimal(amount.amount)],
    ['CC', amount.currency],
    ['RN', inCode(name, 35)],
    ['X-VS', variableSymbol],
    ['MSG', message && inCode(message, messageLimit)],
  ];
  return ['SPD', '1.0', ...fields.flatMap(([key, value]) => (value ? `${key}:${value}` : []))].join('*');
}

export const decimal = (minor: number): string =>
  `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;

/** Plain capitals, as banks' own codes have them: an asterisk would end the field, and old readers know no diacritics. */
function inCode(text: string, limit: number): string {
  const bare = cleanLine(text)
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[^\x20-\x7e]/g, ' ')
    .replace(/[*%]/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
  return bare.slice(0, limit).trim().toUpperCase();
}
