/** The nudges' own rows: when each is due, in which message it was told, and what came back. */
import { insertedOnce, isPostgres } from '../../db/dialect.ts';
import type { Ctx } from '../../lib/context.ts';
import type { DealId, PersonId, WatcherId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import { baseRung, isHandedBy, type Nudge, type Reaction, type WatchedKind } from './model.ts';

interface NudgeRow {
  id: number;
  watcher_id: number;
  version: number;
  rung: string;
  days: number;
  due_at: string;
  queued_at: string | null;
  sent_at: string | null;
  sent_to: number | null;
  channel: string | null;
  ts: string | null;
  reaction: string | null;
  reacted_at: string | null;
  reacted_by: number | null;
  snoozed_to: string | null;
  handed_to: number | null;
  began_watch: boolean | number;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    nudges: NudgeRow;
  }
}

type JoinedRow = NudgeRow & { deal_id: number; kind: string; person_id: number };

const nudges = (ctx: Ctx) =>
  ctx
    .db('nudges')
    .join('watchers', 'watchers.id', 'nudges.watcher_id')
    .select('nudges.*', 'watchers.deal_id', 'watchers.kind', 'watchers.person_id');

const toNudge = (row: JoinedRow): Nudge => ({
  id: row.id,
  watcherId: row.watcher_id as WatcherId,
  dealId: row.deal_id as DealId,
  kind: row.kind as WatchedKind,
  personId: row.person_id as PersonId,
  version: row.version,
  rung: row.rung,
  days: row.days,
  dueAt: row.due_at as Instant,
  sentAt: row.sent_at as Instant | null,
  sentTo: row.sent_to as PersonId | null,
  message: row.channel && row.ts ? { channel: row.channel, ts: row.ts } : null,
  beganWatch: Boolean(row.began_watch),
  reaction: row.reaction
    ? {
        what: row.reaction as Reaction['what'],
        at: row.reacted_at as Instant,
        by: row.reacted_by as PersonId,
        snoozedTo: row.snoozed_to as Instant | null,
        handedTo: row.handed_to as PersonId | null,
      }
    : null,
});

const listed = async (query: PromiseLike<unknown>): Promise<Nudge[]> =>
  ((await query) as JoinedRow[]).map(toNudge);

/** The earliest due first. */
export const listNudges = (ctx: Ctx, ids: number[]): Promise<Nudge[]> =>
  listed(nudges(ctx).whereIn('nudges.id', ids).orderBy(['nudges.due_at', 'nudges.id']));

/** What one message tells: several that came late share one. */
export const listNudgesIn = (ctx: Ctx, { channel, ts }: { channel: string; ts: string }): Promise<Nudge[]> =>
  listed(nudges(ctx).where({ channel, ts }).orderBy(['nudges.due_at', 'nudges.id']));

/** What the colleague got to whom this nudge was handed over; null when they got nothing yet, or it was taken back. */
export async function findHanded(ctx: Ctx, origin: Nudge): Promise<Nudge | null> {
  const theirs = await listed(
    nudges(ctx)
      .where({ version: origin.version, person_id: origin.reaction?.handedTo ?? 0 })
      .where('nudges.rung', 'like', `${baseRung(origin.rung)}@${origin.id}%`),
  );
  return theirs.find((one) => isHandedBy(one, origin)) ?? null;
}

/** Those of the date's present version that were told. */
export const listToldNudges = (
  ctx: Ctx,
  date: { dealId: DealId; kind: WatchedKind; version: number },
): Promise<Nudge[]> =>
  listed(
    nudges(ctx)
      .where({ deal_id: date.dealId, kind: date.kind, version: date.version })
      .whereNotNull('sent_at')
      .orderBy(['due_at', 'nudges.id']),
  );

/** What told of the deal's dates, of whatever version, and whom. */
export async function listTold(
  ctx: Ctx,
  dealId: DealId,
): Promise<{ channel: string; ts: string; personId: PersonId }[]> {
  const rows = await nudges(ctx)
    .where({ deal_id: dealId })
    .whereNotNull('ts')
    .clearSelect()
    .distinct('channel', 'ts', 'sent_to');
  return (rows as unknown as NudgeRow[]).map(({ channel, ts, sent_to }) => ({
    channel: channel as string,
    ts: ts as string,
    personId: sent_to as PersonId,
  }));
}

/** Who stands in for the one who watches watches the same date, and gets the same rung of their own. */
export async function isToldAnyway(ctx: Ctx, nudge: Nudge, personId: PersonId): Promise<boolean> {
  const own = await nudges(ctx)
    .where({ deal_id: nudge.dealId, kind: nudge.kind, version: nudge.version, rung: nudge.rung })
    .where('watchers.person_id', personId)
    .whereNull('watchers.stopped_at')
    .whereNotNull('nudges.queued_at')
    .first('nudges.id');
  return own !== undefined;
}

/** Still to come. */
export const listAhead = (ctx: Ctx, watcherId: WatcherId): Promise<Nudge[]> =>
  listed(
    nudges(ctx).where({ watcher_id: watcherId, queued_at: null }).orderBy(['nudges.due_at', 'nudges.id']),
  );

/** Told to the person and not answered, of dates that still stand, the latest first. */
export const listUnanswered = (ctx: Ctx, personId: PersonId, limit: number): Promise<Nudge[]> =>
  listed(
    nudges(ctx)
      .join('watched_dates', (on) =>
        on
          .on('watched_dates.deal_id', 'watchers.deal_id')
          .andOn('watched_dates.kind', 'watchers.kind')
          .andOn('watched_dates.version', 'nudges.version'),
      )
      .where('nudges.sent_to', personId)
      .where('watched_dates.is_on', true)
      .whereNotNull('nudges.sent_at')
      .whereNull('nudges.reaction')
      .whereNull('watchers.stopped_at')
      .orderBy('nudges.sent_at', 'desc')
      .limit(limit),
  );

/** @returns false when this rung of this version exists already */
export const insertNudge = (
  ctx: Ctx,
  nudge: Pick<Nudge, 'watcherId' | 'version' | 'rung' | 'days' | 'dueAt'> & { beganWatch?: boolean },
): Promise<boolean> =>
  insertedOnce(
    ctx
      .db('nudges')
      .insert({
        watcher_id: nudge.watcherId,
        version: nudge.version,
        rung: nudge.rung,
        days: nudge.days,
        due_at: nudge.dueAt,
        began_watch: nudge.beganWatch ?? false,
      })
      .onConflict(['watcher_id', 'version', 'rung'])
      .ignore(),
  );

/** Forgets what was planned and has not been queued. */
export async function deletePlanned(
  ctx: Ctx,
  watcherId: WatcherId,
  which: 'all' | 'of the ladder ahead',
): Promise<void> {
  const planned = ctx.db('nudges').where({ watcher_id: watcherId, queued_at: null });
  if (which === 'all') await planned.delete();
  else
    await planned
      .where('due_at', '>', ctx.time.now())
      .whereNot('rung', 'like', '%+%')
      .whereNot('rung', 'like', '%@%')
      .delete();
}

/** Planned ones whose hour has come and that nobody took yet. */
export async function countDueNudges(ctx: Ctx): Promise<{ count: number; since: Instant | null }> {
  const [row] = await ctx
    .db('nudges')
    .whereNull('queued_at')
    .where('due_at', '<=', ctx.time.now())
    .count({ count: '*' })
    .min({ since: 'due_at' });
  return { count: Number(row?.count ?? 0), since: (row?.since ?? null) as Instant | null };
}

/** Takes the nudges whose hour has come; each once, whoever asks. */
export async function takeDueNudges(ctx: Ctx, limit: number): Promise<Nudge[]> {
  const due = await listed(
    nudges(ctx)
      .whereNull('nudges.queued_at')
      .where('nudges.due_at', '<=', ctx.time.now())
      .orderBy(['nudges.due_at', 'nudges.id'])
      .limit(limit)
      // Never waits: who replans a deal at this moment may hold some of them, and takes others next.
      .modify((query) => isPostgres(ctx.db) && query.forUpdate('nudges').skipLocked()),
  );
  const taken: Nudge[] = [];
  for (const nudge of due) {
    const mine = await ctx
      .db('nudges')
      .where({ id: nudge.id, queued_at: null })
      .update({ queued_at: ctx.time.now() });
    if (mine > 0) taken.push(nudge);
  }
  return taken;
}

export async function noteSent(
  ctx: Ctx,
  ids: number[],
  sentTo: PersonId,
  message: { channel: string; ts: string },
): Promise<void> {
  await ctx
    .db('nudges')
    .whereIn('id', ids)
    .update({ sent_at: ctx.time.now(), sent_to: sentTo, ...message });
}

export async function noteReaction(ctx: Ctx, ids: number[], reaction: Reaction | null): Promise<void> {
  await ctx
    .db('nudges')
    .whereIn('id', ids)
    .update({
      reaction: reaction?.what ?? null,
      reacted_at: reaction?.at ?? null,
      reacted_by: reaction?.by ?? null,
      snoozed_to: reaction?.snoozedTo ?? null,
      handed_to: reaction?.handedTo ?? null,
    });
}

export async function deleteNudge(
  ctx: Ctx,
  nudge: Pick<Nudge, 'watcherId' | 'version' | 'rung'>,
): Promise<boolean> {
  const { watcherId: watcher_id, version, rung } = nudge;
  return (await ctx.db('nudges').where({ watcher_id, version, rung, queued_at: null }).delete()) > 0;
}
