/** Amounts are integers in minor units (haléře, cents) beside a currency. */

export const currencies = ['CZK', 'EUR', 'USD', 'GBP', 'PLN', 'HUF', 'CHF'] as const;
export type Currency = (typeof currencies)[number];

export interface Money {
  /** minor units: 125000000 is 1 250 000 Kč */
  amount: number;
  currency: Currency;
}

/** Largest amount accepted, so that sums over a million deals stay exact integers. */
const maxAmount = 1_000_000_000_000_00;

const signs: [RegExp, Currency][] = [
  [/kč|czk|korun\S*/i, 'CZK'],
  [/€|eur\b|euro?\S*/i, 'EUR'],
  [/\$|usd/i, 'USD'],
  [/£|gbp/i, 'GBP'],
  [/zł|pln/i, 'PLN'],
  [/huf|\bft\b/i, 'HUF'],
  [/chf/i, 'CHF'],
];

const multiples: [RegExp, number][] = [
  [/(mld|miliard\S*|billion|bn)\.?$/i, 1e9],
  [/(mil|mio|milion\S*|milión\S*|million|m)\.?$/i, 1e6],
  [/(tis|tisíc\S*|thousand|k)\.?$/i, 1e3],
];

export type AmountProblem = 'notANumber' | 'negative' | 'tooLarge';

/**
 * Reads what people type: `1 250 000,50 Kč`, `1.2M`, `48.200 €`, `2,5 mil.`.
 * The currency is null when the text names none.
 */
export function parseAmount(text: string): { amount: number; currency: Currency | null } | AmountProblem {
  let rest = text.replace(/[\s\u00a0\u202f']/gu, ' ').trim();
  let currency: Currency | null = null;
  for (const [sign, code] of signs) {
    if (sign.test(rest)) {
      currency = code;
      rest = rest.replace(sign, '').trim();
      break;
    }
  }
  let factor = 1;
  for (const [word, value] of multiples) {
    if (word.test(rest)) {
      factor = value;
      rest = rest.replace(word, '').trim();
      break;
    }
  }
  rest = rest.replace(/,-+$|,–$|\.-+$/u, '').replace(/ /g, '');
  if (/^[-−–]/u.test(rest)) return 'negative';
  const plain = plainNumber(rest, factor > 1);
  if (plain === null) return 'notANumber';
  const amount = Math.round(plain * factor * 100);
  return amount > maxAmount ? 'tooLarge' : { amount, currency };
}

/** `1.250.000,50` and `1,250,000.50` alike: the last separator is decimal unless three digits follow it. */
function plainNumber(text: string, scaled: boolean): number | null {
  if (!/^\d[\d.,]*$/.test(text)) return null;
  const marks = text.replace(/\d/g, '');
  if (marks === '') return Number(text);
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  const tail = text.slice(last + 1);
  const sameMark = new Set(marks).size === 1;
  const isDecimal = marks.length === 1 ? tail.length !== 3 || scaled : !sameMark;
  const whole = (isDecimal ? text.slice(0, last) : text).replace(/[.,]/g, '');
  if (!isDecimal && !/^\d{1,3}([.,]\d{3})+$/.test(text)) return null;
  if (isDecimal && tail.length > 2 && !scaled) return null;
  return Number(isDecimal ? `${whole}.${tail || '0'}` : whole);
}
