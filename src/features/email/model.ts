import type { ActivityId, CompanyId, ContactId, DealId, FileId, LeadId, PersonId } from '../../lib/ids.ts';
import type { Lack } from '../../lib/surroundings.ts';
import type { Instant } from '../../lib/time.ts';
import type { FileDetails, Findings, Mark } from './reading/findings.ts';

declare const brand: unique symbol;
export type EmailId = number & { [brand]: 'email' };
export type DecisionId = number & { [brand]: 'decision' };

/** What became of a message. Until then its status is `received`. */
export type Outcome = 'logged' | 'triage' | 'ignored' | 'duplicate' | 'quarantined';
export type Status = 'received' | Outcome;

/** What others see of a mail; those whose mail it is see all of it. */
export const privacyLevels = ['full', 'subject', 'happened'] as const;
export type Privacy = (typeof privacyLevels)[number];

/**
 * Why a sender counts as not verified: no results of the configured server, results that cannot be read, results that say
 * no, handed over from outside, named by Reply-To alone.
 */
export type Doubt = 'noResults' | 'unreadable' | 'failed' | 'outside' | 'replyTo';

/** Seen from the firm: `in` from a customer, `out` from a colleague to a customer, `internal` between colleagues. */
export type Direction = 'in' | 'out' | 'internal';

/** An address as it stands in a header: lower case, without the display name's quotes. */
export interface Address {
  address: string;
  name: string;
}

/**
 * Why a message is where it is, with what the sentence about it needs. Every reason has a text in three languages
 * (i18n/<language>/email.ts: a reason without a text does not compile).
 */
export interface ReasonDetails {
  // logged
  portalReference: { deal: number; number: string };
  portalLink: { deal: number };
  meeting: { deal: number | null };
  addressTag: { deal: number };
  thread: { deal: number };
  ourId: { deal: number };
  threadWithoutDeal: { who: string };
  subjectTag: { deal: number };
  offerNumber: { deal: number; number: string };
  customersReference: { deal: number; number: string };
  contactsOnlyDeal: { deal: number; contact: string };
  companysOnlyDeal: { deal: number; company: string };
  domainsOnlyDeal: { deal: number; domain: string };
  chosenBefore: { address: string; who: string };
  chosenDeal: { deal: number; address: string };
  leadsThread: { lead: number; who: string };
  leadsAddress: { lead: number; who: string };
  /** a colleague’s circular, with how many of its people are contacts of ours */
  sentToMany: { count: number; known: number };
  byHand: { deal: number | null };
  movedByHand: { deal: number | null };
  // triage
  portalNotice: { address: string };
  bulkMail: { count: number };
  machineMarks: { who: string };
  unknownSender: { address: string };
  freeMailSender: { address: string };
  noOpenDeal: { who: string };
  /** where it was put before, null: to its contact alone */
  askedNextTime: { address: string; who: string; company: number | null };
  severalDeals: { who: string; deals: number[] };
  severalByNumber: { number: string; deals: number[] };
  unknownTag: { tag: string };
  strangersTag: { deal: number; address: string };
  strangersNumber: { deal: number; number: string; address: string };
  senderNotVerified: { address: string; why: Doubt };
  newDealTag: Record<string, never>;
  noCustomerInForward: Record<string, never>;
  // ignored
  bounce: Record<string, never>;
  readReceipt: Record<string, never>;
  autoReply: Record<string, never>;
  mailingList: Record<string, never>;
  robot: Record<string, never>;
  ourOwn: Record<string, never>;
  internal: Record<string, never>;
  ignoredSender: { pattern: string };
  ignoredByHand: Record<string, never>;
  neverLog: { pattern: string };
  neverLogOwn: Record<string, never>;
  /** of or to somebody whose data were erased */
  erased: Record<string, never>;
  notKnownHere: { address: string };
  // duplicate
  sameMail: { email: number };
  // quarantined
  noFrom: Record<string, never>;
  severalFroms: { count: number };
  unreadable: { problem: string };
  timedOut: { seconds: number };
  failedRepeatedly: { attempts: number; reference: string };
  failsAlone: { lack: Lack; reference: string };
}

export type ReasonCode = keyof ReasonDetails;
export type Reason = { [C in ReasonCode]: { code: C; details: ReasonDetails[C] } }[ReasonCode];

export const reason = <C extends ReasonCode>(code: C, details: ReasonDetails[C]): Reason =>
  ({ code, details }) as Reason;

/**
 * What speaks for a deal; `chosen` for this sender before, `chosenThere` for another of their domain; `moved`: the mail was
 * there until somebody moved it.
 */
export type Clue =
  | 'tag'
  | 'thread'
  | 'subject'
  | 'number'
  | 'contact'
  | 'company'
  | 'chosen'
  | 'chosenThere'
  | 'moved';

export interface Considered {
  deal: DealId;
  why: Clue;
}

/** `all`: what waits on its card; `address`, `domain`: everything that waits from there, and what comes later. */
export type IgnoreWhat = 'mail' | 'all' | 'address' | 'domain';

/** What an attachment is; only `file` and `message` are worth a person's look. */
export type FileKind =
  | 'file'
  | 'inline'
  | 'message'
  | 'invitation'
  | 'report'
  | 'signature'
  | 'winmail'
  | 'encrypted'
  /** a file that is an invoice */
  | 'invoice'
  /** a file that runs, or holds one that does: kept, never opened for a look */
  | 'unsafe';

export interface MailFile {
  /** cleaned of control and bidi characters, never empty */
  name: string;
  /** by the bytes; as the message declares it where they say nothing */
  type: string;
  kind: FileKind;
  /** bytes, decoded */
  size: number;
  /** hex */
  sha256: string;
  /** of a large file the beginning */
  content: Buffer;
  /** where all of a large file is, while it is being kept */
  path?: string;
  details: FileDetails | null;
}

/** A message as read: nothing decided yet. Plain data, so that it can come from another thread. */
export interface InboundEmail {
  /** with its angle brackets */
  messageId: string | null;
  inReplyTo: string | null;
  /** oldest first, at most 32, the newest kept */
  references: string[];
  /** every address of every From field; a message that may be read has exactly one */
  from: Address[];
  fromFields: number;
  replyTo: Address[];
  to: Address[];
  cc: Address[];
  /** only the writer's own copy, and that of whoever stands here, name them */
  bcc: Address[];
  /** where the server says it was delivered: Delivered-To, X-Original-To, Envelope-To and their kin */
  deliveredTo: string[];
  subject: string;
  /** what the Date field says, null when it is missing or no date */
  date: Instant | null;
  /** field names in lower case, values decoded and unfolded */
  headers: Record<string, string[]>;
  /** plain text, or made from HTML; LF line ends */
  text: string;
  html: string | null;
  files: MailFile[];
  /** messages attached to this one, in order */
  messages: { raw: Buffer; email: InboundEmail }[];
  /** the four-part identity, hex (identity.ts) */
  identity: string;
  /** normalised body and attachments, hex */
  bodyHash: string;
  /** what is in it beside words and files */
  findings: Findings;
  /** an address of ours stood in From, and who wrote it was named by our own group, or by Reply-To and its kin alone */
  writerBy?: 'group' | 'replyTo';
  /** how many rungs of the retry ladder it took to read it: 0 is a well-made message */
  rung: number;
}

export interface Locator {
  mailbox: string;
  folder: string;
  uidValidity: string;
  uid: number;
  part: string;
}

/** A stored message and what became of it. */
export interface Email {
  id: EmailId;
  locator: Locator;
  blob: string | null;
  size: number;
  truncated: boolean;
  serverAt: Instant;
  /** it was brought in with the history of its mailbox: nobody is told of it */
  history: boolean;
  /** when it was stored here */
  receivedAt: Instant;
  /** it was old already when it came: a rescan or a first run brought it, and nobody is told of it */
  cameLate: boolean;
  passedOnBy: { from: Address; note: string | null } | null;
  status: Status;
  reason: Reason | null;
  /** deals that came into question, best guess first */
  considered: DealId[];
  /** what speaks for each of them */
  clues: Partial<Record<DealId, Clue>>;
  attempts: number;
  messageId: string | null;
  from: Address | null;
  sentAt: Instant | null;
  subject: string | null;
  direction: Direction | null;
  dealId: DealId | null;
  companyId: CompanyId | null;
  contactId: ContactId | null;
  activityId: ActivityId | null;
  counterpart: string | null;
  forwardedBy: string | null;
  /** of what it is or carries; see findings.ts */
  marks: Mark[];
  colleagueId: PersonId | null;
  triagePersonId: PersonId | null;
  privacy: Privacy;
  /** null: verified, or nobody asked */
  senderDoubt: Doubt | null;
  /** when its source was given up, its time being over */
  sourceGoneAt: Instant | null;
  /** the lead it was put to; it stays when the lead becomes a deal */
  salesLeadId: LeadId | null;
  /** the waiting mail on whose card this one waits */
  leadId: EmailId | null;
  /** what somebody decided last about it */
  decisionId: DecisionId | null;
  /** who asked for it although it was not to be logged */
  wantedBy: PersonId | null;
}

export interface EmailText {
  to: Address[];
  cc: Address[];
  text: string;
  quoted: string;
  signature: string;
  full: string;
  note: string | null;
}

export interface EmailFile {
  name: string;
  type: string;
  kind: FileKind;
  size: number;
  sha256: string;
  fileId: FileId | null;
  details: FileDetails | null;
}
