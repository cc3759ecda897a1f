import { MailParser } from 'mailparser';
import { CharsetDecoder, repairBinary } from './charset.ts';
import { textFromHtml } from './html.ts';

/** The parts of mailparser 3.9 this builds on; test/email/parse.test.ts fails when a new version changes them. */
interface Internals {
  tree: Node | false;
  createNode(node: unknown): Node;
  getDecoder(): { decodeStream(charset: string): NodeJS.ReadWriteStream };
  getTextContent(): { type: 'text'; text: string; html: string | null };
  processHeaders(lines: { key: string; line: string }[]): Map<string, unknown>;
}

interface Node {
  contentType: string | false;
  isAttachment?: boolean;
  charset?: string;
  textContent?: string;
  children: Node[];
}

const Base = MailParser as unknown as new (options: object) => MailParser & Internals;

export interface Limits {
  parts: number;
  headBytes: number;
}

/**
 * mailparser with three things done differently: charsets are checked against the bytes (it trusts the label, and
 * takes a missing one as UTF-8), text is chosen by walking the tree (it drops the HTML of a mixed message that also
 * has a plain footer) and made from HTML by our own converter, and attached messages and delivery reports stay whole.
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
  }

  override createNode(node: unknown): Node {
    const made = super.createNode(node);
    // The parser decodes nothing for these names; a name of our own makes it ask getDecoder().
    if (!made.isAttachment) made.charset = `declared:${made.charset ?? ''}`;
    return made;
  }

  override getDecoder(): { decodeStream(charset: string): NodeJS.ReadWriteStream } {
    return { decodeStream: (charset) => new CharsetDecoder(charset.replace(/^declared:/, '') || null) };
  }

  override processHeaders(lines: { key: string; line: string }[]): Map<string, unknown> {
    return super.processHeaders(lines.map(({ key, line }) => ({ key, line: repairBinary(line) })));
  }

  override getTextContent(): { type: 'text'; text: string; html: string | null } {
    const body = this.tree ? bodyOf(this.tree) : { plain: '', html: '' };
    return { type: 'text', text: body.plain, html: body.html || null };
  }
}

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
    if (node.contentType === 'text/plain') return { plain: node.textContent, html: '' };
    return { plain: '', html: '' };
  }
  if (depth > 100) return { plain: '', html: '' };
  const bodies = node.children
    .map((child) => bodyOf(child, depth + 1))
    .filter(({ plain, html }) => plain || html);
  if (node.contentType === 'multipart/alternative') {
    const written = bodies.find(({ plain, made }) => plain.trim() !== '' && !made);
    const html = bodies.findLast((body) => body.html !== '');
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
