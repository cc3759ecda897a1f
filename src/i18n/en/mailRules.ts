import type { Privacy } from '../../features/email/model.ts';
import type { NeverLogKind } from '../../features/email/privacy/never-log.ts';
import { plural } from '../plural.ts';

const levels: Record<Privacy, string> = {
  full: 'Everything',
  subject: 'Only the subject',
  happened: 'Only that it happened',
};

const kinds: Record<NeverLogKind, string> = {
  address: 'An address',
  domain: 'A whole domain',
  subject: 'What stands in the subject',
};

/** How much of a mail others see, what is never logged, and what a colleague is told of mail that could not be. */
export const mailRules = {
  privacy: {
    levels,
    title: 'What others see of it',
    mine: 'This e-mail is yours: you see all of it. Others see what you choose here.',
    /** in place of the text */
    closed: (level: Privacy, whose: string) =>
      level === 'subject'
        ? `🔒 Others see the subject alone. All of it is seen by: ${whose}`
        : `🔒 Others see only that it happened. All of it is seen by: ${whose}`,
    nobody: 'nobody who is still here',
    hiddenSubject: '🔒 private e-mail',
    /** of one's own mail, beside it */
    narrow: (level: Privacy): string =>
      level === 'subject' ? '🔒 others see the subject alone' : '🔒 others see only that it happened',
  },
  neverLog: {
    button: 'Never logged …',
    title: 'Never logged',
    explained:
      'E-mail with one of these addresses on it, or with this in the subject, is not logged and nothing of what it says is kept. What is logged already stays.',
    empty: 'The list is empty.',
    kinds,
    behind: (names: string) => `Because of this, e-mail of companies known here is not logged: ${names}`,
    everybody: 'everybody’s mail',
    mine: 'my mail',
    addedBy: (name: string) => `added: ${name}`,
    add: 'Add',
    remove: 'Log again',
    what: 'What',
    pattern: 'Address, domain or words',
    patternHint: 'For example petr@firma.cz, firma.cz, or Payslip.',
    whose: 'Whose mail',
    whoseHint: 'For everybody’s mail admins decide.',
    added: (pattern: string) => `🔇 “${pattern}” is not logged from now on.`,
    removed: (pattern: string) => `“${pattern}” is logged again.`,
    stop: 'Stop logging …',
    stopTitle: 'Stop logging',
    stopExplained: (address: string) =>
      `E-mail with ${address} on it is not logged from now on. What is logged already stays.`,
    stopSubmit: 'Stop logging',
  },
  notices: {
    title: (n: number) =>
      plural('en', n, {
        one: 'An e-mail that you sent in was not logged as it should be',
        other: '# e-mails that you sent in were not logged as they should be',
      }),
    unnamed: (who: string) => `e-mail: ${who}`,
    waitsFor: (name: string) => `It waits to be sorted. Asked: ${name}. You need not do anything.`,
    putAway: (name: string) =>
      `Decided by ${name}. If it is to be logged all the same, forward it once more.`,
    noCustomer: 'Put the customer into To or Cc, or forward the customer’s own e-mail.',
    machine: 'If it belongs to a deal all the same, log it with /log.',
    onList: 'If it is to be logged, take that off the list: /crm mail, Never logged.',
    erased: 'It is logged again once somebody makes that person a contact.',
    unreadable: 'The admins know. Forward it once more as an attachment, or log what it says with /log.',
    tooLarge: (megabytes: number) =>
      `It has ${megabytes} MB, which is too much: its text is logged, its attachments are not. Attach them to the deal with 📎.`,
    andMore: (n: number) => plural('en', n, { one: 'and # more', other: 'and # more' }),
  },
  sourceGone: (when: string) =>
    `The source was deleted ${when}, its time being over. Text and attachments stay.`,
  doubted: '⚠️ Sender not verified',
  moreNews: (n: number) =>
    plural('en', n, { one: 'and # more, which comes next', other: 'and # more, which come next' }),
};
