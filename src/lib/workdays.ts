/** Working days of the Czech Republic and Slovakia: Monday to Friday without the country's days off. */
import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';
import type { Country } from './context.ts';
import { addDays, type PlainDate, weekday } from './time.ts';

export interface Holiday {
  date: PlainDate;
  /** in the country's own language */
  name: string;
  englishName: string;
}

export const isWorkday = (date: PlainDate, country: Country): boolean =>
  weekday(date) < 6 && !daysOff(country, yearOf(date)).has(date);

/** The day itself when it is a working day, else the last one before it. */
export const workdayUpTo = (date: PlainDate, country: Country): PlainDate =>
  isWorkday(date, country) ? date : workdayBefore(date, country);

/** The working day that comes `count` working days before the date, which itself may be a day off. */
export const workdayBefore = (date: PlainDate, country: Country, count = 1): PlainDate =>
  step(date, country, count, -1);

export const workdayAfter = (date: PlainDate, country: Country, count = 1): PlainDate =>
  step(date, country, count, 1);

/** Working days after `from` up to `to` and including it; negative when `to` comes first. Friday to Monday: 1. */
export function workdaysBetween(from: PlainDate, to: PlainDate, country: Country): number {
  if (to < from) return -workdaysBetween(to, from, country);
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (isWorkday(day, country)) count += 1;
  }
  return count;
}

/** The country's days off from `from` to `to`, those at a weekend left out. */
export function holidaysBetween(from: PlainDate, to: PlainDate, country: Country): Holiday[] {
  const found: Holiday[] = [];
  for (let year = yearOf(from); year <= yearOf(to); year += 1) {
    for (const holiday of daysOff(country, year).values()) {
      if (holiday.date >= from && holiday.date <= to && weekday(holiday.date) < 6) found.push(holiday);
    }
  }
  return found;
}

export const holidaysAround = (date: PlainDate, country: Country, days: number): Holiday[] =>
  holidaysBetween(addDays(date, -days), addDays(date, days), country);

function step(date: PlainDate, country: Country, count: number, direction: 1 | -1): PlainDate {
  let day = date;
  for (let left = count; left > 0; ) {
    day = addDays(day, direction);
    if (isWorkday(day, country)) left -= 1;
  }
  return day;
}

const yearOf = (date: PlainDate): number => Number(date.slice(0, 4));

/**
 * Days off that the library still takes for working days: Slovakia worked on 8 May and 15 September in 2026 only.
 * 17 November (since 2025) and 1 September (since 2024) stay holidays without a day off, as the library has them.
 */
const corrections: { country: Country; day: string; since: number }[] = [
  { country: 'SK', day: '05-08', since: 2027 },
  { country: 'SK', day: '09-15', since: 2027 },
];

const known = new Map<string, Map<PlainDate, Holiday>>();

function daysOff(country: Country, year: number): Map<PlainDate, Holiday> {
  const key = `${country}${year}`;
  const kept = known.get(key);
  if (kept) return kept;
  const calendar = calendarOf(country);
  const english = new Map(calendar.getHolidays(year, 'en').map((day) => [day.rule, day.name]));
  const days = calendar
    .getHolidays(year, country === 'CZ' ? 'cz' : 'sk')
    .filter((day) => day.type === 'public' || isCorrected(country, year, day.date))
    .map((day): Holiday => {
      const date = day.date.slice(0, 10) as PlainDate;
      return { date, name: day.name, englishName: english.get(day.rule) ?? day.name };
    });
  const byDate = new Map(days.map((day) => [day.date, day]));
  known.set(key, byDate);
  return byDate;
}

const isCorrected = (country: Country, year: number, date: string): boolean =>
  corrections.some((one) => one.country === country && one.day === date.slice(5, 10) && year >= one.since);

const calendars = new Map<Country, Holidays>();

function calendarOf(country: Country): Holidays {
  const kept = calendars.get(country);
  if (kept) return kept;
  // Loaded at first use: the rules of all countries take 35 MB.
  const Calendar = createRequire(import.meta.url)('date-holidays') as typeof Holidays;
  const calendar = new Calendar(country);
  calendars.set(country, calendar);
  return calendar;
}
