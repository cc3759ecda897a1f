/**
 * The list of erasures beside the files: what a restored backup does not know it has forgotten. It holds digests and ids only.
 */
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const Listed = z.object({
  uid: z.string(),
  at: z.string(),
  contacts: z.array(z.number()),
  companies: z.array(z.number()).optional(),
  marks: z.array(z.string()),
});
const List = z.object({ key: z.string(), erasures: z.array(Listed) });

export type ErasureList = z.infer<typeof List>;

export interface ErasureListFile {
  /** null when nobody was erased yet. @throws Error when it cannot be read: then nothing may be taken for granted */
  read(): Promise<ErasureList | null>;
  /** On the disk when it resolves. */
  write(list: ErasureList): Promise<void>;
}

declare module '../../lib/context.ts' {
  interface Ports {
    erasureList: ErasureListFile;
  }
}

/** `.data/files` -> `.data/files.erasures.json`: beside the folder, which a restore wants empty. */
export const listFileOf = (filesDir: string): string => `${path.resolve(filesDir)}.erasures.json`;

export function erasureListFile(file: string): ErasureListFile {
  return {
    async read() {
      const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
      return text === null ? null : List.parse(JSON.parse(text));
    },
    async write(list) {
      await mkdir(path.dirname(file), { recursive: true });
      const draft = `${file}.draft`;
      const handle = await open(draft, 'w', 0o600);
      try {
        await handle.writeFile(`${JSON.stringify(list, null, 1)}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(draft, file);
    },
  };
}

/** Of two lists all of it; the first one's key stays. */
export const joined = (one: ErasureList, other: ErasureList): ErasureList => ({
  key: one.key,
  erasures: [
    ...one.erasures,
    ...other.erasures.filter(({ uid }) => !one.erasures.some((known) => known.uid === uid)),
  ],
});
