import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { DriverContract } from 'flydrive/types';
import { adoptFile, noRoom, removeOldDrafts, syncFolder, writeDraft } from './drafts.ts';
import { sparing } from './sparing.ts';
import { keyOf, type Storage } from './storage.ts';

/** Files in a folder of this machine. @param root `.data/files` */
export function folderStorage(root: string): Storage {
  const drafts = path.resolve(root, 'drafts');
  const location = path.resolve(root, 'documents');
  /** folders whose own names are on the disk */
  const synced = new Set<string>();
  let opened: Promise<DriverContract> | undefined;
  const disk = () => {
    opened ??= openFolder(location);
    return opened;
  };
  return {
    draft: (source, limit) => writeDraft(drafts, source, limit),
    adopt: (file, limit) => adoptFile(drafts, file, limit),
    async place(draft) {
      const file = path.join(location, keyOf(draft.sha256));
      const shelf = path.dirname(file);
      // Over what may be there: the same bytes, or what is left of a disk that lost power.
      const place = () => rename(draft.path, file);
      await place().catch(async (error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') return noRoom(error);
        await mkdir(shelf, { recursive: true }).catch(noRoom);
        synced.delete(shelf);
        await place().catch(noRoom);
      });
      await syncFolder(shelf);
      // What an earlier process made there is not synced for certain.
      if (!synced.has(shelf)) await syncFolder(location);
      synced.add(shelf);
    },
    discard: (draft) => rm(draft.path, { force: true }),
    read: async (sha256) =>
      Readable.from(sparing(await (await disk()).getStream(keyOf(sha256))), { objectMode: false }),
    has: async (sha256) => (await disk()).exists(keyOf(sha256)),
    remove: async (sha256) => (await disk()).delete(keyOf(sha256)),
    sweepDrafts: (olderThanMs) => removeOldDrafts(drafts, olderThanMs),
  };
}

/** Loaded with the first file: an idle server needs its 12 MB for nothing. */
async function openFolder(location: string): Promise<DriverContract> {
  const { FSDriver } = await import('flydrive/drivers/fs');
  return new FSDriver({ location, visibility: 'private' });
}
