import { describe, expect, it } from 'vitest';
import { matcherFor, scrubValue } from '../../src/features/privacy/matching.ts';

const hvozdenko = matcherFor({
  names: ['Kvido Hvozdenka'],
  emails: ['kvido.hvozdenka@truhlarstvi.example'],
  phones: ['+420601000987'],
});
const without = (text: string) => hvozdenko.scrub(text, '[…]');

describe('a person in a text', () => {
  it('is found by name in either order, whatever the case, and with diacritics or without', () => {
    expect(without('Volal Kvido Hvozdenka, že přijede.')).toBe('Volal […], že přijede.');
    expect(without('HVOZDENKA, Kvído – objednávka')).toBe('[…] – objednávka');
    expect(without('kvido  hvozdenka')).toBe('[…]');
  });

  it('is found by phone in every usual writing, and not within a longer number', () => {
    for (const phone of [
      '+420 601 000 987',
      '00420601000987',
      '601000987',
      '601-000-987',
      '601\u00a0000\u00a0987',
      '+420601000987',
    ])
      expect(without(`tel. ${phone}, ráno`)).toBe('tel. […], ráno');
    expect(without('účet 1601000987/0100')).toBe('účet 1601000987/0100');
  });

  it('is found by address, and not within a longer one', () => {
    expect(without('<Kvido.Hvozdenka@Truhlarstvi.example>')).toBe('<[…]>');
    expect(without('x.kvido.hvozdenka@truhlarstvi.example')).toBe('x.kvido.hvozdenka@truhlarstvi.example');
    expect(without('kvido.hvozdenka@truhlarstvi.example.cz')).toBe('kvido.hvozdenka@truhlarstvi.example.cz');
  });

  it('is found in what our messages say, where unseen characters keep an address from being linked', () => {
    expect(without('✉️ kvido.hvozdenka@\u2060truhlarstvi.example píše')).toBe('✉️ […] píše');
  });

  it('is not guessed from an inflected name or a surname, which is left to a person to look at', () => {
    expect(without('poslat Kvidovi Hvozdenkovi')).toBe('poslat Kvidovi Hvozdenkovi');
    expect(hvozdenko.suspects('poslat Hvozdenkovi vzorky')).toBe(true);
    expect(hvozdenko.suspects('poslat hvozdy')).toBe(false);
  });

  it('with a name of one word is found by nothing but an address or a phone', () => {
    const petr = matcherFor({ names: ['Petr'], emails: ['petr@pila.example'], phones: [] });
    expect(petr.scrub('Petr', '[…]')).toBe('Petr');
    expect(petr.scrub('přijede Petr (petr@pila.example)', '[…]')).toBe('přijede Petr ([…])');
    expect(petr.isPart('petr')).toBe(true);
  });

  it('is told from somebody else of the name by where that one is reached', () => {
    const matcher = matcherFor({
      names: ['Jan Novák'],
      emails: ['novak@pekarna.example'],
      phones: [],
      theirEmails: ['novak@zahrada.example'],
      theirPhones: ['+420601000222'],
    });
    expect(matcher.isOthers('Jan Novák, tel. 601 000 222')).toBe(true);
    expect(matcher.isOthers('novak@zahrada.example a novak@pekarna.example')).toBe(false);
    expect(matcher.isOthers('Jan Novák')).toBe(false);
  });

  it('is taken out of every string of a value, and nothing else of it changes', () => {
    const other = { amount: 12, list: ['klid'] };
    const value = { name: { from: 'Kvido Hvozdenka', to: null }, other };
    const scrubbed = scrubValue(value, without) as typeof value;
    expect(scrubbed).toEqual({ name: { from: '[…]', to: null }, other });
    expect(scrubbed.other).toBe(other);
  });
});
