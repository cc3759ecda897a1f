import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { randomId } from '../../lib/ids.ts';

/** Raw messages as they came, by the hash of their bytes. */
export interface MailBlobs {
  /** On disk, and its name too, when this resolves. @returns the blob's name */
  put(raw: Buffer): Promise<string>;
  /** @throws Error ENOENT when it is gone */
  get(name: string): Promise<Buffer>;
  remove(name: string): Promise<void>;
}

declare module '../../lib/context.ts' {
  interface Ports {
    mailBlobs: MailBlobs;
  }
}

/** @param root a folder of its own, `.data/files/mail` */
export function folderBlobs(root: string): MailBlobs {
  const fileOf = (name: string) => path.join(root, name.slice(0, 2), `${name}.eml`);
  return {
    async put(raw) {
      const name = createHash('sha256').update(raw).digest('hex');
      const file = fileOf(name);
      const known = await stat(file).catch(() => null);
      // A file of that name and length was synced before it was renamed into place.
      if (known?.size === raw.length) return name;
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
    get: (name) => readFile(fileOf(name)),
    remove: (name) => rm(fileOf(name), { force: true }),
  };
}

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
      return raw;
    },
    async remove(name) {
      blobs.delete(name);
    },
  };
}
