import { plural } from '../plural.ts';

export const merging = {
  start: 'Merge…',
  title: 'Merge',
  next: 'Next',
  merge: 'Merge',
  what: {
    company:
      'One company is here twice? Both become one. Where they differ, the values of the one you choose stay. It can be taken back.',
    contact:
      'One person is here twice? Both become one. Where they differ, the values of the one you choose stay. It can be taken back.',
  },
  other: { company: 'The other company', contact: 'The other contact' },
  search: 'Start typing',
  stays: 'Whose values count where both say something',
  this: {
    company: (name: string) => `Of this company: ${name}`,
    contact: (name: string) => `Of this contact: ${name}`,
  },
  theOther: { company: 'Of the other one', contact: 'Of the other one' },
  kept: 'Stays:',
  gone: { company: 'Becomes part of it:', contact: 'Becomes part of it:' },
  moves: 'Moves over:',
  deals: (n: number) => plural('en', n, { one: '# deal', other: '# deals' }),
  contacts: (n: number) => plural('en', n, { one: '# contact', other: '# contacts' }),
  rest: {
    company: 'entries, files and e-mails, also those that you may not see',
    contact: 'addresses, phones, entries and e-mails, also those that you may not see',
  },
  fills: 'Is filled in:',
  differs: 'Differs, the first one stays:',
  difference: (label: string, kept: string, gone: string) => `• ${label}: ${kept} / ${gone}`,
  twoIcos: 'Each of them has an IČO of its own. Is it really one company?',
  undoable: (days: number) => `A merge can be taken back for ${days} days.`,
  done: (name: string) => `Merged. ${name} has everything now.`,
  undone: 'Taken back: both are here again.',
  until: (day: string) => `It can be taken back until ${day}.`,
  mergedWith: (name: string, when: string) => `Merged with ${name}, ${when}.`,
  fields: { doNotApproach: 'Do not approach', away: 'Away' },
  isItThisOne: 'A company of almost this name is here already. Is it this one?',
  keepAnyway: 'Create it anyway',
  alike: {
    ico: 'A company with this IČO is here already. If this is a branch of it, save again.',
    domain: (domain: string) =>
      `A company with the domain ${domain} is here already. If this is another one, save again.`,
    name: 'A company of almost this name is here already. If this is another one, save again.',
  },
};
