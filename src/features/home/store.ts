import type { Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';

export async function whoOpenedHomeSince(ctx: Ctx, people: PersonId[], since: Instant): Promise<PersonId[]> {
  if (people.length === 0) return [];
  const rows = await ctx
    .db('people')
    .whereIn('id', people)
    .where('home_opened_at', '>=', since)
    .orderBy('id')
    .select('id');
  return rows.map((row) => row.id as PersonId);
}
