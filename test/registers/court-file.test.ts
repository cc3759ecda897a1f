import { expect, it } from 'vitest';
import { courtFileText } from '../../src/features/registers/court-file.ts';
import { wordsFor } from '../../src/i18n/catalog.ts';

const reader = (language: 'cs' | 'sk' | 'en') => ({ t: wordsFor(language) });

it.each([
  ['B 1581/KSBR', 'cs', 'B 1581, KS v Brně'],
  ['B 1581/MSPH', 'sk', 'B 1581, MS v Prahe'],
  ['C 27082/KSUL', 'en', 'C 27082, Regional Court in Ústí nad Labem'],
] as const)('%s is said as people say it (%s)', (file, language, said) => {
  expect(courtFileText(file, reader(language))).toBe(said);
});

it.each(['B 1581/KSXX', 'Dr 12', 'B 1/2'])('%s, of a court nobody here knows, stays as it is', (file) => {
  expect(courtFileText(file, reader('cs'))).toBe(file);
});
