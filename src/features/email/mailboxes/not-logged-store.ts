import type { Ctx } from '../../../lib/context.ts';
import type { Instant } from '../../../lib/time.ts';
import type { Email, ReasonCode } from '../model.ts';
import { toEmail } from '../store.ts';

/** Why mail of a mailbox was not logged, the most frequent first. */
export interface NotLoggedCount {
  reason: ReasonCode;
  count: number;
}

const notLogged = (ctx: Ctx, mailbox: string, since: Instant) =>
  ctx.db('inbound_emails').where({ mailbox, status: 'ignored' }).where('received_at', '>=', since);

export async function countNotLogged(ctx: Ctx, mailbox: string, since: Instant): Promise<NotLoggedCount[]> {
  const rows: { reason: string; total: number | string }[] = await notLogged(ctx, mailbox, since)
    .groupBy('reason')
    .select('reason')
    .count({ total: '*' });
  return rows
    .map(({ reason, total }) => ({ reason: reason as ReasonCode, count: Number(total) }))
    .sort((a, b) => b.count - a.count);
}

/** The newest first. */
export async function listNotLogged(
  ctx: Ctx,
  mailbox: string,
  since: Instant,
  page: { offset: number; limit: number },
): Promise<Email[]> {
  const rows = await notLogged(ctx, mailbox, since)
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .offset(page.offset)
    .limit(page.limit);
  return rows.map(toEmail);
}
