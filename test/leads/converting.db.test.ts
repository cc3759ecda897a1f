import { beforeEach, describe, expect, it } from 'vitest';
import { activitiesFollowLead, activitiesReturnToLead } from '../../src/features/activities/listeners.ts';
import { listTimeline, logActivity } from '../../src/features/activities/service.ts';
import { companyFields } from '../../src/features/companies/field-kind.ts';
import { changeCompany, createTypedCompany, keepCompany } from '../../src/features/companies/service.ts';
import { createContact, getContact } from '../../src/features/contacts/service.ts';
import { dealFields } from '../../src/features/deals/field-kind.ts';
import { createDeal, findDeal, getDeal } from '../../src/features/deals/service.ts';
import { restrictDeal } from '../../src/features/deals/sharing-service.ts';
import { defineField } from '../../src/features/fields/define-service.ts';
import { inputName } from '../../src/features/fields/model.ts';
import { readRecordFields, setFieldValues } from '../../src/features/fields/service.ts';
import { disqualifyLead, reopenLead, withdrawLead } from '../../src/features/leads/closing.ts';
import { type Conversion, convertLead, undoConversion } from '../../src/features/leads/converting.ts';
import { findCustomer } from '../../src/features/leads/customer.ts';
import { leadFields } from '../../src/features/leads/field-kind.ts';
import { createLead, findLead, getLead } from '../../src/features/leads/service.ts';
import type { Ctx } from '../../src/lib/context.ts';
import type { DealId } from '../../src/lib/ids.ts';
import { dateIn, type PlainDate } from '../../src/lib/time.ts';
import { type World, world } from '../support/context.ts';

let office: World;
let eva: Ctx;

beforeEach(async () => {
  office = await world();
  const listeners = [activitiesFollowLead, activitiesReturnToLead];
  eva = { ...(await office.as('Eva')), listeners };
});

const jana = {
  name: 'Jana Malá',
  email: 'jana@kovo.example',
  phone: '+420 601 000 456',
  position: 'jednatelka',
  companyName: 'Kovovýroba H, s.r.o.',
  ico: '00000027',
  country: 'CZ' as const,
  nextStep: { text: 'poslat nabídku', on: '2099-03-15' as PlainDate },
  source: 'fair',
  campaign: 'MSV Brno 2026',
};
const fresh: Conversion = {
  company: { companyId: null, newCompany: { name: 'Kovovýroba H, s.r.o.' } },
  contact: {
    name: 'Jana Malá',
    email: 'jana@kovo.example',
    phone: '+420 601 000 456',
    position: 'jednatelka',
  },
  deal: { kind: 'new', name: 'Zábradlí na halu', value: { amount: 12_000_000, currency: 'CZK' } },
};
const all = { limit: 10, offset: 0 };

describe('a lead that becomes a customer', () => {
  it('becomes a company, a contact and a deal, with every field', async () => {
    const lead = await createLead(eva, jana);
    const { became, state, campaign } = await convertLead(eva, lead.id, fresh);
    expect([state, campaign, became.madeDeal]).toEqual(['converted', 'MSV Brno 2026', true]);
    const deal = await getDeal(eva, became.dealId as DealId);
    expect(deal).toMatchObject({
      name: 'Zábradlí na halu',
      companyId: became.companyId,
      ownerId: lead.ownerId,
      value: { amount: 12_000_000, currency: 'CZK' },
      contacts: [{ contactId: became.contactId, role: null }],
      nextStep: { text: 'poslat nabídku', on: '2099-03-15' },
      source: 'veletrh',
    });
    expect(await eva.db('companies').first()).toMatchObject({
      ico: '00000027',
      acquired_source: 'veletrh',
      acquired_campaign: 'MSV Brno 2026',
    });
    const sources = await eva.db('company_field_sources').where('field', 'like', 'acquired%');
    expect(new Set(sources.map(({ source }) => source))).toEqual(new Set(['lead']));
    expect(await eva.db('company_domains').pluck('domain')).toEqual(['kovo.example']);
    expect(await eva.db('contacts').first()).toMatchObject({ position: 'jednatelka' });
  });

  it('takes an overdue next step along as one that is due today', async () => {
    const lead = await createLead(eva, {
      ...jana,
      nextStep: { text: 'zavolat', on: '2020-01-15' as PlainDate },
    });
    const { became } = await convertLead(eva, lead.id, fresh);
    const today = dateIn(eva.time.now(), 'Europe/Prague');
    expect((await getDeal(eva, became.dealId as DealId)).nextStep).toMatchObject({
      text: 'zavolat',
      on: today,
    });
  });

  it('takes what was logged to it along, and keeps it in its own history', async () => {
    const lead = await createLead(eva, jana);
    await logActivity(eva, { kind: 'call', leadId: lead.id, text: 'chtějí pozinkované' });
    const { became } = await convertLead(eva, lead.id, fresh);
    for (const of of [
      { of: 'deal', id: became.dealId },
      { of: 'company', id: became.companyId },
      { of: 'contact', id: became.contactId },
      { of: 'lead', id: lead.id },
    ] as const)
      expect((await listTimeline(eva, of as never, {}, all)).activities[0]?.text).toBe('chtějí pozinkované');
  });

  it('clicked twice is converted once', async () => {
    const lead = await createLead(eva, jana);
    const first = await convertLead(eva, lead.id, fresh);
    const second = await convertLead(eva, lead.id, fresh);
    expect(second.became).toEqual(first.became);
    expect(await eva.db('deals')).toHaveLength(1);
  });

  it('is not converted at all when a part of it is refused', async () => {
    const lead = await createLead(eva, jana);
    const nameless = { ...fresh, deal: { kind: 'new', name: ' ', value: null } } as const;
    await expect(convertLead(eva, lead.id, nameless)).rejects.toMatchObject({
      errors: [{ code: 'required', field: 'dealName' }],
    });
    expect(await eva.db('companies')).toEqual([]);
    expect((await getLead(eva, lead.id)).state).toBe('new');
  });

  it('joins the customer whom we have, and an open deal of theirs', async () => {
    const company = await keepCompany(eva, { name: 'Kovovýroba H', ico: '00000027' });
    const deal = await createDeal(eva, { name: 'Vrata', companyId: company.id });
    const lead = await createLead(eva, jana);
    expect(await findCustomer(eva, lead)).toMatchObject({ by: 'ico', company: { id: company.id } });
    const conversion: Conversion = {
      ...fresh,
      company: { companyId: company.id, newCompany: null },
      deal: { kind: 'existing', id: deal.id },
    };
    const { became } = await convertLead(eva, lead.id, conversion);
    expect(became).toMatchObject({ companyId: company.id, dealId: deal.id, madeDeal: false });
    expect(await eva.db('companies')).toHaveLength(1);
  });

  it('tells a company and a contact that we have what only the lead knew, and changes nothing else of them', async () => {
    const company = await keepCompany(eva, { name: 'Kovovýroba H' });
    const known = { name: 'Jana Malá', email: 'mala@kovo.example', phone: '601 000 111' };
    const contact = await createContact(eva, { ...known, companyId: company.id });
    const lead = await createLead(eva, { ...jana, source: 'mail', companyId: company.id });
    await convertLead(eva, lead.id, {
      ...fresh,
      company: { companyId: company.id, newCompany: null },
      contact: { ...known, phone: '+420 601 000 456', position: null },
    });
    expect(await eva.db('companies').first()).toMatchObject({
      name: 'Kovovýroba H',
      ico: '00000027',
      acquired_source: 'e-mail',
    });
    expect(await eva.db('company_domains').pluck('domain')).toEqual(['kovo.example']);
    const after = await getContact(eva, contact.id);
    expect(after.phones.map(({ number }) => number)).toEqual(['+420601000111', '+420601000456']);
    expect(after.emails.map(({ address }) => address)).toEqual(['mala@kovo.example', 'jana@kovo.example']);
  });

  it('leaves how a customer was won, their number and their domain as they are', async () => {
    const company = await keepCompany(eva, {
      name: 'Kovovýroba H',
      ico: '00000019',
      domains: ['kovoh.example'],
    });
    await changeCompany(eva, company.id, {
      name: company.name,
      lifeCycle: 'customer',
      acquiredSource: 'doporučení',
    });
    const lead = await createLead(eva, jana);
    await convertLead(eva, lead.id, { ...fresh, company: { companyId: company.id, newCompany: null } });
    expect(await eva.db('companies').first()).toMatchObject({
      ico: '00000019',
      acquired_source: 'doporučení',
      acquired_campaign: null,
    });
    expect(await eva.db('company_domains').pluck('domain')).toEqual(['kovoh.example']);
  });

  it('never joins a deal that the one who converts may not see', async () => {
    const zuzana = await office.as('Zuzana');
    const secret = await createDeal(zuzana, { name: 'Tajná hala' });
    await restrictDeal(zuzana, secret.id, []);
    const lead = await createLead(eva, jana);
    const conversion: Conversion = { ...fresh, deal: { kind: 'existing', id: secret.id } };
    await expect(convertLead(eva, lead.id, conversion)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('is one again when nobody touched the deal, and what was logged is its own again', async () => {
    const lead = await createLead(eva, jana);
    await logActivity(eva, { kind: 'call', leadId: lead.id, text: 'chtějí pozinkované' });
    const { became } = await convertLead(eva, lead.id, fresh);
    const again = await undoConversion(eva, lead.id);
    expect(again).toMatchObject({ state: 'working', became: { dealId: null } });
    expect(await findDeal(eva, became.dealId as DealId)).toBeNull();
    expect(await eva.db('activities').first()).toMatchObject({ lead_id: lead.id, deal_id: null });
  });

  it('stays in a restricted deal for those who may not see that', async () => {
    const deal = await createDeal(eva, { name: 'Vrata' });
    const lead = await createLead(eva, jana);
    await convertLead(eva, lead.id, { ...fresh, deal: { kind: 'existing', id: deal.id } });
    await restrictDeal(eva, deal.id, []);
    const zuzana = await office.as('Zuzana');
    await expect(undoConversion(zuzana, lead.id)).rejects.toMatchObject({ code: 'lead.notUndone' });
    expect(await undoConversion(eva, lead.id)).toMatchObject({ state: 'working' });
  });

  it('stays a customer once somebody worked on the deal', async () => {
    const lead = await createLead(eva, jana);
    const { became } = await convertLead(eva, lead.id, fresh);
    await logActivity(eva, { kind: 'call', dealId: became.dealId, text: 'objednávka' });
    await expect(undoConversion(eva, lead.id)).rejects.toMatchObject({ code: 'lead.notUndone' });
  });
});

it('has restricted fields: only who sees them converts it, to wherever', async () => {
  const ports = { fieldKinds: [leadFields, companyFields, dealFields] };
  const it = await world({ ports });
  const [owner, zuzana] = [await it.as('Eva'), await it.as('Zuzana')];
  const none = { en: null, cs: null, sk: null };
  const margin = { labels: { ...none, cs: 'Marže' }, help: none, restricted: true, requiredFrom: null };
  const adam = await it.as('Adam', { isAdmin: true });
  const field = inputName(await defineField(adam, 'lead', 'text', margin, []));
  const lead = await createLead(owner, jana);
  await setFieldValues(owner, 'lead', lead.id, { [field]: '42 %' }, { by: 'form' });
  const { company } = await createTypedCompany(zuzana, { name: 'Kovovýroba' });
  const deal = await createDeal(zuzana, { name: 'Vrata' });
  const mine: Conversion = {
    company: { companyId: company.id, newCompany: null },
    contact: null,
    deal: { kind: 'existing', id: deal.id },
  };
  await expect(convertLead(zuzana, lead.id, mine)).rejects.toMatchObject({ code: 'fields.ownerOnly' });
  expect((await readRecordFields(zuzana, 'company', company.id)).kept).toEqual([]);
  expect(await convertLead(owner, lead.id, mine)).toMatchObject({ state: 'converted' });
});

describe('whether somebody is a customer already', () => {
  it('is known by the e-mail address of a contact, else by a domain that one company has', async () => {
    const { company } = await createTypedCompany(eva, {
      name: 'Kovo, a.s.',
      ico: null,
      dic: null,
      street: null,
      city: null,
      postalCode: null,
      website: null,
    } as never);
    await eva.database.writer('company_domains').insert({ company_id: company.id, domain: 'kovo.example' });
    const lead = await createLead(eva, { name: 'Jana Malá', email: 'jana@kovo.example' });
    expect(await findCustomer(eva, lead)).toMatchObject({ by: 'domain', company: { id: company.id } });
    await createContact(eva, { name: 'Jana Malá', email: 'jana@kovo.example', companyId: company.id });
    expect(await findCustomer(eva, lead)).toMatchObject({ by: 'email', contact: { name: 'Jana Malá' } });
  });

  it('is not, where the IČO is another one', async () => {
    const company = await keepCompany(eva, { name: 'Kovo, a.s.', ico: '00000019' });
    await eva.database.writer('company_domains').insert({ company_id: company.id, domain: 'kovo.example' });
    expect(await findCustomer(eva, await createLead(eva, jana))).toBeNull();
  });
});

describe('a lead that becomes nothing', () => {
  it('says why, and can be opened again', async () => {
    const lead = await createLead(eva, jana);
    await expect(disqualifyLead(eva, lead.id, { reason: 'other', note: ' ' })).rejects.toMatchObject({
      errors: [{ code: 'required', field: 'note' }],
    });
    const out = await disqualifyLead(eva, lead.id, { reason: 'noBudget', note: 'až napřesrok' });
    expect(out).toMatchObject({
      state: 'disqualified',
      closed: { reason: 'noBudget', note: 'až napřesrok' },
      nudgeAt: null,
    });
    await expect(convertLead(eva, lead.id, fresh)).rejects.toMatchObject({ code: 'lead.closed' });
    expect(await reopenLead(eva, lead.id)).toMatchObject({ state: 'working', closed: null });
  });

  it('made by mistake goes, unless somebody has done something with it', async () => {
    const [mistake, worked] = [await createLead(eva, { name: 'Omyl' }), await createLead(eva, jana)];
    await logActivity(eva, { kind: 'call', leadId: worked.id, text: 'volali' });
    expect(await withdrawLead(eva, mistake.id)).toBe(true);
    expect(await withdrawLead(eva, worked.id)).toBe(false);
    expect(await findLead(eva, mistake.id)).toBeNull();
  });
});
