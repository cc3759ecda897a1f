import { expect, it } from 'vitest';
import { hashTable } from '../../src/features/imports/hash-table.ts';

it('gives each of two hundred thousand texts its own number, and the first one stays', () => {
  const table = hashTable();
  for (let n = 0; n < 200_000; n += 1) table.add(`osoba${n}@firma.example`, n);
  table.add('osoba7@firma.example', 99);
  let wrong = 0;
  for (let n = 0; n < 200_000; n += 1) if (table.get(`osoba${n}@firma.example`) !== n) wrong += 1;
  expect(wrong).toBe(0);
  expect(table.get('osoba200000@firma.example')).toBeNull();
});
