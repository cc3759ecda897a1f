/**
 * Time is a parameter. This file alone reads the machine's clock.
 * Instants are ISO text in UTC with milliseconds, so that text order is time order on both databases.
 */
import { Temporal } from 'temporal-polyfill';

declare const brand: unique symbol;
/** `2027-03-15T11:00:00.000Z` */
export type Instant = string & { [brand]: 'Instant' };
/** `2027-03-15`: a day, in nobody's zone */
export type PlainDate = string & { [brand]: 'PlainDate' };
/** `2027-03-15T12:00`: what a wall clock shows, meaningless without a zone beside it */
export type LocalDateTime = string & { [brand]: 'LocalDateTime' };
/** IANA name, `Europe/Prague` */
export type Zone = string;

export interface Time {
  now(): Instant;
}

export const systemTime: Time = { now: () => fromMillis(Date.now()) };

/** The sandbox's clock: runs like the machine's, moved by an offset. */
export interface MovableTime extends Time {
  advance(ms: number): void;
  set(instant: Instant): void;
}

export function movableTime(start?: Instant): MovableTime {
  let offset = start ? millis(start) - Date.now() : 0;
  return {
    now: () => fromMillis(Date.now() + offset),
    advance: (ms) => {
      offset += ms;
    },
    set: (instant) => {
      offset = millis(instant) - Date.now();
    },
  };
}

/** A clock that stands still until it is moved. */
export function frozenTime(start: string): MovableTime {
  let at = millis(start as Instant);
  return {
    now: () => fromMillis(at),
    advance: (ms) => {
      at += ms;
    },
    set: (instant) => {
      at = millis(instant);
    },
  };
}

export const fromMillis = (ms: number): Instant => new Date(ms).toISOString() as Instant;
export const millis = (instant: Instant): number => Date.parse(instant);
export const addMillis = (instant: Instant, ms: number): Instant => fromMillis(millis(instant) + ms);
export const addMinutes = (instant: Instant, minutes: number): Instant =>
  addMillis(instant, minutes * 60_000);
export const addHours = (instant: Instant, hours: number): Instant => addMillis(instant, hours * 3_600_000);

/** @throws RangeError when the text is no instant */
export const parseInstant = (text: string): Instant =>
  fromMillis(Temporal.Instant.from(text).epochMilliseconds);

export const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

/** The instant of a wall-clock time: a missing hour moves forward, a doubled one is its first. */
export function instantOf(local: LocalDateTime, zone: Zone): Instant {
  const zoned = Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: 'compatible' });
  return fromMillis(zoned.epochMilliseconds);
}

/** True when clocks in the zone skip this wall-clock time (the last Sunday of March, 2:00 to 3:00). */
export function isSkipped(local: LocalDateTime, zone: Zone): boolean {
  return localOf(instantOf(local, zone), zone) !== local.slice(0, 16);
}

export function localOf(instant: Instant, zone: Zone): LocalDateTime {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  return zoned.toPlainDateTime().toString({ smallestUnit: 'minute' }) as LocalDateTime;
}

export const dateIn = (instant: Instant, zone: Zone): PlainDate =>
  localOf(instant, zone).slice(0, 10) as PlainDate;
export const dayOf = (local: LocalDateTime): PlainDate => local.slice(0, 10) as PlainDate;
export const clockOf = (local: LocalDateTime): string => local.slice(11, 16);
export const at = (date: PlainDate, clock: string): LocalDateTime => `${date}T${clock}` as LocalDateTime;

/** @throws RangeError when there is no such day (30 February) */
export function parsePlainDate(text: string): PlainDate {
  return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() as PlainDate;
}

export const addDays = (date: PlainDate, days: number): PlainDate =>
  Temporal.PlainDate.from(date).add({ days }).toString() as PlainDate;

export const addMonths = (date: PlainDate, months: number): PlainDate =>
  Temporal.PlainDate.from(date).add({ months }).toString() as PlainDate;

export const daysBetween = (from: PlainDate, to: PlainDate): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;

/** 1 Monday ... 7 Sunday */
export const weekday = (date: PlainDate): number => Temporal.PlainDate.from(date).dayOfWeek;

export const minutesBetween = (from: Instant, to: Instant): number => (millis(to) - millis(from)) / 60_000;

/** Waits on the machine's clock, whatever the product's clock says. */
export const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    }
    signal?.addEventListener('abort', done);
  });

/** Milliseconds of a clock that never jumps, for timeouts and measurements. */
export const monotonic = (): number => performance.now();
