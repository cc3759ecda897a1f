/** Who watches which date of a deal, and the date as it was last planned for. */
import { insertId } from '../../db/dialect.ts';
import { actorId, type Country, type Ctx } from '../../lib/context.ts';
import type { DealId, PersonId, WatcherId } from '../../lib/ids.ts';
import type { Instant, Zone } from '../../lib/time.ts';
import type { WatchedKind, Watcher } from './model.ts';

export interface WatcherRow {
  id: number;
  deal_id: number;
  kind: string;
  person_id: number;
  days: string;
  told: string;
  zone: string;
  country: string;
  created_by: number | null;
  created_at: string;
  stopped_at: string | null;
}

interface WatchedDateRow {
  deal_id: number;
  kind: string;
  stamp: string;
  version: number;
  is_on: boolean | number;
  moved_by: number | null;
  escalate_at: string | null;
  escalated_at: string | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    watchers: WatcherRow;
    watched_dates: WatchedDateRow;
  }
}

/** A date as the nudges were planned for it. */
export interface PlannedDate {
  dealId: DealId;
  kind: WatchedKind;
  stamp: string;
  version: number;
  isOn: boolean;
  movedBy: PersonId | null;
}

const toWatcher = (row: WatcherRow): Watcher => ({
  id: row.id as WatcherId,
  dealId: row.deal_id as DealId,
  personId: row.person_id as PersonId,
  kind: row.kind as WatchedKind,
  days: JSON.parse(row.days),
  told: row.told,
  zone: row.zone,
  country: row.country as Country,
  stoppedAt: row.stopped_at as Instant | null,
});

const toPlannedDate = (row: WatchedDateRow): PlannedDate => ({
  dealId: row.deal_id as DealId,
  kind: row.kind as WatchedKind,
  stamp: row.stamp,
  version: row.version,
  isOn: Boolean(row.is_on),
  movedBy: row.moved_by as PersonId | null,
});

export async function findWatcher(ctx: Ctx, id: WatcherId): Promise<Watcher | null> {
  const row = await ctx.db('watchers').where({ id }).first();
  return row ? toWatcher(row) : null;
}

export async function listWatchersByIds(ctx: Ctx, ids: WatcherId[]): Promise<Watcher[]> {
  return (await ctx.db('watchers').whereIn('id', ids)).map(toWatcher);
}

/** Those who watch now. */
export async function listWatchers(ctx: Ctx, dealId: DealId, kind?: WatchedKind): Promise<Watcher[]> {
  const rows = await ctx
    .db('watchers')
    .where({ deal_id: dealId, stopped_at: null, ...(kind ? { kind } : {}) })
    .orderBy('id');
  return rows.map(toWatcher);
}

/** Starts watching, or changes which days before; who stopped starts again. */
export async function saveWatcher(
  ctx: Ctx,
  watcher: Pick<Watcher, 'dealId' | 'kind' | 'personId' | 'days'>,
  stamp: string,
): Promise<{ id: WatcherId; isNew: boolean }> {
  const key = { deal_id: watcher.dealId, kind: watcher.kind, person_id: watcher.personId };
  const days = JSON.stringify([...watcher.days].sort((a, b) => b - a));
  const known = await ctx.db('watchers').where(key).first();
  if (known) {
    const again = known.stopped_at === null ? {} : { stopped_at: null, told: stamp };
    await ctx
      .db('watchers')
      .where({ id: known.id })
      .update({ days, ...again });
    return { id: known.id as WatcherId, isNew: known.stopped_at !== null };
  }
  const row = { ...key, days, told: stamp, zone: '', country: '', created_by: actorId(ctx) };
  const id = await insertId(ctx.db('watchers').insert({ ...row, created_at: ctx.time.now() }));
  return { id: id as WatcherId, isNew: true };
}

export async function stopWatcher(ctx: Ctx, id: WatcherId): Promise<void> {
  await ctx.db('watchers').where({ id }).update({ stopped_at: ctx.time.now() });
}

/** The date the person knows of from now on. */
export async function noteTold(ctx: Ctx, id: WatcherId, stamp: string): Promise<void> {
  await ctx.db('watchers').where({ id }).update({ told: stamp });
}

export async function notePlannedFor(
  ctx: Ctx,
  id: WatcherId,
  { zone, country }: { zone: Zone; country: Country },
): Promise<void> {
  await ctx.db('watchers').where({ id }).update({ zone, country });
}

/** Dates of which somebody is still to be nudged whose zone or country is not the one that was planned for. */
export async function listDatesOfMovedPeople(
  ctx: Ctx,
  limit: number,
): Promise<{ dealId: DealId; kind: WatchedKind }[]> {
  const rows = await ctx
    .db('nudges')
    .join('watchers', 'watchers.id', 'nudges.watcher_id')
    .join('people', 'people.id', 'watchers.person_id')
    .whereNull('nudges.queued_at')
    .whereRaw('(watchers.zone <> people.zone or watchers.country <> coalesce(people.country, ?))', [
      ctx.settings.country,
    ])
    .distinct('watchers.deal_id', 'watchers.kind')
    .limit(limit);
  return rows.map((row) => ({ dealId: row.deal_id as DealId, kind: row.kind as WatchedKind }));
}

export async function findPlannedDate(
  ctx: Ctx,
  dealId: DealId,
  kind: WatchedKind,
): Promise<PlannedDate | null> {
  const row = await ctx.db('watched_dates').where({ deal_id: dealId, kind }).first();
  return row ? toPlannedDate(row) : null;
}

export async function listPlannedDates(ctx: Ctx, dealIds: DealId[]): Promise<PlannedDate[]> {
  return (await ctx.db('watched_dates').whereIn('deal_id', dealIds)).map(toPlannedDate);
}

/** A version that grew forgets that others were told: the new date starts anew. */
export async function savePlannedDate(
  ctx: Ctx,
  date: PlannedDate,
  escalateAt: Instant | null,
): Promise<void> {
  const fields = {
    stamp: date.stamp,
    version: date.version,
    is_on: date.isOn,
    moved_by: date.movedBy,
    escalate_at: escalateAt,
  };
  const before = await findPlannedDate(ctx, date.dealId, date.kind);
  const anew = before?.version === date.version ? {} : { escalated_at: null };
  await ctx
    .db('watched_dates')
    .insert({ deal_id: date.dealId, kind: date.kind, ...fields })
    .onConflict(['deal_id', 'kind'])
    .merge({ ...fields, ...anew });
}

/** Takes the dates whose hour has come to tell others; each once, whoever asks. */
export async function takeEscalations(ctx: Ctx, limit: number): Promise<PlannedDate[]> {
  const due = await ctx
    .db('watched_dates')
    .whereNull('escalated_at')
    .where('escalate_at', '<=', ctx.time.now())
    .orderBy('escalate_at')
    .limit(limit);
  const taken: PlannedDate[] = [];
  for (const row of due) {
    const mine = await ctx
      .db('watched_dates')
      .where({ deal_id: row.deal_id, kind: row.kind, version: row.version, escalated_at: null })
      .update({ escalated_at: ctx.time.now() });
    if (mine > 0) taken.push(toPlannedDate(row));
  }
  return taken;
}
