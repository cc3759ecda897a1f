/** The strings that cells share. Half a million of them as JavaScript strings would take more memory than the whole product. */
const pieceSize = 1 << 20;

export interface SharedStrings {
  add(text: string): void;
  at(index: number): string;
  count(): number;
}

/** Their bytes stand one after another in large pieces; a string is made only when a cell asks for it. */
export function sharedStrings(): SharedStrings {
  const pieces: Buffer[] = [];
  let used = pieceSize;
  let places = new Float64Array(1024);
  let lengths = new Uint32Array(1024);
  let count = 0;
  return {
    add(text) {
      const bytes = Buffer.from(text, 'utf8');
      if (used + bytes.length > pieceSize || pieces.length === 0) {
        pieces.push(Buffer.allocUnsafeSlow(Math.max(pieceSize, bytes.length)));
        used = 0;
      }
      if (count === places.length) {
        places = grown(places, new Float64Array(count * 2));
        lengths = grown(lengths, new Uint32Array(count * 2));
      }
      bytes.copy(pieces[pieces.length - 1] as Buffer, used);
      places[count] = (pieces.length - 1) * pieceSize + used;
      lengths[count] = bytes.length;
      used += bytes.length;
      count += 1;
    },
    at(index) {
      if (!(index >= 0 && index < count)) return '';
      const place = places[index] as number;
      const start = place % pieceSize;
      const piece = pieces[Math.floor(place / pieceSize)] as Buffer;
      return piece.toString('utf8', start, start + (lengths[index] as number));
    },
    count: () => count,
  };
}

function grown<A extends Float64Array | Uint32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
