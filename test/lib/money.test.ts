import { describe, expect, it } from 'vitest';
import { parseAmount } from '../../src/lib/money.ts';

describe('an amount as people type it', () => {
  it.each([
    ['1 250 000,50 Kč', 125_000_050, 'CZK'],
    ['1.2M', 120_000_000, null],
    ['2,5 mil.', 250_000_000, null],
    ['48.200 €', 4_820_000, 'EUR'],
    ['48 200 eur', 4_820_000, 'EUR'],
    ['1,250,000.50', 125_000_050, null],
    ['1 250 000,-', 125_000_000, null],
    ['350 tis. Kč', 35_000_000, 'CZK'],
    ['0', 0, null],
    ['12,5', 1250, null],
  ])('reads %s', (text, amount, currency) => {
    expect(parseAmount(text)).toEqual({ amount, currency });
  });

  it.each([
    ['-5', 'negative'],
    ['hodně', 'notANumber'],
    ['1.25.0', 'notANumber'],
    ['999999999999999999', 'tooLarge'],
  ])('refuses %s and says why: %s', (text, why) => {
    expect(parseAmount(text)).toBe(why);
  });
});
