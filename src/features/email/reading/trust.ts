/**
 * Whether the sender of a mail is who the From field says. Decided from the header alone, because a mailbox has no
 * SMTP session to ask.
 */
import { domainOf, isOwn, type OwnSide } from '../addresses.ts';
import type { MailboxConfig } from '../mailboxes/config.ts';
import type { Doubt } from '../model.ts';
import { type AuthResult, parseAuthResults } from './auth-results.ts';
import { type Hop, isAuthenticated, isInsideAddress, parseReceived } from './received.ts';

export type SenderCheck =
  | { verified: true; by: 'all' | 'sent' | 'dmarc' | 'dkim' | 'spf' | 'inside' | 'outsider' }
  | { verified: false; why: Doubt };

export interface TrustRules {
  trust: MailboxConfig['trust'];
  /** `microsoft365` takes the topmost field without an id: Microsoft 365 renames those that a mail brings along */
  authservId: string | null;
  own: OwnSide;
  /** domains below which the machines that handle the firm's mail have their names */
  hostDomains: string[];
  /** it lies in the mailbox's \Sent: nobody but its owner puts mail there */
  isSent: boolean;
}

/** Whether a folder is the one that is read as `\\Sent`: it is called as the server likes. */
export function isSentFolder({ folders }: Pick<MailboxConfig, 'folders'>, folder: string): boolean {
  const uses = folders.filter((one) => one.startsWith('\\'));
  if (!uses.some((one) => one.toLowerCase() === '\\sent')) return false;
  const isNamed = folders.some((one) => one.toLowerCase() === folder.toLowerCase() && !one.startsWith('\\'));
  return !isNamed && (uses.length === 1 || /sent|odeslan|odoslan|gesendet/i.test(folder));
}

/** Of a mail that came by itself; parts of a forward are as good as the forward. */
export const rulesOf = (mailbox: MailboxConfig, own: OwnSide, folder: string): TrustRules => ({
  trust: mailbox.trust,
  authservId: mailbox.authservId ?? null,
  own,
  isSent: isSentFolder(mailbox, folder),
  hostDomains: [mailbox.host, mailbox.authservId ?? '']
    .filter((host) => /[a-z]/i.test(host) && host.includes('.'))
    .map(organizationOf)
    .concat([...own.domains]),
});

/**
 * @param headers names in lower case, each field's values from the top of the message down
 * @param from the one address of the From field
 */
export function checkSender(headers: Record<string, string[]>, from: string, rules: TrustRules): SenderCheck {
  if (rules.isSent) return { verified: true, by: 'sent' };
  if (rules.trust === 'auth-results')
    return isFromOwnTenant(headers, from, rules)
      ? { verified: true, by: 'inside' }
      : byAuthResults(headers['authentication-results'] ?? [], from, rules);
  if (rules.trust === 'internal-relay') {
    // It guards the colleagues' names; a customer's mail always comes from outside.
    return isOwn(from, rules.own)
      ? byRelay(headers.received ?? [], rules)
      : { verified: true, by: 'outsider' };
  }
  return { verified: true, by: 'all' };
}

/**
 * Of a mail that named its writer elsewhere than in From. Our own group says what our server found about the writer: in a
 * field that it renamed, because its own server wrote another one.
 * @param writtenFrom the address of ours in the From field
 */
export function checkWriter(
  headers: Record<string, string[]>,
  { writerBy, writer }: { writerBy: 'group' | 'replyTo'; writer: string },
  writtenFrom: string,
  rules: TrustRules,
): SenderCheck {
  if (writerBy === 'replyTo') return doubt('replyTo');
  const group = checkSender(headers, writtenFrom, rules);
  if (!group.verified || rules.trust !== 'auth-results') return group;
  // Other lists leave alone what somebody put there before.
  if (rules.authservId !== 'mx.google.com') return doubt('replyTo');
  return byAuthResults(headers['x-original-authentication-results'] ?? [], writer, rules);
}

/**
 * Between mailboxes of one tenant Microsoft 365 signs and checks nothing; it says that the sender was logged in, in a field
 * that its servers take off whatever comes from outside.
 */
function isFromOwnTenant(
  headers: Record<string, string[]>,
  from: string,
  { authservId, own }: TrustRules,
): boolean {
  const [said, ...more] = headers['x-ms-exchange-organization-authas'] ?? [];
  return authservId === 'microsoft365' && more.length === 0 && said === 'Internal' && isOwn(from, own);
}

/**
 * DMARC pass, else DKIM or SPF pass of the From domain's organisation, in the topmost field of our own server alone: what
 * stands below it, or names another server, came with the mail.
 */
function byAuthResults(fields: string[], from: string, { authservId }: TrustRules): SenderCheck {
  const wanted = authservId === 'microsoft365' ? null : authservId;
  const [topmost] = fields
    .map(parseAuthResults)
    .filter((field) => field !== null && field.authservId === wanted);
  if (!topmost) return doubt('noResults');
  if (!topmost.results) return doubt('unreadable');
  const domain = domainOf(from);
  const dmarc = topmost.results.filter(({ method }) => method === 'dmarc');
  // Of another From than the one that is shown.
  if (dmarc.some((one) => !namesAligned(one, 'header.from', domain))) return doubt('failed');
  if (dmarc.some(({ result }) => result === 'fail')) return doubt('failed');
  if (dmarc.some(({ result }) => result === 'pass')) return { verified: true, by: 'dmarc' };
  for (const method of ['dkim', 'spf'] as const) {
    const passed = topmost.results.filter((one) => one.method === method && one.result === 'pass');
    if (passed.some((one) => isAligned(one, domain))) return { verified: true, by: method };
  }
  return doubt('failed');
}

const doubt = (why: Doubt): SenderCheck => ({ verified: false, why });

const valuesOf = ({ properties }: AuthResult, name: string): string[] =>
  properties
    .filter((one) => one.name === name)
    .map((one) => domainOf(one.value.toLowerCase().replace(/[<>]/g, '')));

const namesAligned = (result: AuthResult, name: string, domain: string): boolean =>
  valuesOf(result, name).every((value) => sameOrganization(value, domain));

function isAligned(result: AuthResult, domain: string): boolean {
  const named =
    result.method === 'spf'
      ? valuesOf(result, 'smtp.mailfrom')
      : [...valuesOf(result, 'header.d'), ...valuesOf(result, 'header.i')];
  return named.length > 0 && named.every((value) => sameOrganization(value, domain));
}

const sameOrganization = (one: string, other: string): boolean =>
  one !== '' && organizationOf(one) === organizationOf(other);

/** Second levels under which strangers have their own domains: `firma.co.uk`, `firma.onmicrosoft.com`. */
const sharedSecondLevel = /^(?:ac|co|com|edu|gob|gouv|gov|gv|go|id|info|ltd|mil|ne|net|nom|or|org|plc|sch)$/;
const sharedDomains = new Set(
  'onmicrosoft.com azurewebsites.net amazonaws.com herokuapp.com github.io webnode.cz webnode.sk wz.cz'.split(
    ' ',
  ),
);

/** The registered domain that a name belongs to: `mail.firma.cz` -> `firma.cz`. */
export function organizationOf(name: string): string {
  const labels = name.toLowerCase().replace(/\.$/, '').split('.');
  const last = labels.slice(-2);
  const isShared =
    sharedDomains.has(last.join('.')) || (last[1]?.length === 2 && sharedSecondLevel.test(last[0] ?? ''));
  return labels.slice(isShared ? -3 : -2).join('.');
}

/**
 * From the top down, because each server writes above what it was given: as long as the machine that handed the mail over
 * is one of ours, the field below was written by ours too. It ends well where a sender logged in or the mail began, and
 * badly at the first hand-over from outside.
 */
function byRelay(fields: string[], { hostDomains }: TrustRules): SenderCheck {
  if (fields.length === 0) return doubt('outside');
  for (const hop of fields.map(parseReceived)) {
    if (!hop.by) return doubt('outside');
    if (isAuthenticated(hop.protocol)) return { verified: true, by: 'inside' };
    if (!isFromInside(hop, hostDomains)) return doubt('outside');
  }
  return { verified: true, by: 'inside' };
}

function isFromInside(hop: Hop, hostDomains: string[]): boolean {
  if (hop.from === null) return true;
  // Through a socket of the machine itself there is no address to write.
  if (hop.ip === null) return hop.protocol === 'LMTP' || hop.protocol === 'LOCAL';
  return isInsideAddress(hop.ip) || hostDomains.some((domain) => isBelow(hop.verifiedName, domain));
}

const isBelow = (name: string | null, domain: string): boolean =>
  name !== null && (name === domain || name.endsWith(`.${domain}`));
