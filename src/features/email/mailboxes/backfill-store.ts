import { databaseNow, hasCome } from '../../../db/dialect.ts';
import type { Ctx } from '../../../lib/context.ts';
import type { PlainDate } from '../../../lib/time.ts';
import type { Status } from '../model.ts';

declare module 'knex/types/tables.js' {
  interface Tables {
    mail_backfills: {
      mailbox: string;
      since: string;
      started_at: string;
      finished_at: string | null;
      claim: string | null;
      claimed_until: string | null;
    };
  }
}

/** How long one that died keeps others from the history of its mailbox. */
export const leaseSeconds = 60;

/** One at a time reads the history of a mailbox: takes or prolongs the lease. @returns false when another has it */
export async function holdBackfill(
  ctx: Ctx,
  mailbox: string,
  since: PlainDate,
  claim: string,
): Promise<boolean> {
  const { dialect } = ctx.database;
  await ctx
    .db('mail_backfills')
    .insert({ mailbox, since, started_at: ctx.time.now() })
    .onConflict('mailbox')
    .ignore();
  const held = await ctx
    .db('mail_backfills')
    .where({ mailbox })
    .where((any) => any.whereNull('claim').orWhere({ claim }).orWhereRaw(hasCome(dialect, 'claimed_until')))
    .update({ since, claim, claimed_until: ctx.db.raw(databaseNow(dialect, leaseSeconds)) as never });
  return held > 0;
}

export async function releaseBackfill(
  ctx: Ctx,
  mailbox: string,
  claim: string,
  finished: boolean,
): Promise<void> {
  await ctx
    .db('mail_backfills')
    .where({ mailbox, claim })
    .update({ claim: null, claimed_until: null, ...(finished ? { finished_at: ctx.time.now() } : {}) });
}

/** What became of the mails that were stored as history of this mailbox. */
export async function countHistoryByStatus(ctx: Ctx, mailbox: string): Promise<Map<Status, number>> {
  const rows: { status: string; total: number | string }[] = await ctx
    .db('inbound_emails')
    .where({ mailbox, history: true })
    .groupBy('status')
    .select('status')
    .count({ total: '*' });
  return new Map(rows.map(({ status, total }) => [status as Status, Number(total)]));
}

/** Mails of the history that another process is deciding, or that are due. */
export async function countHistoryInHand(ctx: Ctx, mailbox: string): Promise<number> {
  const [row] = await ctx
    .db('inbound_emails')
    .where({ mailbox, history: true, status: 'received' })
    .where('run_at', '<=', ctx.time.now())
    .count({ total: '*' });
  return Number(row?.total ?? 0);
}
