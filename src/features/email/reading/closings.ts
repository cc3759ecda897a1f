/** How letters end, in Czech, Slovak, English and German. */
import { foldedStart } from './layouts.ts';

const thanks =
  '(?:predem |vopred |moc |mnohokrat )?(?:dekuji|dekuju|dekujeme|dekuj|dakujem|dakujeme|diky|dik|vdaka|thanks|thank you|thx|many thanks|danke|vielen dank|besten dank)(?: (?:moc|predem|vopred|mnohokrat|pekne|velmi|a lot|very much|in advance|im voraus))?';
const regards =
  '(?:jsem |zustavam |ostavam )?(?:s|se|so) (?:pozdravem|pozdravom|pranim|prianim|uctou|srdecnym pozdravem|srdecnym pozdravom|pratelskym pozdravem|priatelskym pozdravom)|pozdrav|zdravi|zdravim|(?:preji|prejeme|prajem|prajeme) (?:vam )?(?:hezk|pekn|prijemn|krasn|uspesn)\\p{L}* (?:den|dny|tyden|tyzden|vikend|zbytek dne)|(?:hezky|pekny|prijemny|krasny) (?:den|vikend|zbytek dne|zvysok dna)|srdecne(?: zdravi| zdravim)?|mejte se|majte sa|mnoho zdaru|(?:best|kind|warm|with kind|with best|many|kindest|warmest) (?:regards|wishes)|regards|sincerely|yours (?:sincerely|faithfully|truly)|all the best|best|cheers|mit (?:freundlich|best|herzlich)\\p{L}* gru(?:ss|ß)(?:en)?|freundliche gru(?:ss|ß)e|(?:viele|beste|liebe|herzliche|schone) gru(?:ss|ß)e|hochachtungsvoll|mfg|lg|vg';
const closing = new RegExp(`^(?:${thanks}(?: ?,| a| and| und)? ?)?(${regards})([ ,/].{0,60})?[,.! ]*$`, 'u');
const thanksAlone = new RegExp(`^${thanks}[ ,.!]*$`);
const goesOn =
  /^\W*(?:a|za|and|und|z|ze|zo|aus|vam|vsem|vsetkym|preje|praje|(?:hezk|pekn|prijemn|krasn|uspesn|vseho|vsetkeho)\p{L}*)(?:\s.{1,40})?$/u;
const oneWord = /^(?:best|lg|vg|mfg|pozdrav|srdecne|zdravi|cheers|regards)$/;

/** `Děkuji` and nothing else: words of the letter, and a signature may begin below. */
export const isThanks = (line: string): boolean => line.length < 40 && thanksAlone.test(foldedStart(line));

/** @returns null: not a closing phrase; else whether the name stands in the same line: `S pozdravem, Jan` */
export function closingOf(line: string): { named: boolean } | null {
  if (line.length > 90) return null;
  const found = closing.exec(foldedStart(line));
  if (!found) return null;
  const behind = (found[2] ?? '').replace(/[,.! ]+$/, '');
  if (behind === '') return { named: false };
  // Folding keeps the number of letters but for ß, so the rest is measured from the end.
  const written = line
    .trim()
    .replace(/[,.! ]+$/, '')
    .slice(-behind.length);
  if (oneWord.test(found[1] ?? '') && !/^[ ,/]+\p{Lu}/u.test(written)) return null;
  if (!goesOn.test(behind) && !/^\W*\p{Lu}/u.test(written)) return null;
  return { named: /^[ ,]+\p{Lu}/u.test(written) && !/^[ ,]+(?:Best|Kind|With|Regards|Mit)\b/.test(written) };
}
