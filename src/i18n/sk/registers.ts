import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const registers: Words['registers'] = {
  courts: {
    MSPH: 'MS v Prahe',
    KSBR: 'KS v Brne',
    KSCB: 'KS v Českých Budějoviciach',
    KSHK: 'KS v Hradci Králové',
    KSOS: 'KS v Ostrave',
    KSPL: 'KS v Plzni',
    KSUL: 'KS v Ústí nad Labem',
  },
  names: { ares: 'ARES', vr: 'český verejný register', rpo: 'RPO', ruz: 'RÚZ', vies: 'VIES' },
  from: (source, age) => `${source}, ${age}`,
  states: {
    active: 'aktívna',
    inLiquidation: 'v likvidácii',
    dissolved: (day) => `zánik ${day}`,
    endsOn: (day) => `zanikne ${day}`,
  },
  hint: (ico, rest) => [`IČO ${ico}`, ...rest].join(' · '),
  typed: {
    empty: 'Napíš IČO (8 číslic) alebo názov.',
    tooFewDigits: (count) =>
      plural('sk', count, {
        one: 'IČO má 8 číslic, tu je len #.',
        few: 'IČO má 8 číslic, tu sú len #.',
        other: 'IČO má 8 číslic, tu ich je len #.',
      }),
    zeroMissing: (count) => `IČO má 8 číslic, tu ich je ${count}. Nechýba nula na začiatku?`,
    tooManyDigits: (count) => `IČO má 8 číslic, tu ich je ${count}. Nie je niektorá navyše?`,
    letterO: 'IČO sú len číslice. Nie je tu namiesto nuly písmeno O?',
    taxNumber: 'Toto vyzerá ako DIČ. Sem patrí IČO: 8 číslic bez „CZ“ alebo „SK“.',
    bankAccount: 'Toto vyzerá ako číslo účtu. Sem patrí IČO: 8 číslic.',
    didYouMean: (ico) => `Nemá to byť ${ico}?`,
    checkDigit: (ico) =>
      `Kontrolná číslica v IČO ${ico} nesedí, asi je v ňom preklep. Zopár skutočných firiem ju má zle, takže môžeš pokračovať.`,
  },
  notFound: (source, ico) =>
    `${source} firmu s IČO ${ico} nepozná. Sedia všetky číslice? Sú tam len české firmy, slovenské nie.`,
  notFoundSlovak: (source, ico) =>
    `${source} firmu s IČO ${ico} nepozná. Sedia všetky číslice? Sú tam len slovenské firmy.`,
  notFoundAnywhere: (ico) => `Firmu s IČO ${ico} nepozná český ARES ani slovenský RPO. Sedia všetky číslice?`,
  vat: {
    valid: (number) => `IČ DPH ${number}: podľa VIES platné`,
    notValid: (number) => `IČ DPH ${number}: podľa VIES neplatné`,
    unknown: (number) => `Či IČ DPH ${number} platí, sa teraz nevie: VIES neodpovedá`,
    consultation: (number) => `číslo konzultácie ${number}`,
  },
  notFoundAnyMore: (source, name, age) =>
    `${source} už k tomuto IČO nič nevracia; ${age} to bola firma ${name}. Neznamená to, že zanikla.`,
  unavailable: {
    down: (source) => `${source} teraz nefunguje. Firmu môžeš založiť aj bez neho a zvyšok doplniť neskôr.`,
    blocked: (source) =>
      `${source} teraz naše otázky odmieta, asi ich bolo veľa. Skús to o pár minút, alebo firmu založ bez neho.`,
    timeout: (source) => `${source} neodpovedal včas. Skús to o chvíľu znova.`,
    badAnswer: (source) =>
      `${source} odpovedal niečím, čomu nerozumieme, asi má odstávku. Skús to neskôr, alebo firmu založ bez neho.`,
    busy: (source) => `${source} od nás teraz dostáva veľa otázok naraz. Skús to o minútu.`,
    maintenance: (source) => `${source} má teraz pravidelnú odstávku. O chvíľu zase odpovie.`,
  },
  otherSilent: {
    ares: 'ARES teraz neodpovedá. Rovnaké IČO môže mať aj česká firma.',
    rpo: 'RPO teraz neodpovedá. Rovnaké IČO môže mať aj slovenská firma.',
  },
  retryIn: (minutes) =>
    plural('sk', minutes, {
      one: 'Znova sa spýtame najskôr o # minútu.',
      few: 'Znova sa spýtame najskôr o # minúty.',
      other: 'Znova sa spýtame najskôr o # minút.',
    }),
  stale: (source, age) => `${source} teraz neodpovedá. Toto sú údaje, ktoré dal ${age}.`,
  noMatch: (source, name) => `${source} nepozná žiadnu firmu, ktorá má v názve „${name}“.`,
  tooManyMatches: (source) =>
    `Takých názvov je toľko, že ich ${source} nevypíše. Pridaj ďalšie slovo alebo písmeno.`,
  willTell: 'Keď odpovie, napíšem to sem.',
  lateWord: (name) => `${name}: čo prišlo neskôr`,
  leaders: (names) => `Štatutárny orgán: ${names}`,
  moreLeaders: (count) => `a ďalší: ${count}`,
  vatUnconfirmed: 'podľa ARES platiteľ DPH, registrom platiteľov nepotvrdené',
  insolvencyUnconfirmed: 'ARES spomína insolvenciu, insolvenčným registrom nepotvrdené',
};
