import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import type { DealId } from '../../lib/ids.ts';
import { addDays, addHours, dateIn } from '../../lib/time.ts';
import { cardView, queueCardEdits } from './effects.ts';

const chunk = 100;

/**
 * A card says "tomorrow" and "in 4 working days": those that stand somewhere and have a date nearby are redrawn when
 * the day changes. An edit notifies nobody.
 */
export async function freshenCards(ctx: Ctx): Promise<void> {
  const today = dateIn(ctx.time.now(), ctx.settings.zone);
  const ids = (await ctx
    .db('deals')
    .where({ is_open: true })
    .whereNull('deleted_at')
    .where((any) =>
      any
        .whereBetween('bid_deadline_at', [addHours(ctx.time.now(), -48), addHours(ctx.time.now(), 16 * 24)])
        .orWhereBetween('next_step_on', [addDays(today, -2), addDays(today, 8)]),
    )
    .whereIn(
      'id',
      ctx.db('slack_messages').where({ subject_kind: 'deal', view: cardView }).select('subject_id'),
    )
    .orderBy('id')
    .pluck('id')) as DealId[];
  for (let from = 0; from < ids.length; from += chunk) {
    await transaction(ctx, async (tx) => {
      for (const id of ids.slice(from, from + chunk))
        await queueCardEdits(tx, { id, version: 0 }, `day:${today}`);
    });
  }
}
