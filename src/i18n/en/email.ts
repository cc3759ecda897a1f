import type { ReasonCode, ReasonDetails } from '../../features/email/model.ts';
import type { Lack } from '../../lib/surroundings.ts';
import { plural } from '../plural.ts';

const alone: { [L in Lack]: string } = {
  room: 'For a whole day filing it has failed as if the disk were full.',
  database: 'For a whole day filing it has failed as if the database were away.',
  files: 'For a whole day filing it has failed as if the folder with e-mails could not be used.',
};

/** Why a mail is where it is: a reason without a text does not compile. */
const reasons: { [C in ReasonCode]: (details: ReasonDetails[C]) => string } = {
  portalReference: ({ deal, number }) =>
    `A notice of a portal that names ${number}, which belongs to D-${deal}.`,
  portalLink: ({ deal }) => `A notice of a portal with the link of D-${deal}.`,
  meeting: ({ deal }) =>
    deal === null
      ? 'It is about a meeting that is here already.'
      : `It is about a meeting that is in D-${deal}.`,
  addressTag: ({ deal }) => `The address it was sent to names D-${deal}.`,
  thread: ({ deal }) => `It answers an e-mail that belongs to D-${deal}.`,
  ourId: ({ deal }) => `An answer to a mail that was begun on the card of D-${deal}.`,
  threadWithoutDeal: ({ who }) =>
    `An answer in a conversation that was put to a contact and to no deal: ${who}.`,
  subjectTag: ({ deal }) => `The subject names D-${deal}.`,
  offerNumber: ({ deal, number }) => `The subject names ${number}, our offer number of D-${deal}.`,
  customersReference: ({ deal, number }) =>
    `The subject names ${number}, the customer’s reference of D-${deal}.`,
  contactsOnlyDeal: ({ deal, contact }) => `D-${deal} is the only open deal of this contact: ${contact}.`,
  companysOnlyDeal: ({ deal, company }) =>
    `D-${deal} is the only open deal of this contact’s company: ${company}.`,
  domainsOnlyDeal: ({ deal, domain }) =>
    `D-${deal} is the only open deal of the company that writes from ${domain}.`,
  chosenBefore: ({ address, who }) =>
    `Mail with ${address} was put here by hand before, without a deal: ${who}.`,
  chosenDeal: ({ deal, address }) => `Mail with ${address} was put to D-${deal} by hand before.`,
  leadsThread: ({ who }) => `An answer in a conversation that was put to a lead: ${who}.`,
  leadsAddress: ({ who }) => `It is from the address of a lead: ${who}.`,
  sentToMany: ({ count, known }) =>
    plural('en', known, {
      one: `A bulk mail to ${count} people outside the firm. It is in no deal, but with # contact that we know.`,
      other: `A bulk mail to ${count} people outside the firm. It is in no deal, but with # contacts that we know.`,
    }),
  byHand: ({ deal }) => (deal === null ? 'Put here by hand.' : `Put to D-${deal} by hand.`),
  movedByHand: ({ deal }) => (deal === null ? 'Moved by hand.' : `Moved by hand to D-${deal}.`),
  portalNotice: ({ address }) =>
    `A notice of a portal or a data box (${address}). It names no number and no link of any deal.`,
  bulkMail: ({ count }) =>
    `A bulk mail: there are ${count} people outside the firm on it. By itself it belongs to no deal.`,
  machineMarks: ({ who }) =>
    `It comes from somebody we know (${who}), but it is marked as sent by a machine or a mailing list.`,
  unknownSender: ({ address }) => `Nobody knows ${address} yet, and no company writes from that domain.`,
  freeMailSender: ({ address }) => `Nobody knows ${address} yet, and that domain is open to anyone.`,
  noOpenDeal: ({ who }) => `There is no open deal here: ${who}.`,
  askedNextTime: ({ address, who }) =>
    `Mail with ${address} was put to ${who} by hand before, and Vizitka was to ask about the next one.`,
  severalDeals: ({ who, deals }) =>
    plural('en', deals.length, {
      one: `# open deal is possible: ${who}.`,
      other: `# open deals are possible: ${who}.`,
    }),
  severalByNumber: ({ number, deals }) =>
    plural('en', deals.length, {
      one: `The subject names ${number}, which # deal carries.`,
      other: `The subject names ${number}, which # deals carry.`,
    }),
  unknownTag: ({ tag }) => `The address it was sent to carries “${tag}”, and there is no such deal.`,
  strangersTag: ({ deal, address }) =>
    `It names D-${deal}, but ${address} belongs neither to that deal nor to its company. A number alone opens nothing.`,
  strangersNumber: ({ deal, number, address }) =>
    `The subject names ${number} of D-${deal}, but ${address} belongs neither to that deal nor to its company.`,
  newDealTag: () => 'The address it was sent to asks for a new deal.',
  noCustomerInForward: () => 'It was forwarded, and the customer’s address cannot be read from it.',
  bounce: () => 'It reports that a mail could not be delivered.',
  readReceipt: () => 'It is a read receipt.',
  autoReply: () => 'It is an automatic reply.',
  mailingList: () => 'It was sent by a mailing list or a newsletter.',
  robot: () => 'It was sent by a machine.',
  ourOwn: () => 'It came from this mailbox itself.',
  internal: () => 'Only colleagues wrote it and received it.',
  ignoredSender: ({ pattern }) => `Mail of ${pattern} is ignored.`,
  ignoredByHand: () => 'Ignored by hand.',
  neverLog: ({ pattern }) => `“${pattern}” is on the list of what is never logged.`,
  neverLogOwn: () => 'The colleague whose e-mail it is does not want it logged.',
  erased: () => 'It concerns somebody whose data were erased.',
  senderNotVerified: ({ address, why }) =>
    why === 'replyTo'
      ? `⚠️ Sender not verified: only Reply-To names ${address}, and anybody can write that.`
      : why === 'outside'
        ? `⚠️ Sender not verified: it claims to be from ${address}, and it was handed over from outside.`
        : why === 'failed'
          ? `⚠️ Sender not verified: it claims to be from ${address}, and the mail server could not confirm that.`
          : `⚠️ Sender not verified: it claims to be from ${address}, and the mail server says nothing about that.`,
  notKnownHere: ({ address }) => `${address} is no known contact, and this mailbox logs known ones only.`,
  sameMail: () => 'The same mail came before.',
  noFrom: () => 'It does not say whom it is from.',
  severalFroms: ({ count }) => `It names ${count} senders, so it is not clear whose it is.`,
  unreadable: ({ problem }) => `It is damaged and cannot be read (${problem}).`,
  timedOut: ({ seconds }) => `Reading it took longer than ${seconds} seconds.`,
  failedRepeatedly: ({ attempts, reference }) =>
    `Filing it failed ${attempts} times. That is our mistake; the log has it as ${reference}.`,
  failsAlone: ({ lack, reference }) =>
    `${alone[lack]} Other e-mails were filed meanwhile, so it is this one; the log has it as ${reference}.`,
};

export const email = {
  reasons,
  where: (subject: string) => `✉️ Where does this e-mail belong? “${subject}”`,
  noSubject: '(no subject)',
  noText: '(no text)',
  nothingWritten: '(no subject, no text)',
  from: (who: string) => `From: ${who}`,
  to: (who: string) => `To: ${who}`,
  copyTo: (who: string) => `Cc: ${who}`,
  andMore: (n: number) => plural('en', n, { one: 'and # more', other: 'and # more' }),
  forwardedBy: (name: string) => `forwarded: ${name}`,
  sentBy: (name: string) => `sent: ${name}`,
  note: (name: string, note: string) => `${name}: “${note}”`,
  fromSignature: (facts: string) => `From the signature: ${facts}`,
  files: (n: number) => plural('en', n, { one: '# 📎', other: '# 📎' }),
  newDeal: 'New deal',
  pick: 'To a deal …',
  contactOnly: 'Contact only',
  ignore: 'Ignore',
  ignoreMail: 'Just this e-mail',
  ignoreAddress: (address: string) => `Always ${address}`,
  ignoreDomain: (domain: string) => `Always everybody at ${domain}`,
  logged: (subject: string, deal: string) => `✅ ✉️ “${subject}” is in ${deal}`,
  loggedToContact: (subject: string, contact: string) => `✅ ✉️ “${subject}” is with the contact: ${contact}`,
  ignored: (subject: string) => `✉️ “${subject}” is ignored`,
  elsewhere: (subject: string) => `✉️ “${subject}” came once more and is dealt with there`,
  by: (name: string) => `by hand: ${name}`,
  news: (n: number) =>
    plural('en', n, { one: '# new e-mail from customers', other: '# new e-mails from customers' }),
  arrow: (from: string, to: string) => `${from} → ${to}`,
  whole: 'Whole e-mail',
  why: 'Why here?',
  considered: (deals: string) => `These came into question too: ${deals}.`,
  quoted: 'Earlier conversation',
  signature: 'Signature',
  pageBefore: '← Back',
  pageAfter: (page: number, pages: number) => `Go on (${page} of ${pages}) →`,
  form: {
    title: 'Log the e-mail',
    deal: 'Deal',
    dealHint: 'Start typing its number or name.',
    contact: 'Save as a contact',
    contactHint:
      'Left empty, the e-mail is logged without a contact. With a company, Vizitka remembers the address.',
    phone: 'Phone',
    contactTitle: 'New contact',
    company: 'Company',
  },
  waiting: (n: number) => plural('en', n, { one: '# e-mail waits for you', other: '# e-mails wait for you' }),
  heldMails: (n: number) => plural('en', n, { one: '# new e-mail to sort', other: '# new e-mails to sort' }),
  heldAmong: (n: number) =>
    plural('en', n, { one: '# waits for you in all.', other: '# wait for you in all.' }),
  nothingWaits: 'No e-mail waits for you.',
  leftToSort: (n: number) =>
    plural('en', n, { one: '✉️ # e-mail waits to be sorted.', other: '✉️ # e-mails wait to be sorted.' }),
  sort: 'Sort the e-mails',
  waitingForOthers: (n: number, more: boolean) =>
    more
      ? plural('en', n, { one: '# more waits for colleagues.', other: '# more wait for colleagues.' })
      : plural('en', n, { one: '# waits for colleagues.', other: '# wait for colleagues.' }),
  quarantined: (n: number) =>
    plural('en', n, { one: '# e-mail is in quarantine', other: '# e-mails are in quarantine' }),
  quarantineExplained: 'Nothing is lost, the source is kept. A second try helps when the mistake was ours.',
  retry: 'Try again',
  commandHelp: 'e-mails that wait to be sorted, and how the mailboxes are',
};
