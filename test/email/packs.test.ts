import { readdir, readFile, truncate, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { folderBlobs } from '../../src/features/email/blobs.ts';
import { keptMail } from '../../src/features/email/reading/reader.ts';
import { freshFolder } from '../support/storage.ts';

const letters = ['Lávka přes Loučnou', 'Hala Zubří', 'Silo na obilí'].map((text) => Buffer.from(text));

/** @param seconds since 1970 */
const age = (file: string, seconds: number): Promise<void> => utimes(file, seconds, seconds);

/** Three small mails that came together, years ago. */
async function threeOfOld() {
  const folder = freshFolder();
  const blobs = folderBlobs(folder);
  const names = (await blobs.putAll(letters)) as [string, string, string];
  const packs = path.join(folder, 'packs');
  const [pack = ''] = await readdir(packs);
  await age(path.join(packs, pack), 1_600_000_000);
  const sweep = (...needed: string[]) =>
    blobs.sweep(async (asked) => new Set(asked.filter((name) => needed.includes(name))), 1000);
  return { blobs, names, packs, pack, sweep };
}

const gone = { code: 'ENOENT' };

it('keeps small mails that come together in one file, each under its own name', async () => {
  const { blobs, names, packs } = await threeOfOld();
  expect(await Promise.all(names.map(blobs.get))).toEqual(letters);
  expect(new Set(names).size).toBe(3);
  expect(await readdir(packs)).toHaveLength(1);
});

it('keeps by themselves one that comes alone, a large one, an empty one and one that begins with a zero', async () => {
  const folder = freshFolder();
  const blobs = folderBlobs(folder);
  const odd = [Buffer.alloc(1_000_001, 'x'), Buffer.alloc(0), Buffer.from('\0odd'), Buffer.from('Silo')];
  const names = await blobs.putAll(odd);
  expect(await Promise.all(names.map(blobs.get))).toEqual(odd);
  // The same bytes once, with no draft left.
  for (const [index, raw] of odd.entries()) expect(await blobs.put(raw)).toBe(names[index]);
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.includes(path.sep));
  expect(files.map((file) => path.basename(file)).sort()).toEqual(names.map((name) => `${name}.eml`).sort());
});

it('takes one out at once and for good, and leaves its neighbours', async () => {
  const { blobs, names, packs, pack } = await threeOfOld();
  await blobs.remove(names[1]);
  await blobs.remove(names[1]);
  await expect(blobs.get(names[1])).rejects.toMatchObject(gone);
  expect(await blobs.get(names[0])).toEqual(letters[0]);
  expect(await blobs.get(names[2])).toEqual(letters[2]);
  const bytes = await readFile(path.join(packs, pack), 'utf8');
  expect(bytes).not.toContain('Zubří');
});

it('gives up what no row names: of a pack that is needed a slice, else the pack', async () => {
  const { blobs, names, packs, sweep } = await threeOfOld();
  expect(await sweep(names[0], names[2])).toBe(1);
  await expect(blobs.get(names[1])).rejects.toMatchObject(gone);
  expect(await blobs.get(names[2])).toEqual(letters[2]);
  const other = await threeOfOld();
  expect(await other.sweep()).toBe(3);
  expect(await readdir(other.packs)).toEqual([]);
  expect(await readdir(packs)).toHaveLength(1);
});

it('leaves young packs alone, and takes what a process that died left of one', async () => {
  const { names, packs, pack, sweep } = await threeOfOld();
  await age(path.join(packs, pack), 4_000_000_000);
  await writeFile(path.join(packs, 'half.pack'), '[12,');
  await age(path.join(packs, 'half.pack'), 1_600_000_000);
  expect(await sweep()).toBe(0);
  expect(await readdir(packs)).toEqual([pack]);
  expect(names).toHaveLength(3);
});

it('does not take a pack that lost its end for the mail', async () => {
  const { blobs, names, packs, pack } = await threeOfOld();
  await truncate(path.join(packs, pack), 40);
  await expect(blobs.get(names[2])).rejects.toMatchObject(gone);
});

it('tells the thread that reads where a slice lies', async () => {
  const { blobs, names } = await threeOfOld();
  const size = letters[1]?.length ?? 0;
  expect(await keptMail(blobs, { blob: names[1], size })).toMatchObject({
    slice: { length: size },
    isLarge: false,
  });
});
