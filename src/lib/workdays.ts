/** Working days of the Czech Republic and Slovakia: Monday to Friday without the country's days off. */
import type { Country } from './context.ts';
import { type Holiday, holidaysOf } from './holidays.ts';
import { addDays, type PlainDate, weekday } from './time.ts';

export type { Holiday } from './holidays.ts';

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

const known = new Map<string, Map<PlainDate, Holiday>>();

function daysOff(country: Country, year: number): Map<PlainDate, Holiday> {
  const key = `${country}${year}`;
  const kept = known.get(key);
  if (kept) return kept;
  const byDate = new Map(holidaysOf(country, year).map((day) => [day.date, day]));
  known.set(key, byDate);
  return byDate;
}
