import type { Deal } from '../../src/features/deals/model.ts';
import type { DealId, PersonId } from '../../src/lib/ids.ts';
import type { Instant, LocalDateTime } from '../../src/lib/time.ts';
import { instantOf } from '../../src/lib/time.ts';

export const zone = 'Europe/Prague';

export const deadline = (local: string) => ({
  local: local as LocalDateTime,
  zone,
  at: instantOf(local as LocalDateTime, zone),
});

/** Lávka přes Svratku, owned by Eva (1), open, without anything else. */
export const bridge = (fields: Partial<Deal> = {}): Deal => ({
  id: 42 as DealId,
  name: 'Lávka přes Svratku',
  companyId: null,
  value: { amount: 125_000_000, currency: 'CZK' },
  stage: 'rfp',
  probability: 40,
  outcome: 'open',
  ownerId: 1 as PersonId,
  restricted: false,
  people: [],
  contacts: [],
  source: null,
  bidDeadline: null,
  dates: {},
  offerNumber: null,
  customerReference: null,
  portalUrl: null,
  nextStep: null,
  submitted: null,
  closed: null,
  channel: null,
  version: 1,
  createdAt: '2027-03-01T08:00:00.000Z' as Instant,
  updatedAt: '2027-03-01T08:00:00.000Z' as Instant,
  ...fields,
});
