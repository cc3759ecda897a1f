import { plural } from '../plural.ts';

export const admin = {
  whichLanguage:
    'Which language shall I speak to you? · Kterým jazykem na tebe mám mluvit? · Akým jazykom s tebou mám hovoriť?',
  languageChosen: 'I will speak English to you. `/crm settings` changes it.',
  settings: 'Settings',
  language: 'Language',
  country: 'Working days by the calendar of',
  countryHint: 'Nudges count working days and skip public holidays of this country.',
  countries: { CZ: 'the Czech Republic', SK: 'Slovakia' },
  people: 'Who does what in Vizitka',
  admins: 'Admins',
  adminsHint: 'Owners and admins of the Slack workspace are admins here too, always.',
  salesLeads: 'Sales leads',
  salesLeadsHint:
    'They hear of a bid that nobody reacts to, and sort mail that waits for colleagues. When nobody is named, the admins do.',
  adminsAre: (names: string) => `Admins: ${names}`,
  salesLeadsAre: (names: string) => `Sales leads: ${names}`,
  rolesExplained:
    'Admins see all deals and change roles and settings. Sales leads hear when nobody reacts to a deadline.',
  left: (name: string) => `${name} is no longer in Slack`,
  leftOpenDeals: (n: number) =>
    plural('en', n, { one: '# open deal is left behind.', other: '# open deals are left behind.' }),
  whoTakesOver: 'Who takes over?',
  untilThen: 'Until somebody does, the nudges and the e-mails to sort go to the sales leads.',
  handedOver: (from: string, to: string) => `${from} → ${to}: nudges and open deals go to the successor.`,
  standsIn: (name: string) =>
    `${name} is no longer in Slack. Until a successor is chosen, the nudges and the e-mails to sort come to you.`,
  tookOver: (name: string) =>
    `You take over from ${name}: the open deals and nudges are yours now. \`/deal\` lists them.`,
  unknownWord: (word: string, closest: string) =>
    `I do not know “${word}”. Did you mean \`/crm ${closest}\`?`,
  unknownWordAlone: (word: string) => `I do not know “${word}”. This is what I can do:`,
  help: {
    title: 'What Vizitka does for you',
    firstSteps:
      '*Start here*\n`/deal new`  a deal, in a few fields\n`/log`  a call or a meeting, in two clicks\n`/company 45274649`  a company by its IČO, filled in from the register',
    everyDay:
      '*Every day*\n`/deal`  your deals by bid deadline\n`/deal 42`  one deal’s card\nThe ⋯ menu of any message: “Log to deal”, “Attach files to deal”',
    more: 'And also',
    mail: (address: string) =>
      `✉️ Customer e-mails log themselves: put ${address} into BCC, or forward the mail there.`,
    languages: 'Every command understands English, Czech and Slovak, with or without diacritics.',
  },
  commands: {
    help: 'this page',
    people: 'who is an admin, who is a sales lead',
    settings: 'your language and calendar',
  },
};
