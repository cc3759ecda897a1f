import { describe, expect, it } from 'vitest';
import { readEmailLines } from '../../src/features/contacts/addresses.ts';
import { splitName } from '../../src/features/contacts/names.ts';
import { parsePhone, phoneQuery, readPhoneLines, showPhone } from '../../src/features/contacts/phones.ts';

describe('titles', () => {
  it.each([
    ['Ing. Petr Říha, Ph.D.', 'Petr Říha', 'Ing.', 'Ph.D.'],
    ['Ing.Petr Říha', 'Petr Říha', 'Ing.', null],
    ['doc. Ing. arch. Jana Malá, CSc., MBA', 'Jana Malá', 'doc. Ing. arch.', 'CSc., MBA'],
    ['Říha Petr, Mgr.', 'Říha Petr', 'Mgr.', null],
    ['MUDr Ján Kováč PhD', 'Ján Kováč', 'MUDr', 'PhD'],
    ['prof. JUDr. Ľubomír Krejčí DrSc.', 'Ľubomír Krejčí', 'prof. JUDr.', 'DrSc.'],
    ['Lukáš Doc', 'Lukáš Doc', null, null],
    ['Ba Nguyen', 'Ba Nguyen', null, null],
    ['Jan Novák ml., DiS.', 'Jan Novák ml.', null, 'DiS.'],
    ['Martin Luther King, Jr.', 'Martin Luther King, Jr.', null, null],
    ['Ing.', '', 'Ing.', null],
  ])('%s', (typed, name, titleBefore, titleAfter) => {
    expect(splitName(typed)).toEqual({ name, titleBefore, titleAfter });
  });
});

describe('a phone number', () => {
  it('is read in any form of both countries, and told mobile from office', () => {
    expect(parsePhone('601 000 123', 'CZ')).toMatchObject({ number: '+420601000123', kind: 'mobile' });
    expect(parsePhone('02/5788 1234', 'CZ')).toMatchObject({ number: '+421257881234', kind: 'office' });
    expect(parsePhone('+420 (0) 542 123 456', 'SK')).toMatchObject({ number: '+420542123456' });
    expect(parsePhone('542 123 456 linka 12', 'CZ')).toEqual({
      number: null,
      typed: '542 123 456 linka 12',
      kind: null,
    });
  });

  it('is shown as people of its country write it, to others so that it can be dialled', () => {
    const phone = parsePhone('0905 123 456', 'SK');
    expect(showPhone(phone, 'sk')).toBe('0905 123 456');
    expect(showPhone(phone, 'cs')).toBe('+421 905 123 456');
    expect(showPhone(phone, 'en')).toBe('+421 905 123 456');
  });

  it('stands on a line of its own, with what it is behind it', () => {
    expect(readPhoneLines('601 000 123 mobil\n\n542 123 456 (kancelář)\n542 123 456 linka 12')).toEqual([
      { typed: '601 000 123', kind: 'mobile' },
      { typed: '542 123 456', kind: 'office' },
      { typed: '542 123 456 linka 12', kind: null },
    ]);
    expect(() => readPhoneLines('6O1 000 123')).toThrow('phone.letters');
    expect(() => readPhoneLines('12')).toThrow('phone.short');
  });

  it('is looked for by digits alone', () => {
    expect(phoneQuery('00420 601 000 123')).toEqual({ start: '420601000123', tail: '.321000106024' });
    expect(phoneQuery('Říha 601')).toBeNull();
    expect(phoneQuery('100%')).toBeNull();
  });
});

it('addresses stand on lines of their own; one with a comma in it is named', () => {
  expect(readEmailLines('Riha@x.example\nmailto:p@x.example, riha@x.example')).toEqual([
    'riha@x.example',
    'p@x.example',
  ]);
  expect(() => readEmailLines('petr,riha@x.example')).toThrow('email.comma');
  expect(() => readEmailLines('riha zavináč x')).toThrow('email.invalid');
});
