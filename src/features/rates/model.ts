/** What one unit of a currency is worth, as an admin entered it: nothing is downloaded, nothing guessed. */
import type { PersonId } from '../../lib/ids.ts';
import type { Currency, Money } from '../../lib/money.ts';
import type { Instant, PlainDate } from '../../lib/time.ts';

export interface Rate {
  currency: Currency;
  into: Currency;
  /** millionths of one unit of `into`: 25 145 000 is 25,145 */
  millionths: number;
  validOn: PlainDate;
  enteredBy: PersonId | null;
  enteredAt: Instant;
}

const largest = 1_000_000;

/** Reads `25,145` and `25.145`. @returns millionths; null when it is no rate */
export function parseRate(text: string): number | null {
  const number = text.replace(/[\s\u00a0]/g, '').replace(',', '.');
  if (!/^\d+(\.\d{1,6})?$/.test(number)) return null;
  const rate = Number(number);
  return rate > 0 && rate <= largest ? Math.round(rate * 1_000_000) : null;
}

export interface Total {
  sum: Money;
  /** the rates that were used */
  rates: Rate[];
  /** currencies without a rate: their amounts are not in the sum */
  missing: Currency[];
}

/** One sum of several currencies. */
export function totalOf(amounts: Money[], rates: Rate[], into: Currency): Total {
  const used = new Set<Rate>();
  const missing = new Set<Currency>();
  let sum = 0;
  for (const { amount, currency } of amounts) {
    const rate = rates.find((one) => one.currency === currency && one.into === into);
    if (currency === into) sum += amount;
    else if (rate) {
      used.add(rate);
      sum += Math.round((amount * rate.millionths) / 1_000_000);
    } else if (amount !== 0) missing.add(currency);
  }
  return { sum: { amount: sum, currency: into }, rates: [...used], missing: [...missing] };
}
