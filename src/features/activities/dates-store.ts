/** The coming times of what repeats: listed beforehand, so that whoever asks for the next computes nothing. */
import type { Ctx } from '../../lib/context.ts';
import type { ActivityId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';

declare module 'knex/types/tables.js' {
  interface Tables {
    activity_dates: { activity_id: number; at: string };
  }
}

/** In order. */
export const listDates = async (ctx: Ctx, id: ActivityId): Promise<Instant[]> =>
  (await ctx.db('activity_dates').where({ activity_id: id }).orderBy('at').pluck('at')) as Instant[];

/** @param dates null: it does not repeat; none: nothing of it is still to come */
export async function saveDates(tx: Ctx, id: ActivityId, dates: Instant[] | null): Promise<void> {
  await tx.db('activity_dates').where({ activity_id: id }).delete();
  const rows = (dates ?? []).map((at) => ({ activity_id: id, at }));
  if (rows.length > 0) await tx.db('activity_dates').insert(rows);
  const last = dates?.toSorted().at(-1);
  await tx
    .db('activities')
    .where({ id })
    .update({ repeats_until: dates === null ? null : (last ?? tx.time.now()) });
}
