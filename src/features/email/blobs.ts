import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { randomId } from '../../lib/ids.ts';
import { millis, systemTime } from '../../lib/time.ts';

/** Raw messages as they came, by the hash of their bytes. */
export interface MailBlobs {
  /** On disk, and its name too, when this resolves. @returns the blob's name */
  put(raw: Buffer): Promise<string>;
  /** @throws Error ENOENT when it is gone */
  get(name: string): Promise<Buffer>;
  /**
   * Takes away what nobody needs. What was not needed is set aside first and goes a day later, so that a message which
   * arrives with the same bytes meanwhile gets them back.
   * @param used tells which of the names are needed
   * @returns how many are gone
   */
  sweep(used: (names: string[]) => Promise<Set<string>>, olderThanMs: number): Promise<number>;
}

declare module '../../lib/context.ts' {
  interface Ports {
    mailBlobs: MailBlobs;
  }
}

/** @param root a folder of its own, `.data/files/mail` */
export function folderBlobs(root: string): MailBlobs {
  const aside = path.join(root, 'aside');
  const fileOf = (name: string) => path.join(root, name.slice(0, 2), `${name}.eml`);
  const asideOf = (name: string) => path.join(aside, `${name}.eml`);
  return {
    async put(raw) {
      const name = createHash('sha256').update(raw).digest('hex');
      const file = fileOf(name);
      const known = await stat(file).catch(() => null);
      // A file of that name and length was synced before it was renamed into place.
      if (known?.size === raw.length) {
        await touch(file);
        return name;
      }
      const folder = path.dirname(file);
      await mkdir(folder, { recursive: true });
      const draft = `${file}.${randomId()}`;
      const handle = await open(draft, 'wx');
      try {
        await handle.writeFile(raw);
        await handle.sync();
      } catch (error) {
        await handle.close();
        await rm(draft, { force: true });
        throw error;
      }
      await handle.close();
      await rename(draft, file);
      await syncFolder(folder);
      await syncFolder(root);
      return name;
    },
    get: (name) =>
      readFile(fileOf(name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
        return readFile(asideOf(name));
      }),
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
      for (const shelf of await namesIn(root)) {
        if (!/^[0-9a-f]{2}$/.test(shelf)) continue;
        for (const names of inHundreds(await oldNames(path.join(root, shelf), now - olderThanMs))) {
          const needed = await used(names);
          for (const name of names) if (!needed.has(name)) await moveTo(fileOf(name), asideOf(name));
        }
      }
      return gone;
    },
  };
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
    async get(name) {
      const raw = blobs.get(name);
      if (!raw) throw new Error(`no blob ${name}`);
      // As from a disk: the caller may hand the bytes on.
      return Buffer.from(raw);
    },
    async sweep() {
      return 0;
    },
  };
}
