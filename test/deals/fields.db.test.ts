import { describe, expect, it } from 'vitest';
import { listEvents } from '../../src/events/record.ts';
import { findCompanyByIco, keepCompany } from '../../src/features/companies/service.ts';
import { createContact, searchContacts } from '../../src/features/contacts/service.ts';
import { readDealCard } from '../../src/features/deals/card.ts';
import { readDealForm } from '../../src/features/deals/form-reading.ts';
import { findDealsToPick } from '../../src/features/deals/picking.ts';
import {
  changeDeal,
  changeSeenDeal,
  createDeal,
  getDeal,
  searchDeals,
} from '../../src/features/deals/service.ts';
import { weighStages } from '../../src/features/deals/stage-service.ts';
import { FieldErrors } from '../../src/lib/errors.ts';
import type { LocalDateTime, PlainDate } from '../../src/lib/time.ts';
import { formValues } from '../../src/slack/forms.ts';
import { world } from '../support/context.ts';

const deadline = (local: string) => ({ local: local as LocalDateTime, zone: 'Europe/Prague' });

describe('the fields of a deal', () => {
  it('are kept, each of them', async () => {
    const { as, person } = await world();
    const eva = await as('Eva');
    const petr = await createContact(eva, { name: 'Petr Říha' });
    const fields = {
      name: 'Lávka přes Svratku',
      value: { amount: 48_200_50, currency: 'EUR' },
      stage: 'rfp',
      people: [(await person('Oliver')).id],
      contacts: [{ contactId: petr.id, role: 'decides' }],
      source: 'veletrh',
      bidDeadline: deadline('2027-03-15T12:00'),
      dates: {
        rfi: '2027-03-09',
        preparation: '2027-03-12',
        siteVisit: '2027-03-10T09:30',
        opening: '2027-03-15T13:00',
      },
      offerNumber: 'N-17/2027',
      customerReference: 'VZ-4',
      portalUrl: 'https://nen.nipez.cz/zakazka/4',
      nextStep: { text: 'doplnit rozpočet mostovky', on: '2027-03-09', ownerId: (await person('Eva')).id },
    } as Parameters<typeof createDeal>[1];
    const { id } = await createDeal(eva, fields);
    expect(await getDeal(eva, id)).toMatchObject({
      ...fields,
      bidDeadline: { ...fields.bidDeadline, at: '2027-03-15T11:00:00.000Z' },
    });
  });

  it('of a new company and a new contact come with the deal, or not at all', async () => {
    const { as } = await world();
    const eva = await as('Eva');
    const company = { name: 'Mostní stavby Brno, a.s.', ico: '00000019', register: 'ares' };
    const newContacts = [{ name: 'Petr Říha', role: 'decides' as const }];
    const refused = createDeal(eva, {
      name: 'Lávka',
      newCompany: company,
      newContacts,
      bidDeadline: deadline('2027-03-28T02:30'),
    });
    await expect(refused).rejects.toMatchObject({ errors: [{ field: 'bidTime' }] });
    expect(await findCompanyByIco(eva, '00000019')).toBeNull();

    const first = await createDeal(eva, { name: 'Lávka', newCompany: company, newContacts });
    const second = await createDeal(eva, { name: 'Most', newCompany: company });
    expect(second.companyId).toBe(first.companyId);
    const [petr] = await searchContacts(eva, 'riha', 5);
    expect(petr).toMatchObject({ name: 'Petr Říha', companyId: first.companyId });
    expect(first.contacts).toEqual([{ contactId: petr!.id, role: 'decides' }]);
  });

  it.each([
    ['an empty name', { name: ' \u202e ' }, 'name'],
    ['a name of 3,000 characters', { name: 'm'.repeat(3000) }, 'name'],
    ['a deadline that has passed', { bidDeadline: deadline('2027-03-08T08:59') }, 'bidDate'],
    [
      'documents ready after the deadline',
      { bidDeadline: deadline('2027-03-15T12:00'), dates: { preparation: '2027-03-16' as PlainDate } },
      'preparation',
    ],
    ['a link that opens nothing', { portalUrl: 'javascript:alert(1)' }, 'portalUrl'],
    [
      'a next step for yesterday',
      { nextStep: { text: 'zavolat', on: '2027-03-07' as PlainDate, ownerId: 1 as never } },
      'nextStepOn',
    ],
    ['a channel for a restricted deal', { restricted: true, channel: 'C0OBCHOD01' }, 'channel'],
  ])('refuse %s', async (_, fields, field) => {
    const { as } = await world();
    const creating = createDeal(await as('Eva'), { name: 'Lávka', ...fields });
    await expect(creating).rejects.toMatchObject({ errors: [{ field }] });
  });

  it('can be corrected after the deadline has passed: what stays is not refused', async () => {
    const { as, time } = await world();
    const eva = await as('Eva');
    const { id } = await createDeal(eva, { name: 'Lávka', bidDeadline: deadline('2027-03-08T12:00') });
    time.advance(24 * 3_600_000);
    const corrected = await changeDeal(eva, id, {
      name: 'Lávka přes Svratku',
      bidDeadline: deadline('2027-03-08T12:00'),
    });
    expect(corrected.name).toBe('Lávka přes Svratku');
    const moved = changeDeal(eva, id, { bidDeadline: deadline('2027-03-08T13:00') });
    await expect(moved).rejects.toMatchObject({ errors: [{ field: 'bidDate' }] });
  });

  it('that change are one event with from and to; nothing different is no event', async () => {
    const { as } = await world();
    const eva = await as('Eva');
    const { id } = await createDeal(eva, { name: 'Lávka', dates: { rfi: '2027-03-10' as PlainDate } });
    await changeDeal(eva, id, { name: 'Lávka', dates: { rfi: '2027-03-10' as PlainDate } });
    await changeDeal(eva, id, {
      source: 'veletrh',
      dates: { rfi: null, opening: '2027-03-20' as PlainDate },
    });
    const events = await listEvents(eva, { kind: 'deal', id }, 10);
    expect(events.map((event) => event.kind)).toEqual(['deal.changed', 'deal.created']);
    expect(events[0]!.details).toEqual({
      source: { from: null, to: 'veletrh' },
      'dates.rfi': { from: '2027-03-10', to: null },
      'dates.opening': { from: null, to: '2027-03-20' },
      version: { from: 1, to: 2 },
    });
  });

  it('changed by two people at once: the second learns all that happened since, each field once', async () => {
    const { as, person } = await world();
    const [eva, oliver] = [await as('Eva'), await as('Oliver', { isAdmin: true })];
    const { id, version } = await createDeal(eva, { name: 'Lávka' });
    await changeDeal(oliver, id, { source: 'web' });
    await changeDeal(oliver, id, { source: 'veletrh', name: 'Most' });
    await changeDeal(oliver, id, { name: 'Lávka' });
    const seen = await changeSeenDeal(eva, id, version, { offerNumber: '17' });
    const by = (await person('Oliver')).id;
    expect(seen).toMatchObject({
      kind: 'changedMeanwhile',
      changes: [{ field: 'source', from: null, to: 'veletrh', by }],
    });
    expect((await getDeal(eva, id)).offerNumber).toBeNull();
  });
});

describe('what was typed into the form', () => {
  const typed = (values: Record<string, object>) =>
    formValues({
      state: {
        values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { [name]: value }])),
      },
    });

  it.each([
    ['29 February of a year that has none', 'bidDate', { selected_date: '2027-02-29' }, 'date.invalid'],
    ['a negative amount', 'value', { value: '-5' }, 'amount.negative'],
    ['an amount that is none', 'value', { value: 'asi milion' }, 'amount.notANumber'],
    ['a colleague who is not a member', 'people', { selected_users: ['URADIM'] }, 'person.notMember'],
  ])('is refused at its field: %s', async (_, field, value, code) => {
    const { as } = await world();
    const reading = readDealForm(await as('Eva'), typed({ [field]: { type: 'x', ...value } }), null);
    await expect(reading).rejects.toMatchObject({ errors: [{ field, code }] });
  });

  it.each([
    ['1 250 000,50 Kč', { amount: 1_250_000_50, currency: 'CZK' }],
    ['1.2M', { amount: 1_200_000_00, currency: 'EUR' }],
    ['48 200 €', { amount: 48_200_00, currency: 'EUR' }],
  ])('is an amount in the chosen currency unless it names one: %s', async (value, money) => {
    const { as } = await world();
    const form = typed({
      value: { type: 'plain_text_input', value },
      currency: { type: 'static_select', selected_option: { value: 'EUR' } },
    });
    expect((await readDealForm(await as('Eva'), form, null)).value).toEqual(money);
  });

  it('leaves what is folded away as it is', async () => {
    const { as } = await world();
    const form = typed({ name: { type: 'plain_text_input', value: 'Lávka' } });
    expect(await readDealForm(await as('Eva'), form, null)).toEqual({ name: 'Lávka' });
  });
});

describe('stages', () => {
  it('weigh what admins say, in whole percents', async () => {
    const { as } = await world();
    const eva = await as('Eva', { isAdmin: true });
    const { id } = await createDeal(eva, { name: 'Lávka', stage: 'rfp' });
    expect(() => weighStages(eva, { rfp: 140 })).toThrow(FieldErrors);
    await weighStages(eva, { rfp: 55 });
    expect((await getDeal(eva, id)).probability).toBe(55);
    const zuzana = await as('Zuzana');
    expect(() => weighStages(zuzana, { rfp: 1 })).toThrow(expect.objectContaining({ code: 'admin.only' }));
  });
});

describe('finding deals', () => {
  it('goes by the start of any word without diacritics, and a percent sign is a percent sign', async () => {
    const { as } = await world();
    const eva = await as('Eva');
    await createDeal(eva, { name: 'Lávka přes Svratku' });
    await createDeal(eva, { name: 'Sleva 100 % na údržbu' });
    expect((await searchDeals(eva, 'SVRAT', 10)).map((deal) => deal.name)).toEqual(['Lávka přes Svratku']);
    expect((await searchDeals(eva, '%', 10)).map((deal) => deal.name)).toEqual(['Sleva 100 % na údržbu']);
    expect((await searchDeals(eva, 'D-1', 10)).map((deal) => deal.name)).toEqual(['Lávka přes Svratku']);
  });
});

describe('reading a card', () => {
  it('takes as many queries for a deal with everything as for a bare one', async () => {
    const { as, database, person } = await world();
    const eva = await as('Eva');
    const bare = await createDeal(eva, { name: 'Lávka' });
    const full = await createDeal(eva, {
      name: 'Most',
      newCompany: { name: 'Mostní stavby Brno, a.s.' },
      newContacts: ['Petr Říha', 'Jana Malá', 'Ivo Dub'].map((name) => ({ name, role: null })),
      people: [(await person('Oliver')).id, (await person('Zuzana')).id],
      dates: { rfi: '2027-03-09' as PlainDate, opening: '2027-03-15' as PlainDate },
      bidDeadline: deadline('2027-03-15T12:00'),
    });
    let queries = 0;
    database.reader.on('query', () => {
      queries += 1;
    });
    const counted = async (id: typeof bare.id) => {
      queries = 0;
      await readDealCard(eva, id);
      return queries;
    };
    const forFull = await counted(full.id);
    expect(forFull).toBeLessThanOrEqual(9);
    expect(await counted(bare.id)).toBeLessThanOrEqual(forFull);
  });

  it('finds what a customer has open by their name, after what is called so itself', async () => {
    const { as } = await world();
    const eva = await as('Eva');
    const lhota = await keepCompany(eva, { name: 'Obec Lhota pod Kopcem', ico: null });
    await createDeal(eva, { name: 'Zábradlí u školy', companyId: lhota.id });
    await createDeal(eva, { name: 'Lhotecká lávka' });
    const found = async (query: string) => (await findDealsToPick(eva, query, 10)).map(({ name }) => name);
    expect(await found('lhot')).toEqual(['Lhotecká lávka', 'Zábradlí u školy']);
    expect(await found('KOPCE')).toEqual(['Zábradlí u školy']);
  });
});
