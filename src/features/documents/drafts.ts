import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { CrmError } from '../../lib/errors.ts';
import { randomId } from '../../lib/ids.ts';
import { millis, systemTime } from '../../lib/time.ts';
import type { ByteSource, Draft } from './storage.ts';

const megabyte = 1024 * 1024;

/** Bytes whose hash is known need not pass through here once more. */
export async function adoptFile(folder: string, file: Draft, limit: number): Promise<Draft> {
  try {
    assertSize(file.size, limit);
    await mkdir(folder, { recursive: true });
    const draft = { ...file, path: path.join(folder, randomId()) };
    await syncFile(file.path).catch(noRoom);
    await rename(file.path, draft.path).catch(noRoom);
    return draft;
  } catch (error) {
    const isElsewhere = (error as NodeJS.ErrnoException | null)?.code === 'EXDEV';
    if (isElsewhere) return await writeDraft(folder, createReadStream(file.path), limit);
    throw error;
  } finally {
    await rm(file.path, { force: true });
  }
}

/** Whoever wrote it did not wait for the disk. */
async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function assertSize(size: number, limit: number): void {
  if (size > limit) throw new CrmError('file.tooLarge', { megabytes: Math.floor(limit / megabyte) });
  if (size === 0) throw new CrmError('file.empty', {});
}

/** One chunk at a time: a file of any size passes through the same little memory. */
export async function writeDraft(folder: string, source: ByteSource, limit: number): Promise<Draft> {
  const file = path.join(folder, randomId());
  const handle = await openNew(file).catch(noRoom);
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of source) {
      size += chunk.byteLength;
      if (size > limit) assertSize(size, limit);
      hash.update(chunk);
      await handle.writeFile(chunk).catch(noRoom);
    }
    assertSize(size, limit);
    await handle.sync().catch(noRoom);
  } catch (error) {
    await handle.close();
    await rm(file, { force: true });
    throw error;
  }
  await handle.close();
  return { path: file, sha256: hash.digest('hex'), size };
}

const openNew = (file: string): Promise<FileHandle> =>
  open(file, 'wx').catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    await mkdir(path.dirname(file), { recursive: true });
    return open(file, 'wx');
  });

/** A full disk, or a full quota, is something people can be told. */
export function noRoom(error: unknown): never {
  const code = (error as { code?: string } | null)?.code ?? '';
  throw code === 'ENOSPC' || code === 'EDQUOT' ? new CrmError('file.noRoom', {}) : error;
}

/** Removes drafts by the age of their files: a living process finishes one within minutes. @returns how many */
export async function removeOldDrafts(folder: string, olderThanMs: number): Promise<number> {
  const names = await readdir(folder).catch((error) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  // File ages are the machine's: the product's clock may be moved in the sandbox.
  const now = millis(systemTime.now());
  let removed = 0;
  for (const name of names) {
    const file = path.join(folder, name);
    const known = await stat(file).catch(() => null);
    if (!known || now - known.mtimeMs < olderThanMs) continue;
    await rm(file, { force: true });
    removed += 1;
  }
  return removed;
}

/** Without it a file's name may be lost with the power, its bytes on the disk and nobody to find them. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
