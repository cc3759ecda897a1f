import { addMillis, type Instant, type Zone } from '../../../lib/time.ts';
import { findTag, isOwn, looksLikeAddress, type OwnSide, outsiders, type Tag } from '../addresses.ts';
import type { Address, Direction, InboundEmail, MailFile, Reason } from '../model.ts';
import { reason } from '../model.ts';
import { classify, isInternal } from './classify.ts';
import type { Findings } from './findings.ts';
import { findForwarded, isForwardSubject } from './forwards.ts';
import { identityOn } from './identity.ts';
import { splitQuotes } from './quotes.ts';
import { withWriter } from './writer.ts';

/** A mail between the firm and somebody outside, as it is logged: of a forward, the mail that was passed on. */
export interface CustomerMail {
  messageId: string | null;
  identity: string;
  from: Address;
  to: Address[];
  cc: Address[];
  subject: string;
  sentAt: Instant;
  /** it says itself when it was sent: of one passed on, the lines above it do */
  isDated: boolean;
  direction: Direction;
  /** what the sender wrote now */
  text: string;
  quoted: string;
  signature: string;
  /** the whole text; the parts above are it, taken apart */
  full: string;
  /** a colleague's words above a forwarded mail */
  note: string | null;
  forwardedBy: Address | null;
  /** the one outside whom it concerns: the sender, or the first outside recipient */
  counterpart: Address | null;
  /** everybody outside on it, the counterpart first */
  outside: Address[];
  /** the closest first: In-Reply-To, then References from the newest */
  threadIds: string[];
  tag: Tag | null;
  files: MailFile[];
  findings: Findings;
}

export type Understanding =
  | { kind: 'mail'; mail: CustomerMail; more: Buffer[] }
  /** a colleague passed something on, and no customer can be read from it */
  | { kind: 'unclear'; mail: CustomerMail; reason: Reason }
  | { kind: 'ignored'; mail: CustomerMail | null; reason: Reason }
  | { kind: 'quarantined'; reason: Reason };

export interface Surroundings {
  own: OwnSide;
  /** where wall clocks in quoted header lines are read */
  zone: Zone;
  /** of colleagues elsewhere, by address in lower case: their mail program quotes times as they stand on their own wall */
  zones?: Readonly<Record<string, Zone>>;
  /** when the server received it: decides when the Date field is missing or lies in the future */
  receivedAt: Instant;
}

/** Decides from the message alone what it is and between whom; which deal it belongs to is match.ts's question. */
export function understand(read: InboundEmail, around: Surroundings): Understanding {
  const { own } = around;
  const email = withBlindCopies(read, own);
  const kind = classify(email, own);
  // What the firm's own form sends bears a machine's marks, and a person filled it in.
  const robot = email.writerBy && kind?.code === 'robot' ? null : kind;
  const [from] = email.from;
  if (robot && alwaysIgnored.has(robot.code)) {
    return { kind: 'ignored', mail: from ? plainMail(email, from, around) : null, reason: robot };
  }
  if (email.fromFields > 1 || email.from.length > 1) {
    return {
      kind: 'quarantined',
      reason: reason('severalFroms', { count: Math.max(email.fromFields, email.from.length) }),
    };
  }
  if (!from || !looksLikeAddress(from.address)) return { kind: 'quarantined', reason: reason('noFrom', {}) };
  const passedOn = isOwn(from.address, own) ? forwarded(email, from, around) : null;
  if (passedOn) return passedOn;
  const mail = plainMail(email, from, around);
  if (robot) return { kind: 'ignored', mail, reason: robot };
  if (!isInternal(email, own)) return { kind: 'mail', mail, more: [] };
  if (isForwardSubject(email.subject))
    return { kind: 'unclear', mail, reason: reason('noCustomerInForward', {}) };
  return { kind: 'ignored', mail: { ...mail, direction: 'internal' }, reason: reason('internal', {}) };
}

/** To whom a colleague wrote, quietly or not. Of a stranger's mail the field says nothing. */
function withBlindCopies(email: InboundEmail, own: OwnSide): InboundEmail {
  const [from] = email.from;
  if (email.bcc.length === 0 || !from || !isOwn(from.address, own)) return email;
  return { ...email, cc: unique([...email.cc, ...email.bcc]) };
}

const alwaysIgnored = new Set(['ourOwn', 'readReceipt', 'bounce', 'autoReply']);

function forwarded(email: InboundEmail, from: Address, around: Surroundings): Understanding | null {
  const { own } = around;
  const zone = around.zones?.[from.address] ?? around.zone;
  const wrapper = splitQuotes(email.text, from);
  const passedOn = outsiders([...email.to, ...email.cc], own).length === 0 ? email.messages : [];
  for (const [index, attached] of passedOn.entries()) {
    const inner = understandAttached(attached.email, around);
    if (!inner) continue;
    return {
      kind: 'mail',
      mail: {
        ...inner,
        tag: findTag(tagged(email), own) ?? inner.tag,
        forwardedBy: from,
        note: joinedNotes(wrapper.text, inner.note),
      },
      more: [...passedOn.toSpliced(index, 1).map(({ raw }) => raw), ...unreadMessages(email)],
    };
  }
  const found = findForwarded(email, own, zone);
  if (!found) return null;
  const mail = plainMail(email, from, around);
  const split = splitQuotes(found.text, found.from ?? { address: '', name: found.fromName });
  const direction: Direction = found.from && isOwn(found.from.address, own) ? 'out' : 'in';
  const people =
    direction === 'out'
      ? [...found.to, ...found.cc]
      : [...(found.from ? [found.from] : []), ...found.to, ...found.cc];
  const outside = outsiders(people, own);
  const whole: CustomerMail = {
    ...mail,
    from: found.from ?? { address: '', name: found.fromName },
    to: found.to,
    cc: found.cc,
    subject: found.subject,
    sentAt: believable(found.date ?? email.date, around.receivedAt),
    isDated: found.date !== null,
    direction,
    ...split,
    full: email.text,
    note: found.note || null,
    forwardedBy: from,
    counterpart: outside[0] ?? null,
    outside,
  };
  if (outside.length === 0)
    return { kind: 'unclear', mail: whole, reason: reason('noCustomerInForward', {}) };
  return { kind: 'mail', mail: whole, more: [] };
}

/** What was attached as a message and says of nobody that they wrote it: that is for a person to see. */
const unreadMessages = ({ files }: InboundEmail): Buffer[] =>
  files
    .filter(({ kind, type }) => kind === 'file' && type === 'message/rfc822')
    .map(({ content }) => content);

/** One of several messages that a colleague forwarded as attachments. */
export function understandPart(
  email: InboundEmail,
  around: Surroundings,
  passedOn: { from: Address; note: string | null },
): Understanding {
  const mail = understandAttached(email, around);
  if (!mail) return understand(email, around);
  const note = joinedNotes(passedOn.note, mail.note);
  return { kind: 'mail', mail: { ...mail, forwardedBy: passedOn.from, note }, more: [] };
}

/** Of a mail passed on twice, the words of both colleagues. */
const joinedNotes = (...notes: (string | null)[]): string | null =>
  notes.filter(Boolean).join('\n\n') || null;

/** What a colleague attached was meant, so robots' marks on it do not matter. */
function understandAttached(attached: InboundEmail, around: Surroundings): CustomerMail | null {
  const email = withBlindCopies(withWriter(attached, around.own), around.own);
  const [from] = email.from;
  if (!from || email.from.length > 1 || !looksLikeAddress(from.address)) return null;
  const inner = isOwn(from.address, around.own) ? forwarded(email, from, around) : null;
  const mail = inner?.kind === 'mail' ? inner.mail : plainMail(email, from, around);
  return mail.counterpart ? mail : null;
}

function plainMail(email: InboundEmail, from: Address, around: Surroundings): CustomerMail {
  const { own } = around;
  const direction: Direction = isOwn(from.address, own) ? 'out' : 'in';
  const outside = outsiders(
    direction === 'out' ? [...email.to, ...email.cc] : [from, ...email.to, ...email.cc],
    own,
  );
  const { text, quoted, signature } = splitQuotes(email.text, from);
  return {
    messageId: email.messageId,
    identity: identityOn(email, around.receivedAt),
    from,
    to: email.to,
    cc: email.cc,
    subject: email.subject,
    sentAt: believable(email.date, around.receivedAt),
    isDated: email.date !== null,
    direction,
    text,
    quoted,
    signature,
    full: email.text,
    note: null,
    forwardedBy: null,
    counterpart: outside[0] ?? null,
    outside: unique(outside),
    threadIds: [
      ...new Set([...(email.inReplyTo ? [email.inReplyTo] : []), ...email.references.toReversed()]),
    ].slice(0, 32),
    tag: findTag(tagged(email), own),
    files: email.files,
    findings: email.findings,
  };
}

const tagged = (email: InboundEmail): string[] => [
  ...email.deliveredTo,
  ...[...email.to, ...email.cc].map(({ address }) => address),
];

const unique = (people: Address[]): Address[] =>
  people.filter(({ address }, index) => people.findIndex((one) => one.address === address) === index);

const day = 24 * 3_600_000;
const believable = (date: Instant | null, receivedAt: Instant): Instant =>
  date !== null && date <= addMillis(receivedAt, day) ? date : receivedAt;
