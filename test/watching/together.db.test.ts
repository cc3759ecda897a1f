import { expect, it } from 'vitest';
import { changeDeal, getDeal } from '../../src/features/deals/service.ts';
import { acknowledgeNudges } from '../../src/features/watching/answers.ts';
import { listNudgesWaiting } from '../../src/features/watching/home.ts';
import { watchBid } from '../../src/features/watching/service.ts';
import { deadline, footbridge, stage } from './stage.ts';

it('who begins to watch while the deadline moves is nudged for the new one', async () => {
  for (const day of [16, 17, 18, 19]) {
    const it = await stage();
    const { id } = await footbridge(it.eva);
    await watchBid(it.eva, id);
    await Promise.all([
      watchBid(it.tomas, id),
      changeDeal(it.eva, id, { bidDeadline: deadline(`2027-03-${day}T12:00`) }),
      watchBid(it.zuzana, id),
    ]);
    const [planned] = await it.system.db('watched_dates');
    expect(planned).toMatchObject({ stamp: `2027-03-${day}T12:00 Europe/Prague`, version: 2 });
    expect((await getDeal(it.eva, id)).bidDeadline?.local).toBe(planned?.stamp.slice(0, 16));
    await it.at(`2027-03-${day}T09:00`);
    for (const name of ['Eva', 'Tomáš', 'Zuzana']) expect(it.told(name).at(-1)).toContain('⏰ Dnes');
  }
});

it('a deadline that moves while its nudges go out is told of, and nobody is nudged twice', async () => {
  const it = await stage();
  const { id } = await footbridge(it.eva);
  for (const one of [it.eva, it.tomas, it.zuzana]) await watchBid(one, id);
  const other = it.other();
  it.sleepsUntil('2027-03-12T09:00');
  await Promise.all([
    other.settle(),
    changeDeal(it.petr, id, { bidDeadline: deadline('2027-03-16T12:00') }),
    it.settle(),
  ]);
  await it.at('2027-03-12T09:05');
  await it.at('2027-03-15T09:00');
  await it.at('2027-03-16T09:00');
  for (const name of ['Eva', 'Tomáš', 'Zuzana']) {
    const told = it.told(name).map((text) => text.slice(2, 10));
    expect(told.slice(-3)).toEqual(['Posunutý', 'Zítra: o', 'Dnes: od']);
    expect(told.length).toBeLessThanOrEqual(4);
  }
});

it('a double click answers once', async () => {
  const it = await stage();
  await watchBid(it.eva, (await footbridge(it.eva)).id);
  await it.at('2027-03-04T09:00');
  const ids = (await listNudgesWaiting(it.eva, 1)).flatMap((card) => card.nudges.map((nudge) => nudge.id));
  await acknowledgeNudges(it.eva, ids);
  const [first] = await it.system.db('nudges').whereIn('id', ids);
  it.sleepsUntil('2027-03-04T09:05');
  await acknowledgeNudges(it.eva, ids);
  const [second] = await it.system.db('nudges').whereIn('id', ids);
  expect(second?.reacted_at).toBe(first?.reacted_at);
});
