import { describe, expect, it } from 'vitest';
import { awardDeal, loseDeal, moveDeal } from '../../src/features/deals/outcome-service.ts';
import { changeDeal, createDeal } from '../../src/features/deals/service.ts';
import { enterRate } from '../../src/features/rates/service.ts';
import { hasNews } from '../../src/features/reports/content.ts';
import { contentKeys } from '../../src/features/reports/model.ts';
import { readDigestContent } from '../../src/features/reports/reading.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { PersonId } from '../../src/lib/ids.ts';
import { addHours, type LocalDateTime, type PlainDate } from '../../src/lib/time.ts';
import { world } from '../support/context.ts';

const everything = { contents: [...contentKeys], zone: 'Europe/Prague' };
const lastDay = (ctx: Ctx) => ({ from: addHours(ctx.time.now(), -24), to: addHours(ctx.time.now(), 1) });
const read = (ctx: Ctx) => readDigestContent(ctx, everything, lastDay(ctx));
const bid = (local: string) => ({ local: local as LocalDateTime, zone: 'Europe/Prague' });
const named = ({ deals }: { deals: { name: string }[] }) => deals.map((deal) => deal.name);
const idOf = (ctx: Ctx) => (ctx.actor as { id: PersonId }).id;
const nothing = { reason: 'price', note: null, winner: null, winnerValue: null } as const;

describe('a digest on Monday 8 March', () => {
  it('lists the bids of the next two weeks by their deadline, and no later ones', async () => {
    const { as, system } = await world();
    const anna = await as('Anna');
    await createDeal(anna, { name: 'Za měsíc', bidDeadline: bid('2027-04-08T12:00') });
    await createDeal(anna, { name: 'Příští týden', bidDeadline: bid('2027-03-16T12:00') });
    await createDeal(anna, { name: 'Zítra', bidDeadline: bid('2027-03-09T12:00') });
    const content = await read(system);
    expect(named(content.bids)).toEqual(['Zítra', 'Příští týden']);
    expect(content.names.people.get(idOf(anna))).toBe('Anna');
  });

  it('sets apart the bids whose deadline has passed', async () => {
    const { as, system, time } = await world();
    await createDeal(await as('Anna'), { name: 'Lávka', bidDeadline: bid('2027-03-08T12:00') });
    time.advance(5 * 3_600_000);
    const content = await read(system);
    expect([named(content.missedBids), named(content.bids)]).toEqual([['Lávka'], []]);
  });

  it('tells steps that are overdue and deals without any', async () => {
    const { as, system, time } = await world({ now: '2027-03-07T08:00:00.000Z' });
    const anna = await as('Anna');
    const step = (on: string) => ({ text: 'zavolat', on: on as PlainDate, ownerId: idOf(anna) });
    await createDeal(anna, { name: 'Včera', nextStep: step('2027-03-07') });
    await createDeal(anna, { name: 'Dnes', nextStep: step('2027-03-08') });
    await createDeal(anna, { name: 'Bez kroku' });
    time.advance(24 * 3_600_000);
    const content = await read(system);
    expect([named(content.steps), named(content.withoutStep)]).toEqual([['Včera'], ['Bez kroku']]);
  });

  it('tells what moved, was won, lost and created since the last one, each once', async () => {
    const { as, system, time } = await world();
    const anna = await as('Anna');
    const [moving, winning, losing] = [
      await createDeal(anna, { name: 'Hala' }),
      await createDeal(anna, { name: 'Most' }),
      await createDeal(anna, { name: 'Schodiště' }),
    ];
    time.advance(48 * 3_600_000);
    await moveDeal(anna, moving.id, 'rfp');
    await awardDeal(anna, winning.id, { amount: 500, currency: 'EUR' });
    await loseDeal(anna, losing.id, nothing);
    await createDeal(anna, { name: 'Zábradlí' });
    const { happened } = await read(system);
    expect(happened.moved.map(({ deal, stage }) => [deal.name, stage])).toEqual([
      ['Hala', { from: 'new', to: 'rfp' }],
    ]);
    expect(
      [happened.won, happened.lost, happened.created].map((deals) => deals.map((deal) => deal.name)),
    ).toEqual([['Most'], ['Schodiště'], ['Zábradlí']]);
  });

  it('never says a word of a restricted deal, not even in a sum', async () => {
    const { as, system, time } = await world({ now: '2027-03-01T08:00:00.000Z' });
    const anna = await as('Anna');
    await createDeal(anna, {
      name: 'Převzetí závodu',
      restricted: true,
      value: { amount: 900_000_000, currency: 'CZK' },
      bidDeadline: bid('2027-03-09T12:00'),
      nextStep: { text: 'mlčet', on: '2027-03-01' as PlainDate, ownerId: idOf(anna) },
    });
    time.advance(7 * 24 * 3_600_000);
    const content = await readDigestContent(system, everything, {
      from: addHours(time.now(), -24 * 30),
      to: time.now(),
    });
    expect(hasNews(content)).toBe(false);
    expect(content.pipeline).toMatchObject({ count: 0, sums: [] });
  });

  it('forgets what it told of a deal that was restricted since', async () => {
    const { as, system } = await world();
    const anna = await as('Anna');
    const deal = await createDeal(anna, { name: 'Hala' });
    await changeDeal(anna, deal.id, { restricted: true });
    expect((await read(system)).happened.created).toEqual([]);
  });

  it('adds up the pipeline by stage, weighed by its probability, and in one currency at the entered rate', async () => {
    const { as, system } = await world();
    const eva = await as('Eva', { isAdmin: true });
    await enterRate(eva, { currency: 'EUR', rate: '25', validOn: '2027-03-01' as PlainDate });
    await createDeal(eva, { name: 'Lávka', value: { amount: 100_000, currency: 'CZK' } });
    await createDeal(eva, { name: 'Věž', value: { amount: 4_000, currency: 'EUR' } });
    const moved = await createDeal(eva, { name: 'Hala', value: { amount: 50_000, currency: 'CZK' } });
    await moveDeal(eva, moved.id, 'negotiation');
    const { pipeline, rateAuthors } = await read(system);
    expect(pipeline?.rows.map((row) => [row.stage.key, row.count, row.sums, row.weighted])).toEqual([
      [
        'new',
        2,
        [
          { amount: 100_000, currency: 'CZK' },
          { amount: 4_000, currency: 'EUR' },
        ],
        [
          { amount: 10_000, currency: 'CZK' },
          { amount: 400, currency: 'EUR' },
        ],
      ],
      ['qualified', 0, [], []],
      ['rfi', 0, [], []],
      ['rfp', 0, [], []],
      ['offer', 0, [], []],
      ['negotiation', 1, [{ amount: 50_000, currency: 'CZK' }], [{ amount: 40_000, currency: 'CZK' }]],
    ]);
    expect(pipeline?.total.sum).toEqual({ amount: 250_000, currency: 'CZK' });
    expect(pipeline?.weightedTotal.sum).toEqual({ amount: 60_000, currency: 'CZK' });
    expect(rateAuthors).toEqual(['Eva']);
  });

  it('reads only what was asked for', async () => {
    const { as, system } = await world();
    await createDeal(await as('Anna'), { name: 'Lávka', bidDeadline: bid('2027-03-09T12:00') });
    const content = await readDigestContent(
      system,
      { contents: ['steps'], zone: 'Europe/Prague' },
      lastDay(system),
    );
    expect([
      content.bids.total,
      content.withoutStep.total,
      content.happened.created,
      content.pipeline,
    ]).toEqual([0, 1, [], null]);
  });

  it('counts the e-mails that other slices say are waiting', async () => {
    const { system } = await world({ ports: { digestParts: [{ waitingMails: async () => 3 }] } });
    expect((await read(system)).mails).toBe(3);
  });
});
