import { describe, expect, it } from 'vitest';
import {
  hasValidChecksum,
  Ico,
  looksLikeAddress,
  maskTaxNumber,
  readTypedCompany,
} from '../../src/features/registers/model.ts';

describe('an IČO as people type it', () => {
  it.each([
    '00000019',
    ' 000 000 19 ',
    'IČO: 00000019',
    'ičo 00000019',
    'IC 00000019',
    '000\u00a000\u00a0019',
    '00.00.00.19',
  ])('is understood: %s', (typed) => {
    expect(readTypedCompany(typed)).toEqual({ kind: 'ico', ico: '00000019', validChecksum: true });
  });

  it('with a wrong check digit is let through with a warning: the registers hold such subjects', () => {
    expect(readTypedCompany('00000012')).toEqual({ kind: 'ico', ico: '00000012', validChecksum: false });
  });

  it('with 7 digits is not padded behind the back of the person, but offered', () => {
    expect(readTypedCompany('0000019')).toEqual({
      kind: 'notAnIco',
      problem: 'digits',
      count: 7,
      ico: '00000019',
    });
    expect(readTypedCompany('0000012')).toEqual({ kind: 'notAnIco', problem: 'digits', count: 7, ico: null });
  });

  it('with 40 digits says how many there are', () => {
    expect(readTypedCompany('1'.repeat(40))).toMatchObject({
      kind: 'notAnIco',
      problem: 'digits',
      count: 40,
    });
  });

  it.each(['0000OO19', 'OOOOOO19', '000000o9'])('with the letter O is recognised: %s', (typed) => {
    expect(readTypedCompany(typed)).toMatchObject({ kind: 'notAnIco', problem: 'letterO' });
  });

  it('with the letter O offers the number that was meant', () => {
    expect(readTypedCompany('O0000019')).toMatchObject({ problem: 'letterO', ico: '00000019' });
  });

  it.each(['CZ00000019', 'cz 000 000 19'])('is not confused with a DIČ: %s', (typed) => {
    expect(readTypedCompany(typed)).toEqual({ kind: 'notAnIco', problem: 'taxNumber', ico: '00000019' });
  });

  it('is not confused with a DIČ that is a birth number, which is not repeated', () => {
    const read = readTypedCompany('CZ7500000012');
    expect(read).toEqual({ kind: 'notAnIco', problem: 'taxNumber', ico: null });
    expect(JSON.stringify(read)).not.toContain('7500000012');
  });

  it.each(['123456789/0100', '19-2000145399/0800', 'CZ65 0800 0000 1920 0014 5399'])(
    'is not confused with a bank account: %s',
    (typed) => {
      expect(readTypedCompany(typed)).toEqual({ kind: 'notAnIco', problem: 'bankAccount' });
    },
  );

  it.each(['Mostní stavby', 'COOP', 'O2', 'Café 100*%"', 'Hotel IC', 'Oslo'])(
    'is not seen in a name: %s',
    (typed) => {
      expect(readTypedCompany(typed)).toEqual({ kind: 'name', name: typed });
    },
  );

  it('is missing in an empty field', () => {
    expect(readTypedCompany(' \u00a0 ')).toEqual({ kind: 'empty' });
  });
});

describe('check digit', () => {
  it.each(['00000019', '00000027', '00000060', '00000141', '45274649'])('of %s is right', (ico) => {
    expect(hasValidChecksum(ico)).toBe(true);
  });
  it.each(['00000018', '00123562', '29340042', '1234', '4527464a'])('of %s is not', (ico) => {
    expect(hasValidChecksum(ico)).toBe(false);
  });
});

describe('Ico', () => {
  it('refuses what is no number of up to eight digits', () => {
    for (const text of ['', '123456789', '4527464O', 'CZ00000019'])
      expect(Ico.safeParse(text).success).toBe(false);
  });
});

describe('a DIČ', () => {
  it('of a company or a VAT group stays readable', () => {
    expect(maskTaxNumber('CZ00000019')).toBe('CZ00000019');
    expect(maskTaxNumber('CZ699000019')).toBe('CZ699000019');
  });
  it.each(['CZ7500000012', 'cz750000001', 'CZ 750000 0012'])(
    'that is a birth number is covered: %s',
    (dic) => {
      expect(maskTaxNumber(dic)).toMatch(/^CZ•{9,10}$/);
    },
  );
});

describe('an address where a company is expected', () => {
  it.each([
    'Příční 118/7a, Brno',
    'Příční 118, 602 00 Brno',
    'náměstí T. G. Masaryka 5, Zlín',
    'Lhota pod Kopcem 12, 756 24',
    'Brno 602 00',
  ])('is seen: %s', (typed) => expect(looksLikeAddress(typed)).toBe(true));

  it.each([
    'Mostní stavby Brno, a.s.',
    'Sklad 21, s.r.o.',
    'Studio 54',
    'Kovovýroba H, s.r.o.',
    '45274649',
    'Nabídka 17',
    '3K stavby, Brno',
  ])('is not seen in a name: %s', (typed) => expect(looksLikeAddress(typed)).toBe(false));
});
