/** Days as whole numbers, 1 is the first of January of the year 1, a Monday: thousands of them cost nothing. */
import type { PlainDate } from '../../lib/time.ts';

const before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const daysBefore = (year: number): number => {
  const whole = year - 1;
  return 365 * whole + Math.floor(whole / 4) - Math.floor(whole / 100) + Math.floor(whole / 400);
};

/** @param month 1 ... 12 @param day also one beyond the end of the month */
export const dayNumber = (year: number, month: number, day: number): number =>
  daysBefore(year) + (before[month - 1] ?? 0) + (month > 2 && isLeap(year) ? 1 : 0) + day;

export const monthLength = (year: number, month: number): number =>
  month === 12 ? 31 : dayNumber(year, month + 1, 1) - dayNumber(year, month, 1);

export function civilOf(number: number): { year: number; month: number; day: number } {
  let year = Math.floor(number / 365.2425) + 1;
  while (daysBefore(year) >= number) year -= 1;
  while (daysBefore(year + 1) < number) year += 1;
  let month = 12;
  while (dayNumber(year, month, 1) > number) month -= 1;
  return { year, month, day: number - dayNumber(year, month, 1) + 1 };
}

/** 1 Monday ... 7 Sunday */
export const weekdayOf = (number: number): number => ((((number - 1) % 7) + 7) % 7) + 1;

export const numberOf = (date: PlainDate): number => {
  const [year = 1, month = 1, day = 1] = date.split('-').map(Number);
  return dayNumber(year, month, day);
};

export function dateOf(number: number): PlainDate {
  const { year, month, day } = civilOf(number);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}` as PlainDate;
}
