import { plural } from '../plural.ts';

export const companyCard = {
  customer: 'customer',
  customerSince: (day: string) => `customer since ${day}`,
  former: (reason: string | null) => (reason ? `former customer: ${reason}` : 'former customer'),
  owner: (name: string) => `owner: ${name}`,
  whereFrom: 'Where from?',
  noSources: 'Nobody has noted where these values come from: they were typed.',
  sourcesHint: 'A register fills in what is empty and what it filled in before. What a person typed stays.',
  sources: {
    register: (register: string, at: string) => `${register}, ${at}`,
    person: (who: string | null, at: string) => (who ? `by hand: ${who}, ${at}` : `by hand, ${at}`),
    import: (who: string | null, at: string) => (who ? `import: ${who}, ${at}` : `import, ${at}`),
    mail: (_who: string | null, at: string) => `e-mail, ${at}`,
    lead: (_who: string | null, at: string) => `lead, ${at}`,
    deal: (_who: string | null, at: string) => `won deal, ${at}`,
  },
  changes: 'Changes',
  noChanges: 'Nothing has changed yet.',
  older: 'Older',
  events: {
    created: 'Company created',
    confirmed: 'The register confirmed the data',
    dicRevealed: 'The whole DIČ was shown',
    merged: 'Merged with another company',
    mergeUndone: 'A merge was taken back',
    watched: 'A register announced a change',
  },
  parent: 'Parent company',
  reveal: 'Show DIČ',
  dicIs: (number: string) =>
    `DIČ ${number}. It is a birth number: only you see this, and that you asked is remembered.`,
  dicUnknown: 'ARES does not give this DIČ now. Try again later.',
  contacts: (names: string, more: number) =>
    more > 0
      ? `Contacts: ${names} and ${plural('en', more, { one: '# more', other: '# more' })}`
      : `Contacts: ${names}`,
  withWhom: 'Who we talk to',
  ours: 'Who of us talks to them',
  latest: 'Lately',
  talks: (name: string, count: number, when: string) =>
    `${name}: ${plural('en', count, { one: '# time', other: '# times' })}, last ${when}`,
};
