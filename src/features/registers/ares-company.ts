import { cleanLine, fold } from '../../lib/text.ts';
import type { Instant, PlainDate } from '../../lib/time.ts';
import type { AresSubject } from './ares-answer.ts';
import { officeOf, postalAddressOf } from './ares-office.ts';
import { isNaturalPerson, legalForm } from './legal-forms.ts';
import { Ico, maskTaxNumber, type RegisterFacts } from './model.ts';

/** One record of ours, or null when ARES gave neither an IČO (subjects known as `ARES_...`) nor a name. */
export function factsOf(subject: AresSubject, fetchedAt: Instant): RegisterFacts | null {
  const name = nameOf(subject);
  if (subject.ico === undefined || name === null) return null;
  const form = subject.pravniForma ?? firstOf(subject, 'pravniForma');
  const office = officeOf(subject);
  return {
    source: 'ares',
    fetchedAt,
    updatedOn: dayOf(subject.datumAktualizace),
    ico: Ico.parse(subject.ico),
    name,
    dic: masked(taxNumberOf(subject)),
    office,
    postalAddress: postalAddressOf(subject, office),
    legalForm: form === null ? null : legalForm(form),
    naturalPerson: form !== null && isNaturalPerson(form),
    foundedOn: dayOf(subject.datumVzniku),
    dissolvedOn: dayOf(subject.datumZaniku ?? undefined),
    inLiquidation: isInLiquidation(name),
    vat: { status: vatStatusOf(subject), confirmed: false },
    insolvency: subject.seznamRegistraci?.stavZdrojeIr === 'AKTIVNI' ? 'unconfirmed' : 'none',
    courtFile: firstOf(subject, 'spisovaZnacka'),
    nace: subject.czNace ?? [],
  };
}

function nameOf(subject: AresSubject): string | null {
  const other = (subject.dalsiUdaje ?? []).flatMap((facts) => facts.obchodniJmeno ?? []);
  const primary = other.find((entry) => entry.primarniZaznam) ?? other[0];
  const name = cleanLine(subject.obchodniJmeno ?? primary?.obchodniJmeno ?? '');
  return name === '' ? null : name;
}

const firstOf = (subject: AresSubject, field: 'pravniForma' | 'spisovaZnacka'): string | null =>
  subject.dalsiUdaje?.map((facts) => facts[field]).find((value) => value !== undefined) ?? null;

const masked = (number: string | null): string | null => number && maskTaxNumber(number);

const dayOf = (day: string | undefined): PlainDate | null => (day as PlainDate | undefined) ?? null;

// Members of a VAT group have no number of their own; 2023 records say "N/A" instead of leaving the field out.
/** In clear: a sole trader's is a birth number, and only `factsOf` and who asks a register by it may hold it. */
export function taxNumberOf(subject: AresSubject): string | null {
  const numbers = [subject.dicSkDph, subject.dic].map((number) => number?.replace(/\s/gu, '').toUpperCase());
  return numbers.find((candidate) => candidate && /^CZ\d{8,10}$/.test(candidate)) ?? null;
}

/** No field says it: only the name, anywhere in it, in quotes, brackets or after a dash. */
const isInLiquidation = (name: string): boolean => /(^|\P{L})v likvidaci(\P{L}|$)/u.test(fold(name));

function vatStatusOf(subject: AresSubject): RegisterFacts['vat']['status'] {
  const group = subject.seznamRegistraci?.stavZdrojeSkDph ?? 'NEEXISTUJICI';
  const own = subject.seznamRegistraci?.stavZdrojeDph ?? 'NEEXISTUJICI';
  if (group === 'AKTIVNI') return 'group';
  if (own === 'AKTIVNI') return 'registered';
  if (own === 'ZANIKLY' || own === 'HISTORICKY') return 'ended';
  return own === 'NEEXISTUJICI' || own === 'LOGICKY_SMAZANY' ? 'notRegistered' : 'unknown';
}
