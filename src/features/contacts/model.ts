import type { CompanyId, ContactId } from '../../lib/ids.ts';
import type { Instant, PlainDate } from '../../lib/time.ts';
import type { ContactPhone, PhoneInput } from './phones.ts';

export { readEmail } from './addresses.ts';

/** A person at a customer's: one shared register for the whole firm. */
export interface Contact {
  id: ContactId;
  name: string;
  /** `Ing.` */
  titleBefore: string | null;
  titleAfter: string | null;
  /** where they work now */
  companyId: CompanyId | null;
  position: string | null;
  /** the main address, lower case */
  email: string | null;
  /** the main one first */
  emails: ContactEmail[];
  /** the main number: `+420 601 000 123`; as it was typed when it is no number we can read */
  phone: string | null;
  /** the main one first */
  phones: ContactPhone[];
  /** of the main address */
  bounce: Bounce | null;
  /** by their automatic reply; may be over */
  away: Away | null;
  /** in which they are written to; null: their company's */
  language: ContactLanguage | null;
  /** for grammar, as a person typed it */
  gender: Gender | null;
  /** how a letter to them begins, as a person typed it: `Vážený pane inženýre` */
  salutation: string | null;
  /** on which we keep them (GDPR article 6) */
  legalBasis: LegalBasis | null;
  /** where we have them from */
  source: string | null;
  /** shown before phone and address wherever they stand */
  doNotApproach: DoNotApproach | null;
  /** grows with each change that a person makes */
  version: number;
  createdAt: Instant;
}

export const contactLanguages = ['cs', 'sk', 'en'] as const;
export type ContactLanguage = (typeof contactLanguages)[number];

export const genders = ['woman', 'man'] as const;
export type Gender = (typeof genders)[number];

export const legalBases = ['contract', 'interest', 'consent', 'law'] as const;
export type LegalBasis = (typeof legalBases)[number];

/** They asked to be left alone. */
export interface DoNotApproach {
  since: PlainDate;
  /** `e-mail`, `telefonát` */
  source: string | null;
  saidBy: string | null;
}

/** When somebody worked where. */
export interface Employment {
  companyId: CompanyId;
  companyName: string;
  /** what they were, once they left */
  position: string | null;
  from: PlainDate | null;
  until: PlainDate | null;
  isCurrent: boolean;
}

export interface ContactEmail {
  /** lower case */
  address: string;
  /** mail to it came back; until mail comes from it, or somebody says that it works */
  bounce: Bounce | null;
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

/** `email` and `phone` stand for the main ones alone, `emails` and `phones` for all of them. */
export type NewContact = Pick<Contact, 'name'> &
  Partial<Pick<Contact, 'companyId' | 'email' | 'phone' | 'position' | 'titleBefore' | 'titleAfter'>> & {
    emails?: string[];
    phones?: PhoneInput[];
    language?: ContactLanguage | null;
    gender?: Gender | null;
    salutation?: string | null;
    legalBasis?: LegalBasis | null;
    source?: string | null;
    /** at the company */
    since?: PlainDate | null;
  };

export const contactNameLimit = 150;
export const textLimit = 200;
/** More is a list, not a person. */
export const reachLimit = 20;

/** `Ing. Petr Říha, Ph.D.` */
export function fullName({
  name,
  titleBefore,
  titleAfter,
}: Pick<Contact, 'name' | 'titleBefore' | 'titleAfter'>): string {
  const front = titleBefore ? `${titleBefore} ${name}` : name;
  return titleAfter ? `${front}, ${titleAfter}` : front;
}
