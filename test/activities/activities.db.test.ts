import { describe, expect, it } from 'vitest';
import { listEvents } from '../../src/events/record.ts';
import {
  deleteActivity,
  editActivity,
  getActivity,
  listTimeline,
  logActivity,
  restoreActivity,
} from '../../src/features/activities/service.ts';
import { keepCompany } from '../../src/features/companies/service.ts';
import { createContact } from '../../src/features/contacts/service.ts';
import { createDeal } from '../../src/features/deals/service.ts';
import type { Ctx } from '../../src/lib/context.ts';
import { type CrmError, FieldErrors } from '../../src/lib/errors.ts';
import type { Instant } from '../../src/lib/time.ts';
import { world } from '../support/context.ts';

const firstPage = { limit: 10, offset: 0 };

async function bridge(ctx: Ctx, more: { restricted?: boolean } = {}) {
  const company = await keepCompany(ctx, { name: 'Mostní stavby Brno, a.s.', ico: '00000019' });
  const deal = await createDeal(ctx, { name: 'Lávka přes Svratku', companyId: company.id, ...more });
  return { company, deal };
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof FieldErrors ? error.errors[0]?.code : (error as CrmError).code;

describe('logging an activity', () => {
  it('needs only a kind and a deal: it happened now, to the deal’s company, and the one who logs is its author', async () => {
    const { as, person } = await world();
    const eva = await as('Eva');
    const { deal, company } = await bridge(eva);
    const call = await logActivity(eva, { kind: 'call', dealId: deal.id });
    expect(call).toMatchObject({
      kind: 'call',
      at: '2027-03-08T08:00:00.000Z',
      dealId: deal.id,
      companyId: company.id,
      authorId: (await person('Eva')).id,
      source: { by: 'person' },
    });
  });

  it('keeps who was there, for how long, what was said and what must not be overlooked', async () => {
    const { as, person } = await world();
    const eva = await as('Eva');
    const { deal, company } = await bridge(eva);
    const petr = await createContact(eva, { name: 'Petr Říha', companyId: company.id });
    const meeting = await logActivity(eva, {
      kind: 'meeting',
      dealId: deal.id,
      at: '2027-03-05T09:30:00.000Z' as Instant,
      minutesLong: 45,
      contactIds: [petr.id, petr.id],
      peopleIds: [(await person('Eva')).id, (await person('Tomáš')).id],
      text: 'Chtějí variantu s ocelovou mostovkou.\r\nRozhodnou do pátku.',
      flags: ['decision', 'change'],
    });
    expect(await getActivity(eva, meeting.id)).toMatchObject({
      minutesLong: 45,
      contactIds: [petr.id],
      peopleIds: [(await person('Eva')).id, (await person('Tomáš')).id],
      text: 'Chtějí variantu s ocelovou mostovkou.\nRozhodnou do pátku.',
      flags: ['decision', 'change'],
    });
  });

  it.each([
    ['about nothing at all', {}, 'activity.aboutNothing'],
    ['that has not happened yet', { at: '2027-03-09T08:00:00.000Z' as Instant }, 'activity.future'],
    ['of minus five minutes', { minutesLong: -5 }, 'activity.minutesLong'],
    ['with minutes longer than a book', { text: 'a'.repeat(20_001) }, 'tooLong'],
  ])('refuses one %s', async (_, fields, code) => {
    const { as } = await world();
    const eva = await as('Eva');
    const { deal } = await bridge(eva);
    const about = code === 'activity.aboutNothing' ? {} : { dealId: deal.id };
    const error = await logActivity(eva, { kind: 'call', ...about, ...fields }).catch((caught) => caught);
    expect(codeOf(error)).toBe(code);
  });

  it('takes the company from the contacts when nothing else says it', async () => {
    const { as } = await world();
    const eva = await as('Eva');
    const { company } = await bridge(eva);
    const petr = await createContact(eva, { name: 'Petr Říha', companyId: company.id });
    const call = await logActivity(eva, { kind: 'call', contactIds: [petr.id] });
    expect(call.companyId).toBe(company.id);
  });
});

describe('a timeline', () => {
  it('is one for the deal, its company and the contact, newest first, ten to a page', async () => {
    const { as } = await world();
    const eva = await as('Eva');
    const { deal, company } = await bridge(eva);
    const petr = await createContact(eva, { name: 'Petr Říha', companyId: company.id });
    for (let day = 1; day <= 7; day += 1)
      for (const hour of ['09', '14'])
        await logActivity(eva, {
          kind: 'call',
          dealId: deal.id,
          contactIds: [petr.id],
          at: `2027-03-0${day}T${hour}:00:00.000Z` as Instant,
        });
    const ofDeal = await listTimeline(eva, { of: 'deal', id: deal.id }, {}, firstPage);
    const next = await listTimeline(eva, { of: 'deal', id: deal.id }, {}, { limit: 10, offset: 10 });
    expect([ofDeal.total, ofDeal.activities.length, next.activities.length]).toEqual([14, 10, 4]);
    expect(ofDeal.activities[0]?.at).toBe('2027-03-07T14:00:00.000Z');
    const ofContact = await listTimeline(eva, { of: 'contact', id: petr.id }, {}, firstPage);
    const ofCompany = await listTimeline(eva, { of: 'company', id: company.id }, {}, firstPage);
    expect(ofContact).toEqual(ofDeal);
    expect(ofCompany).toEqual(ofDeal);
  });

  it('hides what was logged to a restricted deal from those who do not see the deal', async () => {
    const { as } = await world();
    const eva = await as('Eva');
    const { deal, company } = await bridge(eva, { restricted: true });
    const secret = await logActivity(eva, { kind: 'call', dealId: deal.id, text: 'cena je 40 milionů' });
    await logActivity(eva, { kind: 'letter', companyId: company.id });
    const tomas = await as('Tomáš');
    const seen = await listTimeline(tomas, { of: 'company', id: company.id }, {}, firstPage);
    expect(seen.activities.map((one) => one.kind)).toEqual(['letter']);
    expect(seen.total).toBe(1);
    await expect(getActivity(tomas, secret.id)).rejects.toMatchObject({ code: 'notFound' });
    await expect(editActivity(tomas, secret.id, { text: '' })).rejects.toMatchObject({ code: 'notFound' });
  });

  it('can be narrowed to a kind, a colleague, or decisions, orders and changes', async () => {
    const { as, person } = await world();
    const eva = await as('Eva');
    const { deal } = await bridge(eva);
    await logActivity(eva, { kind: 'call', dealId: deal.id });
    await logActivity(eva, { kind: 'letter', dealId: deal.id, flags: ['order'] });
    const tomas = (await person('Tomáš')).id;
    await logActivity(eva, { kind: 'meeting', dealId: deal.id, peopleIds: [tomas] });
    const kinds = async (filter: Parameters<typeof listTimeline>[2]) =>
      (await listTimeline(eva, { of: 'deal', id: deal.id }, filter, firstPage)).activities.map(
        (one) => one.kind,
      );
    expect(await kinds({ kind: 'call' })).toEqual(['call']);
    expect(await kinds({ pinned: true })).toEqual(['letter']);
    expect(await kinds({ personId: tomas })).toEqual(['meeting']);
  });
});

describe('changing what was logged', () => {
  it('leaves the old text in the events', async () => {
    const { as } = await world();
    const eva = await as('Eva');
    const { deal } = await bridge(eva);
    const call = await logActivity(eva, { kind: 'call', dealId: deal.id, text: 'chtějí slevu 3 %' });
    await editActivity(eva, call.id, { text: 'chtějí slevu 13 %' });
    const [change] = await listEvents(eva, { kind: 'activity', id: call.id }, 10);
    expect(change).toMatchObject({
      kind: 'activity.changed',
      details: { text: { from: 'chtějí slevu 3 %', to: 'chtějí slevu 13 %' } },
    });
  });

  it('is for its author and admins, who are named to the others', async () => {
    const { as } = await world();
    const eva = await as('Eva');
    const { deal } = await bridge(eva);
    const call = await logActivity(eva, { kind: 'call', dealId: deal.id });
    const refused = { code: 'entry.notYours', details: { author: 'Eva' } };
    await expect(editActivity(await as('Tomáš'), call.id, { text: 'ne' })).rejects.toMatchObject(refused);
    await expect(deleteActivity(await as('Tomáš'), call.id)).rejects.toMatchObject(refused);
    const admin = await as('Alena', { isAdmin: true });
    expect(await editActivity(admin, call.id, { text: 'opraveno' })).toMatchObject({ text: 'opraveno' });
  });

  it('can be undone after a delete, by those who could delete it', async () => {
    const { as } = await world();
    const eva = await as('Eva');
    const { deal } = await bridge(eva);
    const call = await logActivity(eva, { kind: 'call', dealId: deal.id, text: 'volal Říha' });
    await deleteActivity(eva, call.id);
    await expect(getActivity(eva, call.id)).rejects.toMatchObject({ code: 'notFound' });
    await expect(restoreActivity(await as('Tomáš'), call.id)).rejects.toMatchObject({
      code: 'entry.notYours',
    });
    await restoreActivity(eva, call.id);
    expect(await getActivity(eva, call.id)).toMatchObject({ text: 'volal Říha' });
  });

  it('takes it to the company of another deal', async () => {
    const { as } = await world();
    const eva = await as('Eva');
    const { deal } = await bridge(eva);
    const other = await keepCompany(eva, { name: 'Kovovýroba H, s.r.o.', ico: '00000027' });
    const stairs = await createDeal(eva, { name: 'Schodiště', companyId: other.id });
    const call = await logActivity(eva, { kind: 'call', dealId: deal.id });
    expect(await editActivity(eva, call.id, { dealId: stairs.id })).toMatchObject({
      dealId: stairs.id,
      companyId: other.id,
    });
  });
});
