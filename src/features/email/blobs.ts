import { mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { randomId } from '../../lib/ids.ts';
import { millis, systemTime } from '../../lib/time.ts';
import { sparing } from '../documents/sparing.ts';
import { nameOf, syncFolder, writePieces, writeWhole } from './blob-writing.ts';
import {
  mayBePacked,
  newPack,
  packEnding,
  readSlice,
  type Slice,
  sliceOf,
  sweepPack,
  takeOut,
  writePack,
} from './packs.ts';

/** Raw messages as they came: one by the hash of its bytes, several small ones as slices of a pack. */
export interface MailBlobs {
  /** On disk, and its name too, when this resolves. @returns the blob's name */
  put(raw: Buffer): Promise<string>;
  /** The same for several; small ones share a file and its syncs. When one fails none of them is promised. */
  putAll(raws: Buffer[]): Promise<string[]>;
  /** The same for what is too large for the memory. When the pieces fail nothing is kept. */
  putPieces(pieces: AsyncIterable<Buffer>): Promise<{ name: string; size: number }>;
  /** @throws Error ENOENT when it is gone */
  get(name: string): Promise<Buffer>;
  /** False: the folder is empty, or not there. */
  holdsAny(): Promise<boolean>;
  /** Where it lies, unless it is gone; null: it is in no file at all. */
  whereIs(name: string): Whereabouts | null;
  /**
   * Takes away what nobody needs. What has a file of its own is set aside first and goes a day later, so that a message
   * which arrives with the same bytes meanwhile gets them back.
   * @param used tells which of the names are needed
   * @returns how many are gone
   */
  sweep(used: (names: string[]) => Promise<Set<string>>, olderThanMs: number): Promise<number>;
  /**
   * The same at once for one that was found not to be kept, and that no row names: a slice is gone, a file is taken by the
   * next sweep but one unless it is needed by then.
   */
  setAside(name: string): Promise<void>;
  /** Gone at once, wherever it is. */
  remove(name: string): Promise<void>;
}

export interface Whereabouts {
  /** in the first of these that is there */
  files: [string, ...string[]];
  /** null: it is all of it */
  slice: Slice | null;
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
  const packs = path.join(root, 'packs');
  const packFileOf = (pack: string) => path.join(packs, pack + packEnding);

  // What an earlier process made there is not synced for certain.
  let isRootSynced = false;

  async function syncName(file: string, isNewFolder: boolean): Promise<void> {
    await syncFolder(path.dirname(file));
    if (isNewFolder || !isRootSynced) await syncFolder(root);
    isRootSynced = true;
  }

  async function putAlone(raw: Buffer): Promise<string> {
    const name = nameOf(raw);
    await syncName(fileOf(name), await writeWhole(fileOf(name), raw));
    return name;
  }

  async function putTogether(raws: Buffer[]): Promise<string[]> {
    const pack = newPack();
    const { names, isNewFolder } = await writePack(packFileOf(pack), pack, raws);
    await syncName(packFileOf(pack), isNewFolder);
    return names;
  }

  async function putAll(raws: Buffer[]): Promise<string[]> {
    const small = raws.filter(mayBePacked);
    const packed = small.length > 1 ? await putTogether(small) : [];
    const names: string[] = [];
    for (const raw of raws) names.push((mayBePacked(raw) && packed.shift()) || (await putAlone(raw)));
    return names;
  }

  return {
    put: putAlone,
    putAll,
    async putPieces(pieces) {
      await mkdir(drafts, { recursive: true });
      const draft = path.join(drafts, randomId());
      const { name, size } = await writePieces(draft, sparing(pieces));
      await mkdir(path.dirname(fileOf(name)), { recursive: true });
      await rename(draft, fileOf(name));
      await syncName(fileOf(name), true);
      return { name, size };
    },
    async get(name) {
      const slice = sliceOf(name);
      if (slice) return readSlice(packFileOf(slice.pack), slice);
      return readFile(fileOf(name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
        return readFile(asideOf(name));
      });
    },
    async holdsAny() {
      return (await namesIn(root)).some((shelf) => shelf === 'packs' || isShelf.test(shelf));
    },
    whereIs(name) {
      const slice = sliceOf(name);
      return { files: slice ? [packFileOf(slice.pack)] : [fileOf(name), asideOf(name)], slice };
    },
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
      for (const pack of await oldNames(packs, now - olderThanMs, packEnding))
        gone += await sweepPack(packFileOf(pack), used);
      for (const shelf of await namesIn(root)) {
        if (!isShelf.test(shelf)) continue;
        for (const names of inHundreds(await oldNames(path.join(root, shelf), now - olderThanMs))) {
          const needed = await used(names);
          for (const name of names) if (!needed.has(name)) await moveTo(fileOf(name), asideOf(name));
        }
      }
      return gone;
    },
    async setAside(name) {
      const slice = sliceOf(name);
      if (slice) await takeOut(packFileOf(slice.pack), slice);
      else await moveTo(fileOf(name), asideOf(name)).catch(unlessGone);
    },
    async remove(name) {
      const slice = sliceOf(name);
      if (slice) return void (await takeOut(packFileOf(slice.pack), slice));
      await rm(fileOf(name), { force: true });
      await rm(asideOf(name), { force: true });
    },
  };
}

function unlessGone(error: NodeJS.ErrnoException): null {
  if (error.code !== 'ENOENT') throw error;
  return null;
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
  readdir(folder).catch((error) => unlessGone(error) ?? []);

/** Drafts have no names yet: none of them is kept. */
const removeOld = (folder: string, before: number): Promise<string[]> => oldNames(folder, before);

/** Blobs in a folder that nobody touched since; drafts of a process that died go at once. */
async function oldNames(folder: string, before: number, ending = '.eml'): Promise<string[]> {
  const names: string[] = [];
  for (const file of await namesIn(folder)) {
    const touched = await touchedAt(path.join(folder, file));
    if (touched === null || touched >= before) continue;
    if (file.endsWith(ending)) names.push(file.slice(0, -ending.length));
    else await rm(path.join(folder, file), { force: true });
  }
  return names;
}

/** null: a draft that has its name by now */
const touchedAt = (file: string): Promise<number | null> =>
  stat(file).then(({ mtimeMs }) => mtimeMs, unlessGone);

const inHundreds = (names: string[]): string[][] =>
  Array.from({ length: Math.ceil(names.length / 100) }, (_, index) =>
    names.slice(index * 100, index * 100 + 100),
  );
