import path from 'node:path';
import type { MailBlobs, Whereabouts } from '../blobs.ts';
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
  /** of all of it */
  size: number;
  /** a large one lies here, to be taken away by whoever asked; then `content` is empty */
  path: string | null;
}

/** A message's bytes, or where they lie. */
export type Source = Uint8Array<ArrayBuffer> | StoredMail;

export type ReadRequest =
  | {
      want: 'understanding';
      source: Source;
      around: Surroundings;
      passedOn: { from: Address; note: string | null } | null;
      /** only the beginning of it is here */
      isCut?: boolean;
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

export type ReadAnswer =
  | { kind: 'understood'; head: MailHead; understood: Understanding }
  | { kind: 'files'; files: ReadFile[] }
  /** the same bytes will never read better */
  | { kind: 'unreadable'; problem: string }
  | { kind: 'timedOut'; seconds: number };

type Wish<R extends ReadRequest = ReadRequest> = R extends ReadRequest
  ? Omit<R, 'source'> & { raw: Buffer | StoredMail }
  : never;

/** A message that the thread reads from its file by itself. */
export interface StoredMail extends Whereabouts {
  length: number;
  /** it is never in memory whole */
  isLarge: boolean;
}

const largeMail = 4_000_000;

/** What readMail() reads of a kept message. @throws Error ENOENT when it is gone, if this can tell already */
export async function keptMail(
  blobs: MailBlobs,
  { blob, size }: { blob: string; size: number },
): Promise<Buffer | StoredMail> {
  const where = blobs.whereIs(blob);
  if (!where) return blobs.get(blob);
  return { ...where, length: size, isLarge: size > largeMail && !where.slice };
}

/** Beside the folders of the kept messages; the sweep takes what a process that died left there. */
export const draftsBeside = (raw: Buffer | StoredMail): { drafts?: string } =>
  Buffer.isBuffer(raw) || !raw.isLarge ? {} : { drafts: path.join(path.dirname(raw.files[0]), '../drafts') };

/**
 * Reads mail in threads of its own, so that no mail can stop the product: a thread that takes too long or too much is
 * ended, and the next mail gets a new one. Small ones are read several at a time, a large one alone; a second thread reads
 * beside the first while that one is busy for long.
 * @param options.handOver the bytes may be the thread's from now on and gone for the caller: none of them is copied
 * @throws when there is no thread to read it: nothing is said of the mail
 */
export function readMail(wish: Wish, options: { handOver?: boolean } = {}): Promise<ReadAnswer> {
  return new Promise((resolve, reject) => {
    waiting.push({ wish, handOver: options.handOver ?? false, resolve, reject });
    // What else is asked for in this turn goes along.
    if (waiting.length === 1) setImmediate(readOn);
  });
}

interface Waiting {
  wish: Wish;
  handOver: boolean;
  resolve(answer: ReadAnswer): void;
  reject(error: unknown): void;
}

/** What is read at once at most, in bytes of source: some times as much is in memory meanwhile. */
const bytesAtOnce = largeMail;
/** Each message to a thread costs as much as reading a small mail does. */
const together = 32;
const bytesTogether = 1_000_000;
/**
 * A thread costs half a second to start: the second one is for when the first is at one mail for longer than small ones
 * ever take. Those read at the first's own start take longer too, and the second would start no faster.
 */
const patienceMs = 250;
/** So often the next one to be read waits that long, however the first thread gets on. */
const mostLooks = 4;

const waiting: Waiting[] = [];
const first = openLane();
const second = openLane();
const free: Lane[] = [first, second];
/** Many mails are about to be fetched: starting the thread takes as long as fetching the first hundreds of them. */
export const readSoon = (): void => first.warm();

let bytesRead = 0;
let isWatched = false;

/** @param looks how often the next one was still waiting */
function readOn(looks = 0): void {
  const [next] = waiting;
  if (!next) return;
  if (free.includes(first)) {
    readNext(first, next);
  } else if (!isWatched) {
    isWatched = true;
    setTimeout(helpOut, patienceMs, next, first.readingAt(), looks + 1);
  }
}

/** @param stuck what was the next to be read a while ago @param at where the first thread was then */
function helpOut(stuck: Waiting, at: number, looks: number): void {
  isWatched = false;
  const waitsStill = waiting[0] === stuck;
  const isHeldUp = at > 0 && (first.readingAt() === at || looks >= mostLooks);
  if (waitsStill && isHeldUp && free.includes(second)) readNext(second, stuck);
  readOn(waitsStill ? looks : 0);
}

function readNext(lane: Lane, next: Waiting): void {
  const group = groupFrom(next);
  const size = group.reduce((sum, { wish }) => sum + Math.max(1, wish.raw.length), 0);
  if (bytesRead > 0 && bytesRead + size > bytesAtOnce) return;
  waiting.splice(0, group.length);
  free.splice(free.indexOf(lane), 1);
  bytesRead += size;
  const done = (tell: (one: Waiting, at: number) => void): void => {
    bytesRead -= size;
    free.push(lane);
    group.forEach(tell);
    readOn();
  };
  lane.readAll(group.map((one) => requestOf(one, group.length === 1))).then(
    (answers) => done(({ resolve }, at) => resolve(answers[at] as ReadAnswer)),
    (error) => done(({ reject }) => reject(error)),
  );
  readOn();
}

/** The first that waits, with those behind it while they are small. */
function groupFrom(next: Waiting): Waiting[] {
  if (next.wish.want === 'files') return [next];
  let bytes = 0;
  const end = waiting.findIndex(({ wish }, index) => {
    bytes += wish.raw.length;
    return index > 0 && (index >= together || bytes > bytesTogether || wish.want === 'files');
  });
  return end < 0 ? [...waiting] : waiting.slice(0, end);
}

function requestOf({ wish, handOver }: Waiting, isAlone: boolean): ReadRequest {
  const { raw, ...rest } = wish;
  if (!Buffer.isBuffer(raw)) return { ...rest, source: raw };
  return { ...rest, source: isAlone ? ownBytes(raw, handOver) : (raw as Buffer<ArrayBuffer>) };
}
