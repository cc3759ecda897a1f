import { createHash } from 'node:crypto';

/** A part's bytes: all of them, or of a large one the beginning. */
export interface Collected {
  content: Buffer;
  /** all of a large one, when that was asked for */
  pieces?: Buffer[];
  /** of all of it */
  size: number;
  /** of all of it, hex */
  sha256: string;
}

/** Of a file larger than `keep` bytes `content` is only the beginning; `pieces` are all of it. */
export interface Keeping {
  keep: number;
  pieces: boolean;
}

/** What this many bytes do not tell of a file's kind, more of them do not either. */
const beginning = 1_000_000;

/** Takes a stream to its end, and never holds it twice. */
export function collect(stream: NodeJS.ReadableStream, { keep, pieces }: Keeping): Promise<Collected> {
  return new Promise((resolve, reject) => {
    const hash = createHash('sha256');
    const shelf = new Shelf();
    let size = 0;
    stream.on('error', reject);
    stream.on('data', (chunk: Buffer) => {
      hash.update(chunk);
      size += chunk.length;
      if (pieces || size <= keep || shelf.size < beginning) shelf.put(chunk);
      else shelf.shorten();
    });
    stream.on('end', () => {
      const isWhole = size <= keep;
      const all = shelf.pieces();
      resolve({
        content: isWhole ? Buffer.concat(all) : (all[0] ?? Buffer.alloc(0)),
        ...(!isWhole && pieces ? { pieces: all } : {}),
        size,
        sha256: hash.digest('hex'),
      });
    });
  });
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
