/**
 * Small messages that came together lie in one file, one behind the other: fifty files, each with its syncs, cost a quarter
 * of all that a mail costs. In front of them stand their lengths, as JSON in a line of its own.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import { writeNew } from './blob-writing.ts';

/** One message of a pack: its bytes from here on. */
export interface Slice {
  pack: string;
  from: number;
  length: number;
}

export const packEnding = '.pack';

/** Its name says where it lies. */
const sliceName = ({ pack, from, length }: Slice): string => `${pack}.${from}.${length}`;

/** null: the message has a file of its own */
export function sliceOf(name: string): Slice | null {
  const [pack = '', from, length] = name.split('.');
  return length === undefined ? null : { pack, from: Number(from), length: Number(length) };
}

/** What is taken out of a pack is overwritten with zeros: a message never begins with one, or it is not packed. */
export const mayBePacked = (raw: Buffer): boolean => raw.length > 0 && raw.length <= largest && raw[0] !== 0;
const largest = 1_000_000;

/** No two packs have the same name, and none is written again: who takes a message out of one takes it from nobody else. */
export const newPack = (): string => randomBytes(16).toString('hex');

/** On the disk when it resolves, its name not yet for good: see syncFolder(); nothing is left of it when it throws. */
export async function writePack(
  file: string,
  pack: string,
  raws: Buffer[],
): Promise<{ names: string[]; isNewFolder: boolean }> {
  const lengths = raws.map(({ length }) => length);
  const isNewFolder = await writeNew(file, [headOf(lengths), ...raws]);
  return { names: namesIn(pack, lengths), isNewFolder };
}

const headOf = (lengths: number[]): Buffer => Buffer.from(`${JSON.stringify(lengths)}\n`);

function namesIn(pack: string, lengths: number[]): string[] {
  let from = headOf(lengths).length;
  return lengths.map((length) => {
    const name = sliceName({ pack, from, length });
    from += length;
    return name;
  });
}

/** @throws Error ENOENT when it was taken out */
export async function readSlice(file: string, slice: Slice): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const raw = Buffer.allocUnsafe(slice.length);
    const { bytesRead } = await handle.read(raw, 0, slice.length, slice.from);
    return assertThere(raw, bytesRead, slice);
  } finally {
    await handle.close();
  }
}

/** The same, for the thread that reads mail. @throws Error ENOENT when it was taken out */
export function readSliceSync(file: string, slice: Slice): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const raw = Buffer.allocUnsafeSlow(slice.length);
    return assertThere(raw, readSync(descriptor, raw, 0, slice.length, slice.from), slice);
  } finally {
    closeSync(descriptor);
  }
}

function assertThere(raw: Buffer, bytesRead: number, { pack, length }: Slice): Buffer {
  if (bytesRead === length && raw[0] !== 0) return raw;
  throw Object.assign(new Error(`ENOENT: the message is no more in the pack ${pack}`), { code: 'ENOENT' });
}

/** Its bytes are gone for good when this resolves. @returns false: they were gone before, or the whole pack is */
export async function takeOut(file: string, slice: Slice): Promise<boolean> {
  const handle = await open(file, 'r+').catch(orNothing);
  if (!handle) return false;
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(1), 0, 1, slice.from);
    if (bytesRead === 0 || buffer[0] === 0) return false;
    await handle.write(Buffer.alloc(slice.length), 0, slice.length, slice.from);
    await handle.datasync();
    return true;
  } finally {
    await handle.close();
  }
}

/**
 * Takes out what nobody needs, and the pack itself when nobody needs any of it.
 * @param used tells which of the names are needed
 * @returns how many are gone
 */
export async function sweepPack(
  file: string,
  used: (names: string[]) => Promise<Set<string>>,
): Promise<number> {
  const pack = path.basename(file, packEnding);
  const lengths = await lengthsIn(file);
  const names = namesIn(pack, lengths);
  const needed = await used(names);
  if (needed.size === 0) {
    await rm(file, { force: true });
    return names.length;
  }
  let gone = 0;
  for (const name of names) if (!needed.has(name) && (await takeOut(file, sliceOf(name) as Slice))) gone += 1;
  return gone;
}

/** None: the process that wrote it died meanwhile. */
async function lengthsIn(file: string): Promise<number[]> {
  const handle = await open(file, 'r').catch(orNothing);
  if (!handle) return [];
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(longestHead), 0, longestHead, 0);
    const head = buffer.toString('latin1', 0, bytesRead);
    return head.includes('\n') ? JSON.parse(head.slice(0, head.indexOf('\n'))) : [];
  } finally {
    await handle.close();
  }
}

/** Far more than the lengths of a batch take. */
const longestHead = 16_384;

function orNothing(error: NodeJS.ErrnoException): null {
  if (error.code !== 'ENOENT') throw error;
  return null;
}
