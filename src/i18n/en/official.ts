import { plural } from '../plural.ts';

export const official = {
  names: { crpdph: 'Czech VAT register', isir: 'insolvency register' },
  vat: {
    payer: 'VAT payer',
    identified: 'identified person for VAT',
    group: 'in a VAT group',
    unreliablePerson: 'not a VAT payer',
    none: 'not a VAT payer',
    unknown: 'VAT: the register does not say clearly',
  },
  reliable: 'unreliable payer: no',
  unreliable: (day: string | null) => (day ? `Unreliable VAT payer since ${day}` : 'Unreliable VAT payer'),
  accounts: (count: number) => `published accounts: ${count}`,
  noNumber: 'VAT: ARES knows no tax number to ask by',
  /** the case may be a link */
  insolvent: (which: string, state: string | null) =>
    state ? `Insolvent: ${which}, ${state}` : `Insolvent: ${which}`,
  insolvencyOnce: (which: string) =>
    `The insolvency register names an ongoing case: ${which}. A second answer, an hour later at the earliest, will confirm it.`,
  caseGone:
    'The insolvency register no longer names an ongoing case. A second answer, an hour later at the earliest, will confirm it.',
  endedCase: (which: string) => `insolvency case that has ended: ${which}`,
  noCase: 'no insolvency case under this number',
  unknown: (name: string) => `${name}: no answer, so we do not know`,
  askedAgain: (minutes: number) =>
    plural('en', minutes, { one: 'asked again in # minute', other: 'asked again in # minutes' }),
  stale: (name: string, age: string) => `${name}: no answer now, this is from ${age}`,
  accountsOf: (ico: string) => `Published accounts, IČO ${ico}`,
  account: (number: string, since: string | null, until: string | null) => {
    if (until) return since ? `${number}, ${since} to ${until}` : `${number}, until ${until}`;
    return since ? `${number}, since ${since}` : number;
  },
  moreAccounts: (count: number) => `and more: ${count}`,
  noAccounts: 'no published account',
  accountPublished: (number: string, since: string | null) =>
    since ? `Account ${number} is published, since ${since}.` : `Account ${number} is published.`,
  accountEnded: (number: string, until: string) => `Account ${number} was published only until ${until}.`,
  accountMissing: (number: string) => `Account ${number} is not among the published ones.`,
  accountShape: 'This is not a bank account. Write it as 19-2000145399/0800 or as an IBAN.',
  accountDigits: 'The check digits of the account do not fit, so there is probably a typo.',
  accountUsage:
    'Write an IČO and an account: `/company account 45274649 19-2000145399/0800`. With the IČO alone I list the published accounts.',
};
