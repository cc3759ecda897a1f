import { asking } from '../../../db/recall.ts';
import type { PersonId } from '../../../lib/ids.ts';
import type { EmailId } from '../model.ts';

/** Who is asked about a mail. */
export const sorterOf = asking<EmailId, PersonId | null>('sorterOf', null, async (ctx, ids) => {
  const rows = await ctx.db('inbound_emails').whereIn('id', ids).select('id', 'triage_person_id');
  return new Map(rows.map((row) => [row.id as EmailId, row.triage_person_id as PersonId | null]));
});
