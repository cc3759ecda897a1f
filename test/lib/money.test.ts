import { describe, expect, it } from 'vitest';
import { languages } from '../../src/i18n/catalog.ts';
import { formatAmount, formatMoney } from '../../src/i18n/format.ts';
import { currencies, parseAmount } from '../../src/lib/money.ts';

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

describe('an amount as a form shows it', () => {
  it.each(languages)('reads back as it was, in %s', (language) => {
    for (const amount of [0, 5, 125_000, 125_050, 125_000_000, 125_000_050, 1_000_000_000_00])
      for (const currency of currencies) {
        expect(parseAmount(formatAmount(language, amount))).toMatchObject({ amount });
        expect(parseAmount(formatMoney(language, { amount, currency }))).toEqual({ amount, currency });
      }
  });
});
