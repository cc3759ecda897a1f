/** Dates and rungs in words. */
import { atClock, formatDate, formatWeekday } from '../../i18n/format.ts';
import type { Reader } from '../../i18n/reader.ts';
import {
  clockOf,
  dateIn,
  dayOf,
  type Instant,
  type LocalDateTime,
  localOf,
  type PlainDate,
  type Zone,
} from '../../lib/time.ts';
import { dayIn, type Nudge, type WatchedDate } from './model.ts';

/** `po 15. 3. ve 12:00`; for a reader elsewhere by their own clock, with the one of the place behind it. */
export function whenOf(date: WatchedDate, reader: Reader): string {
  if (date.kind === 'day') return dayWords(date.on, reader);
  const own = localOf(date.at, reader.zone);
  if (own === date.local) return localWords(date.local, reader);
  return reader.t.watching.inZone(localWords(own, reader), clockOf(date.local), date.zone);
}

/** A wall-clock time with its weekday, however near: `po 15. 3. ve 12:00` */
export const localWords = (local: LocalDateTime, reader: Reader): string =>
  `${dayWords(dayOf(local), reader)}\u00a0${atClock(reader.language, clockOf(local))}`;

export const dayWords = (day: PlainDate, { language, today }: Reader): string =>
  day.slice(0, 4) === today.slice(0, 4) ? formatWeekday(language, day) : formatDate(language, day);

/** `v 9:04` today, else `včera v 9:04`, `po 8. 3. v 9:00` */
export function momentOf(instant: Instant, reader: Reader): string {
  const local = localOf(instant, reader.zone);
  return dateIn(instant, reader.zone) === reader.today
    ? atClock(reader.language, clockOf(local))
    : reader.nearTime(local);
}

export const daysWords = (days: number, { t }: Reader): string =>
  days === 0 ? t.watching.onTheDay : t.watching.before(days);

/** The last nudge may come before the day: at three in the afternoon, or because the day is a day off. */
export function rungWords(
  rung: { days: number; at: Instant },
  date: WatchedDate,
  reader: Reader,
  zone: Zone,
): string {
  const isEarlier = rung.days === 0 && dateIn(rung.at, zone) !== dayIn(date, zone);
  return isEarlier ? reader.t.watching.lastBefore : daysWords(rung.days, reader);
}

/** `7 pracovních dní předem (4. 3. v 9:00), 3 pracovní dny předem (10. 3. v 9:00)` */
export const rungList = (nudges: Nudge[], date: WatchedDate, reader: Reader): string =>
  nudges
    .map(({ days, dueAt }) => {
      const when = localWords(localOf(dueAt, reader.zone), reader);
      return `${rungWords({ days, at: dueAt }, date, reader, reader.zone)} (${when})`;
    })
    .join(', ');
