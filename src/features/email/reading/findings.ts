/** What reading finds in a message beside its words. Plain data: it comes from another thread and is kept as JSON. */
import type { Instant, LocalDateTime, Zone } from '../../../lib/time.ts';
import type { Away, BounceReason } from '../../contacts/model.ts';
import type { Danger } from '../../documents/model.ts';

/** signed: carries somebody's signature, which nobody here verifies; portal: a notice that may move a deadline */
export type Mark = 'signed' | 'encrypted' | 'portal';

export interface Findings {
  marks: Mark[];
  invitation: Invitation | null;
}

export const nothingFound: Findings = { marks: [], invitation: null };

/** What iTIP (RFC 5546) asks for. */
export type InvitationMethod = 'request' | 'reply' | 'counter' | 'declineCounter' | 'cancel';

export interface Invitation {
  method: InvitationMethod;
  uid: string;
  /** of one meeting of a series: which; '' is the whole of it */
  recurrence: string;
  /** RANGE=THISANDFUTURE: with that one it is about all that follow */
  onwards?: boolean;
  sequence: number;
  /** DTSTAMP: tells two of one SEQUENCE apart */
  stamp: Instant | null;
  summary: string;
  location: string | null;
  startsAt: Instant;
  minutesLong: number | null;
  allDay: boolean;
  repeats: Repeats | null;
  /** the same for computing; null or absent where it does not repeat, or in a way that nobody's calendar offers */
  rule?: Rule | null;
  /** lower case */
  organizer: string | null;
  /** of a reply, or of another time that somebody proposes: who answered, and what */
  answer: { address: string; name: string; says: Answer } | null;
  /** further ones of the series of which it says something by themselves */
  others: Occurrence[];
  /** of a series: those of its rule that do not take place, and those that do besides */
  without: Instant[];
  besides: Instant[];
  /** of a proposal, and of one that moves the meeting: when it was to be until then, once that is known */
  instead?: Instant;
}

/** One meeting of a series. */
export interface Occurrence {
  /** when it was to be by the rule */
  recurrence: Instant;
  /** with all that follow it */
  onwards?: boolean;
  startsAt: Instant;
  minutesLong: number | null;
  cancelled: boolean;
  sequence: number;
  stamp: Instant | null;
}

export type Answer = 'accepted' | 'declined' | 'tentative';

/** A rule of repetition, as far as words can tell it. */
export interface Repeats {
  every: 'day' | 'week' | 'month' | 'year';
  interval: number;
  /** 1 Monday ... 7 Sunday; of weekly ones */
  weekdays: number[];
  count: number | null;
  /** a day */
  until: string | null;
}

/** A rule of repetition as RFC 5545 has it (RRULE), with the wall clock by which it goes. */
export interface Rule {
  every: Repeats['every'];
  interval: number;
  /** `nth`: of the month or the year, from its end when negative; null: each. 1 Monday ... 7 Sunday */
  days: { nth: number | null; weekday: number }[];
  /** from the end when negative */
  monthDays: number[];
  months: number[];
  /** which of the days of a period, from the end when negative */
  positions: number[];
  weekStart: number;
  count: number | null;
  until: Instant | null;
  /** of the first, with seconds */
  start: LocalDateTime;
  zone: Zone;
}

export interface Invoice {
  number: string | null;
  /** eight digits */
  supplierIco: string | null;
  /** minor units, with VAT: what is to be paid */
  amount: number | null;
  /** ISO 4217 */
  currency: string | null;
  /** a day */
  dueOn: string | null;
}

/** An address that a server says it cannot deliver to. */
export interface Bounced {
  address: string;
  why: BounceReason;
  /** `5.1.1`, null when no server gave one */
  status: string | null;
}

export interface Returned {
  /** Message-IDs of the mail that came back and of those it answers */
  ids: string[];
  /** the mail that came back says it is from one of ours */
  isOurs: boolean;
}

/** What a robot's answer to our mail says. */
export interface RobotReport {
  bounced: Bounced[];
  /** of a delivery report: what it gives back, or answers */
  returned: Returned | null;
  absence: Away | null;
}

/** What is known of an attachment beside its name and type. */
export type FileDetails =
  | ({ is: 'invoice' } & Invoice)
  /** inside: its name in the archive */
  | { is: 'unsafe'; danger: Danger; inside: string | null }
  /** a wrapping whose files stand beside it */
  | { is: 'unpacked' }
  /** of a mail of which only the beginning was taken: the file that it ends in */
  | { is: 'broken' };
