import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { FSDriver } from 'flydrive/drivers/fs';
import { noRoom, removeOldDrafts, syncFolder, writeDraft } from './drafts.ts';
import { sparing } from './sparing.ts';
import { keyOf, type Storage } from './storage.ts';

/** Files in a folder of this machine. @param root `.data/files` */
export function folderStorage(root: string): Storage {
  const drafts = path.resolve(root, 'drafts');
  const location = path.resolve(root, 'documents');
  const disk = new FSDriver({ location, visibility: 'private' });
  return {
    draft: (source, limit) => writeDraft(drafts, source, limit),
    async place(draft) {
      const file = path.join(location, keyOf(draft.sha256));
      await mkdir(path.dirname(file), { recursive: true }).catch(noRoom);
      // Over what may be there: the same bytes, or what is left of a disk that lost power.
      await rename(draft.path, file).catch(noRoom);
      await syncFolder(path.dirname(file));
      await syncFolder(location);
    },
    discard: (draft) => rm(draft.path, { force: true }),
    read: async (sha256) =>
      Readable.from(sparing(await disk.getStream(keyOf(sha256))), { objectMode: false }),
    has: (sha256) => disk.exists(keyOf(sha256)),
    remove: (sha256) => disk.delete(keyOf(sha256)),
    sweepDrafts: (olderThanMs) => removeOldDrafts(drafts, olderThanMs),
  };
}
