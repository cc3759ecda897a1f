import { nameOf } from './blob-writing.ts';
import type { MailBlobs } from './blobs.ts';

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
    whereIs: () => null,
    async sweep() {
      return 0;
    },
    async setAside() {},
    async remove(name) {
      blobs.delete(name);
    },
  };
}
