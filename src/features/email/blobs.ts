import { mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { randomId } from '../../lib/ids.ts';
import { millis, systemTime } from '../../lib/time.ts';
import { sparing } from '../documents/sparing.ts';
import { nameOf, syncFolder, writePieces, writeWhole } from './blob-writing.ts';

/** Raw messages as they came, by the hash of their bytes. */
export interface MailBlobs {
  /** On disk, and its name too, when this resolves. @returns the blob's name */
  put(raw: Buffer): Promise<string>;
  /** The same for several, which share the syncs of their folders. When one fails none of them is promised. */
  putAll(raws: Buffer[]): Promise<string[]>;
  /** The same for what is too large for the memory. When the pieces fail nothing is kept. */
  putPieces(pieces: AsyncIterable<Buffer>): Promise<{ name: string; size: number }>;
  /** @throws Error ENOENT when it is gone */
  get(name: string): Promise<Buffer>;
  /** False: the folder is empty, or not there. */
  holdsAny(): Promise<boolean>;
  /** It is in the first of these files that is there, and gone when none is; null: it is in no file at all. */
  filesOf(name: string): [string, ...string[]] | null;
  /**
   * Takes away what nobody needs. What was not needed is set aside first and goes a day later, so that a message which
   * arrives with the same bytes meanwhile gets them back.
   * @param used tells which of the names are needed
   * @returns how many are gone
   */
  sweep(used: (names: string[]) => Promise<Set<string>>, olderThanMs: number): Promise<number>;
  /** The same at once for one that was found not to be kept: the next sweep but one takes it, unless it is needed by then. */
  setAside(name: string): Promise<void>;
  /** Gone at once, wherever it is. */
  remove(name: string): Promise<void>;
}

declare module '../../lib/context.ts' {
  interface Ports {
    mailBlobs: MailBlobs;
  }
}

/** @param root a folder of its own, `.data/files/mail` */
export function folderBlobs(root: string): MailBlobs {
  const aside = path.join(root, 'aside');
  const drafts = path.join(root, 'drafts');
  const fileOf = (name: string) => path.join(root, name.slice(0, 2), `${name}.eml`);
  const asideOf = (name: string) => path.join(aside, `${name}.eml`);

  // What an earlier process made there is not synced for certain.
  let isRootSynced = false;

  async function syncNames(names: string[], isNewFolder: boolean): Promise<void> {
    await Promise.all([...new Set(names.map((name) => path.dirname(fileOf(name))))].map(syncFolder));
    if (isNewFolder || !isRootSynced) await syncFolder(root);
    isRootSynced = true;
  }

  async function putAll(raws: Buffer[]): Promise<string[]> {
    const names: string[] = [];
    let isNewFolder = false;
    const left = raws.entries();
    const writeOn = async () => {
      for (const [index, raw] of left) {
        const name = nameOf(raw);
        names[index] = name;
        if (await writeWhole(fileOf(name), raw)) isNewFolder = true;
      }
    };
    await all(Array.from({ length: Math.min(atOnce, raws.length) }, writeOn));
    if (names.length > 0) await syncNames(names, isNewFolder);
    return names;
  }

  return {
    async put(raw) {
      const [name] = await putAll([raw]);
      return name as string;
    },
    putAll,
    async putPieces(pieces) {
      await mkdir(drafts, { recursive: true });
      const draft = path.join(drafts, randomId());
      const { name, size } = await writePieces(draft, sparing(pieces));
      await mkdir(path.dirname(fileOf(name)), { recursive: true });
      await rename(draft, fileOf(name));
      await syncNames([name], true);
      return { name, size };
    },
    get: (name) =>
      readFile(fileOf(name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
        return readFile(asideOf(name));
      }),
    async holdsAny() {
      return (await namesIn(root)).some((shelf) => isShelf.test(shelf));
    },
    filesOf: (name) => [fileOf(name), asideOf(name)],
    async sweep(used, olderThanMs) {
      const now = millis(systemTime.now());
      let gone = 0;
      for (const names of inHundreds(await oldNames(aside, now - dayMs))) {
        const needed = await used(names);
        for (const name of names) {
          if (needed.has(name)) await moveTo(asideOf(name), fileOf(name));
          else await rm(asideOf(name), { force: true });
        }
        gone += names.length - needed.size;
      }
      await removeOld(drafts, now - dayMs);
      for (const shelf of await namesIn(root)) {
        if (!isShelf.test(shelf)) continue;
        for (const names of inHundreds(await oldNames(path.join(root, shelf), now - olderThanMs))) {
          const needed = await used(names);
          for (const name of names) if (!needed.has(name)) await moveTo(fileOf(name), asideOf(name));
        }
      }
      return gone;
    },
    setAside: (name) =>
      moveTo(fileOf(name), asideOf(name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      }),
    async remove(name) {
      await rm(fileOf(name), { force: true });
      await rm(asideOf(name), { force: true });
    },
  };
}

/** More than Node's threads for files write at once. */
const atOnce = 8;

/** Waits for all of them before it throws what one of them threw: nothing is written behind the caller's back. */
async function all(works: Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}

/** The file system's own now. */
async function touch(file: string): Promise<void> {
  const now = millis(systemTime.now()) / 1000;
  await utimes(file, now, now);
}

/** Files stand in these, by the beginning of their names. */
const isShelf = /^[0-9a-f]{2}$/;

const dayMs = 24 * 3_600_000;

async function moveTo(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true });
  await rename(from, to);
  await touch(to);
}

/** A folder that is not there yet holds nothing: no mail came so far. */
const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return [];
  });

/** Drafts have no names yet: none of them is kept. */
const removeOld = (folder: string, before: number): Promise<string[]> => oldNames(folder, before);

/** Blobs in a folder that nobody touched since; drafts of a process that died go at once. */
async function oldNames(folder: string, before: number): Promise<string[]> {
  const names: string[] = [];
  for (const file of await namesIn(folder)) {
    const touched = await touchedAt(path.join(folder, file));
    if (touched === null || touched >= before) continue;
    if (file.endsWith('.eml')) names.push(file.slice(0, -'.eml'.length));
    else await rm(path.join(folder, file), { force: true });
  }
  return names;
}

/** null: a draft that has its name by now */
const touchedAt = (file: string): Promise<number | null> =>
  stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return null;
    },
  );

const inHundreds = (names: string[]): string[][] =>
  Array.from({ length: Math.ceil(names.length / 100) }, (_, index) =>
    names.slice(index * 100, index * 100 + 100),
  );

/** For one run in memory: the replay of files. */
export function memoryBlobs(): MailBlobs {
  const blobs = new Map<string, Buffer>();
  return {
    async put(raw) {
      const name = nameOf(raw);
      blobs.set(name, raw);
      return name;
    },
    putAll(raws) {
      return Promise.all(raws.map((raw) => this.put(raw)));
    },
    async putPieces(pieces) {
      const parts: Buffer[] = [];
      for await (const piece of pieces) parts.push(piece);
      const raw = Buffer.concat(parts);
      return { name: await this.put(raw), size: raw.length };
    },
    async get(name) {
      const raw = blobs.get(name);
      if (!raw) throw new Error(`no blob ${name}`);
      // As from a disk: the caller may hand the bytes on.
      return Buffer.from(raw);
    },
    holdsAny: async () => blobs.size > 0,
    filesOf: () => null,
    async sweep() {
      return 0;
    },
    async setAside() {},
    async remove(name) {
      blobs.delete(name);
    },
  };
}
