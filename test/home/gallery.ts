/** Homes, full of the ugliest names and empty. */
import type { Person } from '../../src/access/people.ts';
import { type Deal, type Stage, stageKeys } from '../../src/features/deals/model.ts';
import type { Home } from '../../src/features/home/content.ts';
import { homeView } from '../../src/features/home/views.ts';
import { pipelineOf } from '../../src/features/reports/pipeline.ts';
import type { NudgeCard } from '../../src/features/watching/nudge-card.ts';
import type { Reader } from '../../src/i18n/reader.ts';
import type { CompanyId, DealId, PersonId } from '../../src/lib/ids.ts';
import type { Instant, PlainDate } from '../../src/lib/time.ts';
import { bridge, deadline } from '../reports/support.ts';
import type { Gallery } from '../support/gallery.ts';

export const now = '2027-03-08T07:00:00.000Z' as Instant;
export const ugly = '<!channel> *&* `x` _y_ :tada: <@U1> obráceně 🧨 '.repeat(80);
const eva = { id: 1 as PersonId, name: ugly } as Person;
const stages: Stage[] = stageKeys.map((key, position) => ({
  key,
  position,
  probability: 10 * (position + 1),
  outcome: key === 'won' || key === 'lost' ? key : 'open',
}));

export const many = (count: number, fields: Partial<Deal>): Deal[] =>
  Array.from({ length: count }, (_, index) =>
    bridge({ id: (index + 1) as DealId, name: ugly, companyId: 7 as CompanyId, ...fields }),
  );

export const empty: Home = {
  person: eva,
  offset: 0,
  due: { deals: [], total: 0 },
  mine: { deals: [], total: 0 },
  steps: { deals: [], total: 0 },
  nudges: [],
  pipeline: { pipeline: pipelineOf([], stages, [], 'CZK'), authors: [] },
  names: { people: new Map([[1 as PersonId, ugly]]), companies: new Map([[7 as CompanyId, ugly]]) },
  today: [],
  after: [],
};

export const nudge = (id: number): NudgeCard => ({
  deal: bridge({ name: ugly }),
  nudges: [{ id, kind: 'bid', reaction: null } as unknown as NudgeCard['nudges'][0]],
  date: { kind: 'day', on: '2027-03-10' as PlainDate },
  standing: 'asked',
  isOver: true,
  workdaysLeft: 2,
  daysLeft: 2,
  tomorrowWorks: true,
  nextStepOwner: ugly,
  handedTo: null,
  handedBy: null,
});

export const full: Home = {
  ...empty,
  offset: 10,
  due: { deals: many(8, { bidDeadline: deadline('2027-03-08T06:00') }), total: 40 },
  mine: { deals: many(10, { bidDeadline: deadline('2027-03-15T12:00') }), total: 40 },
  steps: {
    deals: many(5, { nextStep: { text: ugly, on: '2027-03-08' as PlainDate, ownerId: 1 as PersonId } }),
    total: 40,
  },
  nudges: [nudge(1), nudge(2), nudge(3)],
  pipeline: {
    pipeline: pipelineOf([{ stage: 'new', currency: 'EUR', count: 5, amount: 100 }], stages, [], 'CZK'),
    authors: [],
  },
};

export const gallery = (reader: Reader): Gallery => ({
  messages: {},
  modals: {},
  homes: { 'Home, full': homeView(full, reader), 'Home, empty': homeView(empty, reader) },
});
