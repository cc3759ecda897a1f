import type { BounceReason } from '../../features/contacts/model.ts';
import type { Danger } from '../../features/documents/model.ts';
import type { Answer } from '../../features/email/reading/findings.ts';
import { plural } from '../plural.ts';

const bounced: { [R in BounceReason]: string } = {
  noSuchAddress: 'the address does not exist',
  noSuchDomain: 'the domain takes no mail',
  full: 'the mailbox is full',
  disabled: 'the mailbox is switched off',
  refused: 'the server refused the mail',
  other: 'the mail could not be delivered',
};

const answered: { [A in Answer]: (name: string) => string } = {
  accepted: (name) => `${name}: accepted`,
  declined: (name) => `${name}: declined`,
  tentative: (name) => `${name}: tentative`,
};

const dangers: { [D in Danger]: string } = {
  program: 'a program',
  script: 'a script',
  macros: 'a document with macros',
};

const weekdays = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];

/** What mail carries besides words: bounces, absences, meetings, invoices, dangerous files. */
export const mailFinds = {
  bounced,
  bouncedOn: (reason: string, date: string) => `mail came back ${date}: ${reason}`,
  addressWorks: 'The address works',
  away: (name: string, until: string) => `🏖️ ${name} is out of the office until ${until}`,
  awayFrom: (name: string, from: string, until: string) =>
    `🏖️ ${name} is out of the office from ${from} to ${until}`,
  signed: '🔏 signed',
  encrypted: '🔒 The e-mail is encrypted. Only its recipient can read it, in their mail program.',
  portal: (name: string, subject: string) => `🏛️ ${name}: “${subject}”`,
  invoice: {
    title: 'Invoice',
    number: (number: string) => `Invoice ${number}`,
    supplier: (ico: string) => `IČO ${ico}`,
    due: (date: string) => `due ${date}`,
  },
  dangers,
  unsafeFile: (name: string, what: string) => `⚠️ ${name}: ${what}`,
  unsafeInside: (name: string, inside: string, what: string) => `⚠️ ${name}: contains ${inside}, ${what}`,
  isInside: (inside: string, what: string) => `contains ${inside}, ${what}`,
  broken: (name: string) => `⚠️ ${name} is not here: the e-mail was too large, it is only in the mailbox`,
  unsafeCopy: (name: string, what: string) =>
    `⚠️ ${name} came by e-mail and is ${what}. It comes under a harmless name, with .bin at the end. Open it only after asking the sender.`,
  meeting: {
    cancelled: 'cancelled',
    answered,
    everyDay: (n: number) => plural('en', n, { one: 'every day', other: 'every # days' }),
    everyWeek: (n: number) => plural('en', n, { one: 'every week', other: 'every # weeks' }),
    everyMonth: (n: number) => plural('en', n, { one: 'every month', other: 'every # months' }),
    everyYear: (n: number) => plural('en', n, { one: 'every year', other: 'every # years' }),
    on: (rule: string, days: number[]) => `${rule} on ${days.map((day) => weekdays[day - 1]).join(', ')}`,
    times: (rule: string, n: number) => plural('en', n, { one: `${rule}, once`, other: `${rule}, # times` }),
    until: (rule: string, date: string) => `${rule}, until ${date}`,
    repeats: (rule: string) => `🔁 ${rule}`,
    place: (place: string) => `📍 ${place}`,
    without: (dates: string) => `does not take place: ${dates}`,
    moved: (from: string, to: string) => `moved: ${from} → ${to}`,
    besides: (dates: string) => `also: ${dates}`,
    off: (time: string) => `🚫 Cancelled: ${time}`,
    newTime: (time: string, before: string) => `🤝 Now ${time} (before: ${before})`,
    proposes: (name: string, time: string) => `${name}: proposes ${time}`,
    proposesTime: (time: string, instead: string | null) =>
      instead
        ? `🤝 Proposes another time: ${time} instead of ${instead}. The meeting stays as it is for now.`
        : `🤝 Proposes another time: ${time}. The meeting stays as it is for now.`,
    onlyWithout: (dates: string) => `🤝 Cancelled: only ${dates}. The other meetings of the series stay.`,
    onlyMoved: (from: string, to: string) =>
      `🤝 Moved: only ${from} → ${to}. The other meetings of the series stay.`,
    proposalRefused: (time: string | null) =>
      time
        ? `🤝 The proposed time was declined. The meeting stays: ${time}.`
        : '🤝 The proposed time was declined. The meeting stays as it is.',
    allMoved: (from: string, to: string) =>
      `🤝 Moved: ${from} → ${to}, and all later meetings of the series with it.`,
    allOff: (from: string) => `🤝 Cancelled: ${from} and all later meetings of the series.`,
    restMoved: (from: string, to: string) => `moved with all later ones: ${from} → ${to}`,
    restOff: (from: string) => `does not take place any more from: ${from}`,
    allDay: 'all day',
  },
};
