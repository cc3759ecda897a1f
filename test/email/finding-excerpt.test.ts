import { expect, it } from 'vitest';
import { excerptOf } from '../../src/features/email/finding/excerpt.ts';
import { soughtWords } from '../../src/features/email/finding/words.ts';

/** With what was looked for in brackets. */
const excerpt = (texts: (string | null)[], query: string): string | null =>
  excerptOf(texts, soughtWords(query) ?? [])
    ?.map(({ text, isSought }) => (isSought ? `[${text}]` : text))
    .join('') ?? null;

const letter =
  'Dobrý den,\n\nposílám Žárové pozinkování:   12 ks.\nCena pozinkování je v příloze, cena platí.';

it('the line with most of what was looked for is shown, whatever the case and the diacritics', () => {
  expect(excerpt([null, letter], 'zarovy pozink')).toBe('posílám [Žárové] [pozinkování]: 12 ks.');
  expect(excerpt([letter, 'výkres R-12.pdf'], 'vykresy')).toBe('[výkres] R-12.pdf');
  expect(excerpt([letter], 'rampa')).toBeNull();
});

it('a long line is cut before and after it, between words', () => {
  const shown = excerpt(
    [`${'úvodní slova '.repeat(40)}${letter.split('\n')[2]} ${'a dál '.repeat(40)}`],
    'pozink',
  );
  expect(shown).toMatch(/^…úvodní slova posílám Žárové \[pozinkování\]: 12 ks\. a dál .*…$/);
  expect(shown?.length).toBeLessThanOrEqual(72);
  expect(excerpt([`${'a'.repeat(300)}-pozinkování`], 'pozink')).toBe('…[pozinkování]');
});

it('a birth number beside it is not said back', () => {
  expect(excerpt(['Jednatel Říha, r. č. 780401/1234'], 'riha')).toBe('Jednatel [Říha], r. č. ••••••••••');
});
