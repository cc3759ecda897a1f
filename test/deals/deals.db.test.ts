import { describe, expect, it } from 'vitest';
import { changeSeenDeal, createDeal, getDeal, listDealsOf } from '../../src/features/deals/service.ts';
import { usualCurrency } from '../../src/features/deals/usual-currency.ts';
import { CrmError, FieldErrors } from '../../src/lib/errors.ts';
import type { LocalDateTime } from '../../src/lib/time.ts';
import { world } from '../support/context.ts';

const deadline = (local: string) => ({ local: local as LocalDateTime, zone: 'Europe/Prague' });

describe('a deal', () => {
  it('belongs to the person who creates it, in the first stage, with the value they typed', async () => {
    const { as } = await world();
    const anna = await as('Anna');
    const bridge = await createDeal(anna, {
      name: 'Lávka přes Svratku',
      value: { amount: 125_000_000, currency: 'CZK' },
      bidDeadline: deadline('2027-03-15T12:00'),
    });
    expect(await getDeal(anna, bridge.id)).toMatchObject({
      name: 'Lávka přes Svratku',
      stage: 'new',
      probability: 10,
      value: { amount: 125_000_000, currency: 'CZK' },
      bidDeadline: { local: '2027-03-15T12:00', zone: 'Europe/Prague', at: '2027-03-15T11:00:00.000Z' },
    });
  });

  it('begins in the currency of the last one that its owner gave a value', async () => {
    const { as } = await world();
    const [zuzana, anna] = [await as('Zuzana'), await as('Anna')];
    await createDeal(zuzana, { name: 'Hala Žilina', value: { amount: 4_820_000, currency: 'EUR' } });
    await createDeal(zuzana, { name: 'Zatiaľ bez ceny' });
    expect([await usualCurrency(zuzana), await usualCurrency(anna)]).toEqual(['EUR', 'CZK']);
  });

  it('does not exist for a colleague when it is restricted', async () => {
    const { as } = await world();
    const secret = await createDeal(await as('Anna'), { name: 'Převzetí závodu', restricted: true });
    await expect(getDeal(await as('Tomáš'), secret.id)).rejects.toThrow(CrmError);
  });

  it('refuses a bid deadline in the hour that clocks skip in March', async () => {
    const { as } = await world();
    const creating = createDeal(await as('Anna'), {
      name: 'Most',
      bidDeadline: deadline('2027-03-28T02:30'),
    });
    await expect(creating).rejects.toThrow(FieldErrors);
  });

  it('tells the second of two people who edit at once', async () => {
    const { as, person } = await world();
    const anna = await as('Anna');
    const bridge = await createDeal(anna, { name: 'Most' });
    await changeSeenDeal(anna, bridge.id, bridge.version, { name: 'Most u Lipůvky' });
    const second = await changeSeenDeal(anna, bridge.id, bridge.version, { source: 'veletrh' });
    expect(second).toMatchObject({
      kind: 'changedMeanwhile',
      changes: [{ field: 'name', from: 'Most', to: 'Most u Lipůvky', by: (await person('Anna')).id }],
    });
  });

  it('comes up in its owner’s list by the nearest deadline, those without one last', async () => {
    const { as, person } = await world();
    const anna = await as('Anna');
    await createDeal(anna, { name: 'Bez termínu' });
    await createDeal(anna, { name: 'Později', bidDeadline: deadline('2027-05-01T09:00') });
    await createDeal(anna, { name: 'Dřív', bidDeadline: deadline('2027-03-20T09:00') });
    const { deals, total } = await listDealsOf(anna, (await person('Anna')).id, { limit: 10, offset: 0 });
    expect(deals.map((deal) => deal.name)).toEqual(['Dřív', 'Později', 'Bez termínu']);
    expect(total).toBe(3);
  });
});
