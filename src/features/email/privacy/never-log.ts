/** What is never logged: addresses, domains and subjects, of everybody's mail or of one's own. Pure. */
import { CrmError } from '../../../lib/errors.ts';
import type { PersonId } from '../../../lib/ids.ts';
import { cleanLine, fold } from '../../../lib/text.ts';
import type { Instant } from '../../../lib/time.ts';
import { domainAndParents, domainOf, isFreeMail, looksLikeAddress, normalizeAddress } from '../addresses.ts';

export const neverLogKinds = ['address', 'domain', 'subject'] as const;
export type NeverLogKind = (typeof neverLogKinds)[number];

declare const brand: unique symbol;
export type NeverLogId = number & { [brand]: 'neverLog' };

export interface NeverLogged {
  id: NeverLogId;
  kind: NeverLogKind;
  /** as it is compared */
  pattern: string;
  /** as it was typed */
  written: string;
  /** whose mail; null: everybody's */
  personId: PersonId | null;
  createdBy: PersonId | null;
  createdAt: Instant;
}

const shortestSubject = 3;

/** As it is compared; null: it is none. */
function readDomain(written: string): string | null {
  const domain = written.toLowerCase().replace(/^@/, '').replace(/\.$/, '');
  return /^(?:[\p{L}\p{N}-]+\.)+[\p{L}\p{N}-]{2,}$/u.test(domain) ? domain : null;
}

/** @throws CrmError email.invalid, mail.domainNotAddress, mail.domain, mail.freeMailDomain, mail.shortSubject (field: pattern) */
export function readPattern(kind: NeverLogKind, typed: string): { pattern: string; written: string } {
  const written = cleanLine(typed).slice(0, 200);
  if (kind === 'subject') {
    const pattern = fold(written);
    if ([...pattern].length < shortestSubject)
      throw new CrmError('mail.shortSubject', { letters: shortestSubject }, 'pattern');
    return { pattern, written };
  }
  if (kind === 'address') {
    const pattern = normalizeAddress(written);
    if (looksLikeAddress(pattern)) return { pattern, written: pattern };
    const domain = readDomain(written);
    if (domain && !isFreeMail(domain)) throw new CrmError('mail.domainNotAddress', { domain }, 'pattern');
    throw new CrmError('email.invalid', { text: written }, 'pattern');
  }
  const pattern = readDomain(written);
  if (!pattern) throw new CrmError('mail.domain', { text: written }, 'pattern');
  // Customers write from there too.
  if (isFreeMail(pattern)) throw new CrmError('mail.freeMailDomain', { domain: pattern }, 'pattern');
  return { pattern, written: pattern };
}

/** What an entry must say to concern one of these addresses. */
export const patternsOf = (addresses: string[]): { addresses: string[]; domains: string[] } => ({
  addresses: [...new Set(addresses)],
  domains: [...new Set(addresses.map(domainOf).flatMap(domainAndParents))],
});

/** A mail about this: what is typed stands anywhere in its subject, case and diacritics aside. */
export const concernsSubject = ({ kind, pattern }: NeverLogged, subject: string): boolean =>
  kind === 'subject' && fold(subject).includes(pattern);

/** Whose a mail is, for the entries of one's own. */
export interface Owners {
  /** who sent or forwarded it, or in whose mailbox it lies: any of them decides */
  senders: PersonId[];
  /** colleagues who received it: only all of them together */
  recipients: PersonId[];
}

/** Of entries that fit a mail: the one for which it is not logged. */
export function decisive(entries: NeverLogged[], { senders, recipients }: Owners): NeverLogged | null {
  const forAll = entries.find(({ personId }) => personId === null);
  if (forAll) return forAll;
  const of = (person: PersonId) => entries.find(({ personId }) => personId === person) ?? null;
  const sender = senders.map(of).find((entry) => entry !== null);
  if (sender) return sender;
  const found = recipients.map(of);
  return senders.length === 0 && found.length > 0 && found.every((entry) => entry !== null)
    ? (found[0] ?? null)
    : null;
}
