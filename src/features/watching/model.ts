import type { Country } from '../../lib/context.ts';
import type { DealId, PersonId, WatcherId } from '../../lib/ids.ts';
import {
  dateIn,
  type Instant,
  instantOf,
  type LocalDateTime,
  type PlainDate,
  type Zone,
} from '../../lib/time.ts';
import type { DateKind, Deal } from '../deals/model.ts';

/** What can be watched: the bid deadline, or one of the deal's other dates. */
export type WatchedKind = 'bid' | DateKind;

export const watchedKinds = [
  'bid',
  'preparation',
  'rfi',
  'rfp',
  'questionsUntil',
  'siteVisit',
  'opening',
  'offerValidUntil',
  'expected',
] as const satisfies readonly WatchedKind[];

/** As it stands on the deal: a day, in nobody's zone, or a wall-clock time in one. */
export type WatchedDate =
  | { kind: 'day'; on: PlainDate }
  | { kind: 'moment'; local: LocalDateTime; zone: Zone; at: Instant };

/** Working days before the date; 0 is the day itself. */
export const usualDays = [7, 3, 1, 0];
export const offeredDays = [14, 10, 7, 5, 3, 2, 1, 0];

export interface Watcher {
  id: WatcherId;
  dealId: DealId;
  personId: PersonId;
  kind: WatchedKind;
  /** working days before, the longest first */
  days: number[];
  /** the date that the person knows of, as a stamp */
  told: string;
  /** what the nudges were planned for */
  zone: Zone;
  country: Country;
  stoppedAt: Instant | null;
}

export interface Reaction {
  what: 'known' | 'snoozed' | 'handed';
  at: Instant;
  by: PersonId;
  snoozedTo: Instant | null;
  handedTo: PersonId | null;
}

export interface Nudge {
  id: number;
  watcherId: WatcherId;
  dealId: DealId;
  kind: WatchedKind;
  /** who watches */
  personId: PersonId;
  /** of the watched date */
  version: number;
  /**
   * `d3`: three working days before; `d3+2027-...`: put off until then; `d3@8~2027-...`: handed over then, from nudge 8
   */
  rung: string;
  days: number;
  dueAt: Instant;
  sentAt: Instant | null;
  /** the one who watches, or who stands in for them */
  sentTo: PersonId | null;
  /** several that came late share one */
  message: { channel: string; ts: string } | null;
  /** of one that was handed over: its reader watches only since then */
  beganWatch: boolean;
  reaction: Reaction | null;
}

/** null when the deal has no such date */
export function watchedDate(deal: Deal, kind: WatchedKind, zone: Zone): WatchedDate | null {
  if (kind === 'bid') return deal.bidDeadline && { kind: 'moment', ...deal.bidDeadline };
  const date = deal.dates[kind];
  if (!date) return null;
  if (date.length === 10) return { kind: 'day', on: date as PlainDate };
  const local = date as LocalDateTime;
  const own = deal.bidDeadline?.zone ?? zone;
  return { kind: 'moment', local, zone: own, at: instantOf(local, own) };
}

/** The day on which the date falls for somebody in that zone. */
export const dayIn = (date: WatchedDate, zone: Zone): PlainDate =>
  date.kind === 'day' ? date.on : dateIn(date.at, zone);

/** What is kept to see whether a date has moved: `2027-03-15T12:00 Europe/Prague`, `2027-03-15` */
export const stampOf = (date: WatchedDate | null): string =>
  date === null ? '' : date.kind === 'day' ? date.on : `${date.local} ${date.zone}`;

/** The date of a stamp. */
export function dateOfStamp(stamp: string): WatchedDate | null {
  const [local, zone] = stamp.split(' ') as [string, string | undefined];
  if (!local) return null;
  if (!zone) return { kind: 'day', on: local as PlainDate };
  return { kind: 'moment', local: local as LocalDateTime, zone, at: instantOf(local as LocalDateTime, zone) };
}

// Once the bid is in, only what comes after it is still worth a word.
const afterBid: readonly WatchedKind[] = ['opening', 'offerValidUntil', 'expected'];

/** A closed deal wakes nobody, and a submitted bid stops what led to it. */
export const isWatchable = (deal: Deal, kind: WatchedKind): boolean =>
  deal.outcome === 'open' && (deal.submitted === null || afterBid.includes(kind));

export const lastOf = (nudges: readonly [Nudge, ...Nudge[]]): Nudge => nudges.at(-1) as Nudge;

/** A rung put off until later. */
export const snoozedRung = (rung: string, until: Instant): string => `${baseRung(rung)}+${until}`;

/** The rung of the colleague to whom a nudge was handed over; taken back and handed over again it is another one. */
export const handedRung = (nudge: Pick<Nudge, 'rung' | 'id'>, at: Instant): string =>
  `${baseRung(nudge.rung)}@${nudge.id}~${at}`;

/** Handed over from this nudge, and not taken back since. */
export const isHandedBy = (handed: Pick<Nudge, 'rung' | 'personId'>, origin: Nudge | undefined): boolean =>
  origin?.reaction?.what === 'handed' &&
  origin.reaction.handedTo === handed.personId &&
  [handedRung(origin, origin.reaction.at), `${baseRung(origin.rung)}@${origin.id}`].includes(handed.rung);

/** The nudge that was handed over; null for one of the person's own. */
export const handedFrom = (rung: string): number | null => {
  const origin = /@(\d+)/.exec(rung)?.[1];
  return origin === undefined ? null : Number(origin);
};

/** `d3` of `d3+2027-03-10T10:00:00.000Z`: a rung and what was put off or handed over from it */
export const baseRung = (rung: string): string => rung.replace(/[+@].*/, '');
