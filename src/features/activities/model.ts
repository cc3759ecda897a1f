import type { ActivityId, CompanyId, ContactId, DealId, LeadId, PersonId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';

/** Kinds are data (table `activity_kinds`): these are the ones the product starts with and has names for. */
export const ownKinds = ['call', 'meeting', 'email', 'letter', 'dataBox'] as const;
export type OwnKind = (typeof ownKinds)[number];

export interface ActivityKind {
  /** one of ownKinds, or one that the firm added */
  key: string;
  emoji: string;
  /** a call or a letter goes from somebody to somebody, a meeting does not */
  directed: boolean;
  /** of a kind that the firm added; null for the product's own */
  names: { en: string; cs: string; sk: string } | null;
}

/** A row of buttons in the form holds no more. */
export const kindLimit = 25;
export const kindNameLimit = 40;

export const directions = ['in', 'out'] as const;
/** seen from us */
export type Direction = (typeof directions)[number];

/** What must not be overlooked later. */
export const flags = ['decision', 'order', 'change'] as const;
export type Flag = (typeof flags)[number];

/** Who or what wrote it down. */
export type ActivitySource =
  | { by: 'person' }
  /** `whole`: the thread that begins with it */
  | { by: 'message'; channel: string; ts: string; permalink: string; whole?: true }
  | { by: 'email'; emailId: number };

export interface Activity {
  id: ActivityId;
  kind: string;
  at: Instant;
  minutesLong: number | null;
  direction: Direction | null;
  dealId: DealId | null;
  companyId: CompanyId | null;
  /** the lead it was logged to; it stays when the lead becomes a deal */
  leadId: LeadId | null;
  contactIds: ContactId[];
  /** colleagues present */
  peopleIds: PersonId[];
  /** the minutes: plain text */
  text: string;
  flags: Flag[];
  /** null when nobody of ours is known to have had a hand in it */
  authorId: PersonId | null;
  source: ActivitySource;
  /** a meeting that was called off; it stays in the history */
  cancelledAt: Instant | null;
  createdAt: Instant;
  updatedAt: Instant;
}

export interface ActivityFields {
  kind: string;
  at: Instant;
  minutesLong: number | null;
  direction: Direction | null;
  dealId: DealId | null;
  companyId: CompanyId | null;
  leadId: LeadId | null;
  contactIds: ContactId[];
  peopleIds: PersonId[];
  text: string;
  flags: Flag[];
}

/** At least one of deal, company, lead and contact; the rest is optional. */
export type NewActivity = Partial<ActivityFields> & {
  kind: string;
  source?: ActivitySource;
  /** default: the actor */
  authorId?: PersonId | null;
};

/** What a timeline is of. */
export type TimelineOf =
  | { of: 'deal'; id: DealId }
  | { of: 'company'; id: CompanyId }
  | { of: 'contact'; id: ContactId }
  | { of: 'lead'; id: LeadId };

export interface TimelineFilter {
  kind?: string | null;
  /** decisions, orders and changes only */
  pinned?: boolean;
  /** logged by this colleague, or with them present */
  personId?: PersonId | null;
}

export const pageSize = 10;
/** characters of minutes; what mail brings is cut, what a person types is refused */
export const textLimit = 20_000;
/** of a whole thread: what the window of an entry can show */
export const threadLimit = 80_000;
/** a day and a half; longer is a slip of the finger */
export const longestMinutes = 36 * 60;

/** The same thing logged twice is found by it. */
export function sourceKey(source: ActivitySource): string | null {
  if (source.by === 'message') return `${source.whole ? 'thread' : 'message'}:${source.channel}:${source.ts}`;
  return source.by === 'email' ? `email:${source.emailId}` : null;
}
