/** Raw messages that are not as a server passes them on: saved by editors, joined by scripts, broken by gateways. */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

const beginning = 4096;

/**
 * With its header at the very start and lines that end as lines do. What is in order comes back as it is.
 * @param source the bytes, or the file in which they are
 */
export function straightened(source: Buffer | string): Buffer | string {
  const head = typeof source === 'string' ? beginningOf(source) : source.subarray(0, beginning);
  if (!isOdd(head)) return source;
  let raw = typeof source === 'string' ? readFileSync(source) : source;
  if (raw[0] === 0xff && raw[1] === 0xfe) raw = Buffer.from(raw.toString('utf16le').replace(/^\ufeff/, ''));
  const text = raw.toString('latin1').replace(/^(?:\xef\xbb\xbf)?\s*/, '');
  const lines = text.includes('\n') ? text.replaceAll('\r\r\n', '\r\n') : text.replaceAll('\r', '\r\n');
  return Buffer.from(lines, 'latin1');
}

/** Anything but a letter comes first, or the first line ends with CR alone or with two of them. */
function isOdd(head: Buffer): boolean {
  const [first = 0x20] = head;
  if (first <= 0x20 || first >= 0x80) return true;
  const end = head.indexOf(0x0a);
  return end < 0 ? head.includes(0x0d) : head[end - 1] === 0x0d && head[end - 2] === 0x0d;
}

function beginningOf(file: string): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const head = Buffer.alloc(beginning);
    return head.subarray(0, readSync(descriptor, head, 0, beginning, 0));
  } finally {
    closeSync(descriptor);
  }
}

/** More than this of a body is not looked through for its delimiter. */
const searched = 100_000;

/**
 * A message of parts in which none was found, with the delimiter that stands in it; or as the words it is, when there is
 * none. @returns null when it has no body
 */
export function withItsDelimiter(raw: Buffer): Buffer | null {
  const end = /\r?\n\r?\n/.exec(raw.toString('latin1', 0, 1_000_000));
  if (!end) return null;
  const body = raw.subarray(end.index + end[0].length);
  const start = body.toString('latin1', 0, searched);
  if (start.trim() === '') return null;
  const [, delimiter] = /^--([^\r\n]{1,200}?)[ \t]*\r?\n(?:content-[a-z-]+:|\r?\n)/im.exec(start) ?? [];
  const words = /^\s*</.test(start) ? 'text/html' : 'text/plain';
  const head = raw
    .toString('latin1', 0, end.index)
    .replace(
      /^content-type:[ \t]*(?:\r?\n[ \t]+)?(multipart\/[\w-]+)?(?:[^\n]|\n[ \t])*/im,
      (_whole, type: string | undefined) =>
        delimiter === undefined
          ? `Content-Type: ${words}`
          : `Content-Type: ${type ?? 'multipart/mixed'}; boundary="${delimiter.replace(/["\\]/g, '\\$&')}"`,
    );
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), body]);
}
