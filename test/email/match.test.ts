import { describe, expect, it } from 'vitest';
import { decide, type Known } from '../../src/features/email/match.ts';
import type { CompanyId, ContactId, DealId } from '../../src/lib/ids.ts';

const bridge = { id: 42 as DealId, name: 'Lávka přes Svratku' };
const railing = { id: 50 as DealId, name: 'Zábradlí' };
const gate = { id: 51 as DealId, name: 'Vrata' };
const riha = { id: 1 as ContactId, name: 'Petr Říha', companyId: 1 as CompanyId };
const bridges = { id: 1 as CompanyId, name: 'Mostní stavby' };

const nothing: Known = {
  tag: null,
  taggedDeal: null,
  threadDeals: [],
  counterpart: { address: 'riha@mostni-stavby.example', domain: 'mostni-stavby.example', isFreeMail: false },
  contact: null,
  contactDeals: [],
  company: null,
  companyDeals: [],
};
const all: Known = {
  ...nothing,
  tag: { kind: 'deal', number: 42 },
  taggedDeal: bridge,
  threadDeals: [railing],
  contact: riha,
  contactDeals: [gate],
  company: bridges,
  companyDeals: [bridge],
};

describe('where a mail belongs', () => {
  it.each<[string, Partial<Known>, string, number | null]>([
    ['the tag of the address goes before everything', {}, 'addressTag', 42],
    ['then the thread', { tag: null }, 'thread', 50],
    ['then the contact’s only open deal', { tag: null, threadDeals: [] }, 'contactsOnlyDeal', 51],
    [
      'then the only open deal of the contact’s company',
      { tag: null, threadDeals: [], contactDeals: [] },
      'companysOnlyDeal',
      42,
    ],
    [
      'then the only open deal of the domain’s company',
      { tag: null, threadDeals: [], contactDeals: [], contact: null },
      'domainsOnlyDeal',
      42,
    ],
    [
      'two deals of the contact need a person',
      { tag: null, threadDeals: [], contactDeals: [gate, railing] },
      'severalDeals',
      null,
    ],
    [
      'two deals of the company need a person',
      { tag: null, threadDeals: [], contactDeals: [], companyDeals: [bridge, gate] },
      'severalDeals',
      null,
    ],
    [
      'nothing open needs a person',
      { tag: null, threadDeals: [], contactDeals: [], companyDeals: [] },
      'noOpenDeal',
      null,
    ],
    ['a tag of no deal needs a person, whatever else is known', { taggedDeal: null }, 'unknownTag', null],
    ['the tag of a new deal needs a person', { tag: { kind: 'new' } }, 'newDealTag', null],
  ])('%s', (_rule, known, reason, deal) => {
    const decision = decide({ ...all, ...known });
    expect(decision.reason.code).toBe(reason);
    expect(decision.deal).toBe(deal);
    expect(decision.outcome).toBe(deal === null ? 'triage' : 'logged');
  });

  it('a stranger needs a person, and one at a free-mail provider says so', () => {
    expect(decide(nothing).reason.code).toBe('unknownSender');
    const free = { address: 'novak@seznam.cz', domain: 'seznam.cz', isFreeMail: true };
    expect(decide({ ...nothing, counterpart: free }).reason.code).toBe('freeMailSender');
  });

  it('remembers what else came into question, the best guess first', () => {
    expect(decide({ ...all, tag: null }).considered).toEqual([51, 42]);
  });
});
