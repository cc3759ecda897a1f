import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { addMillis } from '../../lib/time.ts';
import { assertQuiet } from './backlog.ts';
import { askForCheck } from './mailboxes/cursors.ts';
import { planRunningOut } from './meeting-dates.ts';
import { giveUpErasedSources, giveUpSources } from './privacy/retention.ts';
import { usedBlobs } from './store.ts';
import { forgetDecisions } from './triage/decision-store.ts';

const keptForMs = 7 * 24 * 3_600_000;

/** As long a decision can be undone. */
const decisionMs = 90 * 24 * 3_600_000;

/**
 * Raw messages that no row names: fetched and never committed, or not to be kept; and old decisions. Left in the middle it
 * begins anew.
 * @throws NotNow
 */
export async function sweepMail(ctx: Ctx): Promise<void> {
  await assertQuiet(ctx);
  const used = async (names: string[]): Promise<Set<string>> => {
    await assertQuiet(ctx);
    return usedBlobs(ctx, names);
  };
  const gone = await ctx.ports.mailBlobs.sweep(used, keptForMs);
  if (gone > 0) ctx.log.info({ gone }, 'raw messages that nobody needs were removed');
  await transaction(ctx, (tx) => forgetDecisions(tx, addMillis(tx.time.now(), -decisionMs)));
}

/** Raw messages whose time is over; the sweep that follows takes the bytes. @throws NotNow */
export async function giveUpOldSources(ctx: Ctx): Promise<void> {
  await giveUpErasedSources(ctx);
  await giveUpSources(ctx, () => assertQuiet(ctx));
}

/** Whoever reads a mailbox compares it with what is stored, within a beat of it. */
export const checkMailboxes = (ctx: Ctx): Promise<void> => transaction(ctx, askForCheck);

/** So that cards know the next of every series, however long it goes on. */
export const listMeetings = (ctx: Ctx): Promise<void> => planRunningOut(ctx);
