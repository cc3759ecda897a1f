import { fold } from '../../lib/text.ts';

/** Czech, Slovak and neighbouring legal forms, folded and without dots and spaces, the longer ones first. */
const forms = [
  'spolsro',
  'vlikvidaci',
  'vlikvidacii',
  'akciovaspolecnost',
  'akciovaspolocnost',
  'druzstvo',
  'gmbh',
  'sro',
  'jsa',
  'vos',
  'ops',
  'oz',
  'no',
  'sp',
  'as',
  'ks',
  'zs',
  'se',
  'kg',
  'ag',
  'ltd',
  'inc',
];

/** `Mostní stavby Brno, a. s.` → `mostni stavby brno`: what a name says apart from the legal form, folded. */
export function bareName(name: string): string {
  const words =
    fold(name)
      .replace(/(?<=\p{L})\./gu, ' ')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  for (let end = 0; end < 5; end += 1) {
    const found = [5, 4, 3, 2, 1].find(
      (count) => count < words.length && forms.includes(words.slice(-count).join('')),
    );
    if (!found) break;
    words.splice(-found);
  }
  return words.join(' ');
}
