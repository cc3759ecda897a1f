import { describe, expect, it } from 'vitest';
import { type Payment, spayd } from '../../src/features/payments/model.ts';
import { codeText, drawCode } from '../../src/features/payments/picture.ts';

const invoice: Payment = {
  iban: 'CZ6508000000192000145399',
  amount: { amount: 125_050, currency: 'CZK' },
  variableSymbol: '2027001',
  message: 'Záloha na lávku *50 %',
  name: 'Mostní stavby Brno, a.s.',
};

/** What a bank's phone reads out of the text. */
const readSpayd = (text: string): Record<string, string> => {
  const [head, version, ...fields] = text.split('*');
  const pairs = fields.map((field) => field.split(/:(.*)/s).slice(0, 2) as [string, string]);
  return { head: `${head} ${version}`, ...Object.fromEntries(pairs) };
};

describe('a payment code for a Czech account', () => {
  it('says whom, how much and what for, as the standard writes it', () => {
    expect(readSpayd(spayd(invoice))).toEqual({
      head: 'SPD 1.0',
      ACC: 'CZ6508000000192000145399',
      AM: '1250.50',
      CC: 'CZK',
      RN: 'MOSTNI STAVBY BRNO, A.S.',
      'X-VS': '2027001',
      MSG: 'ZALOHA NA LAVKU 50',
    });
  });

  it('leaves out what nobody typed', () => {
    expect(
      spayd({ ...invoice, variableSymbol: null, message: null, amount: { amount: 5, currency: 'EUR' } }),
    ).toBe('SPD*1.0*ACC:CZ6508000000192000145399*AM:0.05*CC:EUR*RN:MOSTNI STAVBY BRNO, A.S.');
  });

  it('lets no text of a customer begin another field', () => {
    const text = spayd({ ...invoice, message: 'nic*ACC:CZ0000000000000000000000*AM:9', name: 'A*B' });
    expect(readSpayd(text)).toMatchObject({ ACC: invoice.iban, AM: '1250.50' });
  });
});

describe('a payment code for a Slovak account', () => {
  it('is PAY by square, and reads back as the same payment', async () => {
    const { decode } = await import('bysquare/pay');
    const text = await codeText({
      ...invoice,
      iban: 'SK2909000000005033845424',
      amount: { amount: 4820, currency: 'EUR' },
    });
    expect(decode(text).payments).toEqual([
      expect.objectContaining({
        amount: 48.2,
        currencyCode: 'EUR',
        variableSymbol: '2027001',
        paymentNote: 'Zaloha na lavku *50 %',
        bankAccounts: [{ iban: 'SK2909000000005033845424' }],
        beneficiary: expect.objectContaining({ name: 'Mostni stavby Brno, a.s.' }),
      }),
    ]);
  });
});

it('is drawn as a PNG', async () => {
  const png = await drawCode(spayd(invoice));
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
});
