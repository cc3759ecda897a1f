import type { Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import type { Currency } from '../../lib/money.ts';
import type { Instant, PlainDate } from '../../lib/time.ts';
import type { Rate } from './model.ts';

interface RateRow {
  id: number;
  currency: string;
  into: string;
  millionths: number | string;
  valid_on: string;
  entered_by: number | null;
  entered_at: string;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    exchange_rates: RateRow;
  }
}

/** One rate for each currency: the newest that was valid on the day. */
export async function listRates(ctx: Ctx, day: PlainDate): Promise<Rate[]> {
  const rows = await ctx
    .db('exchange_rates')
    .where({ into: ctx.settings.currency })
    .where('valid_on', '<=', day)
    .orderBy([{ column: 'currency' }, { column: 'valid_on', order: 'desc' }]);
  return rows.filter((row, index) => row.currency !== rows[index - 1]?.currency).map(toRate);
}

/** The rate of a day; one entered before for the same day is replaced. */
export async function saveRate(ctx: Ctx, rate: Rate): Promise<void> {
  const entered = {
    millionths: rate.millionths,
    entered_by: rate.enteredBy,
    entered_at: rate.enteredAt,
  };
  await ctx
    .db('exchange_rates')
    .insert({ currency: rate.currency, into: rate.into, valid_on: rate.validOn, ...entered })
    .onConflict(['currency', 'into', 'valid_on'])
    .merge(entered);
}

const toRate = (row: RateRow): Rate => ({
  currency: row.currency as Currency,
  into: row.into as Currency,
  millionths: Number(row.millionths),
  validOn: row.valid_on as PlainDate,
  enteredBy: row.entered_by as PersonId | null,
  enteredAt: row.entered_at as Instant,
});
