import type { Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import type { Email, EmailId } from './model.ts';
import { type EmailRow, toEmail } from './store.ts';

declare module 'knex/types/tables.js' {
  interface Tables {
    quarantine_notices: { email_id: number; person_id: number; told_at: string };
  }
}

/** `next`: where the following page begins. */
export interface QuarantinePage {
  mails: Email[];
  total: number;
  next: EmailId | null;
}

const inQuarantine = (ctx: Ctx) => ctx.db('inbound_emails').where({ status: 'quarantined' });

/** The newest first. @param below a page's `next` */
export async function listQuarantined(
  ctx: Ctx,
  limit: number,
  below: EmailId | null = null,
): Promise<QuarantinePage> {
  const page = inQuarantine(ctx);
  if (below !== null) page.where('id', '<', below);
  const rows = await page.orderBy('id', 'desc').limit(limit + 1);
  return pageOf(rows, limit, await inQuarantine(ctx).count({ total: '*' }));
}

/** The same bytes in quarantine, or dismissed from it. */
export async function findSetAside(
  ctx: Ctx,
  { id, blob }: Pick<Email, 'id' | 'blob'>,
): Promise<EmailId | null> {
  if (blob === null) return null;
  const row = await ctx
    .db('inbound_emails')
    .where({ blob })
    .whereNot({ id })
    .where((any) =>
      any
        .where({ status: 'quarantined' })
        .orWhere((put) => put.where({ status: 'ignored', reason: 'ignoredByHand' })),
    )
    .orderBy('id')
    .first('id');
  return (row?.id ?? null) as EmailId | null;
}

/** Those of which this person was not told yet, all of them by their ids. */
export async function listUntoldQuarantined(
  ctx: Ctx,
  personId: PersonId,
  limit: number,
): Promise<QuarantinePage & { ids: EmailId[] }> {
  const ids: number[] = await inQuarantine(ctx)
    .whereNotExists((told) =>
      told
        .from('quarantine_notices')
        .whereRaw('quarantine_notices.email_id = inbound_emails.id')
        .where('quarantine_notices.person_id', personId),
    )
    .orderBy('id', 'desc')
    .pluck('id');
  const rows = await inQuarantine(ctx)
    .whereIn('id', ids.slice(0, limit + 1))
    .orderBy('id', 'desc');
  return { ...pageOf(rows, limit, [{ total: ids.length }]), ids: ids as EmailId[] };
}

function pageOf(rows: EmailRow[], limit: number, counted: unknown): QuarantinePage {
  const mails = rows.slice(0, limit).map(toEmail);
  const [count] = counted as { total: number | string }[];
  return {
    mails,
    total: Number(count?.total ?? 0),
    next: rows.length > limit ? (mails.at(-1)?.id ?? null) : null,
  };
}

/** What came into it while the message was on its way is still to be told. */
export async function noteQuarantineTold(tx: Ctx, personId: PersonId, ids: EmailId[]): Promise<void> {
  for (let from = 0; from < ids.length; from += 200) {
    await tx
      .db('quarantine_notices')
      .insert(
        ids
          .slice(from, from + 200)
          .map((email_id) => ({ email_id, person_id: personId, told_at: tx.time.now() })),
      )
      .onConflict(['email_id', 'person_id'])
      .ignore();
  }
}
