import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const official: Words['official'] = {
  names: { crpdph: 'český register platiteľov DPH', isir: 'český insolvenčný register' },
  vat: {
    payer: 'platiteľ DPH',
    identified: 'identifikovaná osoba pre DPH',
    group: 'v skupine DPH',
    unreliablePerson: 'nie je platiteľ DPH',
    none: 'nie je platiteľ DPH',
    unknown: 'DPH: z registra to nie je jasné',
  },
  reliable: 'nespoľahlivý platiteľ: nie',
  unreliable: (day) => (day ? `Nespoľahlivý platiteľ DPH od ${day}` : 'Nespoľahlivý platiteľ DPH'),
  accounts: (count) => `zverejnené účty: ${count}`,
  noNumber: 'DPH: v ARES nie je DIČ, podľa ktorého by sme sa opýtali',
  insolvent: (which, state) => (state ? `V insolvencii: ${which}, ${state}` : `V insolvencii: ${which}`),
  insolvencyOnce: (which) =>
    `Insolvenčný register uvádza prebiehajúce konanie ${which}. Potvrdí to druhá odpoveď, najskôr o hodinu.`,
  caseGone:
    'Insolvenčný register už žiadne prebiehajúce konanie neuvádza. Potvrdí to druhá odpoveď, najskôr o hodinu.',
  endedCase: (which) => `skončené insolvenčné konanie: ${which}`,
  noCase: 'k tomuto IČO žiadne insolvenčné konanie',
  unknown: (name) => `${name}: neodpovedá, takže to nevieme`,
  askedAgain: (minutes) =>
    plural('sk', minutes, {
      one: 'znova sa opýtame o # minútu',
      few: 'znova sa opýtame o # minúty',
      other: 'znova sa opýtame o # minút',
    }),
  stale: (name, age) => `${name}: teraz neodpovedá, naposledy ${age}`,
  accountsOf: (ico) => `Zverejnené účty, IČO ${ico}`,
  account: (number, since, until) => {
    if (until) return since ? `${number}, od ${since} do ${until}` : `${number}, do ${until}`;
    return since ? `${number}, od ${since}` : number;
  },
  moreAccounts: (count) => `a ďalšie: ${count}`,
  noAccounts: 'žiadny zverejnený účet',
  accountPublished: (number, since) =>
    since ? `Účet ${number} je zverejnený od ${since}.` : `Účet ${number} je zverejnený.`,
  accountEnded: (number, until) => `Účet ${number} bol zverejnený len do ${until}.`,
  accountMissing: (number) => `Účet ${number} medzi zverejnenými nie je.`,
  accountShape: 'Toto nie je číslo účtu. Napíš ho ako 19-2000145399/0800 alebo ako IBAN.',
  accountDigits: 'Kontrolné číslice účtu nesedia, asi je v ňom preklep.',
  accountUsage:
    'Napíš IČO a účet: `/company účet 45274649 19-2000145399/0800`. So samotným IČO vypíšem všetky zverejnené účty.',
};
