/** Offer numbers and customers' references, as they are looked for in the subject of a mail. */
import { fold } from '../../lib/text.ts';

/** A subject is looked through this far. */
const subjectLimit = 300;
/** `NAB 2027 / 015 / B` is the longest anybody writes. */
const longestRun = 8;

/**
 * What a written number is compared by: `NAB-2027/015` and `nab 2027/015` are both `nab-2027-015`.
 * @returns null for what would be found everywhere: shorter than four letters and digits, without a digit, or a year
 */
export const numberKey = (written: string): string | null => keyOf(partsOf(fold(written)));

/** Everything in a subject that could be such a number: runs of whole words, none a part of a longer number. */
export function numberKeysIn(subject: string): string[] {
  const text = fold(subject.slice(0, subjectLimit));
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: word, index }) => ({
    from: index,
    to: index + word.length,
    parts: partsOf(word),
  }));
  const keys = new Set<string>();
  for (const [index, first] of words.entries()) {
    if (isGlued(text, first.from - 1)) continue;
    const parts: Part[] = [];
    for (const last of words.slice(index, index + longestRun)) {
      parts.push(...last.parts);
      const key = isGlued(text, last.to) ? null : keyOf(parts);
      if (key) keys.add(key);
    }
  }
  return [...keys];
}

/** Letters, or digits, in a row. */
interface Part {
  text: string;
  signs: number;
  isNumber: boolean;
}

const partsOf = (folded: string): Part[] =>
  (folded.match(/\p{L}+|\p{N}+/gu) ?? []).map((text) => ({
    text,
    signs: [...text].length,
    isNumber: /^\p{N}/u.test(text),
  }));

function keyOf(parts: Part[]): string | null {
  if (!parts.some(({ isNumber }) => isNumber)) return null;
  if (parts.reduce((sum, { signs }) => sum + signs, 0) < 4) return null;
  const [first] = parts;
  if (parts.length === 1 && first && /^(19|20)\d\d$/.test(first.text)) return null;
  return parts.map(({ text }) => text).join('-');
}

/** The sign at this place joins two parts of one number: `17/2027` is no 2027, and `1.5` no 5. */
const isGlued = (text: string, at: number): boolean => {
  const [before = ' ', sign = ' ', after = ' '] = [text[at - 1], text[at], text[at + 1]];
  if (/[/_-]/.test(sign)) return /[\p{L}\p{N}]/u.test(before) && /[\p{L}\p{N}]/u.test(after);
  return sign === '.' && /\p{N}/u.test(before) && /\p{N}/u.test(after);
};
