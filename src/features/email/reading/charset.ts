import { isAscii, isUtf8 } from 'node:buffer';
import { Transform } from 'node:stream';
import { charsetNames, meansNothing } from './charset-names.ts';
import { decodeOld, dosCharsetOf, isOldCharset } from './dos-charsets.ts';

/**
 * Text whose charset is missing, misnamed or a lie. Valid UTF-8 is taken as UTF-8 whatever is declared; else the
 * declared charset when the machine knows it and the bytes do not give it the lie, else whichever of windows-1250,
 * iso-8859-2 and those of DOS reads as text.
 */
export function decodeText(bytes: Buffer, declared: string | null): string {
  const named = charsetOf(declared);
  // Only in these do seven bits, or valid UTF-8, mean something else than they look like.
  if (!/^(iso-2022|utf-16|utf-7|hz-gb)/.test(named)) {
    if (isAscii(bytes)) return bytes.toString('latin1');
    if (isUtf8(bytes)) return decoderOf('utf-8').decode(bytes);
  }
  if (named === 'utf-7' && isAscii(bytes)) return fromUtf7(bytes.toString('latin1'));
  const wide = wideCharsetOf(bytes, named);
  if (wide) return decoderOf(wide).decode(bytes);
  if (isOldCharset(named)) return decodeOld(bytes, named);
  if (!meansNothing.has(named) && !named.startsWith('utf-16')) {
    const decoded = loosely(isReallyWindows1250(bytes, named) ? 'windows-1250' : named, bytes);
    // Of seven bits by its standard: eight of them were written in something else.
    if (decoded !== null && !(named.startsWith('iso-2022') && decoded.includes('\ufffd'))) return decoded;
  }
  return mostlyUtf8(bytes) ?? guessed(bytes);
}

function guessed(bytes: Buffer): string {
  const dos = dosCharsetOf(bytes);
  if (dos) return decodeOld(bytes, dos);
  return decoderOf(usesWindows1250(bytes) ? 'windows-1250' : 'iso-8859-2').decode(bytes);
}

/** A charset's name as the machine knows it: `"CP-1250"` -> `windows-1250`, `latin2` -> `iso-8859-2` */
export function charsetOf(declared: string | null): string {
  const label = (declared ?? '')
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, '');
  const known = charsetNames[label];
  if (known !== undefined || meansNothing.has(label)) return known ?? label;
  try {
    return decoderOf(label).encoding;
  } catch {
    return label;
  }
}

/** Where the charset is known for sure: three letters of windows-1250 can be valid UTF-8. */
export const decodeExactly = (bytes: Buffer, charset: string): string =>
  (charset ? loosely(charset, bytes) : null) ?? decodeText(bytes, charset);

// Š Ť Ž š ť ž sit at 8A 8D 8E 9A 9D 9E in windows-1250, where iso-8859-2 has control characters. The other Czech
// and Slovak letters are at the same places in both, except Ľ/ľ (BC/BE) and the ones above at A9 AB AE B9 BB BE.
function usesWindows1250(bytes: Buffer): boolean {
  let [isoLetters, carons, czech] = [0, 0, 0];
  for (const byte of bytes) {
    if (byte >= 0x80 && byte <= 0x9f) return true;
    if (byte === 0xa9 || byte === 0xab || byte === 0xae || byte === 0xb9 || byte === 0xbb) isoLetters += 1;
    else if (byte === 0xbe) carons += 1;
    else if (byte === 0xec || byte === 0xf8 || byte === 0xf9) czech += 1;
  }
  // BE is ž in the one and ľ in the other, and who writes ě, ř or ů writes no ľ.
  return isoLetters === 0 && (carons === 0 || czech === 0);
}

const holdsControls = (bytes: Buffer): boolean => bytes.some((byte) => byte >= 0x80 && byte <= 0x9f);

/** Programs that were written for Czech Windows declare what their makers' examples declared. */
function isReallyWindows1250(bytes: Buffer, named: string): boolean {
  if (named === 'iso-8859-2') return holdsControls(bytes);
  return named === 'windows-1252' && isCzechInWestern(new Set(bytes));
}

/** Of ř ě ů č ň ď the Western charset makes ø ì ù è ò ï, and š ž stand where they stand; no Western language mixes them. */
function isCzechInWestern(used: Set<number>): boolean {
  // Ť and ť, where the Western charset has nothing.
  if (used.has(0x8d) || used.has(0x9d)) return true;
  // à ê ç î û ñ ã õ å æ of French, Spanish, Portuguese, Estonian and Danish.
  if (western.some((byte) => used.has(byte))) return false;
  const hooks = [0x8a, 0x8e, 0x9a, 0x9e].some((byte) => used.has(byte));
  const others = [0xe8, 0xf2, 0xf9, 0xef].filter((byte) => used.has(byte)).length;
  if (used.has(0xf8)) return hooks || used.has(0xec) || others > 0;
  return hooks && (used.has(0xec) || others > 1);
}

const western = [0xe0, 0xea, 0xe7, 0xee, 0xfb, 0xf1, 0xe3, 0xf5, 0xe5, 0xe6, 0xc0, 0xc5, 0xc6, 0xc7];

/** In UTF-16 every second byte of our letters is 0 or 1, and nothing else holds a zero. */
function wideCharsetOf(bytes: Buffer, named: string): string | null {
  const mark = bytes.length > 3 ? bytes.readUInt16BE(0) : 0;
  if (mark === 0xfffe || mark === 0xfeff) return mark === 0xfffe ? 'utf-16le' : 'utf-16be';
  return named.startsWith('utf-16') && bytes.subarray(0, 4000).includes(0) ? named : null;
}

const fromUtf7 = (text: string): string =>
  text.replace(/\+([A-Za-z0-9+/]*)-?/g, (_whole, base64: string) =>
    base64 === '' ? '+' : decoderOf('utf-16be').decode(Buffer.from(base64, 'base64')),
  );

// Well-formed sequences of two, three and four bytes.
const sequences =
  /(?:[\xc3-\xdf][\x80-\xbf]|\xc2[\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|\xe0[\xa0-\xbf][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{3})+/g;

/** UTF-8 into which a gateway wrote its footer in another charset, or that was cut off inside a letter; else null. */
function mostlyUtf8(bytes: Buffer): string | null {
  const text = bytes
    .toString('latin1')
    .replace(/[\xc2-\xf4][\x80-\xbf]{0,2}$/, (tail) => (isUtf8(Buffer.from(tail, 'latin1')) ? tail : ''));
  let valid = 0;
  const rest = text.replace(sequences, (found) => {
    valid += found.length;
    return '';
  });
  const invalid = rest.replace(/[\0-\x7f]+/g, '');
  if (valid < 4 || valid < invalid.length * 4) return null;
  const others = decoderOf(usesWindows1250(Buffer.from(invalid, 'latin1')) ? 'windows-1250' : 'iso-8859-2');
  const letters = others.decode(allBytes);
  return text.replace(pieces, (found) =>
    found.length > 1 ? Buffer.from(found, 'latin1').toString('utf8') : letters.charAt(found.charCodeAt(0)),
  );
}

const allBytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
const pieces = new RegExp(`${sequences.source}|[\\x80-\\xff]`, 'g');

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
