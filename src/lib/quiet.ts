/** Quiet hours: evenings, nights and days off, where the person is. Deadlines do not keep them; all other news do. */
import type { Country } from './context.ts';
import { at, clockOf, dayOf, type Instant, instantOf, localOf, type Zone } from './time.ts';
import { isWorkday, workdayAfter } from './workdays.ts';

const morning = '08:00';
const evening = '18:00';

/** The instant itself when people work then, else the next morning on which they do. */
export function afterQuietHours(instant: Instant, zone: Zone, country: Country): Instant {
  const local = localOf(instant, zone);
  const day = dayOf(local);
  const clock = clockOf(local);
  const works = isWorkday(day, country);
  if (works && clock >= morning && clock < evening) return instant;
  const next = works && clock < morning ? day : workdayAfter(day, country);
  return instantOf(at(next, morning), zone);
}
