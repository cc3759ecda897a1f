/** A digest is what a channel is told of the pipeline on chosen days at a chosen time. */
import type { Country } from '../../lib/context.ts';
import type { DigestId, PersonId } from '../../lib/ids.ts';
import {
  addDays,
  at,
  dateIn,
  type Instant,
  instantOf,
  type PlainDate,
  weekday,
  type Zone,
} from '../../lib/time.ts';
import { holidaysBetween } from '../../lib/workdays.ts';

export const contentKeys = ['deadlines', 'steps', 'moved', 'results', 'mail', 'pipeline', 'chart'] as const;
export type ContentKey = (typeof contentKeys)[number];

/** When it comes: on which days, at what time of a wall clock in a zone. */
export interface Plan {
  /** 1 Monday ... 7 Sunday */
  days: number[];
  /** `08:00` */
  clock: string;
  zone: Zone;
  /** the country whose public holidays are skipped; null: none are */
  daysOff: Country | null;
}

export interface DigestFields extends Plan {
  channel: string;
  language: 'en' | 'cs' | 'sk';
  contents: ContentKey[];
  /** nothing at all is posted when there is nothing to say; else one line */
  silentWhenEmpty: boolean;
}

export interface Digest extends DigestFields {
  id: DigestId;
  /** planned moments before it belonged to another plan: they are not made up for */
  scheduledSince: Instant;
  /** what happened before it was told; null before the first digest */
  toldUntil: Instant | null;
  createdBy: PersonId | null;
}

/** A public holiday that the digest skips. */
export const isSkipped = (plan: Plan, day: PlainDate): boolean =>
  plan.daysOff !== null && holidaysBetween(day, day, plan.daysOff).length > 0;

/** When it comes next; null when its only day is skipped for three weeks. */
export function nextMoment(plan: Plan, now: Instant): Instant | null {
  const today = dateIn(now, plan.zone);
  for (let ahead = 0; ahead <= 21; ahead += 1) {
    const day = addDays(today, ahead);
    if (!plan.days.includes(weekday(day)) || isSkipped(plan, day)) continue;
    const moment = instantOf(at(day, plan.clock), plan.zone);
    if (moment > now) return moment;
  }
  return null;
}

/** How far ahead bids are listed. */
export const deadlineDays = 14;
/** What the first digest looks back over. */
export const firstLookBackDays = 7;
