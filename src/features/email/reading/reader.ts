import path from 'node:path';
import type { MailBlobs } from '../blobs.ts';
import type { Address, InboundEmail } from '../model.ts';
import type { RobotReport } from './findings.ts';
import { ownBytes } from './hand-over.ts';
import { type Lane, openLane } from './lane.ts';
import type { SenderCheck, TrustRules } from './trust.ts';
import type { Surroundings, Understanding } from './understand.ts';

export type MailHead = Pick<InboundEmail, 'subject' | 'messageId' | 'from' | 'date' | 'bodyHash'> & {
  /** whether the sender is who the From field says */
  sender: SenderCheck;
  /** of a robot's mail: whose address fails, who is away */
  report: RobotReport;
};

/** A file of a message. */
export interface ReadFile {
  sha256: string;
  content: Uint8Array<ArrayBuffer>;
  /** a large one lies here, to be taken away by whoever asked; then `content` is empty */
  path: string | null;
}

/** A message's bytes, or the file in which they are. */
export type Source = Uint8Array<ArrayBuffer> | string;

export type ReadRequest =
  | {
      want: 'understanding';
      source: Source;
      around: Surroundings;
      passedOn: { from: Address; note: string | null } | null;
      /** without them nobody is doubted */
      trust?: TrustRules;
    }
  | {
      want: 'files';
      source: Source;
      hashes: string[];
      /** of a message in a file: the folder for its large files */
      drafts?: string;
    };

/** The thread is there and begins to read. */
export interface Begun {
  kind: 'begun';
}

export type ReadAnswer =
  | { kind: 'understood'; head: MailHead; understood: Understanding }
  | { kind: 'files'; files: ReadFile[] }
  /** the same bytes will never read better */
  | { kind: 'unreadable'; problem: string }
  | { kind: 'timedOut'; seconds: number };

type Wish<R extends ReadRequest = ReadRequest> = R extends ReadRequest
  ? Omit<R, 'source'> & { raw: Buffer | StoredMail }
  : never;

/** A large message, read from its file so that it is never in memory whole. */
export interface StoredMail {
  file: string;
  length: number;
}

const largeMail = 4_000_000;

/** What readMail() reads of a kept message. @throws Error ENOENT when it is gone */
export async function keptMail(
  blobs: MailBlobs,
  { blob, size }: { blob: string; size: number },
): Promise<Buffer | StoredMail> {
  const file = size > largeMail ? await blobs.fileOf(blob) : null;
  return file === null ? blobs.get(blob) : { file, length: size };
}

/** Beside the folders of the kept messages; the sweep takes what a process that died left there. */
export const draftsBeside = (raw: Buffer | StoredMail): { drafts?: string } =>
  Buffer.isBuffer(raw) ? {} : { drafts: path.join(path.dirname(raw.file), '../drafts') };

/**
 * Reads mail in threads of its own, so that no mail can stop the product: a thread that takes too long or too much is
 * ended, and the next mail gets a new one. Two read side by side when mails queue up; a large mail is read alone.
 * @param options.handOver the bytes are the thread's from now on and gone for the caller: none of them is copied
 */
export function readMail(wish: Wish, options: { handOver?: boolean } = {}): Promise<ReadAnswer> {
  return new Promise((resolve) => {
    waiting.push({ wish, handOver: options.handOver ?? false, resolve });
    readOn();
  });
}

interface Waiting {
  wish: Wish;
  handOver: boolean;
  resolve(answer: ReadAnswer): void;
}

/** What is read at once at most, in bytes of source: some times as much is in memory meanwhile. */
const bytesAtOnce = largeMail;

const waiting: Waiting[] = [];
const free: Lane[] = [openLane(), openLane()];
let bytesRead = 0;

function readOn(): void {
  const [next] = waiting;
  if (!next) return;
  const size = next.wish.raw.length;
  if (bytesRead > 0 && bytesRead + size > bytesAtOnce) return;
  const lane = free.shift();
  if (!lane) return;
  waiting.shift();
  bytesRead += Math.max(1, size);
  const { raw, ...wish } = next.wish;
  const source = Buffer.isBuffer(raw) ? ownBytes(raw, next.handOver) : raw.file;
  lane.read({ ...wish, source }).then((answer) => {
    bytesRead -= Math.max(1, size);
    // The lane that worked last goes first: its thread is warm, and the other's ends when it is not needed.
    free.unshift(lane);
    next.resolve(answer);
    readOn();
  });
  readOn();
}
