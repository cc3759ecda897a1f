import { expect, it } from 'vitest';
import { enterRate, readRates } from '../../src/features/rates/service.ts';
import { FieldErrors } from '../../src/lib/errors.ts';
import type { PlainDate } from '../../src/lib/time.ts';
import { world } from '../support/context.ts';

const day = (text: string) => text as PlainDate;

it('the newest rate counts, and it says who entered it', async () => {
  const { as, system } = await world();
  const eva = await as('Eva', { isAdmin: true });
  await enterRate(eva, { currency: 'EUR', rate: '24,9', validOn: day('2027-02-01') });
  await enterRate(eva, { currency: 'EUR', rate: '25,145', validOn: day('2027-03-02') });
  await enterRate(eva, { currency: 'USD', rate: '23', validOn: day('2027-03-02') });
  const rates = await readRates(system);
  expect(rates.map(({ rate, by }) => [rate.currency, rate.millionths, by?.name])).toEqual([
    ['EUR', 25_145_000, 'Eva'],
    ['USD', 23_000_000, 'Eva'],
  ]);
});

it('a rate of the same day is corrected, not doubled', async () => {
  const { as, system } = await world();
  const eva = await as('Eva', { isAdmin: true });
  await enterRate(eva, { currency: 'EUR', rate: '251', validOn: day('2027-03-02') });
  await enterRate(eva, { currency: 'EUR', rate: '25,1', validOn: day('2027-03-02') });
  expect((await readRates(system)).map(({ rate }) => rate.millionths)).toEqual([25_100_000]);
});

it('only admins enter rates', async () => {
  const { as } = await world();
  const tomas = await as('Tomáš');
  await expect(async () =>
    enterRate(tomas, { currency: 'EUR', rate: '25', validOn: day('2027-03-02') }),
  ).rejects.toMatchObject({ code: 'admin.only' });
});

it('a rate of tomorrow, or one that is no number, is refused at its field', async () => {
  const { as } = await world();
  const eva = await as('Eva', { isAdmin: true });
  const failing = async () => enterRate(eva, { currency: 'EUR', rate: 'asi 25', validOn: day('2027-03-09') });
  const error = await failing().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(FieldErrors);
  expect((error as FieldErrors).errors.map((one) => one.field)).toEqual(['rate', 'validOn']);
});
