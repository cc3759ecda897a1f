/** Which cells are merged stands behind the last row, so a sheet is looked through before it is read. */
import { columnOf } from './cell-values.ts';

export interface Merge {
  column: number;
  /** rows, both included */
  from: number;
  to: number;
}

const opening = Buffer.from('mergeCells');
const mostMerges = 50_000;

/** Those that span rows, from the top. */
export async function listMerges(sheet: AsyncIterable<Uint8Array>): Promise<Merge[]> {
  let tail = Buffer.alloc(0);
  let isThere = false;
  let text = '';
  const merges: Merge[] = [];
  for await (const chunk of sheet) {
    const piece = Buffer.concat([tail, chunk]);
    const start = isThere ? 0 : piece.indexOf(opening);
    if (start < 0) {
      tail = Buffer.from(piece.subarray(-opening.length));
      continue;
    }
    text += (isThere ? Buffer.from(chunk) : piece.subarray(start)).toString('latin1');
    isThere = true;
    text = collect(text, merges);
  }
  collect(text, merges);
  return merges.sort((a, b) => a.from - b.from);
}

/** @returns what may go on in the next piece */
function collect(text: string, merges: Merge[]): string {
  let done = 0;
  for (const found of text.matchAll(/ref="([A-Z]+)(\d+):[A-Z]+(\d+)"/g)) {
    done = found.index + found[0].length;
    const merge = { column: columnOf(found[1] as string), from: Number(found[2]), to: Number(found[3]) };
    if (merge.to > merge.from && merges.length < mostMerges) merges.push(merge);
  }
  return text.slice(Math.max(done, text.length - 100));
}
