/** How letters end, in Czech, Slovak, English and German. */
import { foldedStart } from './layouts.ts';

const thanks =
  '(?:predem |vopred |moc |mnohokrat )?(?:dekuji|dekuju|dekujeme|dekuj|dakujem|dakujeme|diky|dik|vdaka|thanks|thank you|thx|many thanks|danke|vielen dank|besten dank)(?: (?:moc|predem|vopred|mnohokrat|pekne|velmi|a lot|very much|in advance|im voraus))?';
const wish =
  '(?:hezk|pekn|prijemn|krasn|uspesn|klidn|pokojn|vesel)\\p{L}* (?:den|dny|dopoledne|odpoledne|vecer|tyden|tyzden|vikend|svatky|sviatky|vanoce|vianoce|zbytek (?:dne|tydne)|zvysok (?:dna|tyzdna))';
const regards = [
  '(?:jsem |zustavam |ostavam )?(?:s|se|so) (?:\\p{L}{4,14} )?(?:pozdravem|pozdravom|uctou)|s pozdr?\\.?|(?:s|se|so) (?:pranim|prianim)|v ucte|s ucte',
  'pozdrav|pozdravuj\\p{L}*|zdravi|zdravim|srdecne(?: zdravi| zdravim)?|mnoho zdaru|at se dari|na ?shledanou|dovidenia',
  `(?:(?:preji|prejeme|prajem|prajeme|zelam|zelame|mejte|majte) (?:vam |se |sa )?)?${wish}(?: (?:preji|prejeme|prajem|prajeme))?`,
  '(?:mejte se|majte sa)',
  '(?:best|kind|warm|with kind|with best|with warm|many|kindest|warmest) (?:regards|wishes)|regards|rgds|sincerely|respectfully|yours(?: sincerely| faithfully| truly)?|all the best|best|br|kr|cheers|have a (?:nice|great|good|lovely) (?:day|weekend|evening)',
  'mit (?:freundlich|best|herzlich|lieb)\\p{L}* gru(?:ss|ß|ess)(?:en)?|(?:freundliche|viele|beste|liebe|herzliche|schone) gru(?:ss|ß|ess)e|gru(?:ss|ß|ess)e?|hochachtungsvoll|mfg|lg|vg',
].join('|');
const closing = new RegExp(`^(?:${thanks}(?: ?,| a| and| und| &)? ?)?(${regards})([ ,/].{0,60})?$`, 'u');
const thanksAlone = new RegExp(`^${thanks}[ ,.!]*$`);
const goesOn =
  /^\W*(?:a|za|and|und|z|ze|zo|aus|vam|vsem|vsetkym|preje|praje|(?:hezk|pekn|prijemn|krasn|uspesn|vseho|vsetkeho)\p{L}*)(?:\s.{1,40})?$/u;
const oneWord = /^(?:best|br|kr|yours|lg|vg|mfg|gruss|pozdrav|srdecne|zdravi|cheers|regards)$/;

/** `Děkuji` and nothing else: words of the letter, and a signature may begin below. */
export const isThanks = (line: string): boolean => line.length < 40 && thanksAlone.test(foldedStart(line));

/** Bold and italic marks, and what ends a line. */
const around = /^[*_]+|[\s*_,.!…:;)\p{Extended_Pictographic}-]+$/gu;

/** @returns null: not a closing phrase; else whether the name stands in the same line: `S pozdravem, Jan` */
export function closingOf(line: string): { named: boolean } | null {
  if (line.length > 90) return null;
  const found = closing.exec(foldedStart(line).replace(around, ''));
  if (!found) return null;
  const behind = found[2] ?? '';
  if (behind === '') return { named: false };
  // Folding keeps the number of letters but for ß, so the rest is measured from the end.
  const written = line.trim().replace(around, '').slice(-behind.length);
  if (oneWord.test(found[1] ?? '') && !/^[ ,/]+\p{Lu}/u.test(written)) return null;
  if (!goesOn.test(behind) && !/^\W*\p{Lu}/u.test(written)) return null;
  return { named: /^[ ,]+\p{Lu}/u.test(written) && !/^[ ,]+(?:Best|Kind|With|Regards|Mit)\b/.test(written) };
}
