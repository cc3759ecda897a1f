import type { CompanyId, ContactId, DealId, PersonId } from '../../lib/ids.ts';
import type { Money } from '../../lib/money.ts';
import type { Instant, LocalDateTime, PlainDate, Zone } from '../../lib/time.ts';

/** Stages are data (table `stages`): these are the ones the product starts with. */
export const stageKeys = ['new', 'qualified', 'rfi', 'rfp', 'offer', 'negotiation', 'won', 'lost'] as const;
export type StageKey = (typeof stageKeys)[number];

export interface Stage {
  key: StageKey;
  position: number;
  /** percent */
  probability: number;
  outcome: 'open' | 'won' | 'lost';
}

/** A bid deadline is what a wall clock shows in a zone; `at` is the same as an instant. */
export interface Deadline {
  local: LocalDateTime;
  zone: Zone;
  at: Instant;
}

/** Dates of a deal that can be watched besides the bid deadline: all entered by people, never computed from law. */
export const dateKinds = [
  'rfi',
  'rfp',
  'preparation',
  'questionsUntil',
  'siteVisit',
  'opening',
  'offerValidUntil',
  'expected',
] as const;
export type DateKind = (typeof dateKinds)[number];

/** A day, or a day and time in the deal's zone. */
export type DealDate = PlainDate | LocalDateTime;

export const submissionWays = ['portal', 'dataBox', 'email', 'paper'] as const;
export type SubmissionWay = (typeof submissionWays)[number];

export const contactRoles = ['decides', 'technical', 'purchasing', 'user', 'other'] as const;
export type ContactRole = (typeof contactRoles)[number];

/** Why a deal was lost; noBid: we did not even submit. */
export const lossReasons = [
  'price',
  'competitor',
  'requirements',
  'cancelled',
  'noAnswer',
  'noBid',
  'other',
] as const;
export type LossReason = (typeof lossReasons)[number];

export interface Closing {
  at: Instant;
  /** null for a deal that was won */
  reason: LossReason | null;
  note: string | null;
  winner: string | null;
  winnerValue: Money | null;
}

export interface Deal {
  /** its number too: D-42 */
  id: DealId;
  name: string;
  companyId: CompanyId | null;
  /** without VAT; null while unknown */
  value: Money | null;
  stage: StageKey;
  /** percent, of its stage */
  probability: number;
  outcome: 'open' | 'won' | 'lost';
  ownerId: PersonId;
  /** only the owner, the named people and admins see it */
  restricted: boolean;
  /** named people: they edit it, and see it when it is restricted */
  people: PersonId[];
  contacts: DealContact[];
  source: string | null;
  bidDeadline: Deadline | null;
  dates: Partial<Record<DateKind, DealDate>>;
  offerNumber: string | null;
  customerReference: string | null;
  portalUrl: string | null;
  nextStep: { text: string; on: PlainDate | null; ownerId: PersonId } | null;
  submitted: { at: Instant; how: SubmissionWay; proof: string | null } | null;
  closed: Closing | null;
  /** the Slack channel where its card and thread live */
  channel: string | null;
  /** grows with each change: the second of two who edit at once is told */
  version: number;
  createdAt: Instant;
  updatedAt: Instant;
}

/** What people may set; in minor units, parsed. */
export interface DealFields {
  name: string;
  companyId: CompanyId | null;
  value: Money | null;
  stage: StageKey;
  ownerId: PersonId;
  restricted: boolean;
  people: PersonId[];
  contacts: DealContact[];
  source: string | null;
  bidDeadline: { local: LocalDateTime; zone: Zone } | null;
  dates: Partial<Record<DateKind, DealDate | null>>;
  offerNumber: string | null;
  customerReference: string | null;
  portalUrl: string | null;
  nextStep: { text: string; on: PlainDate | null; ownerId: PersonId } | null;
  channel: string | null;
}

export type NewDeal = Partial<DealFields> & Pick<DealFields, 'name'>;

export interface DealContact {
  contactId: ContactId;
  role: ContactRole | null;
}

export interface CompanyDeals {
  open: number;
  won: number;
  lost: number;
  /** of the open ones, a sum for each currency */
  openValue: Money[];
}

export const dealNumber = (id: DealId): string => `D-${id}`;

/** Its bid deadline has passed, nothing was submitted and nobody closed it. */
export const isOverdue = (deal: Deal, now: Instant): boolean =>
  deal.outcome === 'open' && !deal.submitted && deal.bidDeadline !== null && deal.bidDeadline.at < now;

export const nameLimit = 200;
export const textLimit = 1000;
