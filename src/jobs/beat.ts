/** Which moment of a beat has come last. Never more than that one: a missed night is caught up once. */
import {
  addDays,
  addMillis,
  at,
  dateIn,
  fromMillis,
  type Instant,
  instantOf,
  isSkipped,
  type LocalDateTime,
  localOf,
  millis,
  type PlainDate,
  weekday,
  type Zone,
} from '../lib/time.ts';
import type { Beat, Moment } from './model.ts';

const minute = 60_000;

/** @param zone where a daily beat without a zone of its own lives. null when its weekdays are none */
export function lastMoment(beat: Beat, now: Instant, zone: Zone): Moment | null {
  if (beat === 'minute') return regularMoment(now, 1);
  if (beat === 'hour') return regularMoment(now, 60);
  if ('minutes' in beat) return regularMoment(now, beat.minutes);
  const home = beat.zone ?? zone;
  let date = dateIn(now, home);
  for (let back = 0; back <= 7; back += 1, date = addDays(date, -1)) {
    if (beat.days && !beat.days.includes(weekday(date))) continue;
    const dueAt = instantOfDaily(date, beat.daily, home);
    if (dueAt <= now) return { bucket: date, dueAt };
  }
  return null;
}

function regularMoment(now: Instant, minutes: number): Moment {
  const dueAt = fromMillis(Math.floor(millis(now) / (minutes * minute)) * minutes * minute);
  return { bucket: minutes === 60 ? `${dueAt.slice(0, 13)}Z` : `${dueAt.slice(0, 16)}Z`, dueAt };
}

/** A time that clocks skip is the first one after the gap; of a doubled one, the first. */
function instantOfDaily(date: PlainDate, clock: string, zone: Zone): Instant {
  let local: LocalDateTime = at(date, clock);
  while (isSkipped(local, zone)) local = minuteLater(local);
  return instantOf(local, zone);
}

const minuteLater = (local: LocalDateTime): LocalDateTime =>
  localOf(addMillis(`${local}:00.000Z` as Instant, minute), 'UTC');
