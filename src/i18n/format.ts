/** Dates, times, amounts and ages as each language writes them. Spaces inside them never break. */
import type { Currency, Money } from '../lib/money.ts';
import {
  clockOf,
  dateIn,
  dayOf,
  daysBetween,
  type Instant,
  type LocalDateTime,
  localOf,
  minutesBetween,
  type PlainDate,
  weekday,
  type Zone,
} from '../lib/time.ts';
import type { Language } from './catalog.ts';
import { plural } from './plural.ts';

const nbsp = '\u00a0';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const days: Record<Language, string[]> = {
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  cs: ['po', 'út', 'st', 'čt', 'pá', 'so', 'ne'],
  sk: ['po', 'ut', 'st', 'št', 'pi', 'so', 'ne'],
};

/** `15. 3. 2027`, `15 Mar 2027`; without the year: `15. 3.`, `15 Mar` */
export function formatDate(language: Language, date: PlainDate, options: { year?: boolean } = {}): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const withYear = options.year ?? true;
  if (language === 'en') {
    return [day, months[month - 1], ...(withYear ? [year] : [])].join(nbsp);
  }
  return [`${day}.`, `${month}.`, ...(withYear ? [year] : [])].join(nbsp);
}

/** `po 15. 3.` */
export const formatWeekday = (language: Language, date: PlainDate): string =>
  `${days[language][weekday(date) - 1]}${nbsp}${formatDate(language, date, { year: false })}`;

/** `9:00`, `14:30`; in English `09:00` */
export const formatClock = (language: Language, clock: string): string =>
  language === 'en' ? clock : clock.replace(/^0/, '');

/** `ve 12:00`, `o 12:00`, `at 12:00`: Czech says "ve" before 2, 3, 4, 12, 13, 14, 20 to 23 */
export function atClock(language: Language, clock: string): string {
  const hour = Number(clock.slice(0, 2));
  const preposition = language === 'en' ? 'at' : language === 'sk' ? 'o' : czechVe.has(hour) ? 've' : 'v';
  return `${preposition}${nbsp}${formatClock(language, clock)}`;
}
const czechVe = new Set([2, 3, 4, 12, 13, 14, 20, 21, 22, 23]);

/** `15. 3. 2027 ve 12:00`, `15. 3. 2027 o 12:00`, `15 Mar 2027, 12:00` */
export function formatLocal(
  language: Language,
  local: LocalDateTime,
  options: { year?: boolean } = {},
): string {
  const date = formatDate(language, dayOf(local), options);
  const clock = clockOf(local);
  return language === 'en' ? `${date},${nbsp}${clock}` : `${date}${nbsp}${atClock(language, clock)}`;
}

export const formatInstant = (
  language: Language,
  instant: Instant,
  zone: Zone,
  options: { year?: boolean } = {},
) => formatLocal(language, localOf(instant, zone), options);

/** `dnes`, `zítra`, `včera`, else the weekday and day within a week, else the date (with its year when it is not this one) */
export function formatNearDate(language: Language, date: PlainDate, today: PlainDate): string {
  const distance = daysBetween(today, date);
  const named = nearNames[language][distance as -1 | 0 | 1];
  if (named) return named;
  if (distance > 1 && distance < 7) return formatWeekday(language, date);
  return formatDate(language, date, { year: date.slice(0, 4) !== today.slice(0, 4) });
}
const nearNames: Record<Language, Partial<Record<-1 | 0 | 1, string>>> = {
  en: { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' },
  cs: { [-1]: 'včera', 0: 'dnes', 1: 'zítra' },
  sk: { [-1]: 'včera', 0: 'dnes', 1: 'zajtra' },
};

/** `zítra ve 12:00`, `po 15. 3. ve 12:00` */
export function formatNearLocal(language: Language, local: LocalDateTime, today: PlainDate): string {
  const date = formatNearDate(language, dayOf(local), today);
  const separator = language === 'en' && /\d$/.test(date) ? ',' : '';
  const clock = separator ? formatClock(language, clockOf(local)) : atClock(language, clockOf(local));
  return `${date}${separator}${nbsp}${clock}`;
}

const symbols: Record<Currency, string> = {
  CZK: 'Kč',
  EUR: '€',
  USD: '$',
  GBP: '£',
  PLN: 'zł',
  HUF: 'Ft',
  CHF: 'CHF',
};

/** `1 250 000`, `48 200,50`, `1,250,000`; decimals only when there are any. @param amount in minor units */
export function formatAmount(language: Language, amount: number): string {
  const hasCents = amount % 100 !== 0;
  return new Intl.NumberFormat(language, {
    minimumFractionDigits: hasCents ? 2 : 0,
    maximumFractionDigits: hasCents ? 2 : 0,
    useGrouping: true,
  })
    .format(amount / 100)
    .replace(/[\s\u202f]/gu, nbsp);
}

/** `1 250 000 Kč`, `48 200,50 €`, `CZK 1,250,000` */
export function formatMoney(language: Language, money: Money): string {
  const number = formatAmount(language, money.amount);
  if (language !== 'en') return `${number}${nbsp}${symbols[money.currency]}`;
  return `${money.currency}${nbsp}${number}`;
}

/** `před 3 hodinami`, `pred 3 hodinami`, `3 hours ago`; `teď` within a minute */
export function formatAge(language: Language, then: Instant, now: Instant): string {
  const minutes = Math.floor(minutesBetween(then, now));
  if (minutes < 1) return { en: 'just now', cs: 'teď', sk: 'teraz' }[language];
  if (minutes < 60) return ago[language].minutes(minutes);
  if (minutes < 60 * 24) return ago[language].hours(Math.floor(minutes / 60));
  return ago[language].days(Math.floor(minutes / 60 / 24));
}

type Ago = Record<'minutes' | 'hours' | 'days', (n: number) => string>;
const ago: Record<Language, Ago> = {
  en: {
    minutes: (n) => plural('en', n, { one: '# minute ago', other: '# minutes ago' }),
    hours: (n) => plural('en', n, { one: '# hour ago', other: '# hours ago' }),
    days: (n) => plural('en', n, { one: '# day ago', other: '# days ago' }),
  },
  cs: {
    minutes: (n) => plural('cs', n, { one: 'před # minutou', other: 'před # minutami' }),
    hours: (n) => plural('cs', n, { one: 'před # hodinou', other: 'před # hodinami' }),
    days: (n) => plural('cs', n, { one: 'před # dnem', other: 'před # dny' }),
  },
  sk: {
    minutes: (n) => plural('sk', n, { one: 'pred # minútou', other: 'pred # minútami' }),
    hours: (n) => plural('sk', n, { one: 'pred # hodinou', other: 'pred # hodinami' }),
    days: (n) => plural('sk', n, { one: 'pred # dňom', other: 'pred # dňami' }),
  },
};

/** `úterý 9:05` of a past moment as a list shows it: `včera`, `8. 3. ve 14:32` */
export function formatWhen(language: Language, instant: Instant, zone: Zone, now: Instant): string {
  return formatNearLocal(language, localOf(instant, zone), dateIn(now, zone));
}
