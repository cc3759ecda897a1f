/** Birth numbers are kept nowhere: they become dots before anything else sees them. */
import { fold } from '../../../lib/text.ts';
import {
  isBirthLike,
  isBirthNumber,
  maskBirthNumbers,
  maskTaxNumber,
  plainTaxNumber,
} from '../../registers/tax-number.ts';
import { fieldOfHeading } from '../columns.ts';

/** Whatever else it says: `IČ/DIČ`, `DIČ (CZ)`, `VAT no.`, `Rodné č.`, `RČ jednatele`. */
const taxHeading = /\b(dic|ic dph|danove|vat|tax)\b/;
const birthHeading = /\b(rc|r\. ?c|rodne|birth number)\b/;

export type Masked = 'birth' | 'tax' | null;

export function maskedColumn(heading: string): Masked {
  const name = fold(heading);
  const field = fieldOfHeading(heading);
  if (birthHeading.test(name)) return 'birth';
  return field === 'company.dic' || field === 'company.vatNumber' || taxHeading.test(name) ? 'tax' : null;
}

/** Somewhere it stands: an IČ DPH, the country by its name, a phone or a bank account. */
const slovak =
  /^(SK\d{10}|SK|SVK|SLOVENSKO|SLOVENSKA REPUBLIKA|SLOVAKIA|SLOVAK REPUBLIC|(\+|00)421\d{9}|SK\d{22})$/;

export const isSlovakRow = (cells: string[]): boolean =>
  cells.some((cell) =>
    slovak.test(
      fold(cell)
        .replace(/\s(?=\d)/gu, '')
        .trim()
        .toUpperCase(),
    ),
  );

/** `CZ7804011234`, `780401/1234`; in a column of tax numbers also digits that begin with a day of birth. */
export function withoutBirthNumber(text: string, column: Masked, isSlovak = false): string {
  if (column === 'birth') return text === '' ? '' : '•'.repeat(10);
  if (!/\d{3}/.test(text)) return text;
  if (isBirthNumber(text)) return maskTaxNumber(text);
  if (column === 'tax' && !isSlovak && isBirthLike(text)) return maskTaxNumber(`CZ${plainTaxNumber(text)}`);
  return maskBirthNumbers(text);
}
