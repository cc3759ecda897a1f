/** Mail that a colleague sent in and that was not logged as it should be: whom that is to be told. */
import type { Ctx } from '../../../lib/context.ts';
import type { PersonId } from '../../../lib/ids.ts';
import type { EmailId } from '../model.ts';

declare module 'knex/types/tables.js' {
  interface Tables {
    mail_notices: { email_id: number; person_id: number; noticed_at: string; told_at: string | null };
  }
}

/** Once for each mail, however often it is decided. */
export async function saveNotice(tx: Ctx, id: EmailId, personId: PersonId): Promise<void> {
  await tx
    .db('mail_notices')
    .insert({ email_id: id, person_id: personId, noticed_at: tx.time.now() })
    .onConflict(['email_id', 'person_id'])
    .ignore();
}

/** Oldest first. */
export async function listNotices(ctx: Ctx, personId: PersonId, limit: number): Promise<EmailId[]> {
  const ids = await ctx
    .db('mail_notices')
    .where({ person_id: personId, told_at: null })
    .orderBy('email_id')
    .limit(limit)
    .pluck('email_id');
  return ids as EmailId[];
}

export async function markNoticesTold(tx: Ctx, personId: PersonId, ids: EmailId[]): Promise<void> {
  await tx
    .db('mail_notices')
    .where({ person_id: personId })
    .whereIn('email_id', ids)
    .update({ told_at: tx.time.now() });
}
