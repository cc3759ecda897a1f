import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { DriverContract } from 'flydrive/types';
import { adoptFile, removeOldDrafts, writeDraft } from './drafts.ts';
import { sparing } from './sparing.ts';
import { keyOf, type Storage } from './storage.ts';

/**
 * Files in a bucket; drafts pass through a folder of this machine.
 * @param url `s3://key:secret@host/bucket?region=eu-central-1`, `&insecure` for http
 */
export function s3Storage(url: string, root: string): Storage {
  const drafts = path.resolve(root, 'drafts');
  let opened: Promise<DriverContract> | undefined;
  const disk = () => {
    opened ??= openBucket(url);
    return opened;
  };
  return {
    draft: (source, limit) => writeDraft(drafts, source, limit),
    adopt: (file, limit) => adoptFile(drafts, file, limit),
    async place(draft) {
      const bucket = await disk();
      const bytes = Readable.from(sparing(createReadStream(draft.path)), { objectMode: false });
      await bucket.putStream(keyOf(draft.sha256), bytes, {
        contentLength: draft.size,
        contentType: 'application/octet-stream',
      });
      await rm(draft.path, { force: true });
    },
    discard: (draft) => rm(draft.path, { force: true }),
    read: async (sha256) =>
      Readable.from(sparing(await (await disk()).getStream(keyOf(sha256))), { objectMode: false }),
    has: async (sha256) => (await disk()).exists(keyOf(sha256)),
    remove: async (sha256) => (await disk()).delete(keyOf(sha256)),
    sweepDrafts: (olderThanMs) => removeOldDrafts(drafts, olderThanMs),
  };
}

/** Loaded with the first file: it is heavy, and a folder needs none of it. */
async function openBucket(url: string): Promise<DriverContract> {
  const { S3Driver } = await import('flydrive/drivers/s3');
  const { username, password, host, pathname, searchParams } = new URL(url);
  return new S3Driver({
    credentials: {
      accessKeyId: decodeURIComponent(username),
      secretAccessKey: decodeURIComponent(password),
    },
    endpoint: `${searchParams.has('insecure') ? 'http' : 'https'}://${host}`,
    region: searchParams.get('region') ?? 'us-east-1',
    bucket: pathname.slice(1),
    forcePathStyle: true,
    // A checksum as a trailer is Amazon's alone: others keep it as a part of the file.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // Buckets of other makers than Amazon refuse access lists.
    supportsACL: false,
    visibility: 'private',
  });
}
