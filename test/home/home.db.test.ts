import { describe, expect, it } from 'vitest';
import { asPerson, getPerson } from '../../src/access/people.ts';
import { submitOffer } from '../../src/features/deals/outcome-service.ts';
import { changeDeal, createDeal } from '../../src/features/deals/service.ts';
import { handOverDeal } from '../../src/features/deals/sharing-service.ts';
import { homeListener, homePush } from '../../src/features/home/effects.ts';
import { noteHomeOpened, readHome } from '../../src/features/home/service.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { PersonId } from '../../src/lib/ids.ts';
import type { LocalDateTime, PlainDate } from '../../src/lib/time.ts';
import type { Effect } from '../../src/outbox/effects.ts';
import { world } from '../support/context.ts';

const bid = (local: string) => ({ local: local as LocalDateTime, zone: 'Europe/Prague' });
const named = ({ deals }: { deals: { name: string }[] }) => deals.map((deal) => deal.name);
const idOf = (ctx: Ctx) => (ctx.actor as { id: PersonId }).id;
const homeOf = async (ctx: Ctx) => readHome(ctx, await getPerson(ctx.db, idOf(ctx)));

describe('Anna’s Home on Monday 8 March', () => {
  it('has what she must submit until tonight apart from the rest, which goes by the deadline', async () => {
    const { as, time } = await world({ now: '2027-03-07T08:00:00.000Z' });
    const anna = await as('Anna');
    await createDeal(anna, { name: 'Bez termínu' });
    await createDeal(anna, { name: 'Zítra', bidDeadline: bid('2027-03-09T00:30') });
    await createDeal(anna, { name: 'Včera', bidDeadline: bid('2027-03-07T12:00') });
    await createDeal(anna, { name: 'Dnes', bidDeadline: bid('2027-03-08T23:30') });
    time.advance(24 * 3_600_000);
    const home = await homeOf(anna);
    expect(named(home.due)).toEqual(['Včera', 'Dnes']);
    expect(named(home.mine)).toEqual(['Zítra', 'Bez termínu']);
  });

  it('does not press for a bid that was submitted', async () => {
    const { as, time } = await world();
    const anna = await as('Anna');
    const deal = await createDeal(anna, { name: 'Lávka', bidDeadline: bid('2027-03-08T12:00') });
    await submitOffer(anna, deal.id, { at: time.now(), how: 'portal', proof: null });
    const home = await homeOf(anna);
    expect([named(home.due), named(home.mine)]).toEqual([[], ['Lávka']]);
  });

  it('has the steps that are hers, also on a colleague’s deal, and not the others on her own', async () => {
    const { as } = await world();
    const [anna, petr] = [await as('Anna'), await as('Petr')];
    const step = (ctx: Ctx) => ({ text: 'zavolat', on: '2027-03-08' as PlainDate, ownerId: idOf(ctx) });
    await createDeal(petr, { name: 'Petrova hala', nextStep: step(anna) });
    await createDeal(anna, { name: 'Annina lávka', nextStep: step(petr) });
    expect(named((await homeOf(anna)).steps)).toEqual(['Petrova hala']);
  });

  it('adds to the pipeline only what she may see', async () => {
    const { as } = await world();
    const [anna, petr] = [await as('Anna'), await as('Petr')];
    await createDeal(petr, { name: 'Převzetí závodu', restricted: true });
    await createDeal(petr, { name: 'Hala' });
    expect((await homeOf(anna)).pipeline.pipeline.count).toBe(1);
    expect((await homeOf(petr)).pipeline.pipeline.count).toBe(2);
  });

  it('takes as many queries with sixty deals as with twenty', async () => {
    const { as, database } = await world();
    const anna = await as('Anna');
    const more = async (count: number) => {
      for (let index = 0; index < count; index += 1) {
        const day = String(10 + (index % 20)).padStart(2, '0');
        await createDeal(anna, {
          name: `Hala ${index}`,
          bidDeadline: bid(`2027-03-${day}T12:00`),
          nextStep: { text: 'zavolat', on: '2027-03-08' as PlainDate, ownerId: idOf(anna) },
        });
      }
    };
    const queriesOfHome = async () => {
      let queries = 0;
      const count = () => {
        queries += 1;
      };
      database.reader.on('query', count);
      await homeOf(anna);
      database.reader.off('query', count);
      return queries;
    };
    await more(20);
    const few = await queriesOfHome();
    await more(40);
    expect(few).toBeGreaterThan(0);
    expect(await queriesOfHome()).toBe(few);
  });
});

describe('a Home that was opened', () => {
  const pushes = async (ctx: Ctx) =>
    (await ctx.db('outbox').where({ kind: 'home.push' }).orderBy('id')).map((row) => ({
      person: (JSON.parse(row.payload) as { personId: PersonId }).personId,
      at: row.run_at,
    }));

  it('is pushed once for all that changes within half a minute, and again for what comes later', async () => {
    const { as, system, time } = await world({ listeners: [homeListener] });
    const anna = await as('Anna');
    await noteHomeOpened(system, idOf(anna));
    const deal = await createDeal(anna, { name: 'Lávka' });
    time.advance(20_000);
    await changeDeal(anna, deal.id, { name: 'Lávka přes Svratku' });
    time.advance(11_000);
    await changeDeal(anna, deal.id, { name: 'Lávka přes Svitavu' });
    expect(await pushes(system)).toEqual([
      { person: idOf(anna), at: '2027-03-08T08:00:31.000Z' },
      { person: idOf(anna), at: '2027-03-08T08:01:01.000Z' },
    ]);
  });

  it('is left alone when others change what is theirs', async () => {
    const { as, system } = await world({ listeners: [homeListener] });
    const [anna, petr] = [await as('Anna'), await as('Petr')];
    await noteHomeOpened(system, idOf(anna));
    await createDeal(petr, { name: 'Petrova hala' });
    expect(await pushes(system)).toEqual([]);
  });

  it('is pushed to both when a deal changes hands', async () => {
    const { as, system } = await world({ listeners: [homeListener] });
    const [anna, petr] = [await as('Anna'), await as('Petr')];
    const deal = await createDeal(anna, { name: 'Lávka' });
    await noteHomeOpened(system, idOf(anna));
    await noteHomeOpened(system, idOf(petr));
    await handOverDeal(anna, deal.id, idOf(petr), null);
    expect((await pushes(system)).map((push) => push.person).sort()).toEqual([idOf(anna), idOf(petr)].sort());
  });

  it('is not kept up to date longer than a day', async () => {
    const { as, system, time, person } = await world({ listeners: [homeListener] });
    const anna = await as('Anna');
    await noteHomeOpened(system, idOf(anna));
    const push = () => homePush.deliver(system, { personId: idOf(anna) } as never, {} as Effect);
    expect(await push()).toMatchObject({ do: 'publish', person: idOf(anna) });
    time.advance(24 * 3_600_000 + 1);
    await createDeal(anna, { name: 'Lávka' });
    expect(await pushes(system)).toEqual([]);
    expect(await push()).toMatchObject({ do: 'drop' });
    expect(asPerson(system, await person('Anna')).actor).toMatchObject({ name: 'Anna' });
  });
});
