/**
 * Reads winmail.dat after [MS-OXTNEF] and [MS-OXCDATA]. Our own, because the one library in the registry reads 9 of 19
 * real files and blocks for seconds on one; this one only ever walks forward, so it takes time linear in the bytes.
 * A damaged file gives what stands before the damage.
 */
import { decodeText } from './charset.ts';
import { readRtf } from './rtf.ts';
import { decompressRtf } from './rtf-compressed.ts';
import { charsetOf, decode, numberOf, type Properties, readProperties, textOf } from './tnef-properties.ts';

export interface TnefFile {
  /** as written, may be empty */
  name: string;
  /** as declared, may be empty */
  type: string;
  contentId: string | null;
  content: Buffer;
}

export interface Tnef {
  text: string;
  html: string | null;
  files: TnefFile[];
}

const signature = 0x223e9f78;
const maxDepth = 3;

const attributes = {
  codePage: 0x9007,
  body: 0x800c,
  messageProperties: 0x9003,
  attachmentStarts: 0x9002,
  attachmentTitle: 0x8010,
  attachmentData: 0x800f,
  attachmentProperties: 0x9005,
};

interface Found {
  codePage: number;
  body: string;
  message: Properties;
  attachments: { title: string; data: Buffer | null; properties: Properties }[];
}

/** null when these bytes are no TNEF */
export function readTnef(bytes: Buffer, depth = 0): Tnef | null {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== signature) return null;
  const found = readAttributes(bytes);
  const files = found.attachments.flatMap((attachment) => fileOf(attachment, depth));
  return { ...bodyOf(found), files };
}

function readAttributes(bytes: Buffer): Found {
  const found: Found = { codePage: 1252, body: '', message: new Map(), attachments: [] };
  let at = 6;
  // Level, tag and type, length; then the data and a checksum of two bytes, which real files often have wrong.
  while (at + 9 <= bytes.length) {
    const tag = bytes.readUInt16LE(at + 1);
    const length = bytes.readUInt32LE(at + 5);
    const data = bytes.subarray(at + 9, at + 9 + length);
    at += 9 + length + 2;
    const attachment = found.attachments.at(-1);
    if (tag === attributes.codePage && data.length >= 4) found.codePage = data.readUInt32LE(0);
    else if (tag === attributes.body) found.body = decode(data, found.codePage);
    else if (tag === attributes.messageProperties) found.message = readProperties(data, found.codePage);
    else if (tag === attributes.attachmentStarts)
      found.attachments.push({ title: '', data: null, properties: new Map() });
    else if (attachment && tag === attributes.attachmentTitle)
      attachment.title = decode(data, found.codePage);
    else if (attachment && tag === attributes.attachmentData) attachment.data = data;
    else if (attachment && tag === attributes.attachmentProperties)
      attachment.properties = readProperties(data, found.codePage);
  }
  return found;
}

const ids = {
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  internetCodePage: 0x3fde,
  displayName: 0x3001,
  attachData: 0x3701,
  attachName: 0x3704,
  attachLongName: 0x3707,
  attachType: 0x370e,
  contentId: 0x3712,
};

function bodyOf({ body, message, codePage }: Found): Pick<Tnef, 'text' | 'html'> {
  const text = textOf(message, ids.body) || body;
  const charset = charsetOf(numberOf(message, ids.internetCodePage) ?? codePage);
  const html = message.get(ids.html);
  if (Buffer.isBuffer(html)) return { text, html: decodeText(html, charset) };
  if (typeof html === 'string') return { text, html };
  const packed = message.get(ids.rtf);
  const rtf = Buffer.isBuffer(packed) ? decompressRtf(packed) : null;
  const read = rtf ? readRtf(rtf, charset) : null;
  return { text: text || (read?.text ?? ''), html: read?.html ?? null };
}

function fileOf({ title, data, properties }: Found['attachments'][number], depth: number): TnefFile[] {
  const kept = properties.get(ids.attachData);
  const content = Buffer.isBuffer(kept) ? kept : data;
  const name =
    textOf(properties, ids.attachLongName) ||
    textOf(properties, ids.attachName) ||
    title ||
    textOf(properties, ids.displayName);
  if (!content) return [];
  // A message or a linked object stands behind the 16 bytes of its interface.
  const inner =
    depth < maxDepth ? (readTnef(content, depth + 1) ?? readTnef(content.subarray(16), depth + 1)) : null;
  if (inner) return [...messageText(inner, name), ...inner.files];
  const type = textOf(properties, ids.attachType).toLowerCase();
  const contentId = textOf(properties, ids.contentId).replace(/^<|>$/g, '') || null;
  return [{ name, type, contentId, content }];
}

/** A mail within the mail: its words are a file of their own. */
const messageText = ({ text, html }: Tnef, name: string): TnefFile[] => {
  const words = text || html;
  if (!words?.trim()) return [];
  const ending = text ? 'txt' : 'html';
  const type = text ? 'text/plain' : 'text/html';
  return [{ name: `${name || 'message'}.${ending}`, type, contentId: null, content: Buffer.from(words) }];
};
