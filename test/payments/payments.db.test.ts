import { beforeEach, describe, expect, it } from 'vitest';
import { getPerson } from '../../src/access/people.ts';
import { paymentCodeUpload } from '../../src/features/payments/effects.ts';
import {
  type PaymentWish,
  publishedAccounts,
  requestPaymentCode,
} from '../../src/features/payments/service.ts';
import { Ico } from '../../src/features/registers/model.ts';
import { askRecord } from '../../src/features/registers/record.ts';
import type { PersonId } from '../../src/lib/ids.ts';
import { office } from '../companies/office.ts';

const bridges = Ico.parse('00000019');
const wish: PaymentWish = {
  ico: bridges,
  iban: 'CZ6508000000192000145399',
  amount: { amount: 125_050, currency: 'CZK' },
  variableSymbol: ' 2027 001 ',
  message: 'Záloha',
};

describe('asking for a payment code', () => {
  let here: Awaited<ReturnType<typeof office>>;
  beforeEach(async () => {
    here = await office();
    await askRecord(here.eva, bridges, 'CZ');
  });

  const waiting = async () =>
    (await here.eva.db('outbox').where({ kind: 'payments.code' })).map(({ payload }) => JSON.parse(payload));

  it('sends the picture to the one who asked, with what it says beside it', async () => {
    await requestPaymentCode(here.eva, wish);
    const [payload] = await waiting();
    const delivery = await paymentCodeUpload.deliver(here.eva, payload as never, {} as never);
    const eva = await getPerson(here.eva.db, (here.eva.actor as { id: PersonId }).id);
    expect(delivery).toMatchObject({
      do: 'upload',
      to: { person: eva.id },
      name: expect.stringMatching(/\.png$/),
    });
    expect(delivery).toMatchObject({ comment: expect.stringContaining('19-2000145399/0800') });
    expect(delivery).toMatchObject({ comment: expect.stringContaining('VS 2027001') });
  });

  it('is refused for an account that the register does not publish', async () => {
    const stranger = { ...wish, iban: 'CZ7401000000000000000019' };
    await expect(requestPaymentCode(here.eva, stranger)).rejects.toMatchObject({
      errors: [{ code: 'payment.notPublished', field: 'iban' }],
    });
    expect(await waiting()).toEqual([]);
  });

  it('does not leave when the account has been struck out meanwhile', async () => {
    await requestPaymentCode(here.eva, wish);
    await here.eva.database.writer('register_answers').where({ source: 'crpdph' }).delete();
    const [payload] = await waiting();
    const delivery = await paymentCodeUpload.deliver(here.eva, payload as never, {} as never);
    expect(delivery).toEqual({ do: 'drop', reason: 'the account is published no more' });
  });

  it('knows only accounts that are published today', async () => {
    await askRecord(here.eva, Ico.parse('00000027'), 'CZ');
    expect(await publishedAccounts(here.eva, Ico.parse('00000027'))).toEqual([]);
    expect((await publishedAccounts(here.eva, bridges)).map(({ local }) => local)).toEqual([
      '19-2000145399/0800',
      null,
    ]);
  });

  it.each([
    ['nothing to pay', { amount: { amount: 0, currency: 'CZK' } }, 'amount'],
    ['more than a code can say', { amount: { amount: 1_000_000_000, currency: 'CZK' } }, 'amount'],
    ['crowns to a Slovak account', { iban: 'SK2909000000005033845424' }, 'amount'],
    ['a symbol with letters', { variableSymbol: 'FA-17' }, 'variableSymbol'],
    ['a long message', { message: 'x'.repeat(61) }, 'message'],
  ])('refuses %s at its field', async (_, change, field) => {
    const attempt = requestPaymentCode(here.eva, { ...wish, ...(change as Partial<PaymentWish>) });
    await expect(attempt).rejects.toMatchObject({ errors: [{ field }] });
  });
});
