/** Birth numbers are kept nowhere: they become dots before anything else sees them. */
import { fold } from '../../../lib/text.ts';
import { isBirthNumber, maskTaxNumber } from '../../registers/tax-number.ts';

const taxHeading =
  /^(dic|dic\/ic dph|danove (identifikacni )?cislo|vat( number| no\.?| id)?|tax (id|number))$/;
const birthHeading = /^(rc|r\.c\.|rodne cislo|birth number)$/;

export type Masked = 'birth' | 'tax' | null;

export function maskedColumn(heading: string): Masked {
  const name = fold(heading);
  return birthHeading.test(name) ? 'birth' : taxHeading.test(name) ? 'tax' : null;
}

/** `CZ7804011234`, `780401/1234`; in a column of tax numbers also nine or ten bare digits. */
export function withoutBirthNumber(text: string, column: Masked): string {
  if (column === 'birth') return text === '' ? '' : '•'.repeat(10);
  if (isBirthNumber(text)) return maskTaxNumber(text);
  if (column === 'tax' && isBirthNumber(`CZ${text}`)) return maskTaxNumber(`CZ${text}`);
  return text.replace(/(?<!\d)\d{6}\/\d{3,4}(?!\d)/g, (found) =>
    isBirthLike(found) ? '•'.repeat(10) : found,
  );
}

/** Year, month (women's plus 50, since 2004 also plus 20), day: a bank account rarely reads as one. */
function isBirthLike(text: string): boolean {
  const month = Number(text.slice(2, 4)) % 50;
  const day = Number(text.slice(4, 6));
  const isMonth = (month >= 1 && month <= 12) || (month >= 21 && month <= 32);
  return isMonth && day >= 1 && day <= 31;
}
