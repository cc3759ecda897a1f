import { describe, expect, it } from 'vitest';
import { logActivity } from '../../src/features/activities/service.ts';
import { companyFields } from '../../src/features/companies/field-kind.ts';
import {
  changeCompany,
  createTypedCompany,
  findCompany,
  findCompanyByIco,
  listCompaniesByDomain,
  revealDic,
  searchCompanies,
} from '../../src/features/companies/service.ts';
import { contactFields } from '../../src/features/contacts/field-kind.ts';
import { keepAway } from '../../src/features/contacts/manners-service.ts';
import {
  createContact,
  findContact,
  findContactByEmail,
  getContact,
  listContactsOf,
} from '../../src/features/contacts/service.ts';
import { dealFields } from '../../src/features/deals/field-kind.ts';
import { createDeal, getDeal } from '../../src/features/deals/service.ts';
import { restrictDeal } from '../../src/features/deals/sharing-service.ts';
import { defineField } from '../../src/features/fields/define-service.ts';
import { inputName } from '../../src/features/fields/model.ts';
import { allFieldValues, readRecordFields, setFieldValues } from '../../src/features/fields/service.ts';
import { gatherStragglers } from '../../src/features/merging/jobs.ts';
import { readPreview } from '../../src/features/merging/preview.ts';
import { listUndoable, mergeRecords, undoMerge } from '../../src/features/merging/service.ts';
import { readerOf } from '../../src/i18n/reader.ts';
import { createSecrets } from '../../src/lib/secrets.ts';
import type { Instant, PlainDate } from '../../src/lib/time.ts';
import { world } from '../support/context.ts';

const ports = {
  fieldKinds: [companyFields, contactFields, dealFields],
  secrets: createSecrets('a sentence that the office keeps to itself'),
};
const none = { en: null, cs: null, sk: null };

/** The bridge builders are here twice: with their IČO, and as somebody typed them. */
async function twice() {
  const it = await world({ ports });
  const eva = await it.as('Eva', { isAdmin: true });
  const zuzana = await it.as('Zuzana');
  const field = await defineField(
    eva,
    'company',
    'text',
    { labels: { ...none, cs: 'Region' }, help: none, restricted: false, requiredFrom: null },
    [],
  );
  const { company: right } = await createTypedCompany(eva, {
    name: 'Mostní stavby Brno, a.s.',
    ico: '00000019',
    tags: ['mosty'],
  });
  const { company: typed } = await createTypedCompany(zuzana, {
    name: 'Mostní stavby',
    website: 'https://mostni-stavby.example',
    tags: ['lávky'],
    domains: ['mostni-stavby.example'],
  });
  await setFieldValues(zuzana, 'company', typed.id, { [inputName(field)]: 'Morava' }, { by: 'form' });
  const riha = await createContact(zuzana, {
    name: 'Petr Říha',
    email: 'riha@mostni-stavby.example',
    companyId: typed.id,
  });
  const bridge = await createDeal(zuzana, { name: 'Lávka přes Svratku', companyId: typed.id });
  const call = await logActivity(zuzana, { kind: 'call', text: 'Ptali se na cenu.', companyId: typed.id });
  const pair = { kind: 'company' as const, keptId: right.id, goneId: typed.id };
  return { ...it, eva, zuzana, right, typed, riha, bridge, call, pair };
}

type Twice = Awaited<ReturnType<typeof twice>>;

/** Everything but what happened when, which goes on. */
async function dump({ database }: Twice): Promise<string> {
  const tables = ['companies', 'company_domains', 'contacts', 'contact_emails', 'contact_phones', 'deals'];
  const more = ['contact_companies', 'activities', 'activity_contacts', 'deal_contacts', 'custom_values'];
  const rows: unknown[] = [];
  for (const table of [...tables, ...more, 'company_field_sources', 'search_terms', 'contact_familiar'])
    for (const row of await database.reader(table as 'companies').select('*')) {
      const { version, updated_at, ...rest } = row as object as Record<string, unknown>;
      rows.push([table, rest]);
    }
  return rows
    .map((row) => JSON.stringify(row))
    .sort()
    .join('\n');
}

describe('a company that is here twice', () => {
  it('becomes one with all of both, and whoever asks for the other finds it', async () => {
    const it = await twice();
    await mergeRecords(it.zuzana, it.pair);
    const one = await findCompany(it.eva, it.typed.id);
    expect(one).toMatchObject({
      id: it.right.id,
      website: 'https://mostni-stavby.example',
      tags: ['mosty', 'lávky'],
    });
    expect((await getDeal(it.eva, it.bridge.id)).companyId).toBe(it.right.id);
    expect((await listContactsOf(it.eva, it.right.id)).map(({ name }) => name)).toEqual(['Petr Říha']);
    expect((await listCompaniesByDomain(it.eva, 'mostni-stavby.example')).map(({ id }) => id)).toEqual([
      it.right.id,
    ]);
    expect((await searchCompanies(it.eva, 'mostni-stavby.example', 5)).map(({ id }) => id)).toEqual([
      it.right.id,
    ]);
    expect((await allFieldValues(it.eva, 'company', it.right.id)).map(({ value }) => value)).toEqual([
      'Morava',
    ]);
    expect(await it.database.reader('activities').pluck('company_id')).toEqual([it.right.id]);
  });

  it('is told of beforehand: what moves, what is filled in, what differs; not what the reader may not see', async () => {
    const it = await twice();
    await restrictDeal(it.zuzana, it.bridge.id, []);
    const oliver = await it.as('Oliver');
    const preview = await readPreview(oliver, it.pair, readerOf(oliver));
    expect(preview).toMatchObject({ deals: 0, contacts: 1, twoIcos: false });
    expect(preview.filled).toContain('Web');
    expect(preview.differing).toContainEqual({
      label: 'Název',
      kept: 'Mostní stavby Brno, a.s.',
      gone: 'Mostní stavby',
    });
    expect((await readPreview(it.zuzana, it.pair, readerOf(it.zuzana))).deals).toBe(1);
  });

  it('is as it was once that is taken back, to the letter', async () => {
    const it = await twice();
    const before = await dump(it);
    const { id } = await mergeRecords(it.zuzana, it.pair);
    expect(await dump(it)).not.toEqual(before);
    await undoMerge(it.eva, id);
    await undoMerge(it.eva, id);
    expect(await dump(it)).toEqual(before);
  });

  it('keeps what was changed and what came since, also when it is taken back', async () => {
    const it = await twice();
    const { id } = await mergeRecords(it.zuzana, it.pair);
    await changeCompany(it.eva, it.right.id, {
      name: 'Mostní stavby Brno, a.s.',
      website: 'https://mosty.example',
    });
    const fresh = await createDeal(it.eva, { name: 'Most Lanžhot', companyId: it.right.id });
    await undoMerge(it.zuzana, id);
    expect(await findCompany(it.eva, it.right.id)).toMatchObject({ website: 'https://mosty.example' });
    expect((await getDeal(it.eva, fresh.id)).companyId).toBe(it.right.id);
    expect((await getDeal(it.eva, it.bridge.id)).companyId).toBe(it.typed.id);
  });

  it('can be taken back for thirty days, and not any more once it became part of a third one', async () => {
    const it = await twice();
    const { id } = await mergeRecords(it.zuzana, it.pair);
    const { company: third } = await createTypedCompany(it.eva, { name: 'Mosty Brno' });
    const further = await mergeRecords(it.eva, { kind: 'company', keptId: third.id, goneId: it.right.id });
    expect(await findCompany(it.eva, it.typed.id)).toMatchObject({ id: third.id });
    await expect(undoMerge(it.eva, id)).rejects.toMatchObject({ code: 'merge.mergedOn' });
    await undoMerge(it.eva, further.id);
    expect((await listUndoable(it.eva, 'company', it.right.id)).map((merge) => merge.id)).toEqual([id]);
    it.time.set('2027-04-08T08:00:00.000Z' as Instant);
    await expect(undoMerge(it.eva, id)).rejects.toMatchObject({ code: 'merge.tooLate' });
  });

  it('is one of two whatever two people do at once', async () => {
    const it = await twice();
    const other = { kind: 'company' as const, keptId: it.typed.id, goneId: it.right.id };
    const done = await Promise.allSettled([mergeRecords(it.eva, it.pair), mergeRecords(it.zuzana, other)]);
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(mergeRecords(it.eva, { ...it.pair, goneId: it.right.id })).rejects.toMatchObject({
      code: 'merge.same',
    });
    expect(await it.database.reader('companies').whereNull('deleted_at').pluck('id')).toHaveLength(1);
  });

  it('takes over the liquidation with the register, and gives it back', async () => {
    const it = await twice();
    await it.database.writer('companies').where({ id: it.right.id }).update({ in_liquidation: true });
    const pair = { kind: 'company' as const, keptId: it.typed.id, goneId: it.right.id };
    const { id } = await mergeRecords(it.eva, pair);
    expect(await findCompany(it.eva, it.typed.id)).toMatchObject({ ico: '00000019', inLiquidation: true });
    await undoMerge(it.eva, id);
    expect(await findCompany(it.eva, it.typed.id)).toMatchObject({ ico: null, inLiquidation: false });
  });

  it('takes over a birth number as its DIČ without writing it anywhere else, and gives it back', async () => {
    const it = await twice();
    const dic = 'CZ7801010004';
    await it.database.writer('companies').where({ id: it.typed.id }).update({ dic, vat_number: dic });
    const { id } = await mergeRecords(it.eva, it.pair);
    const numbers = () => it.database.reader('companies').orderBy('id').select('dic', 'vat_number');
    expect(await numbers()).toEqual([
      { dic, vat_number: dic },
      { dic, vat_number: dic },
    ]);
    const written = [await it.database.reader('merges').select('*'), await it.database.reader('events')];
    expect(JSON.stringify(written)).not.toContain('7801010004');
    await undoMerge(it.eva, id);
    expect(await numbers()).toEqual([
      { dic: null, vat_number: null },
      { dic, vat_number: dic },
    ]);
  });

  it('takes over the IČO with the register it is from', async () => {
    const it = await twice();
    await mergeRecords(it.eva, { kind: 'company', keptId: it.typed.id, goneId: it.right.id });
    expect(await findCompanyByIco(it.eva, '00000019')).toMatchObject({ id: it.typed.id });
  });
});

it('what was written to the one that is gone while it was merged comes after, and goes back with the rest', async () => {
  const it = await twice();
  const { id } = await mergeRecords(it.zuzana, it.pair);
  const late = await createDeal(it.eva, { name: 'Most Lanžhot', companyId: it.typed.id });
  expect((await getDeal(it.eva, late.id)).companyId).toBe(it.right.id);
  await it.database.writer('activities').update({ company_id: it.typed.id });
  await gatherStragglers(it.system);
  await gatherStragglers(it.system);
  expect(await it.database.reader('activities').pluck('company_id')).toEqual([it.right.id]);
  await undoMerge(it.eva, id);
  expect(await it.database.reader('activities').pluck('company_id')).toEqual([it.typed.id]);
});

it('notes of what differed go again with the merge, those of a lead too; what was noted before stays', async () => {
  const it = await twice();
  const { db } = it.system;
  const [field] = await db('custom_fields').pluck('id');
  const note = (id: number, value: string) =>
    it.database.writer('custom_kept').insert({
      kind: 'company',
      record_id: id,
      field_id: field as number,
      value,
      from_kind: 'lead',
      from_id: 7,
      at: '2027-03-01T08:00:00.000Z',
    });
  await note(it.right.id, 'Slezsko');
  await note(it.typed.id, 'Haná');
  await setFieldValues(it.eva, 'company', it.right.id, { [`field${field}`]: 'Čechy' }, { by: 'form' });
  const kept = async () =>
    (await db('custom_kept').where({ record_id: it.right.id }).orderBy('value').pluck('value')) as string[];
  const { id } = await mergeRecords(it.eva, it.pair);
  expect(await kept()).toEqual(['Haná', 'Morava', 'Slezsko']);
  await undoMerge(it.eva, id);
  expect(await kept()).toEqual(['Slezsko']);
});

it('whoever does not see the restricted fields of one of the two leaves merging to those who do', async () => {
  const it = await twice();
  const margin = await defineField(
    it.eva,
    'company',
    'number',
    { labels: { ...none, cs: 'Marže' }, help: none, restricted: true, requiredFrom: null },
    [],
  );
  await setFieldValues(it.zuzana, 'company', it.typed.id, { [inputName(margin)]: '18' }, { by: 'form' });
  const oliver = await it.as('Oliver');
  await expect(mergeRecords(oliver, it.pair)).rejects.toMatchObject({ code: 'fields.ownerOnly' });
  const mine = { name: 'Mostní stavby', ownerId: (await it.person('Oliver')).id };
  await expect(changeCompany(oliver, it.typed.id, mine)).rejects.toMatchObject({
    code: 'fields.ownerOnly',
    field: 'ownerId',
  });
  await mergeRecords(it.zuzana, it.pair);
});

it('whoever may not see a birth number, or what is restricted of its people, gets it neither by taking a company nor by merging', async () => {
  const it = await twice();
  const mine = { name: 'Mostní stavby Brno, a.s.', ownerId: (await it.person('Zuzana')).id };
  const { company: trader } = await createTypedCompany(it.eva, { name: 'Jan Dvořák', dic: 'CZ7801012345' });
  const refused = { code: 'fields.ownerOnly' };
  const into = { kind: 'company' as const, keptId: it.typed.id, goneId: trader.id };
  await expect(mergeRecords(it.zuzana, into)).rejects.toMatchObject(refused);
  expect(await revealDic(it.zuzana, it.typed.id)).toBeNull();

  const labels = { ...none, cs: 'Provize' };
  const fee = { labels, help: none, restricted: true, requiredFrom: null };
  const field = inputName(await defineField(it.eva, 'contact', 'text', fee, []));
  const jana = await createContact(it.eva, { name: 'Jana Malá', companyId: it.right.id });
  await setFieldValues(it.eva, 'contact', jana.id, { [field]: '2 %' }, { by: 'form' });
  const theirs = { kind: 'company' as const, keptId: it.typed.id, goneId: it.right.id };
  await expect(mergeRecords(it.zuzana, theirs)).rejects.toMatchObject(refused);
  await expect(changeCompany(it.zuzana, it.right.id, mine)).rejects.toMatchObject(refused);
  expect((await readRecordFields(it.zuzana, 'contact', jana.id)).values.size).toBe(0);

  const { id } = await mergeRecords(it.eva, theirs);
  await expect(undoMerge(await it.as('Oliver'), id)).rejects.toMatchObject(refused);
});

describe('a person who is here twice', () => {
  it('has all addresses and phones, is on all deals, and is not approached when one of the two was not', async () => {
    const it = await twice();
    const { riha, bridge } = it;
    const other = await createContact(it.eva, {
      name: 'P. Říha',
      position: 'stavbyvedoucí',
      emails: ['petr.riha@mosty.example'],
      phone: '+420 601 000 123',
      companyId: it.right.id,
    });
    await keepAway(it.eva, other.id, { since: '2027-03-01' as PlainDate, saidBy: 'Říha', source: 'e-mail' });
    await it.database
      .writer('deal_contacts')
      .insert({ deal_id: bridge.id, contact_id: other.id, role: null });
    const before = await dump(it);
    const { id } = await mergeRecords(it.zuzana, { kind: 'contact', keptId: riha.id, goneId: other.id });
    const one = await getContact(it.eva, other.id);
    expect(one).toMatchObject({
      id: riha.id,
      email: 'riha@mostni-stavby.example',
      position: 'stavbyvedoucí',
      companyId: it.typed.id,
      doNotApproach: { since: '2027-03-01', saidBy: 'Říha' },
    });
    expect(one.emails.map(({ address }) => address)).toEqual([
      'riha@mostni-stavby.example',
      'petr.riha@mosty.example',
    ]);
    expect(one.phones).toHaveLength(1);
    expect(await findContactByEmail(it.eva, 'petr.riha@mosty.example')).toMatchObject({ id: riha.id });
    expect((await getDeal(it.eva, bridge.id)).contacts).toMatchObject([{ contactId: riha.id }]);
    await undoMerge(it.zuzana, id);
    expect(await dump(it)).toEqual(before);
    expect(await findContact(it.eva, other.id)).toMatchObject({ name: 'P. Říha' });
  });
});
