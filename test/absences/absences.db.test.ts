import { expect, it } from 'vitest';
import { findActing, listStandIns } from '../../src/access/standing-in.ts';
import { readAbsence, sayAway } from '../../src/features/absences/service.ts';
import type { PlainDate } from '../../src/lib/time.ts';
import { world } from '../support/context.ts';

const day = (text: string) => text as PlainDate;

async function firm() {
  const office = await world();
  const id = async (name: string) => (await office.person(name)).id;
  const acting = async (name: string) => (await findActing(office.system, await id(name)))?.name ?? null;
  const away = async (name: string, until: string | null, standIn: string | null) =>
    sayAway(
      await office.as(name),
      until === null ? null : day(until),
      standIn === null ? null : await id(standIn),
    );
  return { ...office, id, acting, away };
}

it('whoever stands in acts for a colleague up to the last day of their absence, and then they themselves again', async () => {
  const { acting, away, time } = await firm();
  await away('Eva', '2027-03-10', 'Zuzana');
  expect(await acting('Eva')).toBe('Zuzana');
  time.advance(3 * 24 * 3600 * 1000);
  expect(await acting('Eva')).toBe('Eva');
});

it('a day ends where the colleague lives', async () => {
  const { system, as, id, time } = await firm();
  const nora = await as('Nora', { zone: 'America/New_York' });
  await sayAway(nora, day('2027-03-08'), await id('Zuzana'));
  time.advance(18 * 3600 * 1000);
  expect((await findActing(system, await id('Nora')))?.name).toBe('Zuzana');
});

it('of several who are away the last one acts; when all are, or who stands in has left, they themselves', async () => {
  const { acting, away, system, id } = await firm();
  await away('Eva', '2027-03-12', 'Zuzana');
  await away('Zuzana', '2027-03-12', 'Oliver');
  expect(await acting('Eva')).toBe('Oliver');
  await away('Oliver', '2027-03-12', 'Eva');
  expect(await acting('Eva')).toBe('Eva');
  await away('Oliver', null, null);
  await system.database
    .writer('people')
    .where({ id: await id('Oliver') })
    .update({ deactivated_at: system.time.now() });
  expect(await acting('Eva')).toBe('Eva');
  expect((await listStandIns(system, await id('Eva'))).map(({ name }) => name)).toEqual(['Eva']);
});

it('an away successor of a colleague who left comes after whoever stands in for them', async () => {
  const { away, system, id } = await firm();
  await system.database
    .writer('people')
    .where({ id: await id('Oliver') })
    .update({ deactivated_at: system.time.now(), successor_id: await id('Eva') });
  await away('Eva', '2027-03-10', 'Zuzana');
  const standIns = await listStandIns(system, await id('Oliver'));
  expect(standIns.map(({ name }) => name)).toEqual(['Zuzana', 'Eva']);
});

it('is refused with a day that is over, without a day, or with oneself, and taken back by an empty day', async () => {
  const { as, away } = await firm();
  await expect(away('Eva', '2027-03-07', null)).rejects.toMatchObject({
    code: 'absence.past',
    field: 'until',
  });
  await expect(away('Eva', null, 'Zuzana')).rejects.toMatchObject({ code: 'absence.noDay', field: 'until' });
  await expect(away('Eva', '2027-03-10', 'Eva')).rejects.toMatchObject({ field: 'standIn' });
  await away('Eva', '2027-03-10', 'Zuzana');
  expect(await readAbsence(await as('Eva'))).toMatchObject({
    until: '2027-03-10',
    standIn: { name: 'Zuzana' },
  });
  await away('Eva', null, null);
  expect(await readAbsence(await as('Eva'))).toEqual({ until: null, standIn: null });
});
