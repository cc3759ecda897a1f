import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Country } from '../../lib/context.ts';
import type { CompanyId, ContactId } from '../../lib/ids.ts';
import type { Instant, PlainDate } from '../../lib/time.ts';

/** A person at a customer's: one shared register for the whole firm. */
export interface Contact {
  id: ContactId;
  name: string;
  /** `Ing.` */
  titleBefore: string | null;
  titleAfter: string | null;
  companyId: CompanyId | null;
  position: string | null;
  /** lower case */
  email: string | null;
  /** `+420 601 000 123`; as it was typed when it is no number we can read */
  phone: string | null;
  /** mail to the address came back; until mail comes from it, or somebody says that it works */
  bounce: Bounce | null;
  /** by their automatic reply; may be over */
  away: Away | null;
  /** grows with each change that a person makes */
  version: number;
  createdAt: Instant;
}

export type BounceReason = 'noSuchAddress' | 'noSuchDomain' | 'full' | 'disabled' | 'refused' | 'other';

export interface Bounce {
  at: Instant;
  why: BounceReason;
  /** `5.1.1`, null when no server gave one */
  status: string | null;
}

/** Both days included. */
export interface Away {
  from: PlainDate | null;
  until: PlainDate;
}

/** While it lasts, and also before it begins: then the words say from when. */
export const isAway = ({ away }: Contact, today: PlainDate): boolean => away !== null && away.until >= today;

export type NewContact = Pick<Contact, 'name'> &
  Partial<Pick<Contact, 'companyId' | 'email' | 'phone' | 'position' | 'titleBefore' | 'titleAfter'>>;

export const contactNameLimit = 150;

/** `Ing. Petr Říha, Ph.D.` */
export function fullName({ name, titleBefore, titleAfter }: Contact): string {
  const front = titleBefore ? `${titleBefore} ${name}` : name;
  return titleAfter ? `${front}, ${titleAfter}` : front;
}

/** A number as people write it to the form that can be dialled from anywhere. */
export function readPhone(text: string, country: Country): string {
  const parsed = parsePhoneNumberFromString(text, country);
  return parsed?.isValid() ? parsed.formatInternational() : text;
}

/** @returns null when it is no address */
export function readEmail(text: string): string | null {
  const address = text.trim().toLowerCase();
  return /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]{2,}$/.test(address) ? address : null;
}
