import { describe, expect, it } from 'vitest';
import { decide, type Known } from '../../src/features/email/match.ts';
import type { CompanyId, ContactId, DealId } from '../../src/lib/ids.ts';

const bridge = { id: 42 as DealId, name: 'Lávka přes Svratku' };
const railing = { id: 50 as DealId, name: 'Zábradlí' };
const stairs = { id: 52 as DealId, name: 'Schodiště' };
const roof = { id: 53 as DealId, name: 'Přístřešek' };
const gate = { id: 51 as DealId, name: 'Vrata' };
const riha = { id: 1 as ContactId, name: 'Petr Říha', companyId: 1 as CompanyId };
const bridges = { id: 1 as CompanyId, name: 'Mostní stavby' };

const nothing: Known = {
  tag: null,
  taggedDeal: null,
  threadDeals: [],
  threadWithoutDeal: false,
  subjectDeal: null,
  numberedDeals: [],
  fromColleague: false,
  familiar: new Set(),
  usualDeal: null,
  counterpart: { address: 'riha@mostni-stavby.example', domain: 'mostni-stavby.example', isFreeMail: false },
  contact: null,
  contactDeals: [],
  company: null,
  companyDeals: [],
  outside: 1,
};
const offer = (deal: typeof bridge, more: { isOpen?: boolean } = {}) => ({
  ...deal,
  kind: 'offer' as const,
  number: 'NAB-2027/015',
  isOpen: true,
  ...more,
});
/** A contact of the company of D-42 writes, and everything that could speak for a deal does, each for another one. */
const all: Known = {
  ...nothing,
  tag: { kind: 'deal', number: 42 },
  taggedDeal: bridge,
  threadDeals: [railing],
  subjectDeal: stairs,
  numberedDeals: [offer(roof)],
  familiar: new Set([42, 52, 53] as DealId[]),
  contact: riha,
  contactDeals: [gate],
  company: bridges,
  companyDeals: [bridge],
};
const noTag = { tag: null, taggedDeal: null };
const noThread = { ...noTag, threadDeals: [] };
const noNumber = { ...noThread, subjectDeal: null, numberedDeals: [] };

describe('where a mail belongs', () => {
  it.each<[string, Partial<Known>, string, number | null]>([
    ['the tag of the address goes before everything', {}, 'addressTag', 42],
    ['then the thread', noTag, 'thread', 50],
    ['or an id that we gave out', { ...noTag, threadDeals: [{ ...railing, ours: true }] }, 'ourId', 50],
    ['then [D-52] in the subject', noThread, 'subjectTag', 52],
    ['then our offer number in the subject', { ...noThread, subjectDeal: null }, 'offerNumber', 53],
    [
      'or the customer’s reference there',
      { ...noThread, subjectDeal: null, numberedDeals: [{ ...offer(roof), kind: 'customer' }] },
      'customersReference',
      53,
    ],
    ['then the contact’s only open deal', noNumber, 'contactsOnlyDeal', 51],
    [
      'then the only open deal of the contact’s company',
      { ...noNumber, contactDeals: [] },
      'companysOnlyDeal',
      42,
    ],
    [
      'then the only open deal of the domain’s company',
      { ...noNumber, contactDeals: [], contact: null },
      'domainsOnlyDeal',
      42,
    ],
    [
      'two deals of the contact need a person',
      { ...noNumber, contactDeals: [gate, railing] },
      'severalDeals',
      null,
    ],
    [
      'two deals of the company need a person',
      { ...noNumber, contactDeals: [], companyDeals: [bridge, gate] },
      'severalDeals',
      null,
    ],
    ['nothing open needs a person', { ...noNumber, contactDeals: [], companyDeals: [] }, 'noOpenDeal', null],
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

  it('a colleague’s mail to more than twenty people is nobody’s, unless it names a deal or goes on in a thread', () => {
    const bulk = { ...all, fromColleague: true, outside: 21 };
    expect(decide({ ...bulk, ...noNumber })).toMatchObject({
      outcome: 'triage',
      deal: null,
      reason: { code: 'bulkMail', details: { count: 21 } },
      considered: [{ deal: 51 }, { deal: 42 }],
    });
    expect(decide({ ...bulk, ...noTag }).reason.code).toBe('thread');
    expect(decide(bulk).reason.code).toBe('addressTag');
    expect(decide({ ...bulk, ...noNumber, recipients: [7 as ContactId, 8 as ContactId] })).toMatchObject({
      outcome: 'logged',
      deal: null,
      contacts: [7, 8],
      reason: { code: 'sentToMany', details: { count: 21, known: 2 } },
      considered: [],
    });
    expect(decide({ ...all, ...noNumber, outside: 20 }).reason.code).toBe('contactsOnlyDeal');
  });

  it('a customer’s mail to more than twenty people is of their only deal; who has none or two needs a person', () => {
    const bulk = { ...all, ...noNumber, outside: 21 };
    expect(decide(bulk)).toMatchObject({ outcome: 'logged', deal: gate.id });
    for (const contactDeals of [[], [gate, roof]])
      expect(decide({ ...bulk, companyDeals: [], contactDeals }).reason.code).toBe('bulkMail');
  });

  it('a conversation that somebody put to a contact alone goes on there and asks nobody again', () => {
    expect(decide({ ...nothing, contact: riha, threadWithoutDeal: true })).toMatchObject({
      outcome: 'logged',
      deal: null,
      reason: { code: 'threadWithoutDeal' },
    });
  });

  it('remembers what else came into question and what spoke for it, the best guess first', () => {
    expect(decide({ ...all, ...noTag }).considered).toEqual([
      { deal: 52, why: 'subject' },
      { deal: 53, why: 'number' },
      { deal: 51, why: 'contact' },
      { deal: 42, why: 'company' },
    ]);
  });

  it('of several open deals the one that somebody chose last is the best guess', () => {
    const { considered } = decide({
      ...all,
      ...noNumber,
      contactDeals: [gate, railing],
      usualDeal: railing.id,
    });
    expect(considered.map(({ deal }) => deal)).toEqual([50, 51, 42]);
  });

  it('a stranger for whose domain somebody chose a deal is asked about with that deal as the guess', () => {
    const asked = (why: string) => ({ outcome: 'triage', considered: [{ deal: 51, why }] });
    expect(decide({ ...nothing, usualDeal: gate.id })).toMatchObject(asked('chosenThere'));
    expect(decide({ ...nothing, usualDeal: gate.id, usualIsOwn: true })).toMatchObject(asked('chosen'));
  });

  it('where somebody put a stranger the next goes too, but not a contact, nor before what the records say', () => {
    const chosen = { ...nothing, usualDeal: gate.id, chosenDeal: gate };
    expect(decide(chosen)).toMatchObject({
      outcome: 'logged',
      deal: 51,
      reason: { code: 'chosenDeal' },
      considered: [],
    });
    const { contact, company, companyDeals } = all;
    expect(decide({ ...chosen, contact })).toMatchObject({ outcome: 'triage', considered: [{ deal: 51 }] });
    expect(decide({ ...chosen, company, companyDeals })).toMatchObject({ deal: companyDeals[0]?.id });
  });
});

describe('a number that anybody can write', () => {
  const stranger: Known = { ...nothing, contact: null };

  it.each<[string, Partial<Known>, string]>([
    ['the tag in the address', { tag: { kind: 'deal', number: 42 }, taggedDeal: bridge }, 'strangersTag'],
    ['[D-42] in the subject', { subjectDeal: bridge }, 'strangersTag'],
    ['our offer number', { numberedDeals: [offer(bridge)] }, 'strangersNumber'],
  ])(
    '%s lets no stranger into the deal: a person is asked, with that deal as the best guess',
    (_what, known, reason) => {
      const decision = decide({ ...stranger, ...known });
      expect(decision).toMatchObject({ outcome: 'triage', deal: null, reason: { code: reason } });
      expect(decision.considered[0]?.deal).toBe(42);
    },
  );

  it('opens the deal to a colleague, and to a stranger who answers a mail of that very deal', () => {
    const tagged: Known = { ...stranger, tag: { kind: 'deal', number: 42 }, taggedDeal: bridge };
    expect(decide({ ...tagged, fromColleague: true })).toMatchObject({
      deal: 42,
      reason: { code: 'addressTag' },
    });
    expect(decide({ ...tagged, threadDeals: [bridge] })).toMatchObject({
      deal: 42,
      reason: { code: 'thread' },
    });
    expect(decide({ ...tagged, threadDeals: [railing] })).toMatchObject({ deal: null });
  });

  it('of several deals means the only open one, else needs a person', () => {
    const won = offer(gate, { isOpen: false });
    const known: Known = { ...stranger, fromColleague: true };
    expect(decide({ ...known, numberedDeals: [offer(bridge), won] })).toMatchObject({ deal: 42 });
    const both = decide({ ...known, numberedDeals: [offer(bridge), offer(railing)] });
    expect(both).toMatchObject({
      deal: null,
      reason: { code: 'severalByNumber', details: { deals: [42, 50] } },
    });
    expect(both.considered.map(({ deal }) => deal)).toEqual([42, 50]);
  });
});
