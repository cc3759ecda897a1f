import { describe, expect, it } from 'vitest';
import { decide, type Known } from '../../src/features/email/match.ts';
import { nextRung, nudgeTime } from '../../src/features/leads/touch.ts';
import type { CompanyId, ContactId, DealId, LeadId } from '../../src/lib/ids.ts';
import type { Instant, PlainDate } from '../../src/lib/time.ts';

const prague = { zone: 'Europe/Prague', country: 'CZ' as const };
const bratislava = { zone: 'Europe/Bratislava', country: 'SK' as const };
const at = (text: string) => text as Instant;
const on = (text: string) => text as PlainDate;

describe('when somebody is told that nobody touches a lead', () => {
  it('is the morning after three working days, weekends left out', () => {
    expect(nudgeTime(at('2027-03-11T15:00:00.000Z'), null, 3, prague)).toBe('2027-03-16T08:00:00.000Z');
  });

  it('leaves out the country’s own days off: 28 September is none in Slovakia', () => {
    const monday = at('2026-09-25T08:00:00.000Z');
    expect(nudgeTime(monday, null, 2, prague)).toBe('2026-09-30T07:00:00.000Z');
    expect(nudgeTime(monday, null, 2, bratislava)).toBe('2026-09-29T07:00:00.000Z');
  });

  it('waits for a next step that is planned for later, and for the first working day after it', () => {
    expect(nudgeTime(at('2027-03-08T08:00:00.000Z'), on('2027-03-20'), 3, prague)).toBe(
      '2027-03-22T08:00:00.000Z',
    );
    expect(nudgeTime(at('2027-03-08T08:00:00.000Z'), on('2027-03-09'), 3, prague)).toBe(
      '2027-03-11T08:00:00.000Z',
    );
  });

  it('is at nine of the wall clock also across Easter and the change to summer time', () => {
    expect(nudgeTime(at('2027-03-25T08:00:00.000Z'), null, 3, prague)).toBe('2027-04-01T07:00:00.000Z');
  });

  it('comes to the sales lead as many working days after the owner was told', () => {
    expect(nextRung(at('2027-03-12T08:00:00.000Z'), 3, prague)).toBe('2027-03-17T08:00:00.000Z');
  });
});

describe('a mail from the address of a lead', () => {
  const mala = { id: 5 as LeadId, name: 'Jana Malá' };
  const stranger: Known = {
    tag: null,
    taggedDeal: null,
    threadDeals: [],
    threadWithoutDeal: false,
    threadLead: null,
    lead: mala,
    subjectDeal: null,
    numberedDeals: [],
    fromColleague: false,
    familiar: new Set(),
    usualDeal: null,
    counterpart: { address: 'mala@kovo.example', domain: 'kovo.example', isFreeMail: false },
    contact: null,
    contactDeals: [],
    company: null,
    companyDeals: [],
    outside: 1,
  };
  const railing = { id: 50 as DealId, name: 'Zábradlí' };

  it('goes to the lead, and nobody is asked', () => {
    expect(decide(stranger)).toMatchObject({
      outcome: 'logged',
      deal: null,
      lead: 5,
      reason: { code: 'leadsAddress', details: { lead: 5, who: 'Jana Malá' } },
    });
  });

  it('goes to the only open deal of who is a contact already', () => {
    const contact = { id: 1 as ContactId, name: 'Jana Malá', companyId: 1 as CompanyId };
    const known = { ...stranger, contact, contactDeals: [railing] };
    expect(decide(known)).toMatchObject({ outcome: 'logged', deal: 50 });
    expect(decide({ ...known, contactDeals: [] })).toMatchObject({ lead: 5 });
  });

  it('goes to the deal of its conversation, else to the lead of it, whatever the address', () => {
    const other = { ...stranger, lead: null, threadLead: mala };
    expect(decide(other)).toMatchObject({ lead: 5, reason: { code: 'leadsThread' } });
    expect(decide({ ...other, threadDeals: [railing] })).toMatchObject({ deal: 50 });
  });

  it('is asked about when it went to a crowd', () => {
    expect(decide({ ...stranger, outside: 40 })).toMatchObject({ outcome: 'triage' });
  });
});
