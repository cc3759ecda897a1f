import { createReadStream, readFileSync } from 'node:fs';
import { cleanLine, cleanText } from '../../../lib/text.ts';
import type { InboundEmail, MailFile } from '../model.ts';
import { CarefulParser, type Limits, nothingParsed, type Parsed } from './careful-parser.ts';
import { repairBinary } from './charset.ts';
import { collect, type Keeping } from './collect.ts';
import { nothingFound } from './findings.ts';
import { addresses, addressesIn, distinct, recipients } from './header-addresses.ts';
import { beginningHash, bodyHash, identityOf } from './identity.ts';
import { parseMailDate } from './mail-date.ts';
import { type CollectedPart, mailFiles } from './mail-files.ts';
import { idAsKept, idsIn } from './message-ids.ts';
import { straightened, withItsDelimiter } from './source.ts';
import { unpack } from './unpack.ts';
import { WholeParser } from './whole-parser.ts';

/**
 * Reads a raw message. Each rung of the ladder gives the parser more room: most mail stands on the first.
 * @param source the bytes, or the file in which they are
 * @param keeping how much of large files
 * @param isCut these are only the beginning of it
 * @throws Error when no rung could read it
 */
export async function parseEmail(
  source: Buffer | string,
  depth = 0,
  keeping: Keeping = everything,
  isCut = false,
): Promise<InboundEmail> {
  const whole = straightened(source);
  let problem: unknown;
  for (const [rung, limits] of ladder.entries()) {
    try {
      return await assemble(await readParts(whole, limits, keeping), { depth, rung, isCut });
    } catch (error) {
      problem = error;
    }
  }
  throw problem;
}

const everything: Keeping = { keep: Number.POSITIVE_INFINITY, drafts: null };

const ladder: Limits[] = [
  { parts: 1000, headBytes: 1_000_000 },
  { parts: 50_000, headBytes: 32_000_000 },
];
/** Messages within messages deeper than this stay files. */
const maxDepth = 4;

/** What is larger is never in memory whole a second time. */
const wholeBytes = 4_000_000;
const wholeParsers = new Map<Limits, WholeParser>();

/** Parts whose delimiter is not the one that the header names would be read as nothing at all. */
async function readParts(source: Buffer | string, limits: Limits, keeping: Keeping): Promise<Parsed> {
  const parsed = await readWith(source, limits, keeping);
  if (parsed.text !== '' || parsed.html !== null || parsed.attachments.length > 0) return parsed;
  const type = parsed.lines.find(({ key }) => key === 'content-type')?.line ?? '';
  if (!/^content-type:\s*multipart\//i.test(type)) return parsed;
  const mended = withItsDelimiter(typeof source === 'string' ? readFileSync(source) : source);
  return mended ? readWith(mended, limits, keeping) : parsed;
}

async function readWith(source: Buffer | string, limits: Limits, keeping: Keeping): Promise<Parsed> {
  if (typeof source === 'string' || source.length > Math.min(wholeBytes, keeping.keep))
    return readStreamed(source, limits, keeping);
  const parser = wholeParsers.get(limits) ?? new WholeParser(limits);
  wholeParsers.set(limits, parser);
  return parser.parse(source);
}

function readStreamed(source: Buffer | string, limits: Limits, keeping: Keeping): Promise<Parsed> {
  return new Promise((resolve, reject) => {
    const parser = new CarefulParser(limits);
    const parsed = nothingParsed();
    parser.on('error', reject);
    parser.on('headers', (headers: Map<string, unknown>) => {
      parsed.headers = headers;
    });
    parser.on('headerLines', (lines: Parsed['lines']) => {
      parsed.lines = lines;
    });
    parser.on('data', (data: { type: 'text'; text: string; html: string | null } | StreamedAttachment) => {
      if (data.type === 'text') {
        parsed.text = data.text;
        parsed.html = data.html;
        return;
      }
      collect(data.content, isOpened(data.contentType) ? everything : keeping).then(
        ({ sha256, ...collected }) => {
          const whole = { ...data, ...collected, checksum: sha256 };
          parsed.attachments.push(whole as unknown as CollectedPart);
          data.release();
        },
        reject,
      );
    });
    parser.on('end', () => resolve({ ...parsed, endsInFile: parser.endsInFile() }));
    if (typeof source === 'string') createReadStream(source).on('error', reject).pipe(parser);
    else parser.end(source);
  });
}

/** Whatever its size, it is read on: a message, a winmail.dat, something signed. */
const isOpened = (type: string | undefined): boolean => /^message\/|tnef|pkcs7/i.test(type ?? '');

interface StreamedAttachment {
  type: 'attachment';
  contentType?: string;
  content: NodeJS.ReadableStream;
  release(): void;
}

interface Reading {
  depth: number;
  rung: number;
  isCut: boolean;
}

async function assemble(parsed: Parsed, { depth, rung, isCut }: Reading): Promise<InboundEmail> {
  const { headers } = parsed;
  const fields = fieldsOf(parsed.lines);
  const subject = cleanLine(first(headers.get('subject')) ?? '');
  const written = { text: cleanText(parsed.text), files: mailFiles(parsed.attachments, parsed.html) };
  const broken = isCut && parsed.endsInFile ? written.files.at(-1) : undefined;
  const hash = isCut ? beginningHash(subject, written.text) : bodyHash(written.text, written.files);
  const body = { ...written, html: parsed.html };
  // What a wrapping hides is worth less than the mail around it.
  const { text, html, files, findings } = await unpack(body, depth, (raw) =>
    parseEmail(raw, depth + 1),
  ).catch(() => ({ ...body, findings: nothingFound }));
  if (broken) markBroken(files, broken);
  const fromFields = fields.from?.length ?? 0;
  const from = fromFields === 1 ? distinct(addresses(headers.get('from'))) : [];
  const messageId = idAsKept((first(headers.get('message-id')) ?? '').replace(/^<\s*>$/, '')) || null;
  const date = parseMailDate(fields.date?.at(-1) ?? '', 'UTC');
  const known = { messageId, from, subject, date, headers: fields, bodyHash: hash };
  return {
    ...known,
    inReplyTo: idsIn(first(headers.get('in-reply-to')) ?? '')[0] ?? null,
    references: all(headers.get('references')).flatMap(idsIn).slice(-32),
    fromFields,
    replyTo: recipients(headers.get('reply-to')),
    to: recipients(headers.get('to')),
    cc: recipients(headers.get('cc')),
    bcc: recipients(headers.get('bcc')),
    deliveredTo: deliveryFields.flatMap((name) => fields[name] ?? []).flatMap(addressesIn),
    text,
    html,
    files,
    messages: await attachedMessages(files, depth, broken?.sha256),
    identity: identityOf(known),
    findings,
    rung,
  };
}

const deliveryFields = [
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-delivered-to',
  'x-rcpt-to',
];

/** The file that the cut goes through; of what it wraps the cut goes through the last, which stands last as well. */
function markBroken(files: MailFile[], { sha256 }: MailFile): void {
  for (const file of files)
    if (file === files.at(-1) || file.sha256 === sha256) file.details = { is: 'broken' };
}

async function attachedMessages(
  files: InboundEmail['files'],
  depth: number,
  broken: string | undefined,
): Promise<InboundEmail['messages']> {
  if (depth >= maxDepth) return [];
  const messages: InboundEmail['messages'] = [];
  for (const file of files.filter(({ kind }) => kind === 'message')) {
    const isCut = file.sha256 === broken;
    const email = await parseEmail(file.content, depth + 1, everything, isCut).catch(() => null);
    if (email && email.fromFields > 0) messages.push({ raw: file.content, email });
    else file.kind = 'file';
  }
  return messages;
}

/** Fields as text: charset repaired, unfolded. Own properties only, whatever a field is called. */
function fieldsOf(lines: Parsed['lines']): Record<string, string[]> {
  const fields: Record<string, string[]> = Object.create(null);
  for (const { key: written, line } of lines) {
    const key = written.trim();
    const isPlain = !/[\u0080-\uffff]/.test(line);
    const text = isPlain ? line : Buffer.from(repairBinary(line), 'latin1').toString('utf8');
    const value = text.replace(/^[^:]*:/, '').replace(/\r?\n/g, '');
    fields[key] ??= [];
    fields[key].push(value.replace(/\s+/g, ' ').trim().slice(0, 2000));
  }
  return fields;
}

const first = (value: unknown): string | null => {
  const one = Array.isArray(value) ? value.at(-1) : value;
  return typeof one === 'string' && one !== '' ? one : null;
};

const all = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');

/** A forward holds the files of the mail inside it. */
export function filesByHash(email: InboundEmail, found = new Map<string, MailFile>()): Map<string, MailFile> {
  for (const file of email.files) found.set(file.sha256, file);
  for (const message of email.messages) filesByHash(message.email, found);
  return found;
}
