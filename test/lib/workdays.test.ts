import Holidays from 'date-holidays';
import { describe, expect, it } from 'vitest';
import type { Country } from '../../src/lib/context.ts';
import { holidaysOf } from '../../src/lib/holidays.ts';
import type { PlainDate } from '../../src/lib/time.ts';
import {
  holidaysAround,
  holidaysBetween,
  isWorkday,
  workdayAfter,
  workdayBefore,
  workdaysBetween,
  workdayUpTo,
} from '../../src/lib/workdays.ts';

const on = (text: string) => text as PlainDate;

describe('a day off', () => {
  it.each<[string, Country, boolean]>([
    ['2027-03-26', 'CZ', false],
    ['2027-03-26', 'SK', false],
    ['2027-03-25', 'CZ', true],
    ['2028-01-06', 'CZ', true],
    ['2028-01-06', 'SK', false],
    ['2027-09-28', 'CZ', false],
    ['2027-09-28', 'SK', true],
    ['2024-11-17', 'SK', false],
    ['2026-11-17', 'SK', true],
    ['2026-11-17', 'CZ', false],
    ['2023-09-01', 'SK', false],
    ['2025-09-01', 'SK', true],
    ['2025-05-08', 'SK', false],
    ['2026-05-08', 'SK', true],
    ['2028-05-08', 'SK', false],
    ['2026-09-15', 'SK', true],
    ['2027-09-15', 'SK', false],
    ['2027-12-24', 'CZ', false],
    ['2026-12-24', 'SK', false],
    ['2027-03-13', 'CZ', false],
  ])('%s in %s: works %s', (date, country, works) => {
    expect(isWorkday(on(date), country)).toBe(works);
  });

  it('is one of thirteen in the Czech year, of which three fell on a weekend in 2025', () => {
    const days = holidaysBetween(on('2025-01-01'), on('2025-12-31'), 'CZ').map((holiday) =>
      holiday.date.slice(5),
    );
    expect(days.join(' ')).toBe('01-01 04-18 04-21 05-01 05-08 10-28 11-17 12-24 12-25 12-26');
  });
});

describe('counting', () => {
  it('from Tuesday to next Monday makes four working days', () => {
    expect(workdaysBetween(on('2027-03-09'), on('2027-03-15'), 'CZ')).toBe(4);
    expect(workdaysBetween(on('2027-03-15'), on('2027-03-09'), 'CZ')).toBe(-4);
    expect(workdaysBetween(on('2027-03-12'), on('2027-03-14'), 'CZ')).toBe(0);
  });

  it('before and after a day off goes on to the working day', () => {
    expect(workdayBefore(on('2027-03-29'), 'CZ')).toBe('2027-03-25');
    expect(workdayBefore(on('2027-03-30'), 'CZ', 3)).toBe('2027-03-23');
    expect(workdayAfter(on('2027-03-25'), 'CZ')).toBe('2027-03-30');
    expect(workdayUpTo(on('2027-03-29'), 'CZ')).toBe('2027-03-25');
    expect(workdayUpTo(on('2027-03-30'), 'CZ')).toBe('2027-03-30');
  });
});

it('names the holidays around a date in the country’s own language', () => {
  const around = holidaysAround(on('2027-03-30'), 'SK', 5);
  expect(around.map(({ date, name }) => `${date} ${name}`)).toEqual([
    '2027-03-26 Veľký piatok',
    '2027-03-29 Veľkonočný pondelok',
  ]);
  expect(holidaysBetween(on('2027-12-20'), on('2028-01-07'), 'SK').map((day) => day.englishName)).toEqual([
    'Christmas Eve',
    'Epiphany',
  ]);
});

describe('the rules of days off agree with a well-kept library', () => {
  // It takes 8 May and 15 September for working days in Slovakia after 2026 too.
  const corrected = (country: Country, year: number, rule: string): boolean =>
    country === 'SK' && year > 2026 && /^(05-08|09-15)/.test(rule);

  it.each<[Country, string]>([
    ['CZ', 'cz'],
    ['SK', 'sk'],
  ])('in %s from 2000 to 2060', (country, language) => {
    const library = new Holidays(country);
    for (let year = 2000; year <= 2060; year += 1) {
      const english = new Map(library.getHolidays(year, 'en').map((day) => [day.rule, day.name]));
      const expected = library
        .getHolidays(year, language)
        .filter((day) => day.type === 'public' || corrected(country, year, day.rule))
        .map((day) => `${day.date.slice(0, 10)} ${day.name} ${english.get(day.rule)}`);
      const ours = holidaysOf(country, year).map((day) => `${day.date} ${day.name} ${day.englishName}`);
      expect(ours).toEqual(expected);
    }
  });
});
