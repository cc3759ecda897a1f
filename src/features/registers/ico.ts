import { z } from 'zod';

/** The digits of an IČO as people and registers write it: spaces, dots and hard spaces between, leading zeros left out. */
const digitsOnly = (text: string): string => text.replace(/[\s.]/gu, '');

/**
 * A Czech or Slovak identification number of a subject: eight digits.
 * The check digit is not part of the type: registers hold real subjects with a wrong one (see `hasValidChecksum`).
 */
export const Ico = z
  .string()
  .transform(digitsOnly)
  .pipe(z.string().regex(/^\d{1,8}$/))
  .transform((digits) => digits.padStart(8, '0'))
  .brand<'Ico'>();
export type Ico = z.infer<typeof Ico>;

/** Weighted sum modulo 11, the same in both countries. */
export function hasValidChecksum(ico: string): boolean {
  if (!/^\d{8}$/.test(ico)) return false;
  let sum = 0;
  for (let i = 0; i < 7; i++) sum += Number(ico[i]) * (8 - i);
  return (11 - (sum % 11)) % 10 === Number(ico[7]);
}

/** Why a text that looks like a number is no IČO; `ico` is what the person probably meant, to be offered. */
export type IcoProblem =
  | { problem: 'digits'; count: number; ico: Ico | null }
  | { problem: 'letterO'; ico: Ico | null }
  | { problem: 'taxNumber'; ico: Ico | null }
  | { problem: 'bankAccount' };

export type TypedCompany =
  | { kind: 'empty' }
  | { kind: 'ico'; ico: Ico; validChecksum: boolean }
  | ({ kind: 'notAnIco' } & IcoProblem)
  | { kind: 'name'; name: string };

/** What a person typed where an IČO or a name is expected: `452 74 649`, `IČO: 45274649`, `Mostní stavby`. */
export function readTypedCompany(typed: string): TypedCompany {
  const line = typed.replace(/\s+/gu, ' ').trim();
  if (line === '') return { kind: 'empty' };
  const number = digitsOnly(line.replace(/^i[čc]o?\s*[:.]?\s*(?=[\dO])/iu, ''));
  const problem = numberProblem(number);
  if (problem) return { kind: 'notAnIco', ...problem };
  if (!/^\d{8}$/.test(number)) return { kind: 'name', name: line };
  return { kind: 'ico', ico: Ico.parse(number), validChecksum: hasValidChecksum(number) };
}

/**
 * `Příční 118/7a, Brno`, `Brno 602 00`: words with a house number and a town, or with a postal code. A legal form says
 * that it is a name: `Sklad 21, s.r.o.`
 */
export function looksLikeAddress(typed: string): boolean {
  const line = typed.replace(/\s+/gu, ' ').trim();
  if (/(^|[\s,])(s\.? ?r\.? ?o|a\.? ?s|spol|k\.? ?s|v\.? ?o\.? ?s|z\.? ?s|družstvo)\.?($|[\s,])/iu.test(line))
    return false;
  const house = /\p{L}{2,}[\p{L}. ]* (č\. ?p\. ?)?\d{1,4}(\/\d{1,4})?\p{L}?\s*,\s*(\d{3} ?\d{2} )?\p{L}{2,}/u;
  return house.test(line) || /^\p{L}[^\d]*\d*.*[ ,]\d{3} ?\d{2}( \p{L}|$)/u.test(line);
}

function numberProblem(number: string): IcoProblem | null {
  if (/^(\d{1,6}-)?\d{2,10}\/\d{4}$/.test(number) || /^(CZ|SK)\d{22}$/i.test(number)) {
    return { problem: 'bankAccount' };
  }
  // A tax number is not repeated back: with 9 or 10 digits it can be somebody's birth number.
  const tax = /^(?:CZ|SK)(\d{8,10})$/i.exec(number)?.[1];
  if (tax !== undefined) return { problem: 'taxNumber', ico: plausible(tax) };
  if (/^\d+$/.test(number) && number.length !== 8) {
    return { problem: 'digits', count: number.length, ico: plausible(number.padStart(8, '0')) };
  }
  if (/^(?=\D*\d{2})[\dO]{7,9}$/i.test(number) && /O/i.test(number)) {
    return { problem: 'letterO', ico: plausible(number.replace(/O/gi, '0').padStart(8, '0')) };
  }
  return null;
}

const plausible = (digits: string): Ico | null => (hasValidChecksum(digits) ? Ico.parse(digits) : null);
