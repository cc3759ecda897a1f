import { expect, it } from 'vitest';
import { ownIdOf, readOwnId } from '../../src/features/email/own-ids.ts';
import type { DealId } from '../../src/lib/ids.ts';

const key = 'a key of 24 random bytes ....';
const id = ownIdOf(key, 42 as DealId);

it('an id that we gave out names its deal', () => {
  expect(id).toMatch(/^<d42\.[\w-]{22}@vizitka>$/);
  expect(readOwnId(key, id)).toBe(42);
});

it.each([
  ['the number of another deal with the same hash', id.replace('d42', 'd43')],
  ['a hash of somebody else’s', ownIdOf('another key', 42 as DealId)],
  ['a mail client’s id', '<d42.1234567890123456789012@gmail.com>'],
  ['nonsense', '<d42>'],
])('%s names none', (_what, other) => {
  expect(readOwnId(key, other)).toBeNull();
});
