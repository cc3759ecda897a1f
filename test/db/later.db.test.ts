import { expect, it } from 'vitest';
import { changeLater, insertLater, putLater, putNow, putTogether } from '../../src/db/later.ts';
import { asking, keepAnswers } from '../../src/db/recall.ts';
import { transaction } from '../../src/db/transaction.ts';
import type { Ctx } from '../../src/lib/context.ts';
import { world } from '../support/context.ts';

const event = (kind: string) => ({
  kind,
  subject_kind: 'deal',
  subject_id: 1,
  details: '{}',
  at: '2027-03-08T08:00:00.000Z',
});

const kinds = (ctx: Ctx): Promise<string[]> =>
  ctx.db('events').where('kind', 'like', 'test.%').orderBy('id').pluck('kind');

it('finds rows that wait as soon as somebody asks for their table, in the order in which they were written', async () => {
  const { system } = await world();
  await transaction(system, async (tx) => {
    putTogether(tx, [1, 2]);
    const ids = [];
    for (const kind of ['test.one', 'test.two', 'test.three'])
      ids.push(await insertLater(tx, 'events', event(kind)));
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    expect(await kinds(tx)).toEqual(['test.one', 'test.two', 'test.three']);
    await changeLater(tx, 'events', new Set(['subject_id']), ids[1] as number, { kind: 'test.second' });
    await changeLater(tx, 'events', new Set(['subject_id']), ids[1] as number, { subject_id: 7 });
    expect(await tx.db('events').where({ subject_id: 7 }).pluck('kind')).toEqual(['test.second']);
    await insertLater(tx, 'events', event('test.last'));
    await putNow(tx);
  });
  expect(await kinds(system)).toEqual(['test.one', 'test.second', 'test.three', 'test.last']);
});

it('gives no id twice, whoever writes meanwhile without waiting, and none that was taken in vain', async () => {
  const { system } = await world();
  await transaction(system, async (tx) => {
    putTogether(tx, [1, 2, 3, 4, 5]);
    await insertLater(tx, 'events', event('test.later'));
    await tx.db('events').insert(event('test.now'));
    await insertLater(tx, 'events', event('test.later'));
    await putNow(tx);
  });
  await transaction(system, async (tx) => {
    await tx.db('events').insert(event('test.next'));
  });
  const ids = await system.db('events').where('kind', 'like', 'test.%').pluck('id');
  expect(new Set(ids).size).toBe(4);
  const [next] = await system.db('events').where({ kind: 'test.next' }).pluck('id');
  expect(Math.max(...ids.map(Number))).toBe(Number(next));
});

it('leaves a row that was put in twice as its conflict says', async () => {
  const { system } = await world();
  await transaction(system, async (tx) => {
    putTogether(tx, [1]);
    for (const value of ['first', 'second'])
      await putLater(tx, 'settings', [{ name: 'test', value }], '(name) do nothing');
    await putNow(tx);
  });
  expect(await system.db('settings').where({ name: 'test' }).pluck('value')).toEqual(['first']);
});

it('asks again for what a query of the same transaction changed, and not for the rest', async () => {
  const { system } = await world();
  let asked = 0;
  const settingOf = asking<string, string | null>(
    'test value',
    null,
    async (ctx, names) => {
      asked += 1;
      const rows = await ctx.db('settings').whereIn('name', names);
      return new Map(rows.map(({ name, value }) => [name, value]));
    },
    ['settings'],
  );
  await transaction(system, async (tx) => {
    keepAnswers(tx);
    putTogether(tx, [1]);
    await tx.db('settings').insert({ name: 'test', value: 'first' });
    expect(await settingOf.one(tx, 'test')).toBe('first');
    await tx.db('events').insert(event('test.other'));
    expect(await settingOf.one(tx, 'test')).toBe('first');
    expect(asked).toBe(1);
    await tx.db('settings').where({ name: 'test' }).update({ value: 'second' });
    expect(await settingOf.one(tx, 'test')).toBe('second');
    expect(asked).toBe(2);
  });
});

it('commits nothing when rows that waited could not go in, whoever caught the error', async () => {
  const { system } = await world();
  const works = transaction(system, async (tx) => {
    putTogether(tx, [1]);
    await putLater(tx, 'settings', [{ name: 'kept', value: 'with the others or not at all' }]);
    await putLater(tx, 'events', [{ ...event('test.lost'), kind: null }]);
    await tx
      .db('events')
      .first('id')
      .catch(() => undefined);
    await putNow(tx);
  });
  await expect(works).rejects.toThrow();
  expect(await system.db('settings').where({ name: 'kept' })).toEqual([]);
});
