import { describe, expect, it } from 'vitest';
import { parseRate, type Rate, totalOf } from '../../src/features/rates/model.ts';
import type { Instant, PlainDate } from '../../src/lib/time.ts';

const euro: Rate = {
  currency: 'EUR',
  into: 'CZK',
  millionths: 25_145_000,
  validOn: '2027-03-02' as PlainDate,
  enteredBy: null,
  enteredAt: '2027-03-02T08:00:00.000Z' as Instant,
};

describe('a rate', () => {
  it.each([
    ['25,145', 25_145_000],
    ['25.145', 25_145_000],
    ['0,0623', 62_300],
    ['1', 1_000_000],
  ])('typed as %s is understood', (typed, millionths) => {
    expect(parseRate(typed)).toBe(millionths);
  });

  it.each(['', '0', '-25', 'kolem 25', '25,145,1', '1e3', '2000000'])('typed as “%s” is refused', (typed) => {
    expect(parseRate(typed)).toBeNull();
  });
});

describe('one total of several currencies', () => {
  it('adds up what has a rate, to the nearest haléř', () => {
    const total = totalOf(
      [
        { amount: 125_000_000, currency: 'CZK' },
        { amount: 33, currency: 'EUR' },
      ],
      [euro],
      'CZK',
    );
    expect(total).toEqual({ sum: { amount: 125_000_830, currency: 'CZK' }, rates: [euro], missing: [] });
  });

  it('names the currencies that it had to leave out', () => {
    const total = totalOf([{ amount: 100, currency: 'USD' }], [euro], 'CZK');
    expect(total).toEqual({ sum: { amount: 0, currency: 'CZK' }, rates: [], missing: ['USD'] });
  });
});
