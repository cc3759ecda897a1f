/** Whether much mail is being read just now: what is only to be tidied waits for it. */
import { NotNow } from '../../jobs/model.ts';
import type { Ctx } from '../../lib/context.ts';
import { addMillis } from '../../lib/time.ts';

const many = 50;
const laterMs = 5 * 60_000;
/** What waits longer is stuck, and nothing waits for it. */
const stuckMs = 24 * 3_600_000;

/** @throws NotNow while much mail is being read */
export async function assertQuiet(ctx: Ctx): Promise<void> {
  if (await isBusy(ctx)) throw new NotNow('much mail is being read', laterMs);
}

export async function isBusy(ctx: Ctx): Promise<boolean> {
  const names = (ctx.ports.mailboxes ?? []).map(({ name }) => name);
  const now = ctx.time.now();
  const waiting = await ctx
    .db('inbound_emails')
    .where({ status: 'received' })
    .whereIn('mailbox', names)
    .whereBetween('run_at', [addMillis(now, -stuckMs), now])
    .limit(many)
    .pluck('id');
  if (waiting.length >= many) return true;
  const [behind] = await ctx
    .db('mailbox_states')
    .whereIn('mailbox', names)
    .whereNull('failing_since')
    .where('unfetched_since', '>', addMillis(now, -stuckMs))
    .sum({ total: 'unfetched' });
  return Number(behind?.total ?? 0) >= many;
}
