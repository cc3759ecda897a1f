import { describe, expect, it } from 'vitest';
import type { FieldKey } from '../../src/features/imports/model.ts';
import { factsOf } from '../../src/features/imports/row-facts.ts';
import {
  readAddress,
  readDate,
  readEmails,
  readIco,
  readMoney,
  readPhones,
  splitNames,
  splitTitles,
} from '../../src/features/imports/values.ts';

const facts = (cells: Partial<Record<FieldKey, string>>) =>
  factsOf(
    Object.entries(cells).map(([field, text]) => ({
      field: field as FieldKey,
      column: field,
      text: text as string,
    })),
    { as: 'customers', currency: 'CZK' },
  );

describe('what people write into cells', () => {
  it.each([
    ['19', '00000019'],
    ['00000019', '00000019'],
    ['000 00 019', '00000019'],
    ['IČO: 00000019', '00000019'],
    ['CZ00000019', '00000019'],
    ['19.0', '00000019'],
    ['00000019,00', '00000019'],
    ['7123456.0', 'icoShort'],
    ['18', 'icoShort'],
    ['7804011234', 'icoLong'],
    ['nemá', 'ico'],
  ])('IČO %s', (text, expected) => {
    const read = readIco(text);
    expect('value' in read ? read.value : read.why).toBe(expected);
  });

  it.each([
    ['1. 3. 2026', '2026-03-01', null],
    ['1.3.26', '2026-03-01', null],
    ['2026-03-01T14:30', '2026-03-01', '14:30'],
    ['1. března 2026', '2026-03-01', null],
    ['15. 3. 2027 ve 12:00', '2027-03-15', '12:00'],
    ['1 Mar 2026', '2026-03-01', null],
    ['31/12/2026', '2026-12-31', null],
    ['31. 2. 2026', null, null],
    ['brzy', null, null],
  ])('the date %s', (text, day, clock) => {
    const read = readDate(text);
    expect('value' in read ? read.value : null).toEqual(day === null ? null : { day, clock });
  });

  it.each([
    ['1 250 000,50 Kč', 125000050, 'CZK'],
    ['1250000.5', 125000050, 'CZK'],
    ['48.200 €', 4820000, 'EUR'],
    ['1.250', 125000, 'CZK'],
    ['1.2560', 126, 'CZK'],
    ['1.234567', 123, 'CZK'],
  ])('the amount %s', (text, amount, currency) => {
    expect(readMoney(text, 'CZK')).toEqual({ value: { amount, currency } });
  });

  it.each([
    ['420601000012', ['+420601000012']],
    ['00420 601 000 012', ['+420 601 000 012']],
    ['601 000 123, 601 000 124', ['601 000 123', '601 000 124']],
    ['tel. 601 000 123', ['601 000 123']],
    ['4.20601000012E+11', ['+420601000012']],
    ['4,20601E+11', 'phoneScientific'],
    ['volat', 'phone'],
  ])('the phone %s', (text, expected) => {
    const read = readPhones(text);
    expect('value' in read ? read.value : read.why).toEqual(expected);
  });

  it('addresses with names around them, and several in one cell', () => {
    expect(readEmails('Petr Říha <Riha@mostni.example>; nakup@mostni.example')).toEqual({
      value: ['riha@mostni.example', 'nakup@mostni.example'],
    });
    expect(readEmails('nemá')).toEqual({ why: 'email' });
  });

  it('an address on one line', () => {
    expect(readAddress('Příční 118/7a, 602 00 Brno')).toEqual({
      street: 'Příční 118/7a',
      postalCode: '602 00',
      city: 'Brno',
    });
    expect(readAddress('Hlavná 5\n811 01 Bratislava, Slovensko')).toMatchObject({
      postalCode: '811 01',
      city: 'Bratislava',
    });
  });

  it('titles apart from names, and names turned round', () => {
    expect(splitTitles('Ing. arch. Petr Říha, Ph.D.')).toEqual({
      before: 'Ing. arch.',
      name: 'Petr Říha',
      after: 'Ph.D.',
    });
    expect(splitTitles('Malá, Jana')).toEqual({ before: null, name: 'Jana Malá', after: null });
    expect(splitNames('Petr Říha, Jana Malá')).toEqual(['Petr Říha', 'Jana Malá']);
    expect(splitNames('Petr Říha, Ph.D.')).toEqual(['Petr Říha, Ph.D.']);
  });
});

describe('a row', () => {
  it('with two people in one cell gives each their own address, and refuses when it cannot tell whose is whose', () => {
    const both = facts({
      'contact.name': 'Petr Říha\nJana Malá',
      'contact.email': 'riha@a.example; mala@a.example',
    });
    expect(both.contacts).toMatchObject([
      { name: 'Petr Říha', emails: ['riha@a.example'] },
      { name: 'Jana Malá', emails: ['mala@a.example'] },
    ]);
    const apart = facts({ 'contact.name': 'Petr Říha\nJana Malá', 'contact.email': 'info@a.example' });
    expect(apart.why).toMatchObject([{ code: 'contactsApart' }]);
  });

  it('tells of a formula that failed, and never repeats what may be a birth number', () => {
    expect(facts({ 'company.name': '#REF!' }).why).toMatchObject([{ code: 'cellError', text: '#REF!' }]);
    expect(JSON.stringify(facts({ 'company.ico': '7804011234' }).why)).not.toContain('7804011234');
  });

  it('with an address and no name is a contact all the same', () => {
    expect(
      facts({ 'company.name': 'Kovovýroba', 'contact.email': 'info@kovo.example' }).contacts,
    ).toMatchObject([{ name: 'info@kovo.example', isNamed: false }]);
  });
});
