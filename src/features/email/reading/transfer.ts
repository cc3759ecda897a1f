import { isAscii } from 'node:buffer';
import { Transform } from 'node:stream';

/** A part as it says it is encoded, with the parser's own decoder for it. */
export interface Encoded {
  encoding: string | false;
  getDecoder(): Transform;
}

/** An encoding's name as the parser knows it: `"Quoted_Printable"` -> `quoted-printable` */
export function encodingNamed(written: string | false): string | false {
  const [, base64, quoted] = /^['"]?(?:(base[-_ ]?64)|(quoted[-_ ]?printable))\b/i.exec(written || '') ?? [];
  return base64 ? 'base64' : quoted ? 'quoted-printable' : written;
}

/**
 * The bytes of a part's body, as the parser's decoders give them: those are asked where a body is not as it should be.
 * @param isText below base64, or instead of it, there may be words
 */
export function decodeTransfer(body: Buffer, part: Encoded, isText: boolean): Buffer {
  if (part.encoding === 'base64') {
    const words = isText ? wordsIn(body) : -1;
    if (words >= 0)
      return withWords(decodeTransfer(body.subarray(0, words), part, false), body.subarray(words));
    return isPlainBase64(body)
      ? Buffer.from(body.toString('latin1'), 'base64')
      : decodeWith(part.getDecoder(), body);
  }
  return part.encoding === 'quoted-printable' ? decodeWith(part.getDecoder(), body) : body;
}

// Node takes these two for letters of the alphabet, and ends at the first padding; whatever else is none both leave out.
function isPlainBase64(body: Buffer): boolean {
  if (!isAscii(body) || body.includes(0x2d) || body.includes(0x5f)) return false;
  const padding = body.indexOf(0x3d);
  return padding < 0 || (body.length - padding < 20 && /^=+\s*$/.test(body.toString('latin1', padding)));
}

/** All at once, so that nothing waits for a turn of the event loop. */
function decodeWith(decoder: Transform, body: Buffer): Buffer {
  decoder._transform(body, 'binary', ignored);
  decoder._flush(ignored);
  return decoder.read() ?? Buffer.alloc(0);
}

const ignored = (): void => {};

/** Where the first line begins that is no base64 but words: two of them, or a rule. -1: nowhere. */
function wordsIn(body: Buffer): number {
  if (!body.includes(0x20) && !body.includes('\n--')) return -1;
  return body.toString('latin1').search(/^(?:[ \t]*\S+[ \t]+\S|--|__)/m);
}

const withWords = (decoded: Buffer, words: Buffer): Buffer =>
  decoded.length === 0 ? words : Buffer.concat([decoded, lineEnd, words]);
const lineEnd = Buffer.from('\n');

/** The stream form: holds the text, then decodes it. */
export class TextDecoding extends Transform {
  readonly #decoder: Transform;
  readonly #chunks: Buffer[] = [];

  constructor(decoder: Transform) {
    super();
    this.#decoder = decoder;
  }

  override _transform(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#chunks.push(chunk);
    done();
  }

  override _flush(done: () => void): void {
    const part = { encoding: 'base64', getDecoder: () => this.#decoder };
    this.push(decodeTransfer(Buffer.concat(this.#chunks), part, true));
    done();
  }
}
