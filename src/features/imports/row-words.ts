/** Words in cells that stand for something of ours: stages, kinds of activities. */
import { fold } from '../../lib/text.ts';
import type { Read } from './values.ts';

const stages: [RegExp, string][] = [
  [/^(nova|novy|new|otevren|otvoren|open|zadani|zadanie)/, 'new'],
  [/^(kvalifik|qualif)/, 'qualified'],
  [/^rfi/, 'rfi'],
  [/^(rfp|priprav|pripravujeme|priprava)/, 'rfp'],
  [/^(nabidka|ponuka|offer|odevzda|odovzda|submitted|proposal|podan)/, 'offer'],
  [/^(vyjedn|rokov|jedna|negot)/, 'negotiation'],
  [/^(vyhra|ziskan|won|uspech|realizac|objednan|dokonc|hotov)/, 'won'],
  [/^(prohra|prehra|lost|ztracen|straten|neuspech|zrusen|storno|zamit)/, 'lost'],
];

export function stageByWord(text: string): Read<string> {
  const word = fold(text).replace(/^\d+[.)\s-]*/, '');
  const found = stages.find(([pattern]) => pattern.test(word));
  return found ? { value: found[1] } : { why: 'stage' };
}

/** The sum under a table is nobody's name: `Celkem`, `Spolu:` */
export const isSumLabel = (text: string): boolean =>
  /^(celkem|celkom|spolu|soucet|sucet|suma|mezisoucet|medzisucet|total|sum|grand total)(\s+(kc|eur|czk|€))?\s*:?$/.test(
    fold(text),
  );

const kinds: [RegExp, string][] = [
  [/\b(telefon|telefonat|volal|hovor|call|phone|tel)/, 'call'],
  [/\b(e-?mail|mail)/, 'email'],
  [/\b(datov|schrank|data[ -]box)/, 'dataBox'],
  [/\b(dopis|list|letter|posta)\b/, 'letter'],
];

/** A meeting unless the words say otherwise. */
export function activityKindOf(text: string): string {
  const folded = fold(text).slice(0, 60);
  return kinds.find(([pattern]) => pattern.test(folded))?.[1] ?? 'meeting';
}
