/** The place in a mail where it says what was looked for. Pure. */
import { cleanLine, cut } from '../../../lib/text.ts';
import { maskBirthNumbers } from '../../registers/tax-number.ts';
import type { ExcerptPart } from './model.ts';
import { isSought, mostText } from './words.ts';

/** Characters of it, on one line. */
const most = 70;
/** ... of which so many may stand before the first word that was looked for. */
const mostBefore = 30;

const words = /(?:[a-z0-9]|[\p{L}\p{N}])+/giu;

interface Place {
  line: string;
  /** where the words that were looked for begin and end */
  hits: { from: number; to: number }[];
  /** how many of them it has */
  different: number;
}

/**
 * The line with most of the words, cut around them.
 * @param texts what whoever asks may read
 */
export function excerptOf(texts: (string | null)[], sought: string[]): ExcerptPart[] | null {
  const lines = texts.flatMap((text) => maskBirthNumbers(text?.slice(0, mostText) ?? '').split('\n'));
  const places = lines.map((line) => placeIn(cleanLine(line.normalize('NFC')), sought));
  const best = places.reduce<Place | null>(
    (one, other) => (other.different > (one?.different ?? 0) ? other : one),
    null,
  );
  return best && partsOf(around(best));
}

function placeIn(line: string, sought: string[]): Place {
  const found = [...line.matchAll(words)].filter(([word]) => isSought(word, sought));
  const hits = found.map(({ 0: word, index }) => ({ from: index, to: index + word.length }));
  const different = sought.filter((one) => found.some(([word]) => isSought(word, [one]))).length;
  return { line, hits, different };
}

/** The line from a word on that stands not long before the first hit. */
function around({ line, hits }: Place): Pick<Place, 'line' | 'hits'> {
  const first = hits[0]?.from ?? 0;
  if (first <= mostBefore || [...line].length <= most) return { line, hits };
  const start = line.indexOf(' ', first - mostBefore - 1) + 1;
  const from = start === 0 || start > first ? first : start;
  const moved = hits.map((hit) => ({ from: hit.from - from + 1, to: hit.to - from + 1 }));
  return { line: `…${line.slice(from)}`, hits: moved };
}

function partsOf({ line, hits }: Pick<Place, 'line' | 'hits'>): ExcerptPart[] {
  const shown = cut(line, most);
  const end = shown === line ? line.length : shown.length - 1;
  const parts: ExcerptPart[] = [];
  let at = 0;
  for (const { from, to } of hits.filter((hit) => hit.to <= end)) {
    parts.push(
      { text: shown.slice(at, from), isSought: false },
      { text: shown.slice(from, to), isSought: true },
    );
    at = to;
  }
  return [...parts, { text: shown.slice(at), isSought: false }].filter(({ text }) => text !== '');
}
