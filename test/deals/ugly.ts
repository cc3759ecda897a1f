/** A deal as nobody would name it, for views that must survive it. */
import type { Person } from '../../src/access/people.ts';
import type { Company } from '../../src/features/companies/model.ts';
import type { Contact } from '../../src/features/contacts/model.ts';
import type { DealCard } from '../../src/features/deals/card.ts';
import { type Deal, stageKeys } from '../../src/features/deals/model.ts';
import type { CompanyId, ContactId, DealId, PersonId } from '../../src/lib/ids.ts';
import type { Instant, LocalDateTime, PlainDate } from '../../src/lib/time.ts';

export const now = '2027-03-08T08:00:00.000Z' as Instant;

/** Pings, formats, links, turns the direction of the text and does not end. */
export const ugly = `<!channel> <@U0EVA00001> *tučně* _a_ ~b~ \`c\` & <https://zly.example|sem> @here 🏗️ שלום ${'Ů'.repeat(3000)}`;
const long = ugly.slice(0, 1000);

export const eva: Person = {
  id: 1 as PersonId,
  slackId: 'U0EVA00001',
  name: ugly.slice(0, 200),
  email: null,
  zone: 'Europe/Prague',
  slackLocale: null,
  language: null,
  languageAskedAt: null,
  country: null,
  kind: 'member',
  isSlackAdmin: false,
  isAdmin: false,
  isSalesLead: false,
  successorId: null,
  awayUntil: null,
  standInId: null,
  deactivatedAt: null,
  homeOpenedAt: null,
};

export const company: Company = {
  id: 7 as CompanyId,
  name: ugly.slice(0, 300),
  ico: '00000019',
  country: 'CZ',
  dic: 'CZ00000019',
  legalForm: ugly.slice(0, 100),
  street: ugly.slice(0, 200),
  city: ugly.slice(0, 100),
  postalCode: '602 00',
  vatNumber: 'SK2020000004',
  officeLine: long,
  courtFile: 'B 1581/KSBR',
  foundedOn: '2001-04-12' as PlainDate,
  dissolvedOn: '2027-03-01' as PlainDate,
  inLiquidation: true,
  municipalityPart: ugly.slice(0, 100),
  nace: ['25110', '41200'],
  executives: [{ name: ugly.slice(0, 200), role: ugly.slice(0, 100), since: '2019-01-02' as PlainDate }],
  billingStreet: ugly.slice(0, 200),
  billingCity: ugly.slice(0, 100),
  billingPostalCode: '602 00',
  lifeCycle: 'former',
  lostReason: ugly.slice(0, 300),
  lostOn: '2027-02-01' as PlainDate,
  acquiredOn: '2019-05-06' as PlainDate,
  acquiredSource: ugly.slice(0, 300),
  acquiredCampaign: ugly.slice(0, 300),
  paymentTerms: ugly.slice(0, 300),
  budget: { amount: 999_999_999_999_99, currency: 'HUF' },
  parentId: null,
  tags: [ugly.slice(0, 40), 'mosty'],
  language: 'cs',
  register: 'ares',
  registerAt: now,
  website: ugly.slice(0, 300),
  ownerId: null,
  version: 1,
  createdAt: now,
};

export const contact = (id: number): Contact => ({
  id: id as ContactId,
  name: ugly.slice(0, 150),
  titleBefore: 'Ing.',
  titleAfter: 'Ph.D.',
  companyId: 7 as CompanyId,
  position: ugly.slice(0, 150),
  email: 'riha@mosty-brno.example',
  emails: [
    { address: 'riha@mosty-brno.example', bounce: null },
    { address: 'petr.riha@mosty.example', bounce: null },
  ],
  phone: '+420 601 000 123',
  phones: [
    { number: '+420601000123', typed: '601 000 123', kind: 'mobile' },
    { number: null, typed: ugly.slice(0, 100), kind: 'office' },
  ],
  bounce: null,
  away: null,
  language: 'sk',
  gender: 'man',
  salutation: ugly.slice(0, 200),
  legalBasis: 'interest',
  source: ugly.slice(0, 200),
  doNotApproach: {
    since: '2027-02-01' as PlainDate,
    source: ugly.slice(0, 150),
    saidBy: ugly.slice(0, 150),
  },
  version: 1,
  createdAt: now,
});

export const deal = (change: Partial<Deal> = {}): Deal => ({
  id: 42 as DealId,
  name: ugly.slice(0, 200),
  companyId: 7 as CompanyId,
  value: { amount: 999_999_999_999_99, currency: 'HUF' },
  stage: 'rfp',
  probability: 40,
  outcome: 'open',
  ownerId: 1 as PersonId,
  restricted: false,
  people: [1 as PersonId],
  contacts: [],
  source: long,
  bidDeadline: {
    local: '2027-03-15T12:00' as LocalDateTime,
    zone: 'Europe/Prague',
    at: '2027-03-15T11:00:00.000Z' as Instant,
  },
  dates: {
    rfi: '2027-03-09' as PlainDate,
    preparation: '2027-03-12' as PlainDate,
    siteVisit: '2027-03-10T09:30' as LocalDateTime,
  },
  offerNumber: long,
  customerReference: long,
  portalUrl: `https://nen.nipez.cz/${'x'.repeat(1900)}`,
  nextStep: { text: long, on: '2027-03-01' as PlainDate, ownerId: 1 as PersonId },
  submitted: null,
  closed: null,
  channel: 'C0OBCHOD01',
  version: 3,
  createdAt: now,
  updatedAt: now,
  ...change,
});

export function cardOf(it: Deal): DealCard {
  return {
    deal: it,
    company,
    owner: eva,
    nextStepOwner: eva,
    named: Array.from({ length: 20 }, () => eva),
    contacts: Array.from({ length: 20 }, (_, id) => ({ contact: contact(id + 1), role: 'decides' as const })),
    stages: stageKeys.map((key, position) => ({
      key,
      position,
      probability: 10,
      outcome: key === 'won' ? ('won' as const) : key === 'lost' ? ('lost' as const) : ('open' as const),
    })),
    workdaysLeft: 5,
    may: { see: true, log: true, share: true, edit: true, restrict: true, handOver: true, delete: true },
    parts: [],
  };
}

const closed = { at: now, reason: null, note: null, winner: null, winnerValue: null };

/** Deals in every state that a card shows differently. */
export const states: Record<string, Deal> = {
  open: deal(),
  overdue: deal({
    bidDeadline: {
      local: '2027-03-05T12:00' as LocalDateTime,
      zone: 'Europe/Prague',
      at: '2027-03-05T11:00:00.000Z' as Instant,
    },
  }),
  bare: deal({ companyId: null, value: null, bidDeadline: null, dates: {}, nextStep: null }),
  restricted: deal({ restricted: true, channel: null }),
  submitted: deal({ stage: 'offer', submitted: { at: now, how: 'dataBox', proof: long } }),
  won: deal({ stage: 'won', outcome: 'won', closed }),
  lost: deal({
    stage: 'lost',
    outcome: 'lost',
    closed: {
      ...closed,
      reason: 'price',
      note: long,
      winner: ugly.slice(0, 300),
      winnerValue: { amount: 1, currency: 'HUF' },
    },
  }),
  'without a bid': deal({ stage: 'lost', outcome: 'lost', closed: { ...closed, reason: 'noBid' } }),
};
