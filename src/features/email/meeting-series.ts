/** Meetings that repeat: one of them is moved or called off, and the others stay. */
import type { Ctx } from '../../lib/context.ts';
import { type Instant, millis } from '../../lib/time.ts';
import { cancelActivity, editActivity, findActivity } from '../activities/service.ts';
import {
  type Changed,
  findMeeting,
  listOccurrences,
  type Meeting,
  type MeetingDetails,
  type Rest,
  saveMeeting,
} from './meetings-store.ts';
import type { Invitation, Occurrence, Repeats } from './reading/findings.ts';

type Version = Pick<Invitation, 'sequence' | 'stamp'>;

/** RFC 5546: the higher SEQUENCE, and of two alike the later stamp. */
export function isLater({ sequence, stamp }: Version, known: Version): boolean {
  if (sequence !== known.sequence) return sequence > known.sequence;
  return stamp === null || known.stamp === null || stamp >= known.stamp;
}

/** All of a series of which the invitation says something by themselves or with those that follow, the one it is about first. */
function namedIn(invitation: Invitation): Occurrence[] {
  const { method, recurrence, onwards, startsAt, minutesLong, sequence, stamp, others } = invitation;
  if (recurrence === '') return others;
  const said = { startsAt, minutesLong, cancelled: method === 'cancel', sequence, stamp };
  return [{ recurrence: recurrence as Instant, ...(onwards ? { onwards } : {}), ...said }, ...others];
}

/** Those of a series of which the invitation says something by themselves, the one it is about first. */
export const occurrencesIn = (invitation: Invitation): Occurrence[] =>
  namedIn(invitation).filter(({ onwards }) => !onwards);

/** Those of which it says something with all that follow them. */
export const restsIn = (invitation: Invitation): Rest[] =>
  namedIn(invitation)
    .filter(({ onwards }) => onwards)
    .map(({ recurrence: from, startsAt, cancelled, sequence, stamp }) => {
      return { from, to: cancelled ? null : startsAt, sequence, stamp };
    });

/** @returns whether the first of them is news */
export async function noteOnSeries(tx: Ctx, uid: string, occurrences: Occurrence[]): Promise<boolean> {
  const series = await findMeeting(tx, uid, '');
  if (!series) return true;
  const isNews = (one: Occurrence) => {
    const before = series.changed.find(({ at }) => at === one.recurrence);
    return !before || isLater(one, before);
  };
  const news = occurrences.filter(isNews);
  if (news.length > 0) {
    const changed = merged(series.changed, news.map(changedBy));
    const proposals = series.proposals.filter((one) =>
      news.every(({ recurrence }) => recurrence !== one.about),
    );
    await saveMeeting(tx, { uid, recurrence: '' }, { ...series, changed, proposals });
  }
  return occurrences[0] !== undefined && news.includes(occurrences[0]);
}

const changedBy = ({ recurrence, startsAt, cancelled, sequence, stamp }: Occurrence): Changed => ({
  at: recurrence,
  to: cancelled ? null : startsAt,
  sequence,
  stamp,
  inSeries: false,
});

const mostChanged = 200;

const merged = (before: Changed[], news: Changed[]): Changed[] => {
  const untouched = before.filter(({ at }) => news.every((one) => one.at !== at));
  return [...untouched, ...news].sort((a, b) => millis(a.at) - millis(b.at)).slice(-mostChanged);
};

/** Those of the rule that the series leaves out. */
export const leftOut = ({ without, others, sequence, stamp }: Invitation): Occurrence[] =>
  without
    .filter((at) => others.every(({ recurrence }) => recurrence !== at))
    .map((at) => ({ recurrence: at, startsAt: at, minutesLong: null, cancelled: true, sequence, stamp }));

/** What a new form of the series says of single ones. What came by itself stays as long as they fall on the same days. */
export function datesOf(
  invitation: Invitation,
  before: Pick<MeetingDetails, 'changed' | 'rests'>,
  isSameRule: boolean,
): Pick<MeetingDetails, 'changed' | 'besides' | 'rests'> {
  const { besides, sequence, stamp } = invitation;
  const left = leftOut(invitation).map(({ recurrence: at }) => {
    return { at, to: null, sequence, stamp, inSeries: true };
  });
  const kept = isSameRule ? before.changed.filter(({ inSeries }) => !inSeries) : [];
  const rests = restsIn(invitation).reduce(withRest, isSameRule ? before.rests : []);
  return { changed: merged(kept, [...left, ...occurrencesIn(invitation).map(changedBy)]), besides, rests };
}

/** What is said of one and all that follow it holds for whatever was said so of later ones before. */
const withRest = (before: Rest[], rest: Rest): Rest[] =>
  [...before.filter((one) => one.from < rest.from || !isLater(rest, one)), rest].sort(
    (a, b) => millis(a.from) - millis(b.from),
  );

const mostRests = 50;

/** One of a series is moved or called off with all that follow it; what was said of single ones by themselves stays. */
export async function changeRest(tx: Ctx, series: Meeting, invitation: Invitation): Promise<boolean> {
  const { uid } = invitation;
  const isNews = (rest: Rest) => series.rests.every((one) => one.from !== rest.from || isLater(rest, one));
  const news = restsIn(invitation).filter(isNews);
  if (news.length === 0) return false;
  const rests = news.reduce(withRest, series.rests).slice(-mostRests);
  const ended = news.find(({ to }) => to === null)?.from ?? null;
  const isOver = (at: Instant) => ended !== null && at >= ended;
  const changed = series.changed.filter(({ at }) => !isOver(at));
  const from = news[0]?.from ?? null;
  const proposals = series.proposals.filter(({ about }) => about === '' || from === null || about < from);
  await saveMeeting(tx, { uid, recurrence: '' }, { ...series, rests, changed, proposals });
  const single = (await listOccurrences(tx, uid)).filter(({ recurrence }) => !isOver(recurrence));
  if (ended !== null)
    await cancelOccurrences(
      tx,
      uid,
      single.map(({ recurrence }) => recurrence),
    );
  return true;
}

export const isSameRule = (
  before: { startsAt: Instant; repeats: Repeats | null },
  { startsAt, repeats }: Pick<Invitation, 'startsAt' | 'repeats'>,
): boolean => before.startsAt === startsAt && daysOf(before.repeats) === daysOf(repeats);

/** When it ends does not matter. */
const daysOf = (repeats: Repeats | null): string =>
  repeats ? `${repeats.every} ${repeats.interval} ${repeats.weekdays}` : '';

/** Entries that single ones have of their own follow. */
export async function changeOccurrences(tx: Ctx, uid: string, occurrences: Occurrence[]): Promise<void> {
  for (const one of occurrences) {
    const known = await findMeeting(tx, uid, one.recurrence);
    if (!known || !isLater(one, known)) continue;
    const activity = await findActivity(tx, known.activityId);
    if (!activity) continue;
    if (one.cancelled) await cancelActivity(tx, activity.id);
    else {
      await editActivity(tx, activity.id, { at: one.startsAt, minutesLong: one.minutesLong });
      if (activity.cancelledAt) await cancelActivity(tx, activity.id, false);
    }
    const { sequence, stamp } = one;
    await saveMeeting(tx, { uid, recurrence: one.recurrence }, { ...known, sequence, stamp });
  }
}

/** With the series go those to come; what took place did. @param but of these something else is said */
export async function cancelOccurrences(tx: Ctx, uid: string, but: Instant[] = []): Promise<void> {
  const named = new Set(but);
  for (const one of await listOccurrences(tx, uid)) {
    const activity = await findActivity(tx, one.activityId);
    if (!activity || named.has(one.recurrence) || activity.cancelledAt) continue;
    if (activity.at > tx.time.now()) await cancelActivity(tx, activity.id);
  }
}
