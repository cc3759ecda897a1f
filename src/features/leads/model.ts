import type { Country } from '../../lib/context.ts';
import type { CompanyId, ContactId, DealId, LeadId, PersonId } from '../../lib/ids.ts';
import type { Instant, PlainDate } from '../../lib/time.ts';

export const leadStates = ['new', 'working', 'converted', 'disqualified'] as const;
export type LeadState = (typeof leadStates)[number];

export const leadClasses = ['A', 'B', 'C'] as const;
export type LeadClass = (typeof leadClasses)[number];

/** Where leads come from; an import may bring any other text. */
export const leadSources = ['mail', 'web', 'phone', 'referral', 'fair', 'campaign', 'other'] as const;
export type LeadSource = (typeof leadSources)[number];
export const isLeadSource = (text: string | null): text is LeadSource =>
  leadSources.includes(text as LeadSource);

export const disqualifyReasons = [
  'noNeed',
  'noBudget',
  'noAnswer',
  'competitor',
  'notOurs',
  'duplicate',
  'spam',
  'other',
] as const;
export type DisqualifyReason = (typeof disqualifyReasons)[number];

/** A person or a company that is no customer yet. */
export interface Lead {
  /** its number too: L-5 */
  id: LeadId;
  /** of the person; a company alone has none */
  name: string | null;
  position: string | null;
  /** lower case */
  email: string | null;
  phone: string | null;
  companyName: string | null;
  /** eight digits */
  ico: string | null;
  /** of the IČO */
  country: Country | null;
  /** of their mail, never a free-mail one */
  domain: string | null;
  /** a company of ours that was picked for it */
  companyId: CompanyId | null;
  /** one of leadSources, or any text */
  source: string | null;
  campaign: string | null;
  class: LeadClass | null;
  classReason: string | null;
  ownerId: PersonId;
  state: LeadState;
  nextStep: { text: string; on: PlainDate | null } | null;
  note: string | null;
  closed: { at: Instant; reason: DisqualifyReason | null; note: string | null } | null;
  /** what it was converted to */
  became: {
    dealId: DealId | null;
    /** the deal was made of it, not there before */
    madeDeal: boolean;
    companyId: CompanyId | null;
    contactId: ContactId | null;
  };
  touchedAt: Instant;
  /** grows with each touch: a nudge belongs to one */
  touches: number;
  nudgeAt: Instant | null;
  nudgeRung: number;
  /** grows with each change */
  version: number;
  createdBy: PersonId | null;
  createdAt: Instant;
}

/** What people set. */
export type LeadFields = Pick<
  Lead,
  | 'name'
  | 'position'
  | 'email'
  | 'phone'
  | 'companyName'
  | 'ico'
  | 'country'
  | 'domain'
  | 'companyId'
  | 'source'
  | 'campaign'
  | 'class'
  | 'classReason'
  | 'nextStep'
  | 'note'
>;

/** A person or a company is named; the rest is optional. */
export type NewLead = Partial<LeadFields> & {
  /** `next`: the one whose turn it is; default: the actor */
  ownerId?: PersonId | 'next';
};

export const isOpen = ({ state }: Pick<Lead, 'state'>): boolean => state === 'new' || state === 'working';

export const leadNumber = (id: LeadId): string => `L-${id}`;

/** `Jana Malá, Kovovýroba H, s.r.o.` */
export const leadTitle = ({
  name,
  companyName,
  email,
}: Pick<Lead, 'name' | 'companyName' | 'email'>): string =>
  [name, companyName].filter(Boolean).join(', ') || email || '?';

/** `L-5 · Jana Malá, Kovovýroba H, s.r.o.` */
export const leadName = (lead: Pick<Lead, 'id' | 'name' | 'companyName' | 'email'>): string =>
  `${leadNumber(lead.id)} · ${leadTitle(lead)}`;

export const leadNameLimit = 150;
export const leadTextLimit = 3000;
export const leadLineLimit = 300;

export interface LeadFilter {
  /** null: everybody's */
  ownerId: PersonId | null;
  /** `open`: new and being worked on */
  state: LeadState | 'open' | 'all';
  class: LeadClass | null;
}

export const pageSize = 10;
