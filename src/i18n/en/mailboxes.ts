import type { FailureCode } from '../../features/email/mailboxes/mail-failure.ts';
import type { ReasonCode } from '../../features/email/model.ts';
import { plural } from '../plural.ts';

/** Why a mailbox cannot be read, and what to do. `said`: what the server or the network said, in its own words. */
const problems: { [C in FailureCode]: (said: string) => string } = {
  account: () =>
    'The server does not let the account in, though the consent is valid. Is IMAP switched on for it? Else authorise it again: npm run mail:authorize',
  refused: () => 'The server refuses our login. Put the new password into MAILBOXES and restart Vizitka.',
  consent: () => 'The consent to read it has ended or was never given: npm run mail:authorize',
  key: () => 'SECRETS_KEY is missing, or is not the one with which its tokens were sealed.',
  tokenServer: (said) =>
    `The login server does not answer as it should; it is tried again by itself. (${said})`,
  noServer: () => 'There is no server of that name. Is “host” in MAILBOXES right?',
  noAnswer: () => 'The server does not answer. Is it running, and are “port” and “secure” right?',
  certificate: (said) => `The server’s certificate cannot be trusted (${said}).`,
  noFolder: (said) => `A folder is missing there (${said}).`,
  lost: () => 'The connection was lost; it is tried again by itself.',
  noRoom: () => 'There is no room left on our disk.',
  other: (said) => `The server says: ${said}`,
};

/** Kinds of mail that are not logged, for counting. */
const kinds: { [C in ReasonCode]?: string } & { rest: string } = {
  notKnownHere: 'unknown people',
  internal: 'among colleagues',
  mailingList: 'newsletters and lists',
  robot: 'machines',
  autoReply: 'automatic replies',
  bounce: 'undelivered mail',
  readReceipt: 'read receipts',
  ourOwn: 'our own mail',
  ignoredSender: 'ignored senders',
  ignoredByHand: 'ignored by hand',
  rest: 'other',
};

export const mailboxes = {
  problems,
  kinds,
  mine: (name: string) => `My mailbox: ${name}`,
  noSender: 'no sender',
  fine: (name: string, age: string) => `✅ ${name}: read ${age}`,
  never: (name: string) => `${name}: not read yet`,
  off: (name: string, who: string) => `⏸️ ${name}: switched off. Only its owner switches it on: ${who}`,
  failing: (name: string, since: string, problem: string) =>
    `⚠️ ${name}: cannot be read since ${since}. ${problem}`,
  lag: (age: string) => `the oldest undecided came ${age}`,
  behind: (n: number) => plural('en', n, { one: '# more on the server', other: '# more on the server' }),
  counts: (backlog: number, quarantined: number) =>
    `in the queue: ${backlog} · in quarantine: ${quarantined}`,
  refused: (name: string) =>
    `⚠️ The mailbox ${name} refuses our login. Nothing is lost; it is tried again every quarter of an hour. Put the new password into MAILBOXES and restart Vizitka.`,
  refusedBy: {
    account: (name: string) =>
      `⚠️ The mailbox ${name} does not let us in, though the consent is valid. Nothing is lost; it is tried again every quarter of an hour. See that IMAP is switched on for it, or authorise it again where Vizitka runs: \`npm run mail:authorize -- ${name}\`.`,
    consent: (name: string) =>
      `⚠️ The consent to read the mailbox ${name} has ended or was never given. Nothing is lost. Run \`npm run mail:authorize -- ${name}\` where Vizitka runs; reading then goes on by itself.`,
    key: (name: string) =>
      `⚠️ The mailbox ${name} cannot be opened: SECRETS_KEY is missing, or is not the one with which its tokens were sealed. Nothing is lost. Put the right one back and restart Vizitka, or run \`npm run mail:authorize -- ${name}\`.`,
  },
  resumed: (name: string) => `✅ The mailbox ${name} lets us in again. What came meanwhile is being read.`,
  notLogged: (n: number) =>
    plural('en', n, { one: '# e-mail not logged in 30 days', other: '# e-mails not logged in 30 days' }),
  show: 'Not logged, and why',
  list: {
    title: (name: string) => `Not logged: ${name}`,
    explained: {
      team: 'Nothing of what these e-mails say is kept here. Only the people of this mailbox see the list.',
      dropbox: 'Only the people of this mailbox see the list.',
    },
    none: 'Everything in this mailbox was logged.',
    logAnyway: 'Log it anyway',
    size: (kilobytes: number) => `${kilobytes} kB`,
  },
  anyway: {
    coming: 'It is being fetched from the server. Its card comes in a moment.',
    gone: 'It is no longer on the server: somebody deleted it there.',
    unreadable: (problem: string) => `The server cannot be asked just now. ${problem}`,
    quarantined: (why: string) => `It was fetched and is in quarantine. ${why}`,
  },
  tooLarge: {
    note: (megabytes: number, missing: string | null) =>
      `⚠️ The whole e-mail has ${megabytes} MB. Only its beginning was taken: ${missing ? `${missing} and maybe other attachments are missing` : 'attachments may be missing'} here, they are in the mailbox.`,
    told: (subject: string, megabytes: number) =>
      `⚠️ “${subject}” has ${megabytes} MB, which is more than is taken. Its text was kept; the attachments are only in the mailbox. Put the ones you need to the deal by hand.`,
  },
  consent: {
    title: (name: string) => `✉️ May Vizitka read your mailbox (${name})?`,
    logged: {
      team: 'Logged: mail with contacts and companies that Vizitka knows, received and sent. It goes to the customer’s deal.',
      dropbox: 'Logged: everything in it. Use it only for copies meant for Vizitka.',
    },
    rest: 'All the rest is left alone: no subject, text or attachment of it is kept, only who sent it, when, and why it was not logged.',
    sees: {
      full: 'Whoever sees the deal sees the whole e-mail.',
      subject: 'Whoever sees the deal sees who wrote, when and the subject; the text is for you only.',
      happened: 'Whoever sees the deal sees only that an e-mail came or went; the rest is for you only.',
    },
    others: (names: string) => `The list of what was not logged is seen by you and: ${names}.`,
    alone: 'The list of what was not logged is seen by you only.',
    change: 'You can change that for each e-mail.',
    from: (day: string) => `Reading begins with mail of ${day}.`,
    fromNow: 'Reading begins with mail that comes from now on.',
    yours: 'Nobody else can switch it on. You can switch it off at any time: here or in `/crm mail`.',
    on: 'Switch on',
    off: 'Switch off',
    isOn: (name: string, when: string) => `✅ ${name}: read since ${when}, with your consent`,
    isOff: (name: string) => `⏸️ ${name}: not read`,
    keptAfterOff: 'What was logged stays with the deals.',
  },
};
