import { actorId, type Ctx } from '../../lib/context.ts';
import type { Currency } from '../../lib/money.ts';

/** In which a new deal begins: that of the actor's last one with a value, else the firm's. */
export async function usualCurrency(ctx: Ctx): Promise<Currency> {
  const me = actorId(ctx);
  if (me === null) return ctx.settings.currency;
  const last = await ctx
    .db('deals')
    .where({ owner_id: me })
    .whereNotNull('amount')
    .orderBy('id', 'desc')
    .first('currency');
  return (last?.currency as Currency | undefined) ?? ctx.settings.currency;
}
