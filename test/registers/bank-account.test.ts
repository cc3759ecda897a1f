import { describe, expect, it } from 'vitest';
import { accountOfIban, czechAccount, readBankAccount } from '../../src/features/registers/bank-account.ts';

describe('a bank account', () => {
  it('is the same whether it is written with its prefix or as an IBAN', () => {
    const local = readBankAccount('19-2000145399/0800');
    expect(local).toEqual({ kind: 'account', iban: 'CZ6508000000192000145399', local: '19-2000145399/0800' });
    expect(readBankAccount('CZ65 0800 0000 1920 0014 5399')).toEqual(local);
    expect(readBankAccount('cz6508000000192000145399')).toEqual(local);
  });

  it('is the same with and without leading zeros', () => {
    expect(readBankAccount('000019-2000145399/0800')).toEqual(readBankAccount('19-2000145399/0800'));
    expect(czechAccount('', '0000000019', '0100')).toEqual(czechAccount('0', '19', '0100'));
  });

  it.each(['19-2000145398/0800', '18-2000145399/0800', 'CZ6608000000192000145399', 'DE00502109000217523001'])(
    'has check digits that catch a typo: %s',
    (typed) => {
      expect(readBankAccount(typed)).toEqual({ kind: 'notAnAccount', problem: 'checkDigits' });
    },
  );

  it('may be abroad, where an IBAN is all that there is', () => {
    expect(readBankAccount('GB82 WEST 1234 5698 7654 32')).toEqual({
      kind: 'account',
      iban: 'GB82WEST12345698765432',
      local: null,
    });
  });

  it.each(['', '00000019', 'účet', '19-2000145399', '2000145399/08', 'CZ65080000001920001453'])(
    'is not %j',
    (typed) => {
      expect(readBankAccount(typed)).toEqual({ kind: 'notAnAccount', problem: 'shape' });
    },
  );

  it('that was published in a form of its own stays readable', () => {
    expect(accountOfIban('SK29 0900 0000 0050 3384 5424')).toEqual({
      iban: 'SK2909000000005033845424',
      local: null,
    });
  });
});
