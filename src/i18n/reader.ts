import type { Ctx } from '../lib/context.ts';
import type { Money } from '../lib/money.ts';
import { dateIn, type Instant, type LocalDateTime, type PlainDate, type Zone } from '../lib/time.ts';
import { type Language, type Words, wordsFor } from './catalog.ts';
import {
  formatAge,
  formatDate,
  formatInstant,
  formatMoney,
  formatNearDate,
  formatNearLocal,
  formatWhen,
} from './format.ts';

/** Everything a view needs to know of whom it speaks to: words, zone, and what is "today" there. */
export interface Reader {
  language: Language;
  t: Words;
  zone: Zone;
  now: Instant;
  today: PlainDate;
  money(money: Money): string;
  date(date: PlainDate): string;
  /** relative when near: `zítra`, `po 15. 3.` */
  near(date: PlainDate): string;
  /** a wall-clock time, relative when near: `zítra ve 12:00` */
  nearTime(local: LocalDateTime): string;
  /** a past moment in the reader's zone: `včera ve 14:32` */
  when(instant: Instant): string;
  /** the same in a message that stays, where „včera“ would soon be wrong: `8. 3. ve 14:32` */
  stamp(instant: Instant): string;
  /** a moment in full in the reader's zone: `15. 3. 2027 ve 12:00` */
  instant(instant: Instant): string;
  /** `před 3 hodinami` */
  age(instant: Instant): string;
}

export function readerFor(language: Language, zone: Zone, now: Instant): Reader {
  const today = dateIn(now, zone);
  return {
    language,
    t: wordsFor(language),
    zone,
    now,
    today,
    money: (money) => formatMoney(language, money),
    date: (date) => formatDate(language, date),
    near: (date) => formatNearDate(language, date, today),
    nearTime: (local) => formatNearLocal(language, local, today),
    when: (instant) => formatWhen(language, instant, zone, now),
    stamp: (instant) =>
      formatInstant(language, instant, zone, {
        year: dateIn(instant, zone).slice(0, 4) !== today.slice(0, 4),
      }),
    instant: (instant) => formatInstant(language, instant, zone),
    age: (instant) => formatAge(language, instant, now),
  };
}

/** The reader is the one who acts; for the system it is the workspace. */
export const readerOf = (ctx: Ctx): Reader =>
  readerFor(ctx.language, ctx.actor.kind === 'person' ? ctx.actor.zone : ctx.settings.zone, ctx.time.now());
