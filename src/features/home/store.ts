import { asking } from '../../db/recall.ts';
import type { Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';

/** When each of them opened their Home last. */
const homeOpenedAt = asking<PersonId, Instant | null>(
  'homeOpenedAt',
  null,
  async (ctx, ids) => {
    const rows = await ctx
      .db('people')
      .whereIn('id', ids)
      .whereNotNull('home_opened_at')
      .select('id', 'home_opened_at');
    return new Map(rows.map((row) => [row.id as PersonId, row.home_opened_at as Instant]));
  },
  ['people'],
);

export async function whoOpenedHomeSince(ctx: Ctx, people: PersonId[], since: Instant): Promise<PersonId[]> {
  if (people.length === 0) return [];
  const opened = await homeOpenedAt.many(ctx, people);
  return [...opened].flatMap(([id, at]) => (at !== null && at >= since ? id : [])).sort((a, b) => a - b);
}
