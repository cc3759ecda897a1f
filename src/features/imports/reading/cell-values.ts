/** What a cell holds, as text that says the same to us in each language: `2026-03-01`, `1250000.5`, `true`. */
import { cellLimit } from './refused.ts';

/** A spreadsheet counts days from 30 December 1899, or from 1 January 1904 when it comes from an old Mac. */
const epoch1900 = -25_569;
const days1904 = 1462;

/** @param serial days, the time of day as their fraction @returns `2026-03-01`, or `2026-03-01T14:30` */
export function dateOfSerial(serial: number, is1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_466) return null;
  let days = Math.floor(serial);
  let minutes = Math.round((serial - days) * 1440);
  if (minutes === 1440) {
    days += 1;
    minutes = 0;
  }
  const clock = `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
  if (days === 0 && !is1904) return minutes > 0 ? clock : null;
  // Excel believes there was a 29 February 1900.
  const shift = is1904 ? days1904 : days < 60 ? 1 : 0;
  const day = civil(days + shift + epoch1900);
  return minutes > 0 ? `${day}T${clock}` : day;
}

const pad = (n: number): string => String(n).padStart(2, '0');

/** The day so many days after 1 January 1970, in the Gregorian calendar: eras of 400 years of 146,097 days, from March. */
function civil(days: number): string {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`;
}

/**
 * `4.2060100012E11` is a phone that was stored as a number: whole numbers come out in full, without rounding noise. Three
 * decimals become four: as text `1.255` is more than a thousand.
 */
export function plainNumber(text: string): string {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return text;
  if (Number.isInteger(value) && Math.abs(value) < 1e18) return BigInt(value).toString();
  const exact = Number(value.toPrecision(15));
  if (Number.isInteger(exact)) return BigInt(exact).toString();
  const written = String(exact);
  return /\.\d{3}$/.test(written) ? `${written}0` : written;
}

/** Formats 14 to 22, 27 to 36, 45 to 47 and 50 to 58 are dates and times in every language. */
export const isDateFormatId = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** `d. m. yyyy`, `[$-405]d. mmmm yyyy;@`; what stands in quotes or brackets is no part of the pattern */
export const isDateFormat = (code: string): boolean =>
  /[dmyhs]/i.test(
    code
      .replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '')
      .split(';')[0]
      ?.replace(/general/i, '') ?? '',
  );

/** One cell as it is kept. The apostrophe that keeps a formula from running, ours or Excel's, is no part of the text. */
export function cleanCell(text: string): string {
  const clean = text
    // A line that ends with CR LF, as Excel writes it into XML.
    .replace(/_x000D_\n?/gi, '\n')
    .replace(/(?![\t\n\r])[\p{Cc}\ufeff]/gu, '')
    .replace(/\u00a0/g, ' ')
    .trim();
  return (/^'[=+\-@\t\r]/.test(clean) ? clean.slice(1) : clean).slice(0, cellLimit);
}

/** `AB12` is column 27 */
export function columnOf(place: string): number {
  let column = 0;
  for (const letter of place) {
    const code = letter.charCodeAt(0) & 0xdf;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}
