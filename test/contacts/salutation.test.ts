import { describe, expect, it } from 'vitest';
import { suggestSalutation } from '../../src/features/contacts/salutation.ts';

const named = (name: string, titleBefore: string | null = null, titleAfter: string | null = null) => ({
  name,
  titleBefore,
  titleAfter,
  gender: null,
});

describe('how a letter begins', () => {
  it.each([
    [named('Petr Říha', 'Ing.'), 'cs', 'Vážený pane inženýre'],
    [named('Petr Říha'), 'cs', 'Vážený pane Řího'],
    [named('Jana Nováková', 'JUDr.'), 'cs', 'Vážená paní doktorko'],
    [named('Jana Nováková'), 'cs', 'Vážená paní Nováková'],
    [named('Zdeněk Krejčí', 'Ing.', 'Ph.D.'), 'cs', 'Vážený pane doktore'],
    [named('John Smith'), 'cs', 'Dobrý den'],
    [named('Jan Drtina'), 'cs', 'Dobrý den'],
    [named('Ján Kováč', 'Ing.'), 'sk', 'Vážený pán inžinier'],
    [named('Ľuboš Kováč'), 'sk', 'Vážený pán Kováč'],
    [named('Mária Kováčová', 'Mgr.'), 'sk', 'Vážená pani magistra'],
    [{ ...named('Oliver Reed'), gender: 'man' as const }, 'en', 'Dear Mr Reed'],
    [named('Oliver Reed'), 'en', 'Dear Oliver Reed'],
    [named('Jana Malá', 'doc.'), 'en', 'Dear Dr Malá'],
  ] as const)('%o in %s', (contact, language, begins) => {
    expect(suggestSalutation(contact, language, false)).toBe(begins);
  });

  it('does not decline what is no Czech name, though the letter is Czech', () => {
    const smith = { ...named('John Smith'), gender: 'man' as const };
    expect(suggestSalutation(smith, 'cs', false)).toBe('Vážený pane Smith');
  });

  it.each([
    ['Petr Trnka', 'Trnko'],
    ['Jan Hrdlička', 'Hrdličko'],
    ['Jiří Krčmář', 'Krčmáři'],
    ['Karel Čtvrtníček', 'Čtvrtníčku'],
    ['Pavel Smrž', 'Smrži'],
    ['Jan Palacký', 'Palacký'],
    ['Jaroslav Vrchlický', 'Vrchlický'],
    ['Tomáš Macků', 'Macků'],
    ['Josef Vlček', 'Vlčku'],
  ])('knows that r and l are vowels in Czech, and -cký and -cků its endings: %s', (name, called) => {
    expect(suggestSalutation(named(name), 'cs', false)).toBe(`Vážený pane ${called}`);
  });

  it.each(['Hans Beck', 'Georg Schmidt', 'Karl Marx', 'Jürgen Hirsch'])('leaves %s alone', (name) => {
    const [, surname] = name.split(' ');
    const contact = { ...named(name), gender: 'man' as const };
    expect(suggestSalutation(contact, 'cs', false)).toBe(`Vážený pane ${surname}`);
  });

  it.each([
    ['Alexandra Malá', 'Alexandro'],
    ['Alexandr Dvořák', 'Alexandře'],
    ['Max Dvořák', 'Maxi'],
  ])('declines %s with its x', (name, called) => {
    expect(suggestSalutation(named(name), 'cs', true)).toBe(`Ahoj ${called}`);
  });

  it('is by the given name to who is on first-name terms with them', () => {
    expect(suggestSalutation(named('Petr Říha', 'Ing.'), 'cs', true)).toBe('Ahoj Petře');
    expect(suggestSalutation(named('Peter Kováč'), 'sk', true)).toBe('Ahoj Peter');
    expect(suggestSalutation(named('Oliver Reed'), 'en', true)).toBe('Hi Oliver');
  });
});
