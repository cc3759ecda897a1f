/**
 * The days of a rule of repetition (RFC 5545, 3.3.10), period by period. Anybody can send a rule: whatever it says, only so
 * many days of it are looked at.
 */
import { addMillis, dateIn, type Instant, instantOf, type LocalDateTime } from '../../lib/time.ts';
import { civilOf, dateOf, dayNumber, monthLength, numberOf, weekdayOf } from './calendar-days.ts';
import type { Rule } from './reading/findings.ts';

/** Days looked at for one list: a few milliseconds of work. */
const mostLookedAt = 30_000;
/** What comes later nobody plans. */
const horizonDays = 20 * 366;

/** One of the series as its rule has it, moved by so many seconds of the wall clock. */
export interface Listed {
  at: Instant;
  movedBy(seconds: number): Instant;
}

/** Those after `after`, the next first. `more`: the rule has others after them, or nobody can say. */
export function listRule(rule: Rule, after: Instant, most: number): { listed: Listed[]; more: boolean } {
  const from = numberOf(dateIn(addMillis(after, -dayMs), rule.zone));
  const listed: Listed[] = [];
  for (const day of daysOf(rule, from)) {
    const one = listedOn(rule, day);
    if (rule.until !== null && one.at > rule.until) return { listed, more: false };
    if (one.at <= after) continue;
    if (listed.length === most) return { listed, more: true };
    listed.push(one);
  }
  return { listed, more: false };
}

const dayMs = 24 * 3_600_000;

function listedOn({ start, zone }: Rule, day: number): Listed {
  const [hours = 0, minutes = 0, seconds = 0] = start.slice(11).split(':').map(Number);
  const ofDay = hours * 3600 + minutes * 60 + seconds;
  return { at: instantAt(day, ofDay, zone), movedBy: (by) => instantAt(day, ofDay + by, zone) };
}

function instantAt(day: number, seconds: number, zone: string): Instant {
  const days = Math.floor(seconds / 86_400);
  const rest = seconds - days * 86_400;
  const parts = [Math.floor(rest / 3600), Math.floor((rest % 3600) / 60), rest % 60];
  const clock = parts.map((part) => String(part).padStart(2, '0')).join(':');
  return instantOf(`${dateOf(day + days)}T${clock}` as LocalDateTime, zone);
}

/** @param from days before it are only counted */
function* daysOf(rule: Rule, from: number): Generator<number> {
  const first = numberOf(dateOfStart(rule));
  let left = mostLookedAt;
  let count = 0;
  // Without a count nobody needs to know what was before.
  const skipped = rule.count === null ? periodsUntil(rule, first, from) : 0;
  for (let index = skipped; left > 0; index += 1) {
    const { begins, days } = periodOf(rule, first, index);
    if (begins > Math.max(from, first) + horizonDays) return;
    left -= days.length + 1;
    for (const day of chosen(days, rule.positions)) {
      if (day < first) continue;
      count += 1;
      if (rule.count !== null && count > rule.count) return;
      if (day >= from) yield day;
    }
  }
}

const dateOfStart = ({ start }: Rule) => start.slice(0, 10) as Parameters<typeof numberOf>[0];

const periodDays = { day: 1, week: 7, month: 28, year: 365 };
const longestPeriod = { day: 1, week: 7, month: 31, year: 366 };

function periodsUntil({ every, interval }: Rule, first: number, from: number): number {
  if (from - first <= periodDays[every]) return 0;
  return Math.max(0, Math.floor((from - first) / (longestPeriod[every] * interval)) - 1);
}

/** Of which positions count, and all of them without. */
function chosen(days: number[], positions: number[]): number[] {
  if (positions.length === 0) return days;
  const found = positions.map((position) => days.at(position > 0 ? position - 1 : position));
  return [...new Set(found.filter((day) => day !== undefined))].sort((a, b) => a - b);
}

interface Period {
  begins: number;
  /** in order */
  days: number[];
}

function periodOf(rule: Rule, first: number, index: number): Period {
  const { every, interval } = rule;
  if (every === 'day') {
    const begins = first + index * interval;
    return { begins, days: [begins].filter((day) => isAllowed(rule, day)) };
  }
  if (every === 'week') return weekOf(rule, first, index);
  const { year, month } = civilOf(first);
  if (every === 'year') return yearOf(rule, first, year + index * interval);
  const months = year * 12 + month - 1 + index * interval;
  return monthOf(rule, first, Math.floor(months / 12), (months % 12) + 1);
}

/** What narrows days that are there already. */
function isAllowed({ months, monthDays, days }: Rule, number: number): boolean {
  if (days.length > 0 && !days.some(({ weekday }) => weekday === weekdayOf(number))) return false;
  if (months.length === 0 && monthDays.length === 0) return true;
  const { year, month, day } = civilOf(number);
  if (months.length > 0 && !months.includes(month)) return false;
  return monthDays.length === 0 || monthDays.some((one) => dayIn(year, month, one) === day);
}

function weekOf(rule: Rule, first: number, index: number): Period {
  const begins = first - ((weekdayOf(first) - rule.weekStart + 7) % 7) + 7 * rule.interval * index;
  const named = rule.days.length > 0 ? rule : { ...rule, days: [{ nth: null, weekday: weekdayOf(first) }] };
  const days = [0, 1, 2, 3, 4, 5, 6].map((day) => begins + day);
  return { begins, days: days.filter((day) => isAllowed(named, day)) };
}

function monthOf(rule: Rule, first: number, year: number, month: number): Period {
  const begins = dayNumber(year, month, 1);
  if (rule.months.length > 0 && !rule.months.includes(month)) return { begins, days: [] };
  return { begins, days: sorted(daysInMonth(rule, civilOf(first).day, year, month)) };
}

/** By its days' numbers, else by its weekdays, else on the day on which the series began. */
function daysInMonth({ monthDays, days }: Rule, usual: number, year: number, month: number): number[] {
  const begins = dayNumber(year, month, 1);
  const ends = begins + monthLength(year, month) - 1;
  const byWeekday = days.flatMap((day) => weekdaysWithin(day, begins, ends));
  if (monthDays.length === 0 && days.length > 0) return byWeekday;
  const numbers = (monthDays.length > 0 ? monthDays : [usual])
    .map((day) => dayIn(year, month, day))
    .filter((day) => day !== null)
    .map((day) => begins + day - 1);
  return days.length > 0 ? numbers.filter((day) => byWeekday.includes(day)) : numbers;
}

function yearOf(rule: Rule, first: number, year: number): Period {
  const begins = dayNumber(year, 1, 1);
  const { month, day } = civilOf(first);
  if (rule.months.length === 0 && rule.monthDays.length === 0 && rule.days.length > 0) {
    const ends = dayNumber(year, 12, 31);
    return { begins, days: sorted(rule.days.flatMap((one) => weekdaysWithin(one, begins, ends))) };
  }
  const every = rule.monthDays.length > 0 ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] : [month];
  const months = rule.months.length > 0 ? rule.months : every;
  return { begins, days: sorted(months.flatMap((one) => daysInMonth(rule, day, year, one))) };
}

/** The third Tuesday, the last Friday, or all of them. */
function weekdaysWithin({ nth, weekday }: Rule['days'][number], begins: number, ends: number): number[] {
  const first = begins + ((weekday - weekdayOf(begins) + 7) % 7);
  const all: number[] = [];
  for (let day = first; day <= ends; day += 7) all.push(day);
  if (nth === null) return all;
  const one = all.at(nth > 0 ? nth - 1 : nth);
  return one === undefined ? [] : [one];
}

/** null: this month has no such day @param day negative from its end */
function dayIn(year: number, month: number, day: number): number | null {
  const length = monthLength(year, month);
  const number = day > 0 ? day : length + 1 + day;
  return number >= 1 && number <= length ? number : null;
}

const sorted = (days: number[]): number[] => [...new Set(days)].sort((a, b) => a - b);
