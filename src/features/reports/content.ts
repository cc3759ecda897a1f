/** What a digest says. */
import type { Person } from '../../access/people.ts';
import type { CompanyId, PersonId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import type { Listed } from '../deals/service.ts';
import type { Digest } from './model.ts';
import type { Happened } from './moves.ts';
import type { LeadCounts } from './part.ts';
import type { Pipeline } from './pipeline.ts';

/** Names of who and what the deals mention. */
export interface Names {
  people: Map<PersonId, string>;
  companies: Map<CompanyId, string>;
}

export interface DigestContent {
  period: { from: Instant; to: Instant };
  missedBids: Listed;
  bids: Listed;
  steps: Listed;
  withoutStep: Listed;
  happened: Happened;
  /** e-mails that wait for somebody to say where they belong */
  mails: number;
  leads: LeadCounts;
  pipeline: Pipeline | null;
  /** who entered each rate, in the order of pipeline.total.rates */
  rateAuthors: string[];
  names: Names;
}

/** A digest as the list shows it. */
export interface DigestInList {
  digest: Digest;
  setBy: Person | null;
}

export interface Period {
  from: Instant;
  to: Instant;
}

/** There is something to do or something happened. */
export const hasNews = ({
  missedBids,
  bids,
  steps,
  withoutStep,
  happened,
  mails,
  leads,
}: DigestContent): boolean =>
  missedBids.total + bids.total + steps.total + withoutStep.total + mails > 0 ||
  leads.fresh + leads.untouched > 0 ||
  Object.values(happened).some((deals) => deals.length > 0);
