import { describe, expect, it } from 'vitest';
import { numberKey, numberKeysIn } from '../../src/features/deals/numbers.ts';

const finds = (number: string, subject: string): boolean =>
  numberKeysIn(subject).includes(numberKey(number) ?? 'none');

describe('an offer number in a subject', () => {
  it.each([
    ['NAB-2027/015', 'Re: Nabídka č. NAB-2027/015 – dotaz na termín'],
    ['NAB-2027/015', 'odp: nab 2027/015'],
    ['NAB-2027/015', 'Objednávka dle vaší nabídky (NAB2027/015)'],
    ['VZ 123/2027-OI', 'Výzva k VZ 123/2027-OI: doplnění'],
    ['17/2027', 'nabídka č.17/2027'],
    ['Č.j. 5521', 'k č. j. 5521 zasíláme'],
  ])('%s is found in „%s“', (number, subject) => {
    expect(finds(number, subject)).toBe(true);
  });

  it.each([
    ['a part of a longer number', '17/2027', 'nabídka 117/2027'],
    ['the end of a number with a prefix', '17/2027', 'nabídka 5-17/2027'],
    ['the beginning of a longer one', 'NAB-2027', 'NAB-2027/015'],
    ['a part of a word', 'PO15', 'DEPO15'],
    ['a part of a decimal number', '1500', 'cena 2.1500'],
  ])('%s is another one', (_what, number, subject) => {
    expect(finds(number, subject)).toBe(false);
  });

  it.each(['17', '123', 'A1', 'A17', 'Lávka', '2027', '', '–'])(
    '%s is too common to be looked for',
    (number) => {
      expect(numberKey(number)).toBeNull();
    },
  );

  it('is looked for in a long subject too, at once', () => {
    expect(numberKeysIn('1234/5678 '.repeat(10_000)).length).toBeLessThan(3000);
  });
});
