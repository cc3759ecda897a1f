/** When a series takes place from now on: its rule, and what was said of single ones and of all from one on. */
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { addMillis, type Instant, localOf, millis, type Zone } from '../../lib/time.ts';
import { findActivity, repeatActivity } from '../activities/service.ts';
import {
  findMeeting,
  listOccurrences,
  listRunningOut,
  type MeetingDetails,
  noteMoreFrom,
  type Rest,
} from './meetings-store.ts';
import type { Repeats, Rule } from './reading/findings.ts';
import { type Listed, listRule } from './recurrence.ts';

/** Listed at once; when no more than so many of them are left, others follow. */
const mostListed = 40;
const fewLeft = 10;

type Series = Pick<MeetingDetails, 'changed' | 'besides' | 'rests'> & { rule: Rule | null };

/**
 * @param own those of the series that have an entry of their own, by the time they were to be
 * @returns with when the list is to be made anew, null when it is complete
 */
export function comingDates(
  series: Series,
  own: ReadonlySet<Instant>,
  now: Instant,
): { dates: Instant[]; moreFrom: Instant | null } {
  const { rule, changed, besides, rests } = series;
  const named = new Set([...changed.map(({ at }) => at), ...own]);
  // One that was to be before may still come.
  const later = rests.map(({ from, to }) => (to ? Math.max(0, millis(to) - millis(from)) : 0));
  const after = addMillis(now, -Math.max(0, ...later));
  const { listed, more } = rule ? listRule(rule, after, mostListed) : { listed: [], more: false };
  const zone = rule?.zone ?? 'UTC';
  const regular = listed.filter(({ at }) => !named.has(at)).map((one) => movedWithRest(one, rests, zone));
  const single = changed.filter(({ at }) => !own.has(at)).map(({ to }) => to);
  const extra = besides.filter((at) => !named.has(at));
  const all = [...regular, ...single, ...extra].filter((at) => at !== null && at > now) as Instant[];
  const dates = [...new Set(all)].sort().slice(0, mostListed);
  const isCut = more || all.length > dates.length;
  return { dates, moreFrom: isCut ? (dates.at(-fewLeft) ?? addMillis(now, retryMs)) : null };
}

/** Where all of the next forty are called off, or the rule is a riddle. */
const retryMs = 7 * 24 * 3_600_000;

function movedWithRest(one: Listed, rests: Rest[], zone: Zone): Instant | null {
  const rest = rests.findLast(({ from }) => from <= one.at);
  if (!rest) return one.at;
  return rest.to === null ? null : one.movedBy(wallSeconds(rest.from, rest.to, zone));
}

/** What a clock on the wall shows later: two o'clock stays two o'clock over a change to summer time. */
const wallSeconds = (from: Instant, to: Instant, zone: Zone): number =>
  (Date.parse(`${localOf(to, zone)}:00Z`) - Date.parse(`${localOf(from, zone)}:00Z`)) / 1000;

/** Makes the list of a series anew; nothing for a meeting that does not repeat. */
export async function planSeries(tx: Ctx, uid: string): Promise<void> {
  const series = await findMeeting(tx, uid, '');
  const activity = series && (await findActivity(tx, series.activityId));
  // Its entry may be brought back.
  if (!activity) return series ? noteMoreFrom(tx, uid, addMillis(tx.time.now(), retryMs)) : undefined;
  const rule =
    series.rule === undefined ? ruleOfBefore(series.repeats, activity.at, tx.settings.zone) : series.rule;
  const isSeries = rule !== null || series.besides.length > 0;
  const own = isSeries ? await listOccurrences(tx, uid) : [];
  const changed = isSeries && !rule ? withFirst(series, activity.at) : series.changed;
  const { dates, moreFrom } = comingDates(
    { ...series, rule, changed },
    new Set(own.map(({ recurrence }) => recurrence)),
    tx.time.now(),
  );
  await repeatActivity(tx, activity.id, isSeries ? dates : null);
  await noteMoreFrom(tx, uid, isSeries ? moreFrom : null);
}

/** Without a rule that we can compute its first is one of it all the same. */
function withFirst({ changed }: MeetingDetails, at: Instant): MeetingDetails['changed'] {
  if (changed.some((one) => one.at === at)) return changed;
  return [...changed, { at, to: at, sequence: 0, stamp: null, inSeries: true }];
}

/** Of a series that was read before rules were kept: by days and weeks the words say all of it. */
function ruleOfBefore(repeats: Repeats | null, first: Instant, zone: Zone): Rule | null {
  if (repeats?.every !== 'day' && repeats?.every !== 'week') return null;
  const { every, interval, weekdays, count, until } = repeats;
  return {
    ...{ every, interval, count, zone, monthDays: [], months: [], positions: [], weekStart: 1 },
    days: weekdays.map((weekday) => ({ nth: null, weekday })),
    until: until ? (`${until}T23:59:59.999Z` as Instant) : null,
    start: `${localOf(first, zone)}:00` as Rule['start'],
  };
}

const atOnce = 50;

/** Lists more of the series of which few times are left. */
export async function planRunningOut(ctx: Ctx): Promise<void> {
  for (;;) {
    const uids = await listRunningOut(ctx, atOnce);
    for (const uid of uids) await transaction(ctx, (tx) => planSeries(tx, uid));
    if (uids.length < atOnce) return;
  }
}
