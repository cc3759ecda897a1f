import type { Ctx } from '../../lib/context.ts';
import type { DealId, PersonId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import type { Activity, TimelineFilter, TimelineOf } from './model.ts';
import { type ActivityQuery, type ActivityRow, activitiesVisibleTo, toActivities } from './store.ts';

/** Newest first. `total` counts what the actor sees of it. */
export async function listTimeline(
  ctx: Ctx,
  timeline: TimelineOf,
  filter: TimelineFilter,
  page: { limit: number; offset: number },
): Promise<{ activities: Activity[]; total: number }> {
  const all = () => filtered(ctx, belongingTo(ctx, timeline), filter);
  const [rows, [counted]] = await Promise.all([
    all()
      .orderBy([
        { column: 'activities.at', order: 'desc' },
        { column: 'activities.id', order: 'desc' },
      ])
      .limit(page.limit)
      .offset(page.offset),
    all().clearSelect().count({ total: '*' }),
  ]);
  const total = Number((counted as unknown as { total: number }).total);
  return { activities: await toActivities(ctx, rows as ActivityRow[]), total };
}

function belongingTo(ctx: Ctx, timeline: TimelineOf): ActivityQuery {
  const query = activitiesVisibleTo(ctx);
  if (timeline.of === 'deal') return query.where('activities.deal_id', timeline.id);
  if (timeline.of === 'company') return query.where('activities.company_id', timeline.id);
  if (timeline.of === 'lead') return query.where('activities.lead_id', timeline.id);
  const ids = ctx.db('activity_contacts').where({ contact_id: timeline.id }).select('activity_id');
  return query.whereIn('activities.id', ids);
}

function filtered(ctx: Ctx, query: ActivityQuery, filter: TimelineFilter): ActivityQuery {
  const { kind, pinned, personId } = filter;
  if (kind) query.where('activities.kind', kind);
  if (pinned)
    query.where((any) =>
      any
        .where('activities.is_decision', true)
        .orWhere('activities.is_order', true)
        .orWhere('activities.is_change', true),
    );
  if (personId) {
    const present = ctx
      .db('activity_people')
      .whereRaw('activity_people.activity_id = activities.id')
      .where('activity_people.person_id', personId)
      .select(ctx.db.raw('1'));
    query.where((any) => any.where('activities.author_id', personId).orWhereExists(present));
  }
  return query;
}

/** What listLatest() and findNext() give, in one query: every card asks it. */
export async function listAroundNow(
  ctx: Ctx,
  timeline: TimelineOf,
  shown: number,
): Promise<{ next: Activity | null; latest: Activity[] }> {
  const rows: (NextRow & { is_next: number })[] = await ctx.db
    .select('*', ctx.db.raw('1 as is_next'))
    .from(nextSingle(ctx, timeline).as('next_one'))
    .unionAll((more) =>
      more.select('*', ctx.db.raw('1 as is_next')).from(nextOfSeries(ctx, timeline).as('next_of_series')),
    )
    .unionAll((more) =>
      more.select('*', ctx.db.raw('0 as is_next')).from(whatWas(ctx, timeline, shown).as('latest_ones')),
    );
  const first = earliest(rows.filter((row) => row.is_next === 1));
  const was = rows.filter((row) => row.is_next === 0).sort(newestFirst);
  const activities = await toActivities(ctx, [...first, ...was]);
  return first.length > 0
    ? { next: activities[0] ?? null, latest: activities.slice(1) }
    : { next: null, latest: activities };
}

/** A meeting with when it takes place next. */
type NextRow = ActivityRow & { next_at: string };

/** The one that comes first, at the time at which it does. */
const earliest = (rows: NextRow[]): ActivityRow[] =>
  rows
    .toSorted((one, other) => (one.next_at === other.next_at ? 0 : one.next_at < other.next_at ? -1 : 1))
    .slice(0, 1)
    .map((row) => ({ ...row, at: row.next_at }));

const newestFirst = (one: ActivityRow, other: ActivityRow): number =>
  one.at === other.at ? other.id - one.id : one.at < other.at ? 1 : -1;

/** What was, the newest first, for a card: meetings to come and those called off are not among it. */
export const listLatest = async (ctx: Ctx, timeline: TimelineOf, limit: number): Promise<Activity[]> =>
  toActivities(ctx, await whatWas(ctx, timeline, limit));

const whatWas = (ctx: Ctx, timeline: TimelineOf, limit: number): ActivityQuery =>
  withTime(belongingTo(ctx, timeline), 'activities.at')
    .whereNull('activities.cancelled_at')
    // A customer's clock may be ahead: their mail was, all the same.
    .where((any) => any.where('activities.at', '<=', ctx.time.now()).orWhereNot('activities.kind', 'meeting'))
    .orderBy([
      { column: 'activities.at', order: 'desc' },
      { column: 'activities.id', order: 'desc' },
    ])
    .limit(limit);

/** The meeting that comes next; one that repeats at the time at which it does. */
export async function findNext(ctx: Ctx, timeline: TimelineOf): Promise<Activity | null> {
  const rows: NextRow[] = await ctx.db
    .select('*')
    .from(nextSingle(ctx, timeline).as('next_one'))
    .unionAll((more) => more.select('*').from(nextOfSeries(ctx, timeline).as('next_of_series')));
  return (await toActivities(ctx, earliest(rows)))[0] ?? null;
}

const meetings = (ctx: Ctx, timeline: TimelineOf): ActivityQuery =>
  belongingTo(ctx, timeline).where('activities.kind', 'meeting').whereNull('activities.cancelled_at');

const withTime = (query: ActivityQuery, column: string): ActivityQuery =>
  query.select(`${column} as next_at`) as unknown as ActivityQuery;

const nextSingle = (ctx: Ctx, timeline: TimelineOf): ActivityQuery =>
  withTime(meetings(ctx, timeline), 'activities.at')
    .where('activities.at', '>', ctx.time.now())
    .whereNull('activities.repeats_until')
    .orderBy(['activities.at', 'activities.id'])
    .limit(1);

const nextOfSeries = (ctx: Ctx, timeline: TimelineOf): ActivityQuery =>
  withTime(meetings(ctx, timeline), 'dates.at')
    .join('activity_dates as dates', 'dates.activity_id', 'activities.id')
    .where('activities.repeats_until', '>', ctx.time.now())
    .where('dates.at', '>', ctx.time.now())
    .orderBy(['dates.at', 'activities.id'])
    .limit(1);

/** What a person typed last, whatever it was about: a form begins with it. */
export async function findLastBy(ctx: Ctx, authorId: PersonId): Promise<Activity | null> {
  const rows = await activitiesVisibleTo(ctx)
    .where('activities.author_id', authorId)
    .where((any) =>
      any.whereNull('activities.source_key').orWhereRaw("activities.source_key like 'message:%'"),
    )
    .orderBy('activities.id', 'desc')
    .limit(1);
  return (await toActivities(ctx, rows))[0] ?? null;
}

/** The deal that a person changed last, with when; null when they changed none. */
export async function findDealTouchedBy(
  ctx: Ctx,
  personId: PersonId,
): Promise<{ dealId: DealId; at: Instant } | null> {
  const row = await ctx
    .db('events')
    .where({ actor_id: personId, subject_kind: 'deal' })
    .orderBy('id', 'desc')
    .first('subject_id', 'at');
  return row ? { dealId: row.subject_id as DealId, at: row.at as Instant } : null;
}

/** The same message or mail, logged before. */
export async function findBySource(ctx: Ctx, key: string): Promise<Activity | null> {
  const rows = await activitiesVisibleTo(ctx)
    .where('activities.source_key', key)
    .orderBy('activities.id')
    .limit(1);
  return (await toActivities(ctx, rows))[0] ?? null;
}
