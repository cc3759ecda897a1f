import { hash } from 'node:crypto';
import type { Transform } from 'node:stream';
import {
  CarefulParser,
  declaredCharset,
  type Limits,
  type Node,
  nothingParsed,
  type Parsed,
  type Part,
} from './careful-parser.ts';
import { decodeText } from './charset.ts';
import { decodeTransfer } from './transfer.ts';

/** The parts of mailsplit 5.4 this builds on. */
interface Splitter {
  /** 1 while a header is read */
  state: number;
  nodeCounter: number;
  newNode(): void;
  processLine(
    line: Buffer,
    isLast: boolean,
    next: (error: Error | null, piece?: Piece | false, isNewPart?: boolean) => void,
  ): void;
  push(part: Part): void;
}

type Piece = Part | { type: 'body'; node: Part } | { type: 'data' };

const inHeader = 1;

/**
 * The same parser over the same splitter, for a message that is in memory: without the streams between them, which take
 * most of the time that a small message takes. One serves for many messages, one after another.
 */
export class WholeParser extends CarefulParser {
  readonly #splitter: Splitter;
  #source: Buffer = Buffer.alloc(0);
  #parsed: Parsed = nothingParsed();
  /** the part whose body comes next */
  #open: { part: Part; node: Node; body: Buffer[] } | null = null;
  /** where a delimiter stands behind a lone CR: hardly anywhere, so it is looked for once */
  #oddAhead = 0;
  /** a stretch of body that is not yet added to it */
  #stretch: { from: number; of: Part } | null = null;

  constructor(limits: Limits) {
    super(limits);
    this.#splitter = (this as unknown as { splitter: Splitter }).splitter;
    // The header of a part that ends with it.
    this.#splitter.push = (part) => this.#begin(part);
  }

  /** @throws Error when the message breaks a limit */
  parse(source: Buffer): Parsed {
    this.#reset(source);
    try {
      for (let at = 0; at < source.length; ) {
        const isLine = this.#splitter.state === inHeader || isDelimiter(source, at);
        const end = isLine ? afterLine(source, at) : this.#nextDelimiter(at);
        this.#take(at, end, false);
        at = end;
      }
      this.#take(source.length, source.length, true);
      this.#endStretch(source.length, { isTrimmed: false });
      this.#endPart();
      const { text, html } = this.getTextContent();
      return { ...this.#parsed, text, html, endsInFile: this.endsInFile() };
    } finally {
      this.#reset(Buffer.alloc(0));
    }
  }

  /** What begins like one; the splitter knows which of them are. */
  #nextDelimiter(from: number): number {
    if (this.#oddAhead >= 0 && this.#oddAhead < from)
      this.#oddAhead = this.#source.indexOf(oddDelimiter, from);
    const next = this.#source.indexOf(delimiter, from);
    const found = [next, this.#oddAhead].filter((at) => at >= from);
    return found.length === 0 ? this.#source.length : Math.min(...found) + 1;
  }

  /** Of what the splitter tells apart by lines, a stretch of body counts as one line. */
  #take(from: number, to: number, isLast: boolean): void {
    this.#splitter.processLine(this.#source.subarray(from, to), isLast, (error, piece, isNewPart = false) => {
      if (error) throw error;
      if (!piece) return;
      if (piece.type === 'body') {
        this.#stretch ??= { from, of: piece.node };
        return;
      }
      this.#endStretch(from, { isTrimmed: true, keepsEmptyLine: isNewPart });
      if (piece.type === 'data') this.#endPart();
      else this.#begin(piece);
    });
  }

  #begin(part: Part): void {
    const decoder = part.getDecoder;
    part.getDecoder = noDecoder;
    const node = this.createNode(part);
    part.getDecoder = decoder;
    if (node === this.tree) {
      this.#parsed.headers = node.headers;
      this.#parsed.lines = node.headerLines;
    }
    this.#open = /^multipart\//i.test(String(node.contentType)) ? null : { part, node, body: [] };
  }

  /** The end of the line above a delimiter belongs to the delimiter, unless it is all there is. */
  #endStretch(
    end: number,
    { isTrimmed, keepsEmptyLine = false }: { isTrimmed: boolean; keepsEmptyLine?: boolean },
  ): void {
    if (!this.#stretch) return;
    const { from, of } = this.#stretch;
    this.#stretch = null;
    const trimmed = isTrimmed && of.parentNode ? beforeLineEnd(this.#source, from, end) : end;
    const body = this.#source.subarray(from, trimmed === from && keepsEmptyLine ? end : trimmed);
    if (body.length > 0) this.#open?.body.push(body);
  }

  /** What is whole is decoded at its end. */
  protected override decodeAsText(): void {}

  #endPart(): void {
    if (!this.#open) return;
    const { part, node, body } = this.#open;
    this.#open = null;
    const written = body.length === 1 ? (body[0] as Buffer) : Buffer.concat(body);
    const content = decodeTransfer(written, part, !node.isAttachment);
    if (node.isAttachment) {
      this.#parsed.attachments.push({
        ...this.describe(part, node),
        content,
        size: content.length,
        checksum: hash('sha256', content),
      });
    } else if (node.disposition === 'inline') {
      node.textContent = decodeText(content, declaredCharset(node.charset)).replace(/\r?\n/g, '\n');
    }
  }

  #reset(source: Buffer): void {
    this.#source = source;
    this.#parsed = nothingParsed();
    this.#oddAhead = 0;
    this.#open = null;
    this.#stretch = null;
    this.tree = false;
    this.curnode = false;
    this.#splitter.nodeCounter = 0;
    this.#splitter.newNode();
  }
}

/** The parser listens to a stream that it makes for each part. */
const silent = { on: () => silent } as unknown as Transform;
const noDecoder = () => silent;

const [lineFeed, carriageReturn, hyphen] = [0x0a, 0x0d, 0x2d];
const delimiter = Buffer.from('\n--');
const oddDelimiter = Buffer.from('\n\r--');

function isDelimiter(source: Buffer, at: number): boolean {
  const start = source[at] === carriageReturn ? at + 1 : at;
  return source[start] === hyphen && source[start + 1] === hyphen;
}

function afterLine(source: Buffer, at: number): number {
  const end = source.indexOf(lineFeed, at);
  return end < 0 ? source.length : end + 1;
}

function beforeLineEnd(source: Buffer, from: number, to: number): number {
  if (to <= from || source[to - 1] !== lineFeed) return to;
  return to - 1 > from && source[to - 2] === carriageReturn ? to - 2 : to - 1;
}
