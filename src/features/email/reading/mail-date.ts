import { fold } from '../../../lib/text.ts';
import {
  addMillis,
  fromMillis,
  type Instant,
  instantOf,
  type LocalDateTime,
  type Zone,
} from '../../../lib/time.ts';

/**
 * A date as mail clients write it, in a Date field or in the header lines of a quoted mail, in Czech, Slovak, English
 * or German: `út 3. 3. 2026 v 10:15`, `3. března 2026 10:15:22 SEČ`, `Tuesday, March 3, 2026 10:15 AM`.
 * @param zone where a wall clock without an offset is read
 * @returns null when there is no date and time in it
 */
export function parseMailDate(text: string, zone: Zone): Instant | null {
  const folded = fold(text.slice(0, 200));
  const day = findDay(folded);
  if (!day) return null;
  const clock = findClock(day.rest);
  if (!clock) return null;
  const local = localText(day, clock);
  if (local === null) return null;
  const offset = findOffset(clock.rest);
  if (offset === null) return addMillis(instantOf(local, zone), clock.second * 1000);
  return fromMillis(Date.parse(`${local}:${two(clock.second)}Z`) - offset * 60_000);
}

interface Day {
  year: number;
  month: number;
  date: number;
  rest: string;
}

function findDay(text: string): Day | null {
  const iso = /\b(\d{4})-(\d{2})-(\d{2})(?:t(?=\d)|(?=\D|$))/.exec(text);
  if (iso) return day(iso[1], Number(iso[2]), iso[3], without(text, iso));
  const named =
    /\b(\d{1,2})(?:\.[\s-]*|[\s-]+)(?:de\s+)?(\p{L}{3,})\.?,?[\s-]+(\d{4}|\d{2}(?=\s+\d{1,2}:))\b/u.exec(
      text,
    );
  const namedMonth = named && monthOf(named[2] ?? '');
  if (named && namedMonth) return day(named[3], namedMonth, named[1], without(text, named));
  const american = /\b([a-z]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(?:(\d{4})\b)?/.exec(text);
  const americanMonth = american && monthOf(american[1] ?? '');
  // asctime puts the year last: Tue Mar  3 10:15:00 2026
  const lastYear = /\b((?:19|20)\d{2})\s*$/.exec(text)?.[1];
  if (american && americanMonth) {
    return day(american[3] ?? lastYear, americanMonth, american[2], without(text, american));
  }
  // Hungarian puts the year first: 2026. március 3., kedd 10:15
  const yearFirst = /\b(\d{4})[./]\s*(\d{1,2}|[a-z]{3,})[./]?\s*(\d{1,2})\b(?![:.]\d)/.exec(text);
  const firstMonth = yearFirst && (Number(yearFirst[2]) || monthOf(yearFirst[2] ?? ''));
  if (yearFirst && firstMonth) return day(yearFirst[1], firstMonth, yearFirst[3], without(text, yearFirst));
  const dotted = /\b(\d{1,2})\s*\.\s*(\d{1,2})\s*\.\s*(\d{4}|\d{2})\b/.exec(text);
  if (dotted) return day(dotted[3], Number(dotted[2]), dotted[1], without(text, dotted));
  const slashed = /\b(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})\b/.exec(text);
  if (!slashed) return null;
  // Only an American client writes slashes with AM and PM; the others put the day first.
  const monthFirst = /\b[ap]\.?m\b/.test(text) ? Number(slashed[1]) <= 12 : Number(slashed[2]) > 12;
  const [month, date] = monthFirst ? [slashed[1], slashed[2]] : [slashed[2], slashed[1]];
  return day(slashed[3], Number(month), date, without(text, slashed));
}

const without = (text: string, match: RegExpExecArray): string =>
  `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;

function day(year: string | undefined, month: number, date: string | undefined, rest: string): Day | null {
  if (year === undefined || date === undefined) return null;
  const full = year.length === 2 ? Number(year) + (Number(year) < 70 ? 2000 : 1900) : Number(year);
  return { year: full, month, date: Number(date), rest };
}

interface Clock {
  hour: number;
  minute: number;
  second: number;
  rest: string;
}

function findClock(text: string): Clock | null {
  const found =
    /\b(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?\s*(?:([ap])\.?\s?m\b\.?|(dop|odp)\b\.?)?/.exec(text);
  if (!found) return null;
  const half = found[4] ?? (found[5] === 'odp' ? 'p' : found[5] === 'dop' ? 'a' : undefined);
  let hour = Number(found[1]);
  if (half === 'p' && hour < 12) hour += 12;
  if (half === 'a' && hour === 12) hour = 0;
  return {
    hour,
    minute: Number(found[2]),
    // A leap second is none to the runtime.
    second: Math.min(Number(found[3] ?? 0), 59),
    rest: text.slice(found.index + found[0].length),
  };
}

const two = (value: number): string => String(value).padStart(2, '0');

function localText({ year, month, date }: Day, { hour, minute }: Clock): LocalDateTime | null {
  if (year < 1971 || year > 2199 || hour > 23 || minute > 59) return null;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || date < 1 || date > last) return null;
  return `${year}-${two(month)}-${two(date)}T${two(hour)}:${two(minute)}` as LocalDateTime;
}

/** Minutes east of Greenwich, null when the text names no zone we know. */
function findOffset(text: string): number | null {
  const numeric = /(?:^|[\s(])(?:gmt|utc)?\s*([+\-−])(\d{1,2}):?(\d{2})?(?=\D|$)/.exec(text);
  if (numeric) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
    return minutes > 15 * 60 ? null : numeric[1] === '+' ? minutes : -minutes;
  }
  const word =
    /(?:^|[\s(])(sec|selc|cet|cest|mez|mesz|gmt|utc|ut|z|bst|eet|eest|est|edt|cst|cdt|mst|mdt|pst|pdt)\b/.exec(
      text,
    );
  const hours = word && zoneHours[word[1] ?? ''];
  return typeof hours === 'number' ? hours * 60 : null;
}

const zoneHours: Record<string, number> = {
  sec: 1,
  selc: 2,
  cet: 1,
  cest: 2,
  mez: 1,
  mesz: 2,
  gmt: 0,
  utc: 0,
  ut: 0,
  z: 0,
  bst: 1,
  eet: 2,
  eest: 3,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
};

/** Folded beginnings of month names; the longer of two that share a beginning comes first. */
const months: [string, number][] = (
  [
    'jan leden ledna led stycz янв січ',
    'feb unor unora uno lut фев лют',
    'mar marec marca brez bre мар бер',
    'apr dub kwie апр кв',
    'may maj mai kvet kve мая тра',
    'jun jun cerven cervn cvn czerw июн черв',
    'jul cervenec cervence cvc lip июл лип',
    'aug srp sierp авг серп',
    'sep zari zar wrze szept сен вер',
    'oct okt rij pazdz окт жов',
    'nov listopad lis ноя лис',
    'dec dez pros pro grud дек груд',
  ] as const
)
  .flatMap((names, index) => names.split(' ').map((name): [string, number] => [name, index + 1]))
  .sort((a, b) => b[0].length - a[0].length);

const monthOf = (word: string): number | null =>
  months.find(([start]) => word.startsWith(start))?.[1] ?? null;
