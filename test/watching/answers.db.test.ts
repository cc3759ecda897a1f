import { describe, expect, it } from 'vitest';
import { changeDeal } from '../../src/features/deals/service.ts';
import {
  acknowledgeNudges,
  handNudges,
  snoozeMoment,
  snoozeNudges,
  takeBackAnswer,
} from '../../src/features/watching/answers.ts';
import { listNudgesWaiting } from '../../src/features/watching/home.ts';
import { watchBid, watchDate } from '../../src/features/watching/service.ts';
import type { Ctx } from '../../src/lib/context.ts';
import { deadline, footbridge, prague, type Stage, stage } from './stage.ts';

/** Eva was nudged for the first time: on Thursday 4 March at nine. */
async function nudged(): Promise<
  Stage & { ids: number[]; dealId: Awaited<ReturnType<typeof footbridge>>['id'] }
> {
  const it = await stage();
  const { id } = await footbridge(it.eva);
  await watchBid(it.eva, id);
  await it.at('2027-03-04T09:00');
  return { ...it, ids: await waitingOf(it.eva), dealId: id };
}

const waitingOf = async (ctx: Ctx): Promise<number[]> =>
  (await listNudgesWaiting(ctx, 10)).flatMap((card) => card.nudges.map((nudge) => nudge.id));

describe('“I know”', () => {
  it('quiets this nudge only', async () => {
    const it = await nudged();
    await acknowledgeNudges(it.eva, it.ids);
    expect(await waitingOf(it.eva)).toEqual([]);
    await it.at('2027-03-10T09:00');
    expect(it.told('Eva')).toHaveLength(2);
  });

  it('can be taken back', async () => {
    const it = await nudged();
    await acknowledgeNudges(it.eva, it.ids);
    await takeBackAnswer(it.eva, it.ids);
    expect(await waitingOf(it.eva)).toEqual(it.ids);
  });

  it('is said by the one who was told, and by nobody else', async () => {
    const it = await nudged();
    await expect(acknowledgeNudges(it.tomas, it.ids)).rejects.toMatchObject({ code: 'notFound' });
  });
});

describe('snoozing', () => {
  it('brings the nudge again, once, and not at the time it was put off from', async () => {
    const it = await nudged();
    await snoozeNudges(it.eva, it.ids, snoozeMoment(it.eva, 'hour'));
    await it.at('2027-03-04T09:59');
    expect(it.told('Eva')).toHaveLength(1);
    await it.at('2027-03-04T10:00');
    await it.at('2027-03-04T10:01');
    expect(it.told('Eva')).toHaveLength(2);
  });

  it('until the morning means nine o’clock of the next working day', async () => {
    const it = await nudged();
    it.sleepsUntil('2027-03-05T15:00');
    expect(snoozeMoment(it.eva, 'morning')).toBe(prague('2027-03-08T09:00'));
    it.sleepsUntil('2027-03-25T15:00');
    expect(snoozeMoment(it.eva, 'morning')).toBe(prague('2027-03-30T09:00'));
  });

  it('taken back does not come again', async () => {
    const it = await nudged();
    await snoozeNudges(it.eva, it.ids, prague('2027-03-05T09:00'));
    await takeBackAnswer(it.eva, it.ids);
    await it.at('2027-03-05T09:00');
    expect(it.told('Eva')).toHaveLength(1);
    expect(await waitingOf(it.eva)).toEqual(it.ids);
  });

  it('goes neither into the past nor past the deadline', async () => {
    const it = await nudged();
    const until = (local: string) => snoozeNudges(it.eva, it.ids, prague(local));
    await expect(until('2027-03-04T08:00')).rejects.toMatchObject({ code: 'date.past' });
    await expect(until('2027-03-15T12:00')).rejects.toMatchObject({ code: 'date.afterDeadline' });
  });

  it('is forgotten when the deadline moves', async () => {
    const it = await nudged();
    await snoozeNudges(it.eva, it.ids, prague('2027-03-05T09:00'));
    await changeDeal(it.eva, it.dealId, { bidDeadline: deadline('2027-04-15T12:00') });
    await it.at('2027-03-05T09:00');
    expect(it.told('Eva')).toHaveLength(1);
  });
});

describe('handing to a colleague', () => {
  it('tells them at once who hands it over, and from then on they are nudged', async () => {
    const it = await nudged();
    await handNudges(it.eva, it.ids, (await it.person('Tomáš')).id);
    await it.settle();
    expect(it.told('Tomáš')).toHaveLength(1);
    expect(it.pages('Tomáš')[0]).toContain('Předává: Eva');
    await it.at('2027-03-10T09:00');
    expect(it.told('Tomáš')).toHaveLength(2);
    expect(it.told('Eva')).toHaveLength(1);
  });

  it('can be taken back: one watches again, the colleague’s message says so and nothing more comes to them', async () => {
    const it = await nudged();
    await handNudges(it.eva, it.ids, (await it.person('Tomáš')).id);
    await it.settle();
    await takeBackAnswer(it.eva, it.ids);
    await it.settle();
    expect(it.pages('Tomáš')[0]).toContain('Předání vzato zpět: Eva');
    expect(await waitingOf(it.tomas)).toEqual([]);
    expect(await waitingOf(it.eva)).toEqual(it.ids);
    await it.at('2027-03-10T09:00');
    expect(it.told('Eva')).toHaveLength(2);
    expect(it.told('Tomáš')).toHaveLength(1);
  });

  it('taken back and handed over again tells the colleague again', async () => {
    const it = await nudged();
    const tomas = (await it.person('Tomáš')).id;
    await handNudges(it.eva, it.ids, tomas);
    await it.settle();
    await takeBackAnswer(it.eva, it.ids);
    await it.at('2027-03-04T09:05');
    await handNudges(it.eva, it.ids, tomas);
    await it.settle();
    expect(it.told('Tomáš')).toHaveLength(2);
    expect(it.pages('Tomáš')[0]).toContain('Předání vzato zpět: Eva');
    expect(it.pages('Tomáš')[1]).toContain('Vím o tom');
  });

  it('taken back leaves the watching to a colleague who watched before, or who answered meanwhile', async () => {
    const it = await nudged();
    const [tomas, zuzana] = [(await it.person('Tomáš')).id, (await it.person('Zuzana')).id];
    await watchDate(it.zuzana, { dealId: it.dealId, kind: 'bid', people: [zuzana], days: [3] });
    await handNudges(it.eva, it.ids, zuzana);
    await it.settle();
    await takeBackAnswer(it.eva, it.ids);
    await it.at('2027-03-04T09:05');
    await handNudges(it.eva, it.ids, tomas);
    await it.settle();
    await acknowledgeNudges(it.tomas, await waitingOf(it.tomas));
    await takeBackAnswer(it.eva, it.ids);
    await it.at('2027-03-10T09:00');
    expect(it.told('Eva')).toHaveLength(2);
    expect(it.told('Zuzana')).toHaveLength(2);
    expect(it.told('Tomáš')).toHaveLength(2);
  });

  it('is refused when the colleague does not see the deal', async () => {
    const it = await stage();
    const { id } = await footbridge(it.eva, { restricted: true });
    await watchBid(it.eva, id);
    await it.at('2027-03-04T09:00');
    const handing = handNudges(it.eva, await waitingOf(it.eva), (await it.person('Tomáš')).id);
    await expect(handing).rejects.toMatchObject({ code: 'watching.cannotSee' });
  });
});

describe('nudges that wait', () => {
  it('are those of dates that still stand, each once', async () => {
    const it = await nudged();
    await it.at('2027-03-10T09:00');
    const waiting = await listNudgesWaiting(it.eva, 10);
    expect(waiting.map((card) => card.nudges.map((nudge) => nudge.rung))).toEqual([['d7', 'd3']]);
    await changeDeal(it.eva, it.dealId, { bidDeadline: deadline('2027-04-15T12:00') });
    expect(await waitingOf(it.eva)).toEqual([]);
  });
});
