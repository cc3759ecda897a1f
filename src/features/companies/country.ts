/** Two countries give out IČO: one number can be two firms. */
import type { Country } from '../../lib/context.ts';
import { isBirthLike, plainTaxNumber } from '../registers/tax-number.ts';
import { bareName } from './bare-name.ts';
import type { Company } from './model.ts';

interface Said {
  dic?: string | null;
  vatNumber?: string | null;
  postalCode?: string | null;
}

/** What a tax number or the postal code of the seat says; null when none of them is there. */
export function countrySaid({ dic, vatNumber, postalCode }: Said): Country | null {
  for (const number of [vatNumber, dic]) {
    const [, prefix, digits] = /^(CZ|SK)?([\d•]+)$/.exec(plainTaxNumber(number ?? '')) ?? [];
    if (prefix) return prefix as Country;
    // A Slovak DIČ has ten digits and no prefix; so has a Czech birth number, and a VAT group.
    if (digits?.length === 8 || digits?.startsWith('699')) return 'CZ';
    if (digits?.length === 10 && !digits.includes('•') && !isBirthLike(digits)) return 'SK';
  }
  // PSČ was given out in one state: 1 to 7 became Czech, 0, 8 and 9 Slovak.
  const first = /^(\d)\d{2}\s?\d{2}$/.exec(postalCode?.trim() ?? '')?.[1];
  return first ? (/[1-7]/.test(first) ? 'CZ' : 'SK') : null;
}

/**
 * Of companies with one IČO the one that is meant: of the country that is said, else by its name, else of the home country.
 * `unsure`: only firms of another name and another country have it, and nothing says that it is not one of them.
 */
export function meantAmong<C extends Pick<Company, 'name'> & { country?: Country }>(
  having: C[],
  { name, ...said }: Said & { name: string | null },
  home: Country,
): C | 'unsure' | null {
  const country = countrySaid(said);
  const of = (one: C) => one.country ?? home;
  const here = having.filter((one) => of(one) === (country ?? home));
  const named = name ? having.filter((one) => bareName(one.name) === bareName(name)) : having;
  if (country) return here.find((one) => named.includes(one)) ?? here[0] ?? null;
  const [first, ...others] = named;
  if (first && others.every((one) => of(one) === of(first))) return first;
  if (here.length > 0 && here.length === having.length) return here[0] ?? null;
  return having.length > 0 ? 'unsure' : null;
}
