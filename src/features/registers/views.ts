import type { Reader } from '../../i18n/reader.ts';
import type { Instant } from '../../lib/time.ts';
import type {
  CompanyRegister,
  Lookup,
  NameSearch,
  RegisterCompany,
  RegisterSource,
  TypedCompany,
  Unavailable,
} from './model.ts';

/** `ARES`, `veřejný rejstřík`, `registr plátců DPH` */
export const registerName = ({ t }: Pick<Reader, 't'>, source: RegisterSource): string =>
  source === 'crpdph' || source === 'isir' ? t.official.names[source] : t.registers.names[source];

/** `ARES, před 3 hodinami` */
export const sourceAndAge = (
  reader: Reader,
  fetchedAt: Instant,
  register: CompanyRegister = 'ares',
): string => reader.t.registers.from(reader.t.registers.names[register], reader.age(fetchedAt));

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
export function lookupMessage(
  reader: Reader,
  lookup: Lookup,
  register: CompanyRegister = 'ares',
): string | null {
  const { t } = reader;
  const name = t.registers.names[register];
  if (lookup.kind === 'unavailable') return unavailableMessage(reader, lookup, register);
  if (lookup.kind === 'found') {
    return lookup.stale ? t.registers.stale(name, reader.age(lookup.fetchedAt)) : null;
  }
  const { lastKnown } = lookup;
  if (lastKnown !== null)
    return t.registers.notFoundAnyMore(name, lastKnown.name, reader.age(lastKnown.fetchedAt));
  return register === 'rpo'
    ? t.registers.notFoundSlovak(name, lookup.ico)
    : t.registers.notFound(name, lookup.ico);
}

export function nameSearchMessage(
  reader: Reader,
  name: string,
  search: NameSearch,
  register: CompanyRegister = 'ares',
): string | null {
  const { t } = reader;
  const source = t.registers.names[register];
  if (search.kind === 'unavailable') return unavailableMessage(reader, search, register);
  if (search.kind === 'tooMany') return t.registers.tooManyMatches(source);
  if (search.stale) return t.registers.stale(source, reader.age(search.fetchedAt));
  return search.companies.length === 0 ? t.registers.noMatch(source, name) : null;
}

function unavailableMessage(
  reader: Reader,
  { reason, retryInMs }: Unavailable,
  register: CompanyRegister,
): string {
  const { unavailable, retryIn, names } = reader.t.registers;
  const sentence = unavailable[reason](names[register]);
  return retryInMs ? `${sentence} ${retryIn(Math.ceil(retryInMs / 60_000))}` : sentence;
}
