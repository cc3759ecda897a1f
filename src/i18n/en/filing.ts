import { plural } from '../plural.ts';

const among = (n: number, all: number): string => {
  if (all === 1) return '';
  if (n === all) return ` (all ${all})`;
  return n === 1 ? ' (this one only)' : ` (only ${n})`;
};

/** Where mail is put, moved and sorted. */
export const filing = {
  joined: (n: number, subjects: string) =>
    plural('en', n, {
      one: `And # more e-mail of the same sender: ${subjects}`,
      other: `And # more e-mails of the same sender: ${subjects}`,
    }),
  /** where a click puts the `n` of the `all` e-mails on a card that it is about */
  log: {
    deal: (deal: string, n: number, all: number) => `To ${deal}${among(n, all)}`,
    company: (company: string, n: number, all: number) => `To ${company}${among(n, all)}`,
    contact: (contact: string, n: number, all: number) => `To ${contact}${among(n, all)}`,
  },
  split: 'Each on its own',
  pick: 'To a deal or company…',
  loggedAll: (n: number, place: string) =>
    plural('en', n, { one: `✅ ✉️ # e-mail is in ${place}`, other: `✅ ✉️ # e-mails are in ${place}` }),
  loggedToLead: (subject: string, lead: string) => `✅ ✉️ “${subject}” is with the lead ${lead}`,
  loggedAt: (subject: string, place: string) => `✅ ✉️ “${subject}” is in ${place}`,
  ignoredAll: (n: number) =>
    plural('en', n, { one: '✉️ # e-mail is ignored', other: '✉️ # e-mails are ignored' }),
  ignoreAll: (n: number) => `All ${n} that wait`,
  appliesTo: 'For',
  all: (n: number) => plural('en', n, { one: 'The e-mail', other: 'All # e-mails of this sender' }),
  one: 'This e-mail only',
  place: 'Deal or company',
  placeHint: 'Start typing a number or a name.',
  position: 'Position',
  companyOf: {
    own: (name: string) => `${name}; known already`,
    register: (name: string) => `${name}; from ARES`,
  },
  writeEmail: 'Write an e-mail',
  move: 'Move',
  askNextTime: 'Ask next time',
  willAsk: '✅ Vizitka will ask about the next mail with this address.',
  moveTitle: 'Move the e-mail',
  moveHere: (deal: string) => `To ${deal}`,
  moveOther: 'Another deal',
  moveOtherHint: 'Start typing its number, name or company.',
  moveWay: 'What moves',
  withThread: (n: number) =>
    plural('en', n, {
      one: 'This and the other e-mail of its conversation',
      other: 'This and # other e-mails of its conversation',
    }),
  moved: (n: number, deal: string) =>
    plural('en', n, {
      one: `✅ ✉️ # e-mail was moved to ${deal}`,
      other: `✅ ✉️ # e-mails were moved to ${deal}`,
    }),
  movedLearns: 'Answers will come there too.',
  undone: '✅ Taken back.',
  gone: (subject: string, deal: string) => `✉️ “${subject}” was moved: ${deal}`,
  goneElsewhere: '✉️ This e-mail is no longer here.',
  clues: {
    tag: 'named in the address',
    thread: 'the same conversation',
    subject: 'named in the subject',
    number: 'number in the subject',
    contact: 'the same contact',
    company: 'the same company',
    chosen: 'chosen for this sender last time',
    chosenThere: 'chosen last time for somebody at the same domain',
    moved: 'it was there before',
  },
  alsoPossible: (n: number, deals: string, decided: string) =>
    plural('en', n, {
      one: `${deals} came into question too; ${decided}.`,
      other: `${deals} came into question too; ${decided}.`,
    }),
  decided: {
    address: 'the address decided',
    thread: 'the conversation decided',
    subject: 'the subject decided',
    number: 'the number in the subject decided',
    contact: 'the contact decided',
    company: 'the company decided',
    hand: 'it was decided by hand',
    nothing: 'nothing has decided yet',
  },
  bulk: {
    open: 'Several at once',
    title: 'Sort several at once',
    from: 'Whose e-mails',
    fromHint: 'Everything that waits for you from or to those you tick.',
    everybodyAt: (domain: string) => `Everybody at ${domain}`,
    ofSender: (who: string, n: number) => `${who} (${plural('en', n, { one: '#', other: '#' })})`,
    atOnce: (n: number) => `${n} at once, the next ones with one click.`,
    others: (n: number) =>
      plural('en', n, {
        one: '# more sender waits: sort these first, then open this again.',
        other: '# more senders wait: sort these first, then open this again.',
      }),
    left: (n: number) => plural('en', n, { one: '# more waits.', other: '# more wait.' }),
    stayed: (n: number) =>
      plural('en', n, {
        one: '# e-mail stayed: it went to many people or a machine sent it, so it makes no contact. Put it to a deal or company.',
        other:
          '# e-mails stayed: they went to many people or machines sent them, so they make no contacts. Put them to a deal or company.',
      }),
    goOn: (n: number) => plural('en', n, { one: 'The last #', other: 'The next #' }),
    sort: 'Sort',
    what: 'What to do',
    file: 'Put to a deal or company',
    neededFor: (what: string) => `Needed for “${what}”.`,
    contacts: 'Make contacts of them',
    atContacts: (n: number) =>
      plural('en', n, {
        one: '✅ ✉️ # e-mail is with its contact',
        other: '✅ ✉️ # e-mails are with their contacts',
      }),
    ignore: 'Ignore these e-mails',
    always: 'Ignore these and all later ones',
    nothing: 'Nothing waits for you.',
  },
};
