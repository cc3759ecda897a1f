import type { Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';

export async function listHomesOpenedSince(ctx: Ctx, since: Instant): Promise<PersonId[]> {
  const rows = await ctx.db('people').where('home_opened_at', '>=', since).orderBy('id').select('id');
  return rows.map((row) => row.id as PersonId);
}
