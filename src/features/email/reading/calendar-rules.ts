/** How a meeting of a calendar part repeats: for words, and for computing. */
import type ICAL from 'ical.js';
import { type Instant, instantOf, type LocalDateTime, type Zone } from '../../../lib/time.ts';
import type { Moment } from './calendar-values.ts';
import type { Repeats, Rule } from './findings.ts';

const frequencies: Record<string, Repeats['every']> = {
  DAILY: 'day',
  WEEKLY: 'week',
  MONTHLY: 'month',
  YEARLY: 'year',
};
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

export function repeatsOf(event: ICAL.Component): Repeats | null {
  const rule = writtenIn(event);
  const every = frequencies[String(rule?.freq ?? '')];
  if (!rule || !every) return null;
  const days = (rule.getComponent('byday') as unknown[]).map(
    (day) => weekdays.indexOf(String(day).slice(-2)) + 1,
  );
  return {
    every,
    interval: intervalOf(rule),
    weekdays: every === 'week' ? [...new Set(days.filter((day) => day > 0))].sort() : [],
    count: typeof rule.count === 'number' ? rule.count : null,
    until: rule.until ? rule.until.toString().slice(0, 10) : null,
  };
}

function writtenIn(event: ICAL.Component): ICAL.Recur | null {
  const rule = event.getFirstPropertyValue('rrule') as ICAL.Recur | null;
  return rule && typeof rule === 'object' ? rule : null;
}

const intervalOf = (rule: ICAL.Recur): number => Math.max(1, Math.min(999, Number(rule.interval) || 1));

/** null also of a rule by hours, weeks or days of the year: no calendar that people use writes one */
export function ruleOf(event: ICAL.Component, start: Moment, zone: Zone): Rule | null {
  const rule = writtenIn(event);
  const every = frequencies[String(rule?.freq ?? '')];
  if (!rule || !every || !goesByDays(rule, start)) return null;
  const numbers = (name: string) =>
    (rule.getComponent(name) as unknown[]).map(Number).filter(Number.isInteger);
  return {
    every,
    interval: intervalOf(rule),
    days: (rule.getComponent('byday') as unknown[]).flatMap((day) => dayOf(String(day))).slice(0, mostParts),
    monthDays: numbers('bymonthday').slice(0, mostParts),
    months: numbers('bymonth').slice(0, 12),
    positions: numbers('bysetpos').slice(0, mostParts),
    weekStart: (((Number(rule.wkst) || 2) + 5) % 7) + 1,
    count: typeof rule.count === 'number' ? rule.count : null,
    until: rule.until ? untilIn(rule.until, start, zone) : null,
    start: start.local,
    zone: start.zone,
  };
}

/** More days a month has not, each of them twice. */
const mostParts = 62;

function goesByDays(rule: ICAL.Recur, { local }: Moment): boolean {
  if (['byweekno', 'byyearday'].some((name) => rule.getComponent(name).length > 0)) return false;
  const clock = local.slice(11).split(':').map(Number);
  return ['byhour', 'byminute', 'bysecond'].every((name, index) =>
    (rule.getComponent(name) as unknown[]).every((value) => Number(value) === clock[index]),
  );
}

/** `TU`, `-1FR` */
function dayOf(written: string): Rule['days'] {
  const [, nth = '', name = ''] = /^([+-]?\d+)?([A-Z]{2})$/.exec(written.toUpperCase()) ?? [];
  const weekday = weekdays.indexOf(name) + 1;
  return weekday > 0 ? [{ nth: nth ? Number(nth) : null, weekday }] : [];
}

/** A day counts to its end. */
function untilIn(until: ICAL.Time, start: Moment, zone: Zone): Instant {
  const written = until.toString().slice(0, 19);
  if (until.isDate) return instantOf(`${written.slice(0, 10)}T23:59:59` as LocalDateTime, start.zone || zone);
  return instantOf(written as LocalDateTime, until.zone?.tzid === 'UTC' ? 'UTC' : start.zone);
}
