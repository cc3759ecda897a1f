/** When a person is nudged before a date: pure, in the person's own zone and working days. */
import type { Country } from '../../lib/context.ts';
import { addHours, at, type Instant, instantOf, localOf, type PlainDate, type Zone } from '../../lib/time.ts';
import { workdayBefore, workdayUpTo } from '../../lib/workdays.ts';
import { dayIn, type WatchedDate } from './model.ts';

export interface Rung {
  /** `d3`: three working days before; `d0`: the day itself */
  key: string;
  days: number;
  at: Instant;
}

export interface Recipient {
  zone: Zone;
  country: Country;
}

/**
 * Every rung, also those gone by, the earliest first. Of two at one moment the nearer to the date stays.
 * @param days working days before, in any order
 */
export function ladder(date: WatchedDate, days: number[], recipient: Recipient): Rung[] {
  const byMoment = new Map<Instant, Rung>();
  for (const count of [...days].sort((a, b) => b - a)) {
    const moment = count === 0 ? lastMoment(date, recipient) : morningBefore(date, count, recipient);
    byMoment.set(moment, { key: `d${count}`, days: count, at: moment });
  }
  return [...byMoment.values()].sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** When nobody reacted, others are told at 14:00 of the working day before. */
export const escalationMoment = (date: WatchedDate, { zone, country }: Recipient): Instant =>
  instantOf(at(workdayBefore(dayIn(date, zone), country), '14:00'), zone);

function morningBefore(date: WatchedDate, count: number, { zone, country }: Recipient): Instant {
  return instantOf(at(workdayBefore(dayIn(date, zone), country, count), '09:00'), zone);
}

/** Tenders close at 9:00 or 10:00: a nudge at 9:00 of the day would come too late. */
function lastMoment(date: WatchedDate, { zone, country }: Recipient): Instant {
  const day = dayIn(date, zone);
  const morning = at(workdayUpTo(day, country), '09:00');
  if (date.kind === 'day') return instantOf(morning, zone);
  const threeHoursBefore = localOf(addHours(date.at, -3), zone);
  if (threeHoursBefore < at(day, '08:00')) return afternoonBefore(day, { zone, country });
  const onTheDay = morning.startsWith(day);
  return instantOf(onTheDay && threeHoursBefore < morning ? threeHoursBefore : morning, zone);
}

const afternoonBefore = (day: PlainDate, { zone, country }: Recipient): Instant =>
  instantOf(at(workdayBefore(day, country), '15:00'), zone);
