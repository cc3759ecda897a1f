import { fold } from '../../lib/text.ts';
import { domainOf, isOwn, type OwnSide } from './addresses.ts';
import { type InboundEmail, type Reason, reason } from './model.ts';
import { isPortal } from './portals.ts';

/**
 * What kind of sender this is: null for a person, else why the message is nobody's correspondence.
 * Only what a machine wrote about itself decides; a subject decides where clients write nothing else.
 */
export function classify(email: InboundEmail, own: OwnSide): Reason | null {
  if (isOurOwn(email, own)) return reason('ourOwn', {});
  if (isReadReceipt(email)) return reason('readReceipt', {});
  if (isBounce(email)) return reason('bounce', {});
  if (isAutoReply(email)) return reason('autoReply', {});
  if (email.from[0] && isPortal(email.from[0].address, own)) return null;
  if (isList(email, own)) return reason('mailingList', {});
  if (isRobot(email) && !isInvitation(email)) return reason('robot', {});
  return null;
}

const values = (email: InboundEmail, field: string): string[] =>
  (email.headers[field] ?? []).map((value) => value.toLowerCase());
const has = (email: InboundEmail, field: string): boolean => email.headers[field] !== undefined;
const some = (email: InboundEmail, field: string, pattern: RegExp): boolean =>
  values(email, field).some((value) => pattern.test(value));

/** What went out from the mailbox's own address came from no person: a rule, a robot, or ourselves. */
const isOurOwn = (email: InboundEmail, own: OwnSide): boolean =>
  email.from.length === 1 &&
  own.mailbox.has(email.from[0]?.address ?? '') &&
  some(email, 'auto-submitted', /^auto-/);

const isReadReceipt = (email: InboundEmail): boolean =>
  some(email, 'content-type', /report-type="?disposition-notification/) ||
  (email.files.some(({ type }) => type === 'message/disposition-notification') &&
    !some(email, 'content-type', /delivery-status/));

function isBounce(email: InboundEmail): boolean {
  if (some(email, 'content-type', /report-type="?delivery-status/)) return true;
  if (email.files.some(({ type }) => type === 'message/delivery-status')) return true;
  if (has(email, 'x-failed-recipients')) return true;
  const [from] = email.from;
  const daemon = from
    ? /^(mailer-daemon|postmaster|mail-daemon|mailerdaemon)(@|$)/.test(from.address)
    : some(email, 'from', /mailer-daemon/);
  return daemon && (bounceSubject.test(fold(email.subject)) || some(email, 'return-path', /^<>$/));
}

const bounceSubject =
  /undeliver|not delivered|delivery (status|fail|has failed|incomplete|delayed)|failure notice|returned mail|mail delivery|could not be delivered|nedoruc|nelze dorucit|vracena zprava|neuspesn.* doruc|unzustellbar|zustellung/;

function isAutoReply(email: InboundEmail): boolean {
  if (some(email, 'auto-submitted', /^auto-replied/)) return true;
  if (has(email, 'x-autoreply') || has(email, 'x-autorespond') || has(email, 'x-autoreply-from')) return true;
  if (some(email, 'precedence', /^auto_?reply/)) return true;
  if (some(email, 'x-precedence', /^auto_?reply/)) return true;
  return autoReplySubject.test(fold(email.subject)) && !isForwardedByHand(email);
}

const autoReplySubject =
  /^(automaticka (odpoved|odezva)|automatic reply|auto(matic)?[- ]?(reply|response)|out of (the )?office|mimo kancelar|mimo kanceliar|(oznameni o )?nepritomnost|nepritomnost|neprítomnost|jsem mimo kancelar|som mimo kancelarie|dovolena|abwesenheit|automatische antwort|autoreply|antwort: abwesenheit)/;

// "Automatická odpověď" as the subject of an answered or forwarded mail was written by a person.
const isForwardedByHand = (email: InboundEmail): boolean =>
  /^\s*(re|odp|fw|fwd|aw|wg)\s*:/i.test(email.subject);

function isList(email: InboundEmail, own: OwnSide): boolean {
  const ids = values(email, 'list-id').map((id) => /<([^<>]+)>\s*$/.exec(id)?.[1] ?? id);
  // A shared address such as obchod@ is often a group of the firm's own, which marks every mail as a list's.
  if (ids.length > 0 && ids.every((id) => isOwnList(id.trim(), own))) return false;
  if (ids.length > 0 || has(email, 'list-unsubscribe') || has(email, 'list-post')) return true;
  return some(email, 'precedence', /^(list|bulk|junk)/);
}

const isOwnList = (id: string, own: OwnSide): boolean =>
  [...own.domains].some((domain) => id === domain || id.endsWith(`.${domain}`)) ||
  [...own.mailbox].some((address) => id.endsWith(`.${domainOf(address)}`));

/** Google marks as a machine's what a person sends by its calendar. */
const isInvitation = (email: InboundEmail): boolean =>
  !noReply.test(email.from[0]?.address ?? '') &&
  (email.findings.invitation !== null || some(email, 'sender', /calendar-notification@google\.com/));

function isRobot(email: InboundEmail): boolean {
  if (some(email, 'auto-submitted', /^auto-(generated|notified)/)) return true;
  if (some(email, 'x-auto-response-suppress', /\ball\b|\boof\b.*\bautoreply\b/)) return true;
  return noReply.test(email.from[0]?.address ?? '');
}

const noReply =
  /^(no-?_?reply|do-?not-?reply|donotreply|neodpovidat|neodpovidejte|neodpovedat|noreply-.*|.*-noreply|robot|notifications?)@/;

/** Sender and every recipient are ours. */
export const isInternal = (email: InboundEmail, own: OwnSide): boolean => {
  const everyone = [...email.from, ...email.to, ...email.cc];
  return everyone.length > 0 && everyone.every(({ address }) => isOwn(address, own));
};
