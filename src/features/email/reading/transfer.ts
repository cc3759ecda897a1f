import { isAscii } from 'node:buffer';
import type { Transform } from 'node:stream';

/** A part as it says it is encoded, with the parser's own decoder for it. */
export interface Encoded {
  encoding: string | false;
  getDecoder(): Transform;
}

/** The bytes of a part's body, as the parser's decoders give them: those are asked where a body is not as it should be. */
export function decodeTransfer(body: Buffer, part: Encoded): Buffer {
  if (part.encoding === 'base64')
    return isPlainBase64(body)
      ? Buffer.from(body.toString('latin1'), 'base64')
      : decodeWith(part.getDecoder(), body);
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
