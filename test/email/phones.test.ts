import { expect, it } from 'vitest';
import { phoneIn } from '../../src/features/email/reading/phones.ts';

const inBoth = (text: string) => [phoneIn(text, 'CZ'), phoneIn(text, 'SK')];

it.each([
  'Lhůta je prodloužená do 9.12.2026 10:00.',
  'Uzávierka 30.11.2026 10:00',
  '01.12.2026 08.00',
  '2026-12-09T10:00:00',
  'cena 601 000 222 Kč',
  'cena 601 000 222,- Kč',
  'spolu 601.000.222,00',
  'EUR 601 000 222',
  'dodání 601 000 123 ks',
  '601 000 123 m²',
  'obj. č. 602123456',
  'Objednávka 602123456',
  'číslo objednávky: 602123456',
  'fakturu č. 601000123',
  'Faktúra: 601000123',
  'Order No. 601000123',
  'IČO: 601 000 12',
  'VS: 601000123',
  'Variabilní symbol 601000123',
  'č. j. 601000123',
  'účet 601000123/0800',
  '601000123-PO.pdf',
  'https://portal.example/zakazka/601000123',
  '50.0755381, 14.4378005',
])('“%s” is nobody’s phone', (text) => {
  expect(inBoth(text)).toEqual([null, null]);
});

it.each([
  '+420 601 000 123',
  'tel.: +420601000123',
  '00420 601 000 123',
  '+420/601 000 123',
  '+420.601.000.123',
  '(+420) 601-000-123',
  'Tel. č.: +420 601 000 123, fax: +420 541 000 124',
  '9.12.2026 10:00 nebo +420 601 000 123',
  'IČO: 00000027 | +420 601 000 123',
])('a Czech phone is read out of “%s” at home and abroad', (text) => {
  expect(inBoth(text)).toEqual(['+420 601 000 123', '+420 601 000 123']);
});

it.each([
  '601 000 123',
  'tel.: 601000123',
  'Mobil: 601-000-123',
  'Tel 601 00 01 23',
  '601.000.123',
  'tel. č. 601 000 123',
  'Telefonní číslo: 601 000 123',
  'číslo telefonu: 601 000 123',
  'volejte na číslo 601 000 123',
  'Jan, 601 000 123 (8:00–16:00)',
  '601 000 123 / 601 000 124',
  '601 000 123, 601 000 124',
  'Objednávky: 601 000 123',
  'obj. č. 602123456, tel. 601 000 123',
  'cena 602 000 222 Kč, 601 000 123',
])('the phone 601 000 123 is read out of “%s”', (text) => {
  expect(phoneIn(text, 'CZ')).toBe('+420 601 000 123');
});

it.each([
  ['(02) 5941 4111', '+421 2 594 141 11'],
  ['+421 2/5941 4111', '+421 2 594 141 11'],
  ['02 / 5941 41 11', '+421 2 594 141 11'],
  ['0905 123 456', '+421 905 123 456'],
  ['mobil: 0905/123 456', '+421 905 123 456'],
  ['+421 (0)905 123 456', '+421 905 123 456'],
])('a Slovak firm reads “%s”', (text, phone) => {
  expect(phoneIn(text, 'SK')).toBe(phone);
});
