import { describe, expect, it } from 'vitest';
import type { Person } from '../../src/access/people.ts';
import type { Company } from '../../src/features/companies/model.ts';
import type { Contact } from '../../src/features/contacts/model.ts';
import { type Deal, type Stage, stageKeys } from '../../src/features/deals/model.ts';
import type { Home } from '../../src/features/home/content.ts';
import { homeView } from '../../src/features/home/views.ts';
import { pipelineOf } from '../../src/features/reports/pipeline.ts';
import { findModal, foundMessage, foundModal } from '../../src/features/search/views.ts';
import type { NudgeCard } from '../../src/features/watching/nudge-card.ts';
import { languages } from '../../src/i18n/catalog.ts';
import { type Reader, readerFor } from '../../src/i18n/reader.ts';
import type { CompanyId, ContactId, DealId, PersonId } from '../../src/lib/ids.ts';
import type { Instant, PlainDate } from '../../src/lib/time.ts';
import { checkMessage, checkView } from '../../src/sandbox/checker/check.ts';
import { bridge, deadline } from '../reports/support.ts';

const now = '2027-03-08T07:00:00.000Z' as Instant;
const ugly = '<!channel> *&* `x` _y_ :tada: <@U1> obráceně 🧨 '.repeat(80);
const eva = { id: 1 as PersonId, name: ugly } as Person;
const stages: Stage[] = stageKeys.map((key, position) => ({
  key,
  position,
  probability: 10 * (position + 1),
  outcome: key === 'won' || key === 'lost' ? key : 'open',
}));

const many = (count: number, fields: Partial<Deal>): Deal[] =>
  Array.from({ length: count }, (_, index) =>
    bridge({ id: (index + 1) as DealId, name: ugly, companyId: 7 as CompanyId, ...fields }),
  );

const empty: Home = {
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

const nudge = (id: number): NudgeCard => ({
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

const full: Home = {
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

const company: Company = { id: 7 as CompanyId, name: ugly, ico: '00000019', city: ugly } as Company;
const contact: Contact = {
  id: 3 as ContactId,
  name: ugly,
  titleBefore: null,
  titleAfter: null,
  companyId: null,
  position: ugly,
  email: 'petr@mosty.example',
  phone: '+420 601 000 123',
  createdAt: now,
};

describe.each(languages)('in %s', (language) => {
  const reader: Reader = readerFor(language, 'Europe/Prague', now);

  it('Slack takes a Home that is full of long and hostile names', () => {
    const view = homeView(full, reader);
    expect(checkView(view)).toEqual([]);
    expect(JSON.stringify(view)).toContain('home.know#3');
  });

  it('an empty Home teaches three first steps, each with its button', () => {
    const view = homeView(empty, reader);
    expect(checkView(view)).toEqual([]);
    const taught = view.blocks.filter((block) => 'accessory' in block);
    expect(JSON.stringify(taught).match(/"action_id":"[a-zA-Z.]+/g)).toEqual(
      ['deals.start', 'home.company', 'activities.log'].map((id) => `"action_id":"${id}`),
    );
  });

  it('Slack takes what was found, in a message and in a window, and the form', () => {
    const found = {
      query: ugly,
      deals: many(8, {}),
      moreDeals: true,
      companies: Array.from({ length: 8 }, () => company),
      moreCompanies: true,
      contacts: Array.from({ length: 8 }, () => contact),
    };
    const nothing = { ...found, deals: [], companies: [], contacts: [] };
    for (const one of [found, nothing]) {
      expect(checkMessage(foundMessage(one, reader))).toEqual([]);
      expect(checkView(foundModal(one, reader))).toEqual([]);
    }
    expect(checkView(findModal(reader))).toEqual([]);
  });
});
