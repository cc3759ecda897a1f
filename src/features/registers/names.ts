import { fold } from '../../lib/text.ts';
import type { RegisterCompany } from './model.ts';
import type { KnownNames } from './store.ts';

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Of an earlier, shorter question's answer, what fits the longer one. `complete`: the register has no more of them. */
export function narrowed(earlier: KnownNames, typed: string): KnownNames & { complete: boolean } {
  const words = wordsOf(typed);
  const companies = earlier.companies.filter((company) => {
    const name = fold(company.name);
    return words.every((word) => name.includes(word));
  });
  const complete = !earlier.tooMany && earlier.total === earlier.companies.length;
  return { ...earlier, companies, total: companies.length, complete };
}

/** Living companies first, those that begin with what was typed before the others, else the register's order. */
export function bestFirst(companies: RegisterCompany[], typed: string): RegisterCompany[] {
  const beginning = fold(typed);
  const rank = (company: RegisterCompany): number =>
    (company.state === 'dissolved' ? 2 : 0) + (fold(company.name).startsWith(beginning) ? 0 : 1);
  return companies.toSorted((a, b) => rank(a) - rank(b));
}
