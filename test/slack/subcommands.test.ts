import { describe, expect, it } from 'vitest';
import { matchSubcommand } from '../../src/slack/subcommands.ts';

const table = {
  new: ['new', 'nová', 'nový', 'založit', 'založiť'],
  help: ['help', 'nápověda', 'pomoc'],
  triage: ['triage', 'k zařazení', 'na zaradenie'],
} as const;

describe('what follows a command', () => {
  it.each([
    ['nová', 'new', ''],
    ['NOVA', 'new', ''],
    ['Založiť  Lávka přes Svratku', 'new', 'Lávka přes Svratku'],
    ['pomoc', 'help', ''],
    ['K ZARAZENI dnes', 'triage', 'dnes'],
  ])('is understood without case and diacritics: %s', (text, key, rest) => {
    expect(matchSubcommand(text, table)).toEqual({ key, rest });
  });

  it('with a typo answers with the word that was probably meant', () => {
    expect(matchSubcommand('napoveta', table)).toMatchObject({
      key: null,
      closest: { key: 'help', word: 'nápověda' },
    });
  });

  it('that resembles nothing is left to be searched for', () => {
    expect(matchSubcommand('Svratka', table)).toEqual({ key: null, word: 'Svratka', closest: null });
    expect(matchSubcommand('', table)).toEqual({ key: null, word: '', closest: null });
  });
});
