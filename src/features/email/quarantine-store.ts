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

/** The same bytes, or likely the same mail, in quarantine or dismissed from it; the first that came first. */
export async function listSetAside(
  ctx: Ctx,
  { id, blob }: Pick<Email, 'id' | 'blob'>,
  setAsideAs: string | null,
): Promise<Email[]> {
  if (blob === null && setAsideAs === null) return [];
  const rows = await ctx
    .db('inbound_emails')
    .where((any) => {
      if (blob !== null) any.where({ blob });
      if (setAsideAs !== null) any.orWhere({ set_aside_as: setAsideAs });
    })
    .whereNot({ id })
    .where((any) =>
      any
        .where({ status: 'quarantined' })
        .orWhere((put) => put.where({ status: 'ignored', reason: 'ignoredByHand' })),
    )
    .orderBy('id')
    .limit(10);
  return rows.map(toEmail);
}

/** Copies of it that nobody has read either wait with it. */
export async function retryAlike(ctx: Ctx, id: EmailId, again: Partial<EmailRow>): Promise<void> {
  const row = await ctx.db('inbound_emails').where({ id }).first('set_aside_as');
  if (!row?.set_aside_as) return;
  await ctx
    .db('inbound_emails')
    .where({ set_aside_as: row.set_aside_as })
    .whereIn('status', ['quarantined', 'duplicate'])
    .whereNotNull('blob')
    .whereNot({ id })
    .update(again);
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
