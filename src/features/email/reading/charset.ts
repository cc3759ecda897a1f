import { isAscii, isUtf8 } from 'node:buffer';
import { Transform } from 'node:stream';

/**
 * Text whose charset is missing, misnamed or a lie. Valid UTF-8 is taken as UTF-8 whatever is declared; else the
 * declared charset when the machine knows it, else whichever of windows-1250 and iso-8859-2 reads as text.
 */
export function decodeText(bytes: Buffer, declared: string | null): string {
  const named = charsetOf(declared);
  // Only in these do seven bits, or valid UTF-8, mean something else than they look like.
  if (!/^(iso-2022|utf-16|hz-gb)/.test(named)) {
    if (isAscii(bytes)) return bytes.toString('latin1');
    if (isUtf8(bytes)) return decoderOf('utf-8').decode(bytes);
  }
  if (!meansNothing.has(named)) {
    const decoded = loosely(named === 'iso-8859-2' && usesWindows1250(bytes) ? 'windows-1250' : named, bytes);
    if (decoded !== null) return decoded;
  }
  return loosely(usesWindows1250(bytes) ? 'windows-1250' : 'iso-8859-2', bytes) ?? bytes.toString('latin1');
}

/** A charset's name as the machine knows it: `"CP-1250"` -> `windows-1250` */
export function charsetOf(declared: string | null): string {
  const label = (declared ?? '')
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, '');
  return charsetNames[label] ?? label;
}

/** Where the charset is known for sure: three letters of windows-1250 can be valid UTF-8. */
export const decodeExactly = (bytes: Buffer, charset: string): string =>
  (charset ? loosely(charset, bytes) : null) ?? decodeText(bytes, charset);

// A message declared as one of these and not valid UTF-8 was written by a client that declares nothing true.
const meansNothing = new Set([
  '',
  'utf-8',
  'us-ascii',
  'ascii',
  'unknown-8bit',
  'x-unknown',
  '8bit',
  '7bit',
  'binary',
  'default',
  'x-user-defined',
]);

const charsetNames: Record<string, string> = {
  utf8: 'utf-8',
  'utf-8mb4': 'utf-8',
  'unicode-1-1-utf-8': 'utf-8',
  'utf-8; format=flowed': 'utf-8',
  unicode: 'utf-8',
  cp1250: 'windows-1250',
  'cp-1250': 'windows-1250',
  win1250: 'windows-1250',
  'win-1250': 'windows-1250',
  'windows 1250': 'windows-1250',
  windows1250: 'windows-1250',
  'x-cp1250': 'windows-1250',
  ansi: 'windows-1250',
  cp_1250: 'windows-1250',
  'windows-1250_cz': 'windows-1250',
  'x-ms-ee': 'windows-1250',
  'iso8859-2': 'iso-8859-2',
  'iso-latin-2': 'iso-8859-2',
  'iso 8859-2': 'iso-8859-2',
  '8859-2': 'iso-8859-2',
  iso8859_2: 'iso-8859-2',
  iso_8859_2: 'iso-8859-2',
  iso88592: 'iso-8859-2',
};

// Š Ť Ž š ť ž sit at 8A 8D 8E 9A 9D 9E in windows-1250, where iso-8859-2 has control characters. The other Czech
// and Slovak letters are at the same places in both, except Ľ/ľ (BC/BE) and the ones above at A9 AB AE B9 BB BE.
function usesWindows1250(bytes: Buffer): boolean {
  let controls = 0;
  let isoLetters = 0;
  for (const byte of bytes) {
    if (byte >= 0x80 && byte <= 0x9f) controls += 1;
    else if (byte === 0xa9 || byte === 0xab || byte === 0xae || byte === 0xb9 || byte === 0xbb)
      isoLetters += 1;
  }
  return controls > 0 || isoLetters === 0;
}

function loosely(charset: string, bytes: Buffer): string | null {
  try {
    return decoderOf(charset).decode(bytes);
  } catch {
    return null;
  }
}

const decoders = new Map<string, InstanceType<typeof TextDecoder>>();

/** @throws RangeError when the machine knows no such charset */
function decoderOf(charset: string): InstanceType<typeof TextDecoder> {
  const decoder = decoders.get(charset) ?? new TextDecoder(charset);
  decoders.set(charset, decoder);
  return decoder;
}

/**
 * Header fields hold raw 8-bit bytes more often than the standard allows.
 * @param line a binary (latin1) string
 * @param declared the charset of the body, which is mostly theirs as well
 */
export function repairBinary(line: string, declared: string | null = null): string {
  if (!/[\u0080-\uffff]/.test(line)) return line;
  const bytes = Buffer.from(line, 'latin1');
  return Buffer.from(decodeText(bytes, declared), 'utf8').toString('latin1');
}

/** The stream form, for the parser: holds the part, then decides. */
export class CharsetDecoder extends Transform {
  readonly #declared: string | null;
  readonly #chunks: Buffer[] = [];

  constructor(declared: string | null) {
    super();
    this.#declared = declared;
  }

  override _transform(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#chunks.push(chunk);
    done();
  }

  override _flush(done: () => void): void {
    this.push(Buffer.from(decodeText(Buffer.concat(this.#chunks), this.#declared), 'utf8'));
    done();
  }
}
