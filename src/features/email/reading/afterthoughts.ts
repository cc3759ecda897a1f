/** What stands below a closing phrase or a rule: who wrote it, or something that they still had to say. */
import { fold } from '../../../lib/text.ts';
import { isBoilerplate, isContactData, startsWithName, tellsHowToReach } from './signature-lines.ts';

const quantity =
  /\b\d+(?:[.,]\d+)?\s?(?:ks|kusu?|kusy|kusov|pcs|stk|stuck|kg|bm|m2|m3|m²|m³|palet\w?|baleni|balik\w*)\b/;
const price = /\d[ \d.,]{0,12}(?:,-|\s?(?:kc|czk|eur|€|usd)(?:\b|\s|$|\/))/;
const listed = /^(?:[-*•–]|\d{1,2}[.)])\s+[\p{L}\d]/u;

/** How people begin what they forgot. */
const opening =
  /^(?:p\.? ?s\.? ?[:.\s]|pps\b|dodatek|dodatok|pozn(?:amka|\.)|(?:a )?jeste\b|este\b|(?:a )?(?:take|taky|tiez)\b|zapomn|zabud|nezapom|nezabud|mimochod|jinak\b|inak\b|prosim|prosime|poprosim|omlouv|ospravedl|doplnuj|doplnam|dopln\p{L}+|posil|posiel|zasil|zasiel|v priloz|v prilohe|(?:zitra|zajtra|dnes|pozitri|pozajtra)\b|(?:v|ve|vo|do) (?:pondel|uter|utor|stred|ctvrt|stvrt|pate?k|piat|sobot|nedel)|(?:pristi|buduci) t[yy]|potreb|(?:by the way|one more|i forgot|i will|i'll|i have|i am|i'm|we need|we will|please|could you|can you|attached|also)\b|(?:ubrigens|bitte|anbei|noch|ich (?:hab|bin|wer|komm)|wir (?:brauch|hab|werd|komm|mus|mochten)|konnten sie)\b)/u;
/** Somebody speaks of themselves, or to somebody. */
const personal =
  /\b(?:jsem|som|bych|by ?ste|byste|zapomnel\p{L}?|zabudol|zabudla|potreb\p{L}+|posl(?:u|ete|ite|eme|at)|prijed\p{L}+|pridem|prideme|stihn\p{L}+|ozv(?:u|em|eme|ete|ite)|prosim|i forgot|could you|we need|let me know|ich habe|ich bin|wir brauchen|konnten sie)\b/u;
/** A firm praises itself in whole sentences too. */
const praise =
  /navstiv|sledujte|najdete nas|najdete na|facebook|linkedin|instagram|youtube|na (?:veletrhu|vystave)|drzitel|certifi|zertifi|iso \d{4}|prac\p{L}*\.? doba|otevirac|otvarac|uredni hod|spoleh|spolahn|\bpartner|tradic|kvalit|erfahrung|quality|since \d{4}|od roku|seit \d{4}|v pripade|nevahejte|kontaktujte|mate-li|typos|strucnost|preklep/u;

const isSentence = (line: string, words: number): boolean =>
  words >= 4 && (line.length > 40 || /[.!?…]["'”“)]?$/.test(line));

/** A postscript, an order, a price, or a sentence from one person to another: nobody has these in a signature. */
function isPersonal(line: string, folded: string): boolean {
  if (/^p\.?\s?s\.?[\s:]/.test(folded)) return true;
  return (
    isSentence(line, wordsIn(line)) && !praise.test(folded) && (opening.test(folded) || personal.test(folded))
  );
}

/** What is agreed on, with its number: `Termín: 6 týdnů`. Addresses stand in signatures. */
const term =
  /\b(?:termin|dodani|dodac\p{L}+ (?:podmin|lhut|lehot)|predani|splatnost|zaruk|heslo|cena|ceny|cenu|sleva|zlava|objednavka c|password|deadline|delivery (?:date|time)|liefertermin|lieferzeit|preis)/u;
const place = /adres|sidl|kancelar|kontakt|pobock|provoz|sklad|office|address|anschrift|buro/;
/** What a firm says of itself below its numbers. */
const slogan =
  /\b(?:vas|vase|vasi|vasim|vam|nas|nase|nasi|nasim|your|our|ihr|ihre|unser\p{L}*|spokojen\p{L}*|zakazni\p{L}*|firma|spolecnost\p{L}*|rodinn\p{L}*|jsme|sme|stavime|vyrabime|vyrabame|autorizovan\p{L}*|vyhradni|vyrobce|vyrobca|clen|distribut\p{L}*)\b|\b\d{3} \d{2}\b|^[\p{L} ]{2,25}:/u;

const wordsIn = (line: string): number => line.split(/\s+/).length;
const endsAsSentence = (line: string): boolean => /[.!…]["'”“)]?$/.test(line);

/** The lines of a signature; further ones are not looked at. */
const lookedAt = 40;
const mostLines = 15;
const longLine = 120;

export interface Card {
  /** the line behind it: of what its writer still had to say, or `end` */
  end: number;
  /** something is said below */
  isFollowed: boolean;
  /** it tells how to reach its owner */
  reaches: boolean;
  /** it names a firm, or more than a name */
  isCompany: boolean;
}

/**
 * Where what belongs to a name ends: at something said, or at the end.
 * @param named the name stands already above `from`
 * @returns null when this is a letter and no signature
 */
export function cardAt(lines: string[], from: number, end: number, named: boolean): Card | null {
  let count = 0;
  let gap = named;
  let reaches = false;
  let isCompany = false;
  for (let at = from; at < Math.min(end, from + lookedAt); at += 1) {
    const line = (lines[at] ?? '').trim();
    if (line === '') {
      gap ||= count > 0;
      continue;
    }
    count += 1;
    if (isBoilerplate(line)) return { end, isFollowed: false, reaches, isCompany };
    const isFirst = count === 1 && !named;
    if (isFirst && isNoName(lines, at, end)) return null;
    const isMore =
      (line.length > longLine && !line.startsWith('[')) ||
      (!isFirst && isSaid(lines, at, end, gap)) ||
      (gap && isThought(line, isCompany) && !isCardBelow(lines, at + 1, end));
    if (isMore) return { end: at, isFollowed: true, reaches, isCompany };
    if (count > mostLines) return null;
    reaches ||= tellsHowToReach(line);
    isCompany ||= isContactData(line);
  }
  return { end, isFollowed: false, reaches, isCompany };
}

/** Below "Zdravím" or "Best" the letter may only begin. */
function isNoName(lines: string[], at: number, end: number): boolean {
  const line = (lines[at] ?? '').trim();
  if (startsWithName(line) || isContactData(line) || /^(?:thank|many thank|d[eěaí]k|vďak|dank)/i.test(line))
    return false;
  return (
    isClause(line) ||
    opening.test(fold(line.slice(0, 400))) ||
    (wordsIn(line) > 3 && endsAsSentence(line)) ||
    isSaid(lines, at, end, true)
  );
}

/** It begins in the line above. */
export const isClause = (line: string): boolean =>
  /^\p{Ll}/u.test(line) && line.split(/\s+/).filter((word) => /^\p{L}{2,}[.,;:!?]?$/u.test(word)).length > 3;

/** @param gap what is meant for a name stands above already, and a blank line */
export function isSaid(lines: string[], at: number, end: number, gap: boolean): boolean {
  const line = (lines[at] ?? '').trim();
  const folded = fold(line.slice(0, 400));
  if (isPersonal(line, folded)) return true;
  if (!gap) return false;
  const next = at + 1 < end ? (lines[at + 1] ?? '').trim() : '';
  if (isOrder(line, folded, next)) return true;
  if (isContactData(line)) return false;
  const isHeading = line.endsWith(':') && next !== '' && !place.test(folded) && !praise.test(folded);
  const isListed = isHeading && (wordsIn(line) > 1 || listed.test(next) || isOrder(next, fold(next), ''));
  return isListed || (/[\d:]/.test(line) && term.test(folded));
}

/** Goods, prices, lists, tables and questions. */
const isOrder = (line: string, folded: string, next: string): boolean =>
  quantity.test(folded) ||
  price.test(folded) ||
  (line.endsWith('?') && wordsIn(line) > 1 && !/dotaz|otazk|otazok|poradit|vice|viac/.test(folded)) ||
  (listed.test(line) && listed.test(next)) ||
  (isRow(line) && isRow(next));

const isRow = (line: string): boolean => line.split('\t').length > 2 && !isContactData(line);

/** A sentence like any other; where addresses and numbers are around, it may be a slogan as well. */
function isThought(line: string, isCompany: boolean): boolean {
  const words = wordsIn(line);
  if (words < 4 || !endsAsSentence(line)) return false;
  const folded = fold(line.slice(0, 400));
  return !praise.test(folded) && (!isCompany || (words > 4 && !slogan.test(folded)));
}

const isCardBelow = (lines: string[], from: number, end: number): boolean =>
  lines
    .slice(from, Math.min(end, from + lookedAt))
    .some((line) => line.trim() !== '' && (isContactData(line) || isBoilerplate(line)));

/** @param lines those after a rule of dashes, without blank ones */
export const saysMore = (lines: string[]): boolean =>
  lines.some((line, at) => isOrder(line, fold(line.slice(0, 400)), lines[at + 1] ?? ''));
