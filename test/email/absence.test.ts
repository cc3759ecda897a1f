import { expect, it } from 'vitest';
import { readAbsence } from '../../src/features/email/reading/absence.ts';
import type { PlainDate } from '../../src/lib/time.ts';

const tuesday = '2026-03-03' as PlainDate;
const said = (words: string): string | null => {
  const away = readAbsence(words, tuesday);
  return away && `${away.from ?? ''}..${away.until}`;
};

it.each([
  ['Jsem mimo kancelář do 15. 3. V naléhavých případech volejte kolegu.', '..2026-03-15'],
  ['Od 2. 3. do 15. 3. 2026 čerpám dovolenou.', '2026-03-02..2026-03-15'],
  ['V termínu 2.3.-13.3.2026 jsem na dovolené.', '2026-03-02..2026-03-13'],
  ['od 3. do 15. března budu mimo kancelář', '2026-03-03..2026-03-15'],
  ['Budu zpět v pondělí 16. března.', '..2026-03-15'],
  ['Jsem opět k dispozici od 16.3.', '..2026-03-15'],
  ['budu zpět v pondělí', '..2026-03-08'],
  ['V době od 20. 12. 2025 do 5. 4. 2026', '2025-12-20..2026-04-05'],
  ['Som mimo kancelárie od 2.3.2026 do\n6.3.2026. Odpoviem po návrate.', '2026-03-02..2026-03-06'],
  ['Do 20. marca som na dovolenke.', '..2026-03-20'],
  ['Vrátim sa 9. marca 2026', '..2026-03-08'],
  ['I am out of the office until 15 March.', '..2026-03-15'],
  ['Out of office from March 2nd until March 13th, 2026.', '2026-03-02..2026-03-13'],
  ['I will be back in the office on Monday, March 16.', '..2026-03-15'],
  ['I am out of office through 03/15/2026', '..2026-03-15'],
  ['Ich bin bis zum 15. März nicht im Büro.', '..2026-03-15'],
  ['Vom 2. bis 13. März bin ich im Urlaub. Ab dem 16. März wieder erreichbar.', '2026-03-02..2026-03-13'],
  ['Ich bin ab 16.03.2026 wieder im Büro.', '..2026-03-15'],
  ['Do kanceláře se vracím 16. března.', '..2026-03-15'],
  ['Do práce nastupuji 16. 3.', '..2026-03-15'],
  ['Vraciam sa v stredu 18. 3.', '..2026-03-17'],
  ['Zpátky jsem 16. 3.', '..2026-03-15'],
  ['Opět v kanceláři: 16. 3. 2026', '..2026-03-15'],
  ['Vašemu e-mailu se budu věnovat po návratu 16. 3.', '..2026-03-15'],
  ['Odpoviem vám po návrate 16. marca', '..2026-03-15'],
  ['Odpovím Vám po 15. 3.', '..2026-03-15'],
  ['Odpovím od 16. 3.', '..2026-03-15'],
  ['Jsem mimo kancelář do pátku.', '..2026-03-06'],
  ['Nejsem v kanceláři do konce týdne.', '..2026-03-08'],
  ['Som na dovolenke do konca marca.', '..2026-03-31'],
  ['Jsem na dovolené do 15.března, pak zpět.', '..2026-03-15'],
  ['Nepřítomna do 15. III. 2026', '..2026-03-15'],
  ['Mezi 10. a 15. březnem čerpám dovolenou.', '2026-03-10..2026-03-15'],
  ['V pátek 6. 3. nejsem v kanceláři.', '2026-03-06..2026-03-06'],
  ['Nabídky přijímáme do 31. 8. 2026. Jsem mimo kancelář do 15. 3.', '..2026-03-15'],
])('“%s” says how long', (words, away) => {
  expect(said(words)).toBe(away);
});

it.each([
  'Dobrý den, děkujeme za zprávu, odpovíme do 24 hodin.',
  'Odpovíme do 3 pracovních dnů.',
  'Vaši poptávku vyřídíme do pátku.',
  'Od 1. 4. jsem na mateřské dovolené.',
  'Jsem mimo kancelář.',
  'Byl jsem pryč do 1. 3. 2026',
  'Jsem mimo kancelář do 31. 2. 2026.',
  'Do 5. ledna jsem mimo kancelář.',
])('“%s” names no day ahead', (words) => {
  expect(said(words)).toBeNull();
});
