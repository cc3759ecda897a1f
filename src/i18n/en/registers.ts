import { plural } from '../plural.ts';

export const registers = {
  courts: {
    MSPH: 'Municipal Court in Prague',
    KSBR: 'Regional Court in Brno',
    KSCB: 'Regional Court in České Budějovice',
    KSHK: 'Regional Court in Hradec Králové',
    KSOS: 'Regional Court in Ostrava',
    KSPL: 'Regional Court in Plzeň',
    KSUL: 'Regional Court in Ústí nad Labem',
  },
  names: { ares: 'ARES', vr: 'Czech public register', rpo: 'RPO', ruz: 'RÚZ', vies: 'VIES' },
  /** `ARES, 3 hours ago` */
  from: (source: string, age: string) => `${source}, ${age}`,
  states: {
    active: 'active',
    inLiquidation: 'in liquidation',
    dissolved: (day: string) => `dissolved on ${day}`,
    endsOn: (day: string) => `ends on ${day}`,
  },
  /** `IČO 00000019 · Brno` */
  hint: (ico: string, rest: string[]) => [`IČO ${ico}`, ...rest].join(' · '),
  typed: {
    empty: 'Type an IČO (8 digits) or a name.',
    tooFewDigits: (count: number) =>
      plural('en', count, {
        one: 'An IČO has 8 digits, here is only #.',
        other: 'An IČO has 8 digits, here are only #.',
      }),
    zeroMissing: (count: number) =>
      `An IČO has 8 digits, here are ${count}. Is a zero missing at the beginning?`,
    tooManyDigits: (count: number) => `An IČO has 8 digits, here are ${count}. Is one of them extra?`,
    letterO: 'An IČO has only digits. Is there a letter O instead of a zero?',
    taxNumber: 'This looks like a tax number (DIČ). The IČO goes here: 8 digits without CZ or SK.',
    bankAccount: 'This looks like a bank account. The IČO goes here: 8 digits.',
    didYouMean: (ico: string) => `Did you mean ${ico}?`,
    checkDigit: (ico: string) =>
      `The check digit of ${ico} does not fit, so there is probably a typo. A few real companies have it wrong, so you can go on.`,
  },
  notFound: (source: string, ico: string) =>
    `${source} knows no company with IČO ${ico}. Are all the digits right? Only Czech companies are there, Slovak ones are not.`,
  notFoundSlovak: (source: string, ico: string) =>
    `${source} knows no company with IČO ${ico}. Are all the digits right? Only Slovak companies are there.`,
  notFoundAnywhere: (ico: string) =>
    `No company has IČO ${ico}, neither in the Czech register ARES nor in the Slovak RPO. Are all the digits right?`,
  vat: {
    valid: (number: string) => `VAT number ${number}: valid by VIES`,
    notValid: (number: string) => `VAT number ${number}: not valid by VIES`,
    unknown: (number: string) =>
      `Whether VAT number ${number} is valid is not known now: VIES does not answer`,
    consultation: (number: string) => `consultation number ${number}`,
  },
  notFoundAnyMore: (source: string, name: string, age: string) =>
    `${source} says nothing about this IČO any more; ${age} it was ${name}. That does not mean the company ended.`,
  unavailable: {
    down: (source: string) =>
      `${source} does not work just now. You can create the company without it and fill in the rest later.`,
    blocked: (source: string) =>
      `${source} refuses our questions just now, most likely because there were too many. Try again in a few minutes, or create the company without it.`,
    timeout: (source: string) => `${source} has not answered in time. Try again in a moment.`,
    badAnswer: (source: string) =>
      `${source} answered something we do not understand, most likely it is out of service. Try again later, or create the company without it.`,
    busy: (source: string) => `We are sending ${source} too many questions at once. Try again in a minute.`,
    maintenance: (source: string) =>
      `${source} is under its regular maintenance now. It will answer again in a while.`,
  },
  otherSilent: {
    ares: 'ARES does not answer now. A Czech company may have the same IČO.',
    rpo: 'RPO does not answer now. A Slovak company may have the same IČO.',
  },
  retryIn: (minutes: number) =>
    plural('en', minutes, {
      one: 'We will ask again in # minute at the earliest.',
      other: 'We will ask again in # minutes at the earliest.',
    }),
  stale: (source: string, age: string) => `${source} does not answer just now. This is what it said ${age}.`,
  noMatch: (source: string, name: string) => `${source} knows no company with “${name}” in its name.`,
  tooManyMatches: (source: string) =>
    `There are too many such names for ${source} to list them. Add another word or letter.`,
  willTell: 'I will write here when it answers.',
  lateWord: (name: string) => `${name}: what came later`,
  leaders: (names: string) => `Executives: ${names}`,
  moreLeaders: (count: number) => `and ${count} more`,
  vatUnconfirmed: 'VAT payer according to ARES, not confirmed by the VAT register',
  insolvencyUnconfirmed: 'ARES mentions insolvency, not confirmed by the insolvency register',
};
