import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { randomId } from '../../../lib/ids.ts';

/** A part's bytes: all of them, or of a large one the beginning. */
export interface Collected {
  content: Buffer;
  /** the file in which all of a large one is, when that was asked for */
  path?: string;
  /** of all of it */
  size: number;
  /** of all of it, hex */
  sha256: string;
}

/** Of a file larger than `keep` bytes `content` is only the beginning. */
export interface Keeping {
  keep: number;
  /** a folder for all of the large ones; null: nobody wants them */
  drafts: string | null;
}

/** What this many bytes do not tell of a file's kind, more of them do not either. */
const beginning = 1_000_000;

/** Takes a stream to its end, and never holds it twice; a large one is never in memory whole. */
export function collect(stream: NodeJS.ReadableStream, { keep, drafts }: Keeping): Promise<Collected> {
  return new Promise((resolve, reject) => {
    const hash = createHash('sha256');
    const shelf = new Shelf();
    let draft: Draft | null = null;
    let size = 0;
    const fail = (error: unknown) => {
      draft?.discard();
      reject(error);
    };
    stream.on('error', fail);
    stream.on('data', (chunk: Buffer) => {
      hash.update(chunk);
      size += chunk.length;
      try {
        if (size > keep && drafts !== null) {
          draft ??= openDraft(drafts, shelf.pieces());
          draft.write(chunk);
        }
      } catch (error) {
        fail(error);
      }
      if (size <= keep || shelf.size < beginning) shelf.put(chunk);
      else shelf.shorten();
    });
    stream.on('end', () => {
      draft?.close();
      const all = shelf.pieces();
      resolve({
        content: size <= keep ? Buffer.concat(all) : (all[0] ?? Buffer.alloc(0)),
        ...(draft ? { path: draft.path } : {}),
        size,
        sha256: hash.digest('hex'),
      });
    });
  });
}

interface Draft {
  path: string;
  write(chunk: Uint8Array): void;
  close(): void;
  discard(): void;
}

/** Nobody else works in this thread, so it may wait for the disk. */
function openDraft(folder: string, before: Buffer[]): Draft {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, randomId());
  const descriptor = openSync(file, 'wx');
  const write = (chunk: Uint8Array) => {
    for (let from = 0; from < chunk.length; ) from += writeSync(descriptor, chunk, from);
  };
  for (const piece of before) write(piece);
  return {
    path: file,
    write,
    close: () => closeSync(descriptor),
    discard() {
      closeSync(descriptor);
      rmSync(file, { force: true });
    },
  };
}

/** Small chunks put together into pieces of a megabyte, each in memory of its own. */
class Shelf {
  #full: Buffer[] = [];
  #last: Buffer = Buffer.alloc(0);
  #used = 0;
  size = 0;

  put(chunk: Buffer): void {
    for (let from = 0; from < chunk.length; ) {
      if (this.#used === this.#last.length) {
        if (this.#used > 0) this.#full.push(this.#last);
        this.#last = Buffer.allocUnsafeSlow(beginning);
        this.#used = 0;
      }
      const copied = chunk.copy(this.#last, this.#used, from);
      this.#used += copied;
      this.size += copied;
      from += copied;
    }
  }

  /** Only the first piece is worth keeping. */
  shorten(): void {
    if (this.#full.length === 0) return;
    this.#last = this.#full[0] ?? this.#last;
    this.#used = this.#last.length;
    this.size = this.#used;
    this.#full = [];
  }

  pieces(): Buffer[] {
    return this.#used > 0 ? [...this.#full, this.#last.subarray(0, this.#used)] : this.#full;
  }
}
