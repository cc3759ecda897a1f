/** The little that is asked of a PDF: files embedded in it, and words of its pages that are written plainly. */
import { inflateSync } from 'node:zlib';

const largest = 20_000_000;
const mostStreams = 5000;
const mostEmbedded = 10;
const mostPages = 20;
const largestStream = 5_000_000;

/** Contents of the embedded files that look like XML: an invoice for machines inside the one for people. */
export function embeddedFiles(content: Buffer): Buffer[] {
  return [...streams(content)]
    .filter(({ dictionary }) => /\/EmbeddedFile|\/Subtype\s*\/\w+#2fxml/i.test(dictionary))
    .slice(0, mostEmbedded)
    .map(({ bytes }) => bytes())
    .filter((bytes) => bytes !== null);
}

/** Title and texts that are not hidden in a font of their own; often nothing. */
export function pdfWords(content: Buffer): string {
  const title =
    /\/Title\s*\(((?:\\.|[^\\()]){0,200})\)/.exec(content.subarray(0, largest).toString('latin1'))?.[1] ?? '';
  const words = [plain(title)];
  let length = 0;
  let pages = 0;
  for (const { dictionary, bytes } of streams(content)) {
    if (length > 5000 || pages >= mostPages) break;
    if (/\/(Subtype|Length1|Type)\b/.test(dictionary)) continue;
    pages += 1;
    const text = bytes()?.toString('latin1') ?? '';
    if (!/\bT[jJ]\b/.test(text)) continue;
    for (const [, operand = ''] of text.matchAll(/(\((?:\\.|[^\\()])*\)\s*Tj|\[(?:\\.|[^\]\\])*\]\s*TJ)/g)) {
      const shown = [...operand.matchAll(/\(((?:\\.|[^\\()])*)\)/g)]
        .map(([, one = '']) => plain(one))
        .join('');
      words.push(shown);
      length += shown.length;
    }
  }
  return words.join('\n');
}

interface Stream {
  dictionary: string;
  bytes(): Buffer | null;
}

function* streams(content: Buffer): Generator<Stream> {
  const end = Math.min(content.length, largest);
  let at = 0;
  for (let count = 0; count < mostStreams; count += 1) {
    const start = content.indexOf('stream', at, 'latin1');
    if (start < 0 || start >= end) return;
    const close = content.indexOf('endstream', start + 6, 'latin1');
    if (close < 0) return;
    at = close + 9;
    const head = content.subarray(Math.max(0, start - 600), start).toString('latin1');
    const dictionary = head.slice(head.lastIndexOf(' obj') + 1);
    const from = start + 6 + (content[start + 6] === 13 ? 2 : 1);
    yield { dictionary, bytes: () => unpack(content.subarray(from, close), dictionary) };
  }
}

function unpack(bytes: Buffer, dictionary: string): Buffer | null {
  if (!/\/Filter/.test(dictionary)) return bytes.subarray(0, largestStream);
  if (!/\/Filter\s*\[?\s*\/FlateDecode\s*\]?\s*(\/|>)/.test(dictionary)) return null;
  try {
    return inflateSync(bytes, { maxOutputLength: largestStream, finishFlush: 2 });
  } catch {
    return null;
  }
}

const escapes: Record<string, string> = { n: '\n', r: '\n', t: '\t', b: '', f: '' };

/** A literal of a PDF: escapes, and UTF-16 when it says so. */
function plain(literal: string): string {
  const bytes = literal.replace(/\\([0-7]{1,3}|[\s\S])/g, (_whole, code: string) =>
    /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8) & 255) : (escapes[code] ?? code),
  );
  if (!bytes.startsWith('\u00fe\u00ff')) return bytes;
  return new TextDecoder('utf-16be').decode(Buffer.from(bytes.slice(2), 'latin1'));
}
