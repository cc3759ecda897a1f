/** Titles stand apart from names. */
import { cleanLine } from '../../lib/text.ts';

export interface SplitName {
  name: string;
  titleBefore: string | null;
  titleAfter: string | null;
}

/** Nobody is called so: they are titles without their dots too. */
const before = new Set(
  'ing mgr bc bca mga mudr mvdr mddr judr phdr rndr paeddr thdr thlic pharmdr phmr rsdr rcdr thmgr'.split(
    ' ',
  ),
);
/** Somebody may be called so: they are titles with a dot only. */
const dottedBefore = new Set('doc prof dr akad plk pplk mjr kpt por npor gen bac dipl'.split(' '));
/** What follows another title. */
const following = new Set('arch mal soch hc h c ing'.split(' '));
const after = new Set(
  'phd csc drsc dsc dis mba llm llb msc bsc bba mpa mph thd artd dba fcca acca cfa ma ba mim'.split(' '),
);
/** Somebody may sign so with initials: `Jan B. A.` */
const dottedAfter = new Set(['ma', 'ba', 'dis']);

const plain = (token: string): string => token.replace(/[.,]/g, '').toLowerCase();

const isBefore = (token: string): boolean =>
  before.has(plain(token)) || (dottedBefore.has(plain(token)) && token.includes('.'));

const isAfter = (token: string): boolean => {
  const word = plain(token);
  if (!after.has(word)) return false;
  return !dottedAfter.has(word) || token.includes('.') || /^DiS|^[A-Z]{2}$/.test(token);
};

/** `Ing. arch. Petr Říha, Ph.D.`, `Říha Petr, Mgr.`: a title that is not known stays with the name. */
export function splitName(text: string): SplitName {
  const [first = '', ...rest] = apart(cleanLine(text)).split(/\s*,\s*/);
  const front: string[] = [];
  const back: string[] = [];
  const kept: string[] = [];
  for (const piece of rest) {
    const tokens = piece.split(' ').filter(Boolean);
    if (tokens.length > 0 && tokens.every((one, at) => isTitle(one, tokens[at - 1]))) {
      for (const one of tokens) (isAfter(one) ? back : front).push(one);
    } else if (tokens.length > 0) kept.push(piece);
  }
  const words = first.split(' ').filter(Boolean);
  while (words.length > 0 && isTitleBefore(words[0] as string, front.at(-1)))
    front.push(words.shift() as string);
  while (words.length > 1 && isAfter(words.at(-1) as string)) back.unshift(words.pop() as string);
  return {
    name: [words.join(' '), ...kept].filter(Boolean).join(', '),
    titleBefore: front.join(' ') || null,
    titleAfter: back.join(', ') || null,
  };
}

/** `Ing.Petr Říha` is written without a space as often. */
const apart = (text: string): string => text.replace(/\b(\p{L}{2,6})\.(?=\p{Lu}\p{Ll}+(\s|$))/gu, '$1. ');

const isTitleBefore = (token: string, last: string | undefined): boolean =>
  isBefore(token) || (last !== undefined && token.includes('.') && following.has(plain(token)));

const isTitle = (token: string, last: string | undefined): boolean =>
  isAfter(token) || isTitleBefore(token, last);

/** Given names first, as they are written to: `Říha Petr` cannot be told from `Petr Říha`, so it stays. */
export const surnameOf = (name: string): string =>
  name
    .split(' ')
    .filter((word) => !suffixes.has(plain(word)))
    .at(-1) ?? '';
export const givenNameOf = (name: string): string => name.split(' ')[0] ?? '';

const suffixes = new Set(['ml', 'st', 'jr', 'sr']);
