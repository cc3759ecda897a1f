/** Text that every compressed body begins with, [MS-OXRTFCP] 2.1.3.1.1. */
const beginning =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript ' +
  '\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par ' +
  '\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';

const compressed = 0x75465a4c;
const plain = 0x414c454d;
const windowSize = 4096;
/** Nobody writes so much; a lie in the header must not cost the memory. */
const largest = 20_000_000;

/** @returns null when the bytes are no compressed RTF; what stands before a damage otherwise */
export function decompressRtf(bytes: Buffer): Buffer | null {
  if (bytes.length < 16) return null;
  const type = bytes.readUInt32LE(8);
  const size = Math.min(bytes.readUInt32LE(4), largest);
  if (type === plain) return bytes.subarray(16, 16 + size);
  if (type !== compressed) return null;
  const window = Buffer.alloc(windowSize);
  let write = window.write(beginning, 'latin1');
  const out: number[] = [];
  const put = (byte: number) => {
    out.push(byte);
    window[write] = byte;
    write = (write + 1) % windowSize;
  };
  let at = 16;
  while (at < bytes.length && out.length < size) {
    const control = bytes[at] as number;
    at += 1;
    for (let bit = 0; bit < 8 && at < bytes.length && out.length < size; bit += 1) {
      if ((control >> bit) & 1) {
        if (at + 1 >= bytes.length) return Buffer.from(out);
        const reference = bytes.readUInt16BE(at);
        at += 2;
        const from = reference >> 4;
        // A reference to where the next byte goes is the end.
        if (from === write) return Buffer.from(out);
        const length = (reference & 15) + 2;
        for (let index = 0; index < length; index += 1) put(window[(from + index) % windowSize] as number);
      } else {
        put(bytes[at] as number);
        at += 1;
      }
    }
  }
  return Buffer.from(out);
}
