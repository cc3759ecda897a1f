import { listPeople, type Person } from '../../access/people.ts';
import { assertAdmin } from '../../access/policy.ts';
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors } from '../../lib/errors.ts';
import type { PersonId } from '../../lib/ids.ts';
import type { Currency } from '../../lib/money.ts';
import { dateIn, type PlainDate } from '../../lib/time.ts';
import { parseRate, type Rate } from './model.ts';
import { listRates, saveRate } from './store.ts';

/** @throws CrmError admin.only; FieldErrors rate, validOn */
export function enterRate(
  ctx: Ctx,
  input: { currency: Currency; rate: string; validOn: PlainDate },
): Promise<void> {
  assertAdmin(ctx);
  const errors: CrmError[] = [];
  const millionths = parseRate(input.rate);
  if (millionths === null) errors.push(new CrmError('rate.invalid', { text: input.rate }, 'rate'));
  if (input.validOn > dateIn(ctx.time.now(), ctx.settings.zone))
    errors.push(new CrmError('date.future', {}, 'validOn'));
  if (errors.length > 0) throw new FieldErrors(errors);
  const rate: Rate = {
    currency: input.currency,
    into: ctx.settings.currency,
    millionths: millionths as number,
    validOn: input.validOn,
    enteredBy: actorId(ctx),
    enteredAt: ctx.time.now(),
  };
  return transaction(ctx, async (tx) => {
    await saveRate(tx, rate);
    const { currency, into, validOn } = rate;
    await recordEvent(
      tx,
      'rate.entered',
      { kind: 'workspace', id: 0 },
      { currency, into, millionths, validOn },
    );
  });
}

/** The rates of today, each with who entered it. */
export async function readRates(ctx: Ctx): Promise<{ rate: Rate; by: Person | null }[]> {
  const rates = await listRates(ctx, dateIn(ctx.time.now(), ctx.settings.zone));
  const people = await listPeople(
    ctx.db,
    rates.map((rate) => rate.enteredBy).filter((id): id is PersonId => id !== null),
  );
  return rates.map((rate) => ({
    rate,
    by: people.find((person) => person.id === rate.enteredBy) ?? null,
  }));
}

export { listRates };
