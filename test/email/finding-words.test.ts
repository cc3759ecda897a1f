import { describe, expect, it } from 'vitest';
import { hasAll, keptWords, soughtWords, wordsIn } from '../../src/features/email/finding/words.ts';

describe('the words of a mail', () => {
  it('are without diacritics, and addresses and file names are taken apart', () => {
    expect(wordsIn('Příloha: VÝKRES_R-12.pdf, píše petr.riha@mosty.example')).toEqual([
      'priloha',
      'vykres',
      '12',
      'pdf',
      'pise',
      'petr',
      'riha',
      'mosty',
      'example',
    ]);
  });

  it('are found in any alphabet', () => {
    const kept = keptWords({ open: ['Оцинковка моста'], own: [], holders: [] });
    expect(kept).toMatch(/^o[a-z0-9]+ o[a-z0-9]+$/);
    expect(hasAll(['Оцинковка моста'], soughtWords('оцинк') as string[])).toBe(true);
  });

  it('are never a birth number, however it is written', () => {
    for (const written of ['780401/1234', 'DIČ CZ7804011234', 'r. č. 7804011234', '7804011234'])
      expect(wordsIn(written).join(' ')).not.toMatch(/\d{6}/);
  });

  it('are limited, of a book as of a line', () => {
    const book = Array.from({ length: 5000 }, (_, index) => `slovo${index}`).join(' ');
    const kept = keptWords({ open: [book], own: [book.toUpperCase()], holders: [] });
    expect(kept.length).toBeLessThan(10_000);
  });

  it('of a private part are apart, with whom they are for', () => {
    const kept = keptWords({ open: ['Petr Říha'], own: ['Důvěrné: Říha odchází'], holders: [17] });
    expect(kept).toBe('opetr oriha dduverne dodchazi h17');
  });
});

describe('what is looked for', () => {
  it('is in a mail that has all the words, or words that begin so; two letters are a word of their own', () => {
    const text = ['Poptávka na žárové pozinkování, 12 ks, typ AB'];
    const has = (query: string) => hasAll(text, soughtWords(query) as string[]);
    expect(['pozink', 'ŽÁR popt', '12 kus', 'poptavka ab', 'poptavka typu'].map(has)).toEqual([
      true,
      true,
      false,
      true,
      false,
    ]);
    expect(has('zinkov')).toBe(false);
  });

  it('is found in other cases, too', () => {
    const text = ['Posílám poptávku na povrchovou úpravu ocelových rámů a výkresy'];
    for (const query of ['poptávka', 'povrchová úprava', 'ocelový', 'výkresu'])
      expect([query, hasAll(text, soughtWords(query) as string[])]).toEqual([query, true]);
    expect(soughtWords('riha eva cena')).toEqual(['riha', 'eva', 'cena']);
  });

  it('is too little for a mail with nothing of three letters', () => {
    for (const query of ['D-42', '42', 'a', '', '%', '"', "' OR '1"])
      expect([query, soughtWords(query)]).toEqual([query, null]);
  });
});
