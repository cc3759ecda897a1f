/** Cards and windows of mail, plain and as nasty as a sender can make it. */
import type { Company } from '../../src/features/companies/model.ts';
import type { Deal } from '../../src/features/deals/model.ts';
import type { EmailCard } from '../../src/features/email/card.ts';
import { mailPage } from '../../src/features/email/command.ts';
import type { DecisionId, Email, EmailId, Status } from '../../src/features/email/model.ts';
import { reason } from '../../src/features/email/model.ts';
import { heldMails } from '../../src/features/email/notices/held-views.ts';
import type { FileDetails } from '../../src/features/email/reading/findings.ts';
import { contactModal, pickModal } from '../../src/features/email/triage/filing-windows.ts';
import { heapMessage } from '../../src/features/email/triage/heap-views.ts';
import type { HeapCount } from '../../src/features/email/triage/heaps.ts';
import { movedWindow, moveModal } from '../../src/features/email/triage/move-windows.ts';
import type { Waiting } from '../../src/features/email/triage/triage.ts';
import { emailCard, newsCard } from '../../src/features/email/views.ts';
import { wholeWindow, whyWindow } from '../../src/features/email/windows.ts';
import type { Ico } from '../../src/features/registers/model.ts';
import type { Reader } from '../../src/i18n/reader.ts';
import type { DealId, PersonId } from '../../src/lib/ids.ts';
import type { Instant } from '../../src/lib/time.ts';
import { type Gallery, viewsOf } from '../support/gallery.ts';

export const at = '2027-03-08T08:00:00.000Z' as Instant;

const bridge = { id: 42 as DealId, name: 'Lávka přes Svratku' } as Deal;

export const letter = (more: Partial<EmailCard> = {}, email: Partial<Email> = {}): EmailCard => ({
  email: {
    id: 7 as EmailId,
    locator: { mailbox: 'crm', folder: 'INBOX', uidValidity: '1', uid: 7, part: '' },
    blob: 'ab',
    size: 1000,
    truncated: false,
    serverAt: at,
    passedOnBy: null,
    marks: [],
    status: 'triage',
    reason: reason('unknownSender', { address: 'dvorak@kovovyroba-h.example' }),
    considered: [],
    clues: {},
    privacy: 'full',
    senderDoubt: null,
    salesLeadId: null,
    leadId: null,
    decisionId: null,
    sourceGoneAt: null,
    wantedBy: null,
    history: false,
    receivedAt: at,
    cameLate: false,
    attempts: 0,
    messageId: '<x@posta.example>',
    from: { address: 'dvorak@kovovyroba-h.example', name: 'Jan Dvořák' },
    sentAt: at,
    subject: 'Poptávka zámečnických prací',
    direction: 'in',
    dealId: null,
    companyId: null,
    contactId: null,
    activityId: null,
    counterpart: 'dvorak@kovovyroba-h.example',
    forwardedBy: 'tomas@firma.example',
    colleagueId: 1 as PersonId,
    triagePersonId: 1 as PersonId,
    ...email,
  },
  invitation: null,
  text: {
    to: [{ address: 'tomas@firma.example', name: 'Tomáš' }],
    cc: [],
    text: 'Sháníme zábradlí.',
    quoted: '> dřív',
    signature: 'Jan Dvořák',
    full: 'Sháníme zábradlí.',
    note: 'Z veletrhu.',
  },
  files: [],
  isBySender: false,
  deal: null,
  guesses: [bridge],
  lead: null,
  company: null,
  contact: null,
  colleague: null,
  facts: { phone: '+420 601 000 456', position: 'jednatel', ico: '00000027' },
  isMine: false,
  holders: [],
  signatureCompany: null,
  joined: [],
  mates: [],
  decision: null,
  ...more,
});

const nastyDeal = { ...bridge, name: 'x'.repeat(3000) } as Deal;
const nasty = `<!channel> *Říha* & \`kód\` \u202eobráceně\u202c 😀 ${'x'.repeat(3000)}`;
const nastyDetails: (FileDetails | null)[] = [
  {
    is: 'invoice',
    number: nasty,
    amount: 121_000_000,
    currency: 'XXX',
    dueOn: '2027-03-16',
    supplierIco: '00000027',
  },
  { is: 'unsafe', danger: 'script', inside: nasty },
  { is: 'unsafe', danger: 'macros', inside: null },
  null,
];
export const nastyLetter = (status: Status) =>
  letter(
    {
      text: {
        to: [{ address: 'a@b.example', name: nasty }],
        cc: Array.from({ length: 300 }, (_, index) => ({ address: `kdo${index}@b.example`, name: nasty })),
        text: `${nasty}\n`.repeat(60),
        quoted: '<&*_~`>\n'.repeat(20_000),
        signature: nasty,
        full: nasty,
        note: nasty,
      },
      files: Array.from({ length: 50 }, (_, index) => ({
        name: nasty,
        type: 'application/pdf',
        kind: 'file' as const,
        size: index,
        sha256: 'ab',
        fileId: null,
        details: nastyDetails[index % nastyDetails.length] ?? null,
      })),
      guesses: [bridge, { ...bridge, id: 43 as DealId, name: nasty }, { ...bridge, id: 44 as DealId }],
      facts: { phone: nasty, position: nasty, ico: nasty },
    },
    {
      status,
      subject: nasty,
      from: { address: 'a@b.example', name: nasty },
      counterpart: `${'a'.repeat(200)}@b.example`,
      forwardedBy: `${'a'.repeat(200)}@b.example`,
      reason: reason('severalDeals', { who: nasty, deals: [1, 2] }),
      marks: ['signed', 'encrypted', 'portal'],
    },
  );

export const letters: Record<string, EmailCard> = {
  'a plain letter': letter(),
  'one without subject and sender': letter({ text: null }, { subject: null, from: null, counterpart: null }),
  'a nasty one that waits': nastyLetter('triage'),
  'a nasty one that is logged': { ...nastyLetter('logged'), deal: bridge },
  'a nasty one that is ignored': nastyLetter('ignored'),
  'one with others of its sender': letter({
    joined: Array.from({ length: 12 }, () => nastyLetter('triage').email),
    signatureCompany: {
      name: nasty,
      city: nasty,
      ico: '00000027' as Ico,
      source: 'register',
      companyId: null,
    },
  }),
  'one whose sender somebody wanted to be asked about': letter(
    {
      guesses: [bridge, { ...nastyDeal, id: 43 as DealId }],
      company: { id: 1, name: nasty } as Company,
      joined: Array.from({ length: 12 }, () => nastyLetter('triage').email),
    },
    {
      reason: reason('askedNextTime', { address: nasty, who: nasty, company: 1 }),
      clues: { 42: 'subject' } as never,
    },
  ),
  'one of many put away at once': letter(
    { deal: nastyDeal, decision: { id: 1 as DecisionId, mails: 12 } },
    { status: 'logged', clues: { 42: 'moved' } as never },
  ),
  'one that came once more': letter({}, { status: 'duplicate' }),
};

export const messagesOf = (card: EmailCard, reader: Reader): Gallery['messages'] => ({
  card: emailCard(card, reader),
  news: newsCard(Array(5).fill(card), reader),
  held: heldMails(
    {
      mails: Array.from({ length: 12 }, (_, id) => ({ ...card.email, id: id as EmailId })),
      joined: new Map([[1 as EmailId, 3]]),
      waiting: 1480,
    },
    reader,
  ),
  list: mailPage(waitingOf(card), nastyHeaps, [], reader, 5),
  'list of a colleague': heapMessage(3 as PersonId, nasty, waitingOf(card), reader),
});

const waitingOf = ({ email }: EmailCard): Waiting => ({
  total: 37,
  mails: Array.from({ length: 10 }, (_, id) => ({ ...email, id: id as EmailId })),
  joined: new Map([[1 as EmailId, 12]]),
  offset: 10,
  cards: 25,
});

const nastyHeaps: HeapCount[] = [
  ...Array.from({ length: 11 }, (_, id) => ({ whose: (id + 1) as PersonId, name: nasty, mails: 1480 })),
  { whose: 'nobody', name: null, mails: 1 },
];

export const modalsOf = (card: EmailCard, reader: Reader): Gallery['modals'] => ({
  whole: wholeWindow(card, reader),
  why: whyWindow(card, reader),
  move: moveModal(card, 3, reader),
  moved: movedWindow(card.email.id, { decision: 1 as DecisionId, mails: 4 }, nastyDeal, reader),
  pick: pickModal(card, reader),
  contact: contactModal(card, reader),
});

export const gallery = (reader: Reader): Gallery => ({
  messages: Object.fromEntries(
    Object.entries(letters).flatMap(([name, card]) => viewsOf(`mail, ${name}`, messagesOf(card, reader))),
  ),
  modals: Object.fromEntries(
    Object.entries(letters).flatMap(([name, card]) => viewsOf(`mail, ${name}`, modalsOf(card, reader))),
  ),
});
