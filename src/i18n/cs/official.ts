import type { Words } from '../catalog.ts';
import { plural } from '../plural.ts';

export const official: Words['official'] = {
  names: { crpdph: 'registr plátců DPH', isir: 'insolvenční rejstřík' },
  vat: {
    payer: 'plátce DPH',
    identified: 'identifikovaná osoba k DPH',
    group: 've skupině DPH',
    unreliablePerson: 'není plátce DPH',
    none: 'není plátce DPH',
    unknown: 'DPH: z registru to není jasné',
  },
  reliable: 'nespolehlivý plátce: ne',
  unreliable: (day) => (day ? `Nespolehlivý plátce DPH od ${day}` : 'Nespolehlivý plátce DPH'),
  accounts: (count) => `zveřejněné účty: ${count}`,
  noNumber: 'DPH: v ARES není DIČ, podle kterého bychom se zeptali',
  insolvent: (which, state) => (state ? `V insolvenci: ${which}, ${state}` : `V insolvenci: ${which}`),
  insolvencyOnce: (which) =>
    `Insolvenční rejstřík uvádí probíhající řízení ${which}. Potvrdí to druhá odpověď, nejdřív za hodinu.`,
  caseGone:
    'Insolvenční rejstřík už žádné probíhající řízení neuvádí. Potvrdí to druhá odpověď, nejdřív za hodinu.',
  endedCase: (which) => `skončené insolvenční řízení: ${which}`,
  noCase: 'k tomuto IČO žádné insolvenční řízení',
  unknown: (name) => `${name}: neodpovídá, takže to nevíme`,
  askedAgain: (minutes) =>
    plural('cs', minutes, {
      one: 'znovu se zeptáme za # minutu',
      few: 'znovu se zeptáme za # minuty',
      other: 'znovu se zeptáme za # minut',
    }),
  stale: (name, age) => `${name}: teď neodpovídá, naposledy ${age}`,
  accountsOf: (ico) => `Zveřejněné účty, IČO ${ico}`,
  account: (number, since, until) => {
    if (until) return since ? `${number}, od ${since} do ${until}` : `${number}, do ${until}`;
    return since ? `${number}, od ${since}` : number;
  },
  moreAccounts: (count) => `a další: ${count}`,
  noAccounts: 'žádný zveřejněný účet',
  accountPublished: (number, since) =>
    since ? `Účet ${number} je zveřejněný od ${since}.` : `Účet ${number} je zveřejněný.`,
  accountEnded: (number, until) => `Účet ${number} byl zveřejněný jen do ${until}.`,
  accountMissing: (number) => `Účet ${number} mezi zveřejněnými není.`,
  accountShape: 'Tohle není číslo účtu. Napiš ho jako 19-2000145399/0800 nebo jako IBAN.',
  accountDigits: 'Kontrolní číslice účtu nesedí, nejspíš je v něm překlep.',
  accountUsage:
    'Napiš IČO a účet: `/company účet 45274649 19-2000145399/0800`. Se samotným IČO vypíšu všechny zveřejněné účty.',
};
