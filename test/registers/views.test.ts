import { describe, expect, it } from 'vitest';
import { aresSubject } from '../../fixtures/registers/ares.ts';
import { companies } from '../../fixtures/registers/companies.ts';
import { AresSubject } from '../../src/features/registers/ares-answer.ts';
import { factsOf } from '../../src/features/registers/ares-company.ts';
import { unavailable } from '../../src/features/registers/http.ts';
import { companyOn, Ico, type Lookup, readTypedCompany } from '../../src/features/registers/model.ts';
import {
  companyHint,
  lookupMessage,
  nameSearchMessage,
  sourceAndAge,
  typedProblem,
} from '../../src/features/registers/views.ts';
import { type Language, languages } from '../../src/i18n/catalog.ts';
import { readerFor } from '../../src/i18n/reader.ts';
import type { Instant, PlainDate } from '../../src/lib/time.ts';

const now = '2026-11-22T11:00:00.000Z' as Instant;
const threeHoursAgo = '2026-11-22T08:00:00.000Z' as Instant;
const reader = (language: Language = 'cs') => readerFor(language, 'Europe/Prague', now);
const nbspToSpace = (text: string | null) => text?.replace(/\u00a0/g, ' ') ?? null;

const record = (ico: string) => {
  const company = companies.find((candidate) => candidate.ico === ico)!;
  return companyOn(
    factsOf(AresSubject.parse(aresSubject(company)), threeHoursAgo)!,
    '2026-11-22' as PlainDate,
  );
};

describe('what a person is told about a typed IČO', () => {
  const told = (typed: string) => typedProblem(reader(), readTypedCompany(typed));

  it('with 7 digits', () => {
    expect(told('0000019')).toBe('IČO má 8 číslic, tady jich je 7. Nechybí nula na začátku?');
  });
  it('with a few digits, or with too many', () => {
    expect(told('1')).toBe('IČO má 8 číslic, tady je jen 1.');
    expect(told('123')).toBe('IČO má 8 číslic, tady jsou jen 3.');
    expect(told('12345')).toBe('IČO má 8 číslic, tady jich je jen 5.');
    expect(told('1'.repeat(40))).toBe('IČO má 8 číslic, tady jich je 40. Nepřebývá některá?');
  });
  it('in a form too: a DIČ is told as one, and no zero is missing from nine digits', () => {
    const told = (typed: string) => reader().t.errors['company.ico']({ typed });
    expect(told('CZ 7801012345')).toContain('Tohle vypadá jako DIČ.');
    expect(told('780101234')).toBe('IČO má 8 číslic, tady jich je 9. Nepřebývá některá?');
  });
  it('with the letter O', () => {
    expect(told('OOOOOO19')).toBe(
      'IČO jsou jen číslice. Není tu místo nuly písmeno O? Nemá to být 00000019?',
    );
  });
  it('that is a DIČ, or a birth number', () => {
    expect(told('CZ00000019')).toBe(
      'Tohle vypadá jako DIČ. Sem patří IČO: 8 číslic bez „CZ“ nebo „SK“. Nemá to být 00000019?',
    );
    expect(told('CZ7500000012')).not.toContain('75');
  });
  it('that is a bank account', () => {
    expect(told('19-2000145399/0800')).toContain('číslo účtu');
  });
  it('with a wrong check digit, which does not stop them', () => {
    expect(told('00000012')).toContain('můžeš pokračovat');
  });
  it('that is fine: nothing', () => {
    expect(told('00000019')).toBeNull();
    expect(told('Mostní stavby')).toBeNull();
  });
});

describe('what a person is told about an answer', () => {
  const stale = (ico: string): Lookup => ({
    kind: 'found',
    company: record(ico),
    fetchedAt: threeHoursAgo,
    stale: true,
    trouble: 'down',
  });

  it('source and age', () => {
    expect(languages.map((language) => sourceAndAge(reader(language), threeHoursAgo))).toEqual([
      'ARES, 3 hours ago',
      'ARES, před 3 hodinami',
      'ARES, pred 3 hodinami',
    ]);
  });

  it('a fresh record speaks for itself', () => {
    expect(
      lookupMessage(reader(), { ...stale('00000019'), stale: false, trouble: null } as Lookup),
    ).toBeNull();
  });

  it('an old record is shown with its age', () => {
    expect(lookupMessage(reader(), stale('00000019'))).toBe(
      'ARES teď neodpovídá. Tohle jsou údaje, které dal před 3 hodinami.',
    );
  });

  it('a missing record does not mean that the company ended', () => {
    const ico = Ico.parse('00000019');
    expect(lookupMessage(reader(), { kind: 'notFound', ico, fetchedAt: now, lastKnown: null })).toContain(
      '00000019',
    );
    const lost: Lookup = { kind: 'notFound', ico, fetchedAt: now, lastKnown: record('00000019') };
    expect(lookupMessage(reader(), lost)).toContain('Neznamená to, že zanikla');
  });

  it('down, blocked, late and nonsense are told apart, in each language', () => {
    for (const language of languages) {
      const reasons = ['down', 'blocked', 'timeout', 'badAnswer', 'busy'] as const;
      const told = reasons.map((reason) => lookupMessage(reader(language), unavailable(reason, 'test')));
      expect(new Set(told).size).toBe(reasons.length);
      for (const sentence of told) expect(sentence).toMatch(/ARES.*\.$/);
    }
  });

  it('when it will be asked again, if that is known', () => {
    expect(lookupMessage(reader(), unavailable('blocked', 'test', 290_000))).toContain('nejdřív za 5 minut.');
    expect(lookupMessage(reader('sk'), unavailable('down', 'test', 100_000))).toContain(
      'najskôr o 2 minúty.',
    );
  });

  it('no such name and too many such names', () => {
    const none = {
      kind: 'matches',
      companies: [],
      total: 0,
      fetchedAt: now,
      stale: false,
      trouble: null,
    } as const;
    expect(nameSearchMessage(reader(), 'Nikde', { ...none, companies: [] })).toContain('„Nikde“');
    expect(nameSearchMessage(reader(), 's.r.o.', { kind: 'tooMany', total: null, fetchedAt: now })).toContain(
      'Přidej',
    );
  });

  it('companies in a list are told apart by IČO, town and state', () => {
    const hints = ['00000019', '00000051', '00000078', '00000108', '00000141'].map((ico) =>
      nbspToSpace(companyHint(reader(), record(ico))),
    );
    expect(hints).toEqual([
      'IČO 00000019 · Brno',
      'IČO 00000051 · Humpolec · v likvidaci',
      'IČO 00000078 · Plzeň · zánik 31. 10. 2024',
      'IČO 00000108 · Železný Potok · zanikne 30. 6. 2099',
      'IČO 00000141 · Dačice',
    ]);
  });
});
