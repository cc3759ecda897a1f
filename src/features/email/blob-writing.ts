/** How raw messages come onto the disk: whole, synced, and by their names. */
import { createHash, hash } from 'node:crypto';
import { close, closeSync, fdatasync, fsync, mkdir, open, rename, write, writev } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { randomId } from '../../lib/ids.ts';

// Those of node:fs/promises cost the main thread twice as much, and a mail needs six of them.
const opened = promisify(open);
const written = promisify(write);
const writtenTogether = promisify(writev);
const closed = promisify(close);
const synced = promisify(fdatasync);
const folderSynced = promisify(fsync);
const renamed = promisify(rename);
const made = promisify(mkdir);

/** No other process, and none before it, has drafts of these names. */
const here = randomId();
let drafts = 0;

export const nameOf = (raw: Buffer): string => hash('sha256', raw, 'hex');

/** Under this name, not yet for good: see syncFolder(). @returns whether its folder is new */
export async function writeWhole(file: string, raw: Buffer): Promise<boolean> {
  drafts += 1;
  const draft = `${file}.${here}${drafts}`;
  const isNew = await writeNew(draft, [raw]);
  // Over what may be there: the same bytes, or what is left of a disk that lost power.
  await renamed(draft, file);
  return isNew;
}

/** A file that nobody wrote yet, its name not yet for good: see syncFolder(). @returns whether its folder is new */
export async function writeNew(file: string, pieces: Buffer[]): Promise<boolean> {
  try {
    await writeSynced(file, (descriptor) => writeTogether(descriptor, pieces));
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await made(path.dirname(file), { recursive: true });
    await writeSynced(file, (descriptor) => writeTogether(descriptor, pieces));
    return true;
  }
}

/** What comes in pieces gets its name at the end. */
export async function writePieces(
  draft: string,
  pieces: AsyncIterable<Buffer>,
): Promise<{ name: string; size: number }> {
  const sum = createHash('sha256');
  let size = 0;
  await writeSynced(draft, async (descriptor) => {
    for await (const piece of pieces) {
      sum.update(piece);
      size += piece.length;
      await writeAll(descriptor, piece);
    }
  });
  return { name: sum.digest('hex'), size };
}

/** On the disk when it resolves; nothing is left of it when it throws. */
async function writeSynced(file: string, fill: (descriptor: number) => Promise<void>): Promise<void> {
  const descriptor = await opened(file, 'wx');
  try {
    await fill(descriptor);
    await synced(descriptor);
  } catch (error) {
    await closed(descriptor);
    await rm(file, { force: true });
    throw error;
  }
  // Nothing is left to be written: it takes less time than to have another thread do it.
  closeSync(descriptor);
}

async function writeTogether(descriptor: number, pieces: Buffer[]): Promise<void> {
  let done = (await writtenTogether(descriptor, pieces)).bytesWritten;
  for (const piece of pieces) {
    if (done < piece.length) await writeAll(descriptor, piece.subarray(done));
    done = Math.max(0, done - piece.length);
  }
}

/** A signal or a nearly full disk may let less be written than was asked. */
async function writeAll(descriptor: number, piece: Buffer): Promise<void> {
  for (let from = 0; from < piece.length; )
    from += (await written(descriptor, piece, from, piece.length - from)).bytesWritten;
}

/** Without it the file's name may be lost with the power, its bytes on the disk and nobody to find them. */
export async function syncFolder(folder: string): Promise<void> {
  const descriptor = await opened(folder, 'r');
  try {
    await folderSynced(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
