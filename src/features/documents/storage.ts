/**
 * Where bytes live: under their SHA-256, so the same bytes are there once. What comes in is written to a draft first,
 * on this machine's disk, hashed on the way and synced; then it is put in its place.
 */
import type { Readable } from 'node:stream';
import type { Blob } from './model.ts';

export type ByteSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Bytes that are on this machine's disk, and in no place yet. */
export interface Draft extends Blob {
  path: string;
}

export interface Storage {
  /**
   * Reads the source to its end; on failure nothing stays behind.
   * @throws CrmError file.tooLarge, file.empty, file.noRoom; whatever the source throws
   */
  draft(source: ByteSource, limit: number): Promise<Draft>;
  /**
   * The same with a file that is there already, of the same machine: moved, where both are on one disk. It is the
   * draft's own from now on, also on failure.
   * @throws CrmError file.tooLarge, file.empty, file.noRoom
   */
  adopt(file: Draft, limit: number): Promise<Draft>;
  /** Durable when this resolves; the draft is gone. @throws CrmError file.noRoom */
  place(draft: Draft): Promise<void>;
  discard(draft: Draft): Promise<void>;
  /** @throws Error when there are no such bytes */
  read(sha256: string): Promise<Readable>;
  has(sha256: string): Promise<boolean>;
  remove(sha256: string): Promise<void>;
  /** Drafts that a process left behind when it died. @returns how many */
  sweepDrafts(olderThanMs: number): Promise<number>;
}

declare module '../../lib/context.ts' {
  interface Ports {
    storage: Storage;
  }
}

/** `ab/ab12...`: no folder grows too long */
export const keyOf = (sha256: string): string => `${sha256.slice(0, 2)}/${sha256}`;
