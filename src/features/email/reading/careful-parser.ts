import { MailParser } from 'mailparser';
import { bodyOf, type TextNode } from './body-text.ts';
import { CharsetDecoder, repairBinary } from './charset.ts';
import { decodeWords } from './encoded-words.ts';
import { withPlainNames } from './file-names.ts';
import type { CollectedPart } from './mail-files.ts';
import { endsInSpace, fileName, isFurther, readType, versions, withoutPadding } from './part-header.ts';
import { type Encoded, encodingNamed, TextDecoding } from './transfer.ts';

/** The parts of mailparser 3.9 this builds on; test/email/whole.test.ts fails when a new version changes them. */
interface Internals {
  tree: Node | false;
  curnode: Node | false;
  textTypes: string[];
  splitter: { compareBoundary(line: Buffer, from: number, boundary: Buffer): 1 | 2 | false };
  libmime: { decodeWords(text: string): string; detectMimeType(name: string): string };
  createNode(part: Part): Node;
  getDecoder(): { decodeStream(charset: string): NodeJS.ReadWriteStream };
  getTextContent(): { type: 'text'; text: string; html: string | null };
  processHeaders(lines: HeaderLine[]): Map<string, unknown>;
}

export interface HeaderLine {
  key: string;
  line: string;
}

/** A part as its header describes it. */
export interface Part extends Encoded {
  type: 'node';
  parentNode: Part | false;
  contentType: string | false;
  disposition: string | false;
  charset: string | false;
  filename: string | false;
  flowed: boolean;
  delSp: boolean;
  root: boolean;
  headers: { hasHeader(name: string): boolean };
}

export interface Node extends TextNode {
  headers: Map<string, unknown>;
  headerLines: HeaderLine[];
  disposition?: string;
  isAttachment?: boolean;
  charset?: string;
  parent?: Node;
  children: Node[];
}

const Base = MailParser as unknown as new (options: object) => MailParser & Internals;

export interface Limits {
  parts: number;
  headBytes: number;
}

/** A message as the parser gives it. */
export interface Parsed {
  headers: Map<string, unknown>;
  lines: HeaderLine[];
  text: string;
  html: string | null;
  attachments: CollectedPart[];
  /** its last part is the last of the attachments: of a message that was cut off, the one that the cut goes through */
  endsInFile: boolean;
}

export const nothingParsed = (): Parsed => ({
  headers: new Map(),
  lines: [],
  text: '',
  html: null,
  attachments: [],
  endsInFile: false,
});

/**
 * mailparser with these things done differently: charsets are checked against the bytes (it trusts the label, and
 * takes a missing one as UTF-8), encoded words and flowed text are decoded by us, text is chosen by walking the tree
 * (it drops the HTML of a mixed message that also has a plain footer) and made from HTML by our own converter, and
 * attached messages and delivery reports stay whole.
 */
export class CarefulParser extends Base {
  constructor(limits: Limits) {
    super({
      skipTextToHtml: true,
      skipHtmlToText: true,
      skipImageLinks: true,
      skipTextLinks: true,
      keepDeliveryStatus: true,
      ignoreEmbedded: true,
      checksumAlgo: 'sha256',
      maxChildNodes: limits.parts,
      maxHeadSize: limits.headBytes,
    });
    this.libmime.decodeWords = decodeWords;
    const compared = this.splitter.compareBoundary.bind(this.splitter);
    this.splitter.compareBoundary = (line, from, boundary) =>
      compared(line, from, boundary) || (endsInSpace(line) && compared(withoutPadding(line), from, boundary));
  }

  override createNode(part: Part): Node {
    const flowed = part.flowed ? { delSp: part.delSp } : undefined;
    part.flowed = false;
    part.encoding = encodingNamed(part.encoding);
    readType(part);
    const isText = this.textTypes.includes(part.contentType || 'text/plain');
    if (isText && part.encoding === 'base64') this.decodeAsText(part);
    const made = super.createNode(part);
    part.filename = fileName(made.headers) ?? part.filename;
    const { parent } = made;
    // A disposition that is none, and a text that is the whole message, hide no file.
    const isHidden = part.root || !['attachment', 'inline'].includes(part.disposition || 'inline');
    const isVersion = parent?.contentType === 'multipart/alternative' && versions.has(made.contentType || '');
    if (made.isAttachment && ((isText && isHidden) || isVersion) && !part.filename) {
      made.disposition = 'inline';
      made.isAttachment = false;
    } else if (isText && part.filename && part.disposition === 'inline' && isFurther(made)) {
      made.isAttachment = true;
    }
    if (made.isAttachment) return made;
    made.flowed = flowed;
    // The parser decodes nothing for these names; a name of our own makes it ask getDecoder().
    made.charset = `declared:${made.charset ?? ''}`;
    return made;
  }

  /** Gateways write footers below base64 as well, and some clients only say that it is. */
  protected decodeAsText(part: Part): void {
    const decoder = part.getDecoder();
    part.getDecoder = () => new TextDecoding(decoder);
  }

  override getDecoder(): { decodeStream(charset: string): NodeJS.ReadWriteStream } {
    return { decodeStream: (charset) => new CharsetDecoder(declaredCharset(charset)) };
  }

  override processHeaders(lines: HeaderLine[]): Map<string, unknown> {
    const type = lines.find(({ key }) => key === 'content-type')?.line ?? '';
    const declared = /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(type)?.[1] ?? null;
    return super.processHeaders(
      lines.flatMap(({ key: written, line }) => {
        // `From : jan@x.example`, as the old standard allows.
        const key = written.trim();
        if (!readFields.has(key)) return [];
        const repaired = repairBinary(line, declared).replace(/^([\w-]+)\s+:/, '$1:');
        if (addressFields.has(key)) return { key, line: withoutComments(repaired) };
        return { key, line: key.startsWith('content-') ? withPlainNames(repaired) : repaired };
      }),
    );
  }

  /** Addresses as HTML and as text: nobody asks for them. */
  getAddressesHTML(): string {
    return '';
  }

  getAddressesText(): string {
    return '';
  }

  /** What is known of an attachment before its bytes. */
  describe({ filename }: Part, { contentType, headers }: Node) {
    const [contentId = ''] = [headers.get('content-id') ?? []].flat() as string[];
    return {
      contentType:
        contentType === 'application/octet-stream' && filename
          ? this.libmime.detectMimeType(filename)
          : contentType,
      ...(filename ? { filename } : {}),
      ...(headers.has('content-id') ? { cid: contentId.trim().replace(/^<|>$/g, '').trim() } : {}),
    };
  }

  endsInFile(): boolean {
    let last: Node | undefined = this.tree || undefined;
    while (last && last.children.length > 0) last = last.children.at(-1);
    return last?.isAttachment ?? false;
  }

  override getTextContent(): { type: 'text'; text: string; html: string | null } {
    const body = this.tree ? bodyOf(this.tree) : { plain: '', html: '' };
    // Some messages hold hundreds of empty lines, or of empty parts.
    const text = body.plain.replace(/\n(?:[ \t\u00a0\u200b]*\n){3,}/g, '\n\n\n');
    return { type: 'text', text, html: body.html || null };
  }
}

/** The parser reads each of these to the last word; of the others fieldsOf() keeps the lines. */
const readFields = new Set([
  'from',
  'to',
  'cc',
  'bcc',
  'reply-to',
  'subject',
  'message-id',
  'in-reply-to',
  'references',
  'content-type',
  'content-disposition',
  'content-id',
]);

export const declaredCharset = (charset: string | undefined): string | null =>
  charset?.replace(/^declared:/, '') || null;

const addressFields = new Set(['from', 'to', 'cc', 'bcc', 'reply-to']);

/** `<jan(home)@x. example>`: the parser takes the comment for a part of the address, and the space for its end. */
const withoutComments = (line: string): string =>
  line.replace(/<[^<>]*>/g, (address) => address.replace(/\([^()]*\)|\s+/g, ''));
