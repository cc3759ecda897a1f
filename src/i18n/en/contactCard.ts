import { plural } from '../plural.ts';

/** A contact's card, and what is done from it. */
export const contactCard = {
  help: 'a person’s card by name, e-mail or phone',
  title: 'Contact',
  company: 'Company',
  since: (day: string) => `since ${day}`,
  noReach: 'We have neither a phone nor an e-mail.',
  salutation: (text: string) => `Salutation: ${text}`,
  formal: 'formal',
  familiar: 'on first-name terms',
  beFormal: 'We are formal',
  beFamiliar: 'We are on first-name terms',
  talks: (who: string) => `Talk to them: ${who}`,
  nobody: 'Nobody of ours has talked to them yet.',
  deals: (names: string) => `Deals: ${names}`,
  moreDeals: (n: number) => plural('en', n, { one: 'and # more', other: 'and # more' }),
  before: (where: string) => `Before: ${where}`,
  basis: (text: string) => `Legal basis: ${text}`,
  source: (text: string) => `From: ${text}`,
  bases: {
    contract: 'contract or its preparation',
    interest: 'legitimate interest',
    consent: 'consent',
    law: 'legal duty',
  },
  genders: { woman: 'woman', man: 'man' },
  languages: { cs: 'Czech', sk: 'Slovak', en: 'English' },
  keepAway: 'Do not approach…',
  approachAgain: 'May be approached again',
  silence: {
    title: 'Do not approach',
    what: 'A warning will stand before their phone and e-mail everywhere.',
    line: (day: string) => `Do not approach, since ${day}`,
    by: (who: string) => `says ${who}`,
    since: 'Since',
    saidBy: 'Who said so',
    source: 'How we know',
    sourceHint: 'For example: e-mail of 3 March, a call',
  },
  export: 'vCard',
  exported: (name: string) => `${name}: the vCard comes in a message.`,
  exportedFile: (name: string) => `Contact: ${name}`,
  find: {
    title: 'Find a contact',
    who: 'Name, e-mail or phone',
    nobody: (text: string) =>
      `Nobody fits “${text}”. Try a part of the name, an address or the end of a number.`,
    several: (text: string) => `Several people fit “${text}”:`,
  },
  alike: {
    email: (address: string) =>
      `${address} already belongs to this contact. One address belongs to one contact.`,
    phone: 'This phone number is already here. If it is somebody else on the same line, save again.',
    name: 'There is somebody of this name already. If it is somebody else, save again.',
  },
};
