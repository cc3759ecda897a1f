import { MailParser } from 'mailparser';
import { CharsetDecoder, isUtf8, repairBinary } from './charset.ts';
import { decodeWords } from './encoded-words.ts';
import { unflow } from './flowed.ts';
import { textFromHtml } from './html.ts';

/** The parts of mailparser 3.9 this builds on; test/email/parse.test.ts fails when a new version changes them. */
interface Internals {
  tree: Node | false;
  textTypes: string[];
  libmime: { decodeWords(text: string): string };
  createNode(part: Part): Node;
  getDecoder(): { decodeStream(charset: string): NodeJS.ReadWriteStream };
  getTextContent(): { type: 'text'; text: string; html: string | null };
  processHeaders(lines: { key: string; line: string }[]): Map<string, unknown>;
}

/** A part as its header describes it. */
interface Part {
  contentType: string | false;
  disposition: string | false;
  filename: string | false;
  flowed: boolean;
  delSp: boolean;
  root: boolean;
}

interface Node {
  headers: Map<string, unknown>;
  contentType: string | false;
  disposition?: string;
  isAttachment?: boolean;
  charset?: string;
  textContent?: string;
  flowed?: { delSp: boolean };
  children: Node[];
}

const Base = MailParser as unknown as new (options: object) => MailParser & Internals;

export interface Limits {
  parts: number;
  headBytes: number;
}

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
  }

  override createNode(part: Part): Node {
    const flowed = part.flowed ? { delSp: part.delSp } : undefined;
    part.flowed = false;
    const made = super.createNode(part);
    part.filename = fileName(made.headers) ?? part.filename;
    const isText = this.textTypes.includes(made.contentType || '');
    // A disposition that is none, and a text that is the whole message, hide no file.
    const isHidden = part.root || !['attachment', 'inline'].includes(part.disposition || 'inline');
    if (made.isAttachment && isText && isHidden && !part.filename) {
      made.disposition = 'inline';
      made.isAttachment = false;
    }
    if (made.isAttachment) return made;
    made.flowed = flowed;
    // The parser decodes nothing for these names; a name of our own makes it ask getDecoder().
    made.charset = `declared:${made.charset ?? ''}`;
    return made;
  }

  override getDecoder(): { decodeStream(charset: string): NodeJS.ReadWriteStream } {
    return { decodeStream: (charset) => new CharsetDecoder(charset.replace(/^declared:/, '') || null) };
  }

  override processHeaders(lines: { key: string; line: string }[]): Map<string, unknown> {
    const type = lines.find(({ key }) => key === 'content-type')?.line ?? '';
    const declared = /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(type)?.[1] ?? null;
    return super.processHeaders(
      lines.map(({ key: written, line }) => {
        // `From : jan@x.example`, as the old standard allows.
        const key = written.trim();
        const repaired = repairBinary(line, declared).replace(/^([\w-]+)\s+:/, '$1:');
        if (addressFields.has(key)) return { key, line: withoutComments(repaired) };
        return { key, line: key.startsWith('content-') ? withTrueCharset(repaired) : repaired };
      }),
    );
  }

  override getTextContent(): { type: 'text'; text: string; html: string | null } {
    const body = this.tree ? bodyOf(this.tree) : { plain: '', html: '' };
    // Some messages hold hundreds of empty lines, or of empty parts.
    const text = body.plain.replace(/\n(?:[ \t\u00a0\u200b]*\n){3,}/g, '\n\n\n');
    return { type: 'text', text, html: body.html || null };
  }
}

const addressFields = new Set(['from', 'to', 'cc', 'sender', 'reply-to']);

/** `<jan(home)@x. example>`: the parser takes the comment for a part of the address, and the space for its end. */
const withoutComments = (line: string): string =>
  line.replace(/<[^<>]*>/g, (address) => address.replace(/\([^()]*\)|\s+/g, ''));

/** `filename*=utf-8''%F8e%9A.pdf` is no UTF-8: the client wrote its own charset and named another. */
const withTrueCharset = (line: string): string =>
  line.replace(
    /([a-z]\*=\s*"?)utf-?8('[^']*')([^;\s"]+)/gi,
    (whole, start: string, language: string, value: string) => {
      const octets = value.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
      return isUtf8(Buffer.from(octets, 'latin1')) ? whole : `${start}windows-1250${language}${value}`;
    },
  );

function fileName(headers: Map<string, unknown>): string | null {
  const named = (field: string, parameter: string): string | null => {
    const { params } = (headers.get(field) ?? {}) as { params?: Record<string, string> };
    return params?.[parameter] || null;
  };
  const name = named('content-disposition', 'filename') ?? named('content-type', 'name');
  if (!name || !/%[89a-f][0-9a-f]/i.test(name)) return name;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Some clients write into the plain part only that there is an HTML part. */
const isPlaceholder = ({ plain }: Body, html: Body | undefined): boolean =>
  html !== undefined &&
  plain.length < 300 &&
  /html/i.test(plain) &&
  !/html/i.test(html.plain) &&
  html.plain.trim() !== '';

interface Body {
  plain: string;
  html: string;
  /** true when `plain` was made from HTML */
  made?: boolean;
}

function bodyOf(node: Node, depth = 0): Body {
  if (node.textContent !== undefined) {
    if (node.contentType === 'text/html')
      return { plain: textFromHtml(node.textContent), html: node.textContent, made: true };
    if (node.contentType === 'text/plain') {
      const { textContent, flowed } = node;
      return { plain: flowed ? unflow(textContent, flowed.delSp) : textContent, html: '' };
    }
    return { plain: '', html: '' };
  }
  if (depth > 100) return { plain: '', html: '' };
  const bodies = node.children
    .map((child) => bodyOf(child, depth + 1))
    .filter(({ plain, html }) => plain.trim() !== '' || html);
  if (node.contentType === 'multipart/alternative') {
    const html = bodies.findLast((body) => body.html !== '');
    const written = bodies.find(
      (body) => body.plain.trim() !== '' && !body.made && !isPlaceholder(body, html),
    );
    return { plain: (written ?? html ?? bodies[0])?.plain ?? '', html: html?.html ?? '', made: !written };
  }
  return {
    plain: bodies.map(({ plain }) => plain).join('\n'),
    html: bodies
      .map(({ html }) => html)
      .filter(Boolean)
      .join('<br>\n'),
    made: bodies.length > 0 && bodies.every(({ made }) => made),
  };
}
