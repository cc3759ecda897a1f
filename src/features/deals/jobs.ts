import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import type { DealId } from '../../lib/ids.ts';
import { addDays, addHours, dateIn, type Instant, type PlainDate } from '../../lib/time.ts';
import { cardView, queueCardEditsOf } from './effects.ts';

const chunk = 100;

/**
 * A card says "tomorrow" and "in 4 working days": those that stand somewhere and have a date nearby are redrawn when
 * the day changes. An edit notifies nobody.
 */
export async function freshenCards(ctx: Ctx): Promise<void> {
  const today = dateIn(ctx.time.now(), ctx.settings.zone);
  const around: [Instant, Instant] = [addHours(ctx.time.now(), -48), addHours(ctx.time.now(), 8 * 24)];
  const ids = (await ctx
    .db('deals')
    .where({ is_open: true })
    .whereNull('deleted_at')
    .where((any) =>
      any
        .whereBetween('bid_deadline_at', [addHours(ctx.time.now(), -48), addHours(ctx.time.now(), 16 * 24)])
        .orWhereBetween('next_step_on', [addDays(today, -2), addDays(today, 8)])
        .orWhereExists(meetingsOfDeal(ctx).whereBetween('activities.at', around))
        .orWhereExists(
          meetingsOfDeal(ctx)
            .join('activity_dates as dates', 'dates.activity_id', 'activities.id')
            .where('activities.repeats_until', '>=', around[0])
            .whereBetween('dates.at', around),
        )
        .orWhereIn(
          'id',
          ctx.db('deal_contacts').whereIn('contact_id', backAgain(ctx, today)).select('deal_id'),
        )
        .orWhereIn(
          'id',
          ctx
            .db('activities')
            .join('activity_contacts', 'activity_contacts.activity_id', 'activities.id')
            .whereIn('activity_contacts.contact_id', backAgain(ctx, today))
            .whereNotNull('activities.deal_id')
            .select('activities.deal_id'),
        ),
    )
    .whereIn(
      'id',
      ctx.db('slack_messages').where({ subject_kind: 'deal', view: cardView }).select('subject_id'),
    )
    .orderBy('id')
    .pluck('id')) as DealId[];
  for (let from = 0; from < ids.length; from += chunk) {
    await transaction(ctx, async (tx) => {
      for (const id of ids.slice(from, from + chunk)) await queueCardEditsOf(tx, id, `day:${today}`);
    });
  }
}

const meetingsOfDeal = (ctx: Ctx) =>
  ctx
    .db('activities')
    .whereRaw('activities.deal_id = deals.id')
    .where('activities.kind', 'meeting')
    .select(ctx.db.raw('1'));

/** People who are back since a day or two: cards of their deals say that they are away. */
const backAgain = (ctx: Ctx, today: PlainDate) =>
  ctx
    .db('contacts')
    .whereBetween('away_until', [addDays(today, -2), today])
    .select('id');
