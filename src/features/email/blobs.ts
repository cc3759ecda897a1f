import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { randomId } from '../../lib/ids.ts';
import { millis, systemTime } from '../../lib/time.ts';

/** Raw messages as they came, by the hash of their bytes. */
export interface MailBlobs {
  /** On disk, and its name too, when this resolves. @returns the blob's name */
  put(raw: Buffer): Promise<string>;
  /** The same for what is too large for the memory. When the pieces fail nothing is kept. */
  putPieces(pieces: AsyncIterable<Buffer>): Promise<{ name: string; size: number }>;
  /** @throws Error ENOENT when it is gone */
  get(name: string): Promise<Buffer>;
  /** The file in which it is, null when it is in none. @throws Error ENOENT when it is gone */
  fileOf(name: string): Promise<string | null>;
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

  /** A file of that name and length was synced before it was renamed into place. */
  async function isKept(name: string, size: number): Promise<boolean> {
    const known = await stat(fileOf(name)).catch(() => null);
    if (known?.size !== size) return false;
    await touch(fileOf(name));
    return true;
  }

  async function putInPlace(draft: string, name: string): Promise<void> {
    const folder = path.dirname(fileOf(name));
    await mkdir(folder, { recursive: true });
    await rename(draft, fileOf(name));
    await syncFolder(folder);
    await syncFolder(root);
  }

  return {
    async put(raw) {
      const name = createHash('sha256').update(raw).digest('hex');
      if (await isKept(name, raw.length)) return name;
      await mkdir(path.dirname(fileOf(name)), { recursive: true });
      const draft = `${fileOf(name)}.${randomId()}`;
      await writeDraft(draft, [raw]);
      await putInPlace(draft, name);
      return name;
    },
    async putPieces(pieces) {
      await mkdir(drafts, { recursive: true });
      const draft = path.join(drafts, randomId());
      const { name, size } = await writeDraft(draft, pieces);
      if (await isKept(name, size)) await rm(draft, { force: true });
      else await putInPlace(draft, name);
      return { name, size };
    },
    get: (name) =>
      readFile(fileOf(name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
        return readFile(asideOf(name));
      }),
    async fileOf(name) {
      const isInPlace = await stat(fileOf(name)).then(
        () => true,
        () => false,
      );
      if (isInPlace) return fileOf(name);
      await stat(asideOf(name));
      return asideOf(name);
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
      for (const shelf of await namesIn(root)) {
        if (!/^[0-9a-f]{2}$/.test(shelf)) continue;
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

/** On the disk when it resolves; nothing is left of it when it throws. */
async function writeDraft(
  draft: string,
  pieces: AsyncIterable<Buffer> | Iterable<Buffer>,
): Promise<{ name: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  const handle = await open(draft, 'wx');
  try {
    for await (const piece of pieces) {
      hash.update(piece);
      size += piece.length;
      await handle.writeFile(piece);
    }
    await handle.sync();
  } catch (error) {
    await handle.close();
    await rm(draft, { force: true });
    throw error;
  }
  await handle.close();
  return { name: hash.digest('hex'), size };
}

/** The file system's own now. */
async function touch(file: string): Promise<void> {
  const now = millis(systemTime.now()) / 1000;
  await utimes(file, now, now);
}

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
    const { mtimeMs } = await stat(path.join(folder, file));
    if (mtimeMs >= before) continue;
    if (file.endsWith('.eml')) names.push(file.slice(0, -'.eml'.length));
    else await rm(path.join(folder, file), { force: true });
  }
  return names;
}

const inHundreds = (names: string[]): string[][] =>
  Array.from({ length: Math.ceil(names.length / 100) }, (_, index) =>
    names.slice(index * 100, index * 100 + 100),
  );

/** Without it the file's name may be lost with the power, its bytes on the disk and nobody to find them. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** For one run in memory: the replay of files. */
export function memoryBlobs(): MailBlobs {
  const blobs = new Map<string, Buffer>();
  return {
    async put(raw) {
      const name = createHash('sha256').update(raw).digest('hex');
      blobs.set(name, raw);
      return name;
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
    fileOf: async () => null,
    async sweep() {
      return 0;
    },
    async setAside() {},
    async remove(name) {
      blobs.delete(name);
    },
  };
}
