import { expect, it } from 'vitest';
import { broughtAhead } from '../../src/features/email/mailboxes/ahead.ts';

/** Postmen who bring when they are told to. */
function postmen() {
  const said: string[] = [];
  const waiting = new Map<string, { comes: () => void; fails: () => void }>();
  return {
    said,
    bring: (name: string) =>
      new Promise<string>((resolve, reject) => {
        said.push(`sent for ${name}`);
        waiting.set(name, { comes: () => resolve(name), fails: () => reject(new Error(`no ${name}`)) });
      }),
    comes: (name: string) => waiting.get(name)?.comes(),
    fails: (name: string) => waiting.get(name)?.fails(),
  };
}

const everybodyElse = () => new Promise((resolve) => setImmediate(resolve));

it('sends for the next while the one before is being kept, and for no more than one', async () => {
  const { said, bring, comes } = postmen();
  const work = broughtAhead(['jedna', 'dva', 'tři'], bring, () => true);
  const first = work.next();
  await everybodyElse();
  expect(said).toEqual(['sent for jedna']);
  comes('jedna');
  expect((await first).value).toEqual([0, 'jedna']);
  comes('dva');
  await everybodyElse();
  expect(said).toEqual(['sent for jedna', 'sent for dva']);
  expect((await work.next()).value).toEqual([1, 'dva']);
  comes('tři');
  expect((await work.next()).value).toEqual([2, 'tři']);
  expect((await work.next()).done).toBe(true);
});

it.each([
  ['těžká', 'lehká'],
  ['lehká', 'těžká'],
])('holds a heavy one alone: %s, %s', async (one, next) => {
  const { said, bring, comes } = postmen();
  const work = broughtAhead([one, next], bring, (...both) => !both.includes('těžká'));
  const first = work.next();
  comes(one);
  await first;
  await everybodyElse();
  expect(said).toEqual([`sent for ${one}`]);
  const second = work.next();
  comes(next);
  expect((await second).value).toEqual([1, next]);
});

it('tells of what failed ahead only after the one before is kept, and leaves nothing unheard', async () => {
  const { bring, comes, fails } = postmen();
  const unheard: unknown[] = [];
  const hear = (reason: unknown) => unheard.push(reason);
  process.on('unhandledRejection', hear);
  const kept: string[] = [];
  const working = (async () => {
    for await (const [, name] of broughtAhead(['jedna', 'dva', 'tři'], bring, () => true)) {
      if (name === 'jedna') fails('dva');
      await everybodyElse();
      kept.push(name);
    }
  })();
  comes('jedna');
  await expect(working).rejects.toThrow('no dva');
  await everybodyElse();
  process.off('unhandledRejection', hear);
  expect(kept).toEqual(['jedna']);
  expect(unheard).toEqual([]);
});

it('leaves nothing under way when keeping fails', async () => {
  const { said, bring, comes } = postmen();
  const working = (async () => {
    for await (const [, name] of broughtAhead(['jedna', 'dva'], bring, () => true))
      throw new Error(`no room for ${name}`);
  })();
  working.catch(() => said.push('gave up'));
  comes('jedna');
  await everybodyElse();
  expect(said).toEqual(['sent for jedna', 'sent for dva']);
  comes('dva');
  await expect(working).rejects.toThrow('no room for jedna');
  expect(said.at(-1)).toBe('gave up');
});
