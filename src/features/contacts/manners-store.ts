/** Who is on first-name terms with whom, and who must not be approached. */
import { actorId, type Ctx } from '../../lib/context.ts';
import type { ContactId, PersonId } from '../../lib/ids.ts';
import type { DoNotApproach } from './model.ts';

declare module 'knex/types/tables.js' {
  interface Tables {
    contact_familiar: { contact_id: number; person_id: number };
  }
}

export async function isFamiliar(ctx: Ctx, id: ContactId, personId: PersonId | null): Promise<boolean> {
  if (personId === null) return false;
  const row = await ctx
    .db('contact_familiar')
    .where({ contact_id: id, person_id: personId })
    .first('person_id');
  return row !== undefined;
}

export async function saveFamiliar(
  tx: Ctx,
  id: ContactId,
  personId: PersonId,
  familiar: boolean,
): Promise<void> {
  const row = { contact_id: id, person_id: personId };
  if (familiar) await tx.db('contact_familiar').insert(row).onConflict(['contact_id', 'person_id']).ignore();
  else await tx.db('contact_familiar').where(row).delete();
}

export async function saveSilence(tx: Ctx, id: ContactId, silence: DoNotApproach | null): Promise<void> {
  await tx
    .db('contacts')
    .where({ id })
    .update({
      silent_since: silence?.since ?? null,
      silent_source: silence?.source ?? null,
      silent_said_by: silence?.saidBy ?? null,
      silent_noted_by: silence ? actorId(tx) : null,
    });
}
