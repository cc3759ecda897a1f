import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { folderBlobs } from '../../src/features/email/blobs.ts';
import { setOf } from '../../src/features/email/mailboxes/folder.ts';

it('asks for numbers in a row as a row, and for no number that was not named', () => {
  expect(setOf([12, 7, 8, 9])).toBe('7:9,12');
  expect(setOf([4])).toBe('4');
  expect(setOf([4, 6, 8, 9])).toBe('4,6,8:9');
});

it('keeps mails that come together each under its name, the same bytes once, with no draft left', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'vizitka-blobs-'));
  const letters = ['Lávka přes Loučnou', 'Hala Zubří', 'Lávka přes Loučnou'].map((text) => Buffer.from(text));
  const blobs = folderBlobs(folder);
  const names = await blobs.putAll(letters);
  expect(names[2]).toBe(names[0]);
  for (const [index, name] of names.entries()) expect(await blobs.get(name)).toEqual(letters[index]);
  await blobs.putAll(letters.slice(0, 1));
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.includes(path.sep));
  expect(files.length).toBe(2);
  await rm(folder, { recursive: true });
});

it('promises none of them when one cannot be written', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'vizitka-blobs-'));
  const blobs = folderBlobs(path.join(folder, 'mail'));
  await blobs.put(Buffer.from('Hala Zubří'));
  await rm(path.join(folder, 'mail'), { recursive: true });
  // A file where the folder should be.
  await writeFile(path.join(folder, 'mail'), '');
  await expect(blobs.putAll([Buffer.from('Lávka'), Buffer.from('Silo')])).rejects.toThrow('ENOTDIR');
  await rm(folder, { recursive: true });
});
