import type { Reader } from '../../i18n/reader.ts';
import type { Instant } from '../../lib/time.ts';
import type { Lookup, NameSearch, RegisterCompany, TypedCompany, Unavailable } from './model.ts';

/** `ARES, před 3 hodinami` */
export const sourceAndAge = (reader: Reader, fetchedAt: Instant): string =>
  reader.t.registers.from(reader.t.registers.names.ares, reader.age(fetchedAt));

/** What tells companies of like names apart in a list: `IČO 00000019 · Brno · v likvidaci`. */
export function companyHint(reader: Reader, company: RegisterCompany): string {
  const rest = [company.office.city, stateIfNotable(reader, company)].filter((part) => part !== null);
  return reader.t.registers.hint(company.ico, rest);
}

/** `v likvidaci`, `zánik 31. 10. 2024`, `zanikne 30. 6. 2099`; null for a company that simply lives */
export function stateIfNotable(reader: Reader, company: RegisterCompany): string | null {
  const { states } = reader.t.registers;
  if (company.dissolvedOn !== null) {
    const day = reader.date(company.dissolvedOn);
    return company.state === 'dissolved' ? states.dissolved(day) : states.endsOn(day);
  }
  return company.state === 'inLiquidation' ? states.inLiquidation : null;
}

/** Why a typed text is no IČO, with the number that was probably meant; null when there is nothing to say. */
export function typedProblem(reader: Reader, typed: TypedCompany): string | null {
  const { typed: words } = reader.t.registers;
  if (typed.kind === 'empty') return words.empty;
  if (typed.kind === 'ico') return typed.validChecksum ? null : words.checkDigit(typed.ico);
  if (typed.kind === 'name') return null;
  if (typed.problem === 'bankAccount') return words.bankAccount;
  if (typed.problem === 'digits') {
    if (typed.count > 8) return words.tooManyDigits(typed.count);
    return typed.count >= 6 ? words.zeroMissing(typed.count) : words.tooFewDigits(typed.count);
  }
  const sentence = typed.problem === 'letterO' ? words.letterO : words.taxNumber;
  return typed.ico === null ? sentence : `${sentence} ${words.didYouMean(typed.ico)}`;
}

/** What to say beside a lookup's result, or instead of it; null when a fresh record needs no words. */
export function lookupMessage(reader: Reader, lookup: Lookup): string | null {
  const { t } = reader;
  const ares = t.registers.names.ares;
  if (lookup.kind === 'unavailable') return unavailableMessage(reader, lookup);
  if (lookup.kind === 'found') {
    return lookup.stale ? t.registers.stale(ares, reader.age(lookup.fetchedAt)) : null;
  }
  const { lastKnown } = lookup;
  if (lastKnown === null) return t.registers.notFound(ares, lookup.ico);
  return t.registers.notFoundAnyMore(ares, lastKnown.name, reader.age(lastKnown.fetchedAt));
}

export function nameSearchMessage(reader: Reader, name: string, search: NameSearch): string | null {
  const { t } = reader;
  const ares = t.registers.names.ares;
  if (search.kind === 'unavailable') return unavailableMessage(reader, search);
  if (search.kind === 'tooMany') return t.registers.tooManyMatches(ares);
  if (search.stale) return t.registers.stale(ares, reader.age(search.fetchedAt));
  return search.companies.length === 0 ? t.registers.noMatch(ares, name) : null;
}

function unavailableMessage(reader: Reader, { reason, retryInMs }: Unavailable): string {
  const { unavailable, retryIn, names } = reader.t.registers;
  const sentence = unavailable[reason](names.ares);
  return retryInMs ? `${sentence} ${retryIn(Math.ceil(retryInMs / 60_000))}` : sentence;
}
