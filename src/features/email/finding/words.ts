/**
 * Words by which a mail is found. Pure. Each begins with a letter that says who may find the mail by it: `o` everybody who
 * sees the mail, `d` its own people alone, who stand beside them (`h17`).
 */
import { fold } from '../../../lib/text.ts';
import { isBirthLike, maskBirthNumbers } from '../../registers/tax-number.ts';

/** Of a mail, in each of its two kinds; what comes later is not looked for. */
const mostWords = 400;
const longestWord = 20;
/** Characters of a text that are read. */
export const mostText = 20_000;
/** A shorter word is looked for as it is, a longer one is a beginning. */
const shortestStart = 3;

/** Lower case, without diacritics, in letters and digits of ASCII; birth numbers are not among them. */
export function wordsIn(text: string): string[] {
  const folded = fold(maskBirthNumbers(text.slice(0, mostText)));
  return (folded.match(letters) ?? []).filter(isKept).map(plain);
}

/** Letters of ASCII apart: measured, the classes alone take seven times as long over a long text. */
const letters = /(?:[a-z0-9]|[\p{L}\p{N}])+/gu;

const isKept = (word: string): boolean => word.length > 1 && !(/\d{9}/.test(word) && isBirthLike(word));

/** The index takes words apart by its own, older tables of letters: it gets those that all agree on. */
const plain = (word: string): string =>
  word.replace(/[^a-z0-9]/gu, (letter) => `x${letter.codePointAt(0)?.toString(36)}`).slice(0, longestWord);

/** What a mail says: `open` to all who see it, `own` to its own people besides. */
export interface Said {
  open: (string | null)[];
  own: (string | null)[];
  /** of these its text, and the names of its attachments */
  lines: (string | null)[];
  /** ids of its own people, where others do not see all of it */
  holders: number[];
}

const distinct = (texts: (string | null)[]): string[] => [
  ...new Set(texts.flatMap((text) => (text ? wordsIn(text) : []))),
];

/** What is kept of it for the index. */
export function keptWords({ open, own, holders }: Omit<Said, 'lines'>): string {
  const forAll = distinct(open).slice(0, mostWords);
  const forOwn = distinct(own)
    .filter((word) => !forAll.includes(word))
    .slice(0, mostWords);
  return [
    ...forAll.map((word) => `o${word}`),
    ...forOwn.map((word) => `d${word}`),
    ...(forOwn.length > 0 ? holders.map((id) => `h${id}`) : []),
  ].join(' ');
}

/** What is looked for: words, of all of which a mail has to have one that begins so. Null: too little for a mail. */
export function soughtWords(query: string): string[] | null {
  const words = [...new Set(wordsIn(query).map(withoutEnding))].slice(0, 8);
  return words.some((word) => word.length >= shortestStart) ? words : null;
}

/** Czech and Slovak words change their ends: who types `nabídka` means `nabídku`, too. */
const withoutEnding = (word: string): string => word.replace(/(?<=^[a-z]{4,})[aeiouy]{1,2}$/, '');

/** @param texts what whoever asks may read */
export function hasAll(texts: (string | null)[], sought: string[]): boolean {
  const words = distinct(texts);
  return sought.every((one) => words.some((word) => isOne(word, one)));
}

/** @param word as it stands in a text */
export function isSought(word: string, sought: string[]): boolean {
  const folded = fold(word);
  return isKept(folded) && sought.some((one) => isOne(plain(folded), one));
}

const isOne = (word: string, sought: string): boolean =>
  sought.length < shortestStart ? word === sought : word.startsWith(sought);

/** Which of the words whoever asks finds a mail by. @param kept of keptWords() */
export function foundIn(kept: string, sought: string[], holder: number | null): boolean[] {
  const among = ` ${kept} `;
  const isOwn = holder !== null && among.includes(` h${holder} `);
  return sought.map((word) => {
    const rest = word.length < shortestStart ? `${word} ` : word;
    return among.includes(` o${rest}`) || (isOwn && among.includes(` d${rest}`));
  });
}

type Written = (word: string, isStart: boolean) => string;

/** For the full text index. @param holder whose own mails are found by the rest of their words, too */
export function expressionOf(
  sought: string[],
  holder: number | null,
  [and, or]: readonly [string, string],
  written: Written,
): string {
  const term = (kind: string, word: string) => written(`${kind}${word}`, word.length >= shortestStart);
  const all = (terms: string[]) => `(${terms.join(and)})`;
  const open = all(sought.map((word) => term('o', word)));
  if (holder === null) return open;
  const own = sought.map((word) => `(${term('o', word)}${or}${term('d', word)})`);
  return `${open}${or}${all([written(`h${holder}`, false), ...own])}`;
}
