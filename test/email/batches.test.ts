import { mkdtemp, rm, writeFile } from 'node:fs/promises';
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
