/** The first word (or words) after a command, understood in any of our languages. */
import { distance } from 'fastest-levenshtein';
import { fold } from '../lib/text.ts';

export type Matched<K extends string> =
  | { key: K; rest: string }
  /** `closest` is what was probably meant: its key, and the word as it should have been written */
  | { key: null; word: string; closest: { key: K; word: string } | null };

/**
 * Ignores case and diacritics: `Nová`, `nova` and `NOVÁ` are one word. A phrase of several words goes before a shorter one.
 * @param table what people say for each key, in all languages together
 */
export function matchSubcommand<K extends string>(
  text: string,
  table: Record<K, readonly string[]>,
): Matched<K> {
  const typed = text.trim().split(/\s+/);
  const said = phrasesOf(table);
  for (const { key, folded } of said) {
    const length = folded.split(' ').length;
    if (fold(typed.slice(0, length).join(' ')) === folded)
      return { key, rest: typed.slice(length).join(' ') };
  }
  const word = typed[0] ?? '';
  return { key: null, word, closest: closestTo(fold(word), said) };
}

interface Phrase<K> {
  key: K;
  word: string;
  folded: string;
}

function phrasesOf<K extends string>(table: Record<K, readonly string[]>): Phrase<K>[] {
  const all = Object.entries<readonly string[]>(table).flatMap(([key, words]) =>
    words.map((word) => ({ key: key as K, word, folded: fold(word) })),
  );
  return all.sort((a, b) => b.folded.length - a.folded.length);
}

/** Up to one slip in three letters is a typo, and two letters that changed places count as two slips; more is another word. */
function closestTo<K>(typed: string, said: Phrase<K>[]): { key: K; word: string } | null {
  if (typed.length < 2) return null;
  let best: { key: K; word: string; slips: number } | null = null;
  for (const { key, word, folded } of said) {
    const slips = distance(typed, folded);
    if (
      slips <= Math.max(folded.length >= 4 ? 2 : 1, Math.floor(folded.length / 3)) &&
      slips < (best?.slips ?? Infinity)
    ) {
      best = { key, word, slips };
    }
  }
  return best && { key: best.key, word: best.word };
}
