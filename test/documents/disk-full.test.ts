import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import * as disk from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { folderStorage } from '../../src/features/documents/folder-storage.ts';

// A disk cannot be filled in a test, so writing to it fails the way Linux says it.
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof disk>();
  return { ...real, open: vi.fn(real.open), rename: vi.fn(real.rename) };
});

const noSpace = () => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });

function office() {
  const folder = mkdtempSync(path.join(tmpdir(), 'vizitka-full-'));
  mkdirSync(path.join(folder, 'drafts'));
  onTestFinished(() => {
    vi.clearAllMocks();
    rmSync(folder, { recursive: true, force: true });
  });
  const left = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return { storage: folderStorage(folder), left };
}

const limit = 1024;
const bytes = [Buffer.from('první'), Buffer.from('druhá')];

it('a disk that fills up half-way is said in clear words, and no half stays', async () => {
  const { storage, left } = office();
  const { open } = await vi.importActual<typeof disk>('node:fs/promises');
  vi.mocked(disk.open).mockImplementationOnce(async (...args) => {
    const handle = await open(...args);
    let writes = 0;
    const write = handle.writeFile.bind(handle);
    handle.writeFile = async (...data) => {
      writes += 1;
      if (writes === 2) throw noSpace();
      return write(...data);
    };
    return handle;
  });
  await expect(storage.draft(bytes, limit)).rejects.toMatchObject({ code: 'file.noRoom' });
  expect(left()).toEqual([]);
});

it('so is a disk that is full before the first byte, and one that has no room for the name', async () => {
  const { storage, left } = office();
  vi.mocked(disk.open).mockRejectedValueOnce(noSpace());
  await expect(storage.draft(bytes, limit)).rejects.toMatchObject({ code: 'file.noRoom' });
  const draft = await storage.draft(bytes, limit);
  vi.mocked(disk.rename).mockRejectedValueOnce(noSpace());
  await expect(storage.place(draft)).rejects.toMatchObject({ code: 'file.noRoom' });
  await storage.discard(draft);
  expect(left()).toEqual([]);
});

it('a file that is there already is moved and not copied, but from another disk', async () => {
  const { storage, left } = office();
  const lying = async () => {
    const { path: file } = await storage.draft(bytes, limit);
    return { path: file, sha256: 'známý', size: 12 };
  };
  const file = await lying();
  const { ino } = await disk.stat(file.path);
  const moved = await storage.adopt(file, limit);
  expect((await disk.stat(moved.path)).ino).toBe(ino);
  await storage.discard(moved);
  vi.mocked(disk.rename).mockRejectedValueOnce(Object.assign(new Error('EXDEV'), { code: 'EXDEV' }));
  const copied = await storage.adopt(await lying(), limit);
  expect(String(await disk.readFile(copied.path))).toBe('prvnídruhá');
  expect(left().length).toBe(1);
  await storage.discard(copied);
  await expect(storage.adopt(await lying(), 4)).rejects.toMatchObject({ code: 'file.tooLarge' });
  vi.mocked(disk.rename).mockRejectedValueOnce(noSpace());
  await expect(storage.adopt(await lying(), limit)).rejects.toMatchObject({ code: 'file.noRoom' });
  expect(left()).toEqual([]);
});

it('any other failure of the disk stays what it is', async () => {
  const { storage } = office();
  vi.mocked(disk.open).mockRejectedValueOnce(Object.assign(new Error('read-only'), { code: 'EROFS' }));
  await expect(storage.draft(bytes, limit)).rejects.toMatchObject({ code: 'EROFS' });
});

it('drafts of a process that died are removed a day later', async () => {
  const { storage, left } = office();
  const { path: abandoned } = await storage.draft(bytes, limit);
  expect(await storage.sweepDrafts(24 * 3_600_000)).toBe(0);
  await disk.utimes(abandoned, 0, 0);
  expect(await storage.sweepDrafts(24 * 3_600_000)).toBe(1);
  expect(left()).toEqual([]);
});
