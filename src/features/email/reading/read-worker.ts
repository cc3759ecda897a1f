/** The thread in which mail is read. It never opens the database and knows nothing of the rest of the product. */
import { accessSync, readFileSync, rmSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { InboundEmail, MailFile } from '../model.ts';
import { readSliceSync } from '../packs.ts';
import { ownBytes } from './hand-over.ts';
import { filesByHash, parseEmail } from './parse.ts';
import { headerOf } from './raw-headers.ts';
import type { ReadAnswer, ReadFile, ReadRequest, Source, StoredMail } from './reader.ts';
import { robotReport } from './robot-report.ts';
import { checkSender, checkWriter, type SenderCheck, type TrustRules } from './trust.ts';
import { understand, understandPart } from './understand.ts';
import { withWriter } from './writer.ts';

const at: Int32Array = workerData;

parentPort?.on('message', async (requests: ReadRequest[]) => {
  const answers: ReadAnswer[] = [];
  for (const request of requests) {
    Atomics.add(at, 0, 1);
    answers.push(await answerTo(request));
  }
  parentPort?.postMessage(answers, answers.flatMap(handedOver));
});

/** Bytes go over without being copied: a file of 25 MB would stop the other thread. */
function handedOver(answer: ReadAnswer): ArrayBuffer[] {
  if (answer.kind === 'files') {
    for (const file of answer.files) file.content = ownBytes(file.content, true);
    return [...new Set(answer.files.map(({ content }) => content.buffer))];
  }
  if (answer.kind !== 'understood' || answer.understood.kind !== 'mail') return [];
  const { understood } = answer;
  understood.more = understood.more.map((raw) => Buffer.from(ownBytes(raw, true).buffer));
  return [...new Set(understood.more.map(({ buffer }) => buffer as ArrayBuffer))];
}

/** Of a larger file nothing but its kind is asked. */
const keptOfFile = 6_000_000;

function wantedOf(email: InboundEmail, hashes: string[]): ReadFile[] {
  const wanted = [...filesByHash(email).values()].filter(({ sha256 }) => hashes.includes(sha256));
  // Under two names it was written twice.
  for (const file of everyFile(email))
    if (file.path && !wanted.includes(file)) rmSync(file.path, { force: true });
  return wanted.map(({ sha256, content, size, path = null }) => ({
    sha256,
    size,
    content: (path === null ? content : Buffer.alloc(0)) as Uint8Array as Uint8Array<ArrayBuffer>,
    path,
  }));
}

const everyFile = ({ files, messages }: InboundEmail): MailFile[] => [
  ...files,
  ...messages.flatMap(({ email }) => everyFile(email)),
];

async function answerTo(request: ReadRequest): Promise<ReadAnswer> {
  try {
    const bytes = contentOf(request.source);
    if (request.want === 'files') {
      const { drafts = null, hashes } = request;
      const keep = drafts === null ? Number.POSITIVE_INFINITY : keptOfFile;
      return { kind: 'files', files: wantedOf(await parseEmail(bytes, 0, { keep, drafts }), hashes) };
    }
    const { around, passedOn, isCut } = request;
    const read = await parseEmail(bytes, 0, { keep: keptOfFile, drafts: null }, isCut);
    const email = withWriter(read, around.own);
    const understood = passedOn ? understandPart(email, around, passedOn) : understand(email, around);
    if (understood.kind !== 'quarantined' && understood.mail) {
      // Their bytes are read again when they are kept; most mail never needs them.
      understood.mail.files = understood.mail.files.map(
        (file): MailFile => ({
          ...file,
          content: file.kind === 'message' ? headerOf(file.content) : Buffer.alloc(0),
        }),
      );
    }
    const { subject, messageId, from, date, bodyHash } = email;
    const sender = senderOf(email, read.from[0]?.address ?? '', request.trust);
    const report = robotReport(email, understood, around);
    const head = { subject, messageId, from, date, bodyHash, sender, report };
    return { kind: 'understood', head, understood };
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    return { kind: 'unreadable', problem: code ?? message?.slice(0, 100) ?? 'error' };
  }
}

function contentOf(source: Source): Buffer | string {
  if (source instanceof Uint8Array) return Buffer.from(source.buffer, source.byteOffset, source.length);
  if (source.isLarge) return fromFirst(source.files, placeOf);
  Atomics.store(at, 1, 1);
  try {
    const { files, slice } = source;
    return fromFirst(files, (file) => (slice ? readSliceSync(file, slice) : readFileSync(file)));
  } finally {
    Atomics.store(at, 1, 0);
  }
}

function placeOf(file: string): string {
  accessSync(file);
  return file;
}

/** @throws Error ENOENT when none of them is there */
function fromFirst<T>([file, ...others]: StoredMail['files'], read: (file: string) => T): T {
  try {
    return read(file);
  } catch (error) {
    const [next, ...rest] = others;
    if (next === undefined || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return fromFirst([next, ...rest], read);
  }
}

function senderOf(
  { headers, from, writerBy }: InboundEmail,
  writtenFrom: string,
  trust: TrustRules | undefined,
): SenderCheck {
  if (!trust) return { verified: true, by: 'all' };
  const writer = from[0]?.address ?? '';
  return writerBy
    ? checkWriter(headers, { writerBy, writer }, writtenFrom, trust)
    : checkSender(headers, writer, trust);
}
