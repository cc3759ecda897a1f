/** Activities a page at a time, for a file that somebody takes away. */
import type { Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import type { Activity } from './model.ts';
import { activitiesVisibleTo, toActivities } from './store.ts';

/**
 * As far as the actor sees their deals; of mail what all who see it may read.
 * @param mine logged by this colleague, or with them present; null: everybody's
 * @param after the last one of the page before, 0 at first
 */
export async function listActivitiesAfter(
  ctx: Ctx,
  mine: PersonId | null,
  after: number,
  limit: number,
): Promise<Activity[]> {
  const query = activitiesVisibleTo(ctx)
    .where('activities.id', '>', after)
    .orderBy('activities.id')
    .limit(limit);
  if (mine !== null)
    query.where((any) =>
      any
        .where('activities.author_id', mine)
        .orWhereIn(
          'activities.id',
          ctx.db('activity_people').where({ person_id: mine }).select('activity_id'),
        ),
    );
  return toActivities(ctx, await query);
}
