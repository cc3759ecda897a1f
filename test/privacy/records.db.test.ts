import { expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { recordEvent } from '../../src/events/record.ts';
import { companyFields } from '../../src/features/companies/field-kind.ts';
import { createTypedCompany } from '../../src/features/companies/service.ts';
import { createContact } from '../../src/features/contacts/service.ts';
import { defineField } from '../../src/features/fields/define-service.ts';
import { inputName } from '../../src/features/fields/model.ts';
import { setFieldValues } from '../../src/features/fields/service.ts';
import { createLead } from '../../src/features/leads/service.ts';
import { continueErasures, eraseFor } from '../../src/features/privacy/erasing.ts';
import { redacted } from '../../src/features/privacy/redacting.ts';
import { gather } from '../../src/features/privacy/seeking.ts';
import type { Ports } from '../../src/lib/context.ts';
import type { CompanyId } from '../../src/lib/ids.ts';
import { personalData } from '../../src/personal-data.ts';
import { world } from '../support/context.ts';
import { freshStorage } from '../support/storage.ts';

const secret = 'má rád kaštany';

it('nothing is left of a lead and of a sole trader who are the person: events, own fields, what an import would bring back', async () => {
  const slack = {
    auth: { test: async () => ({ ok: true, user_id: 'U0VIZITKA', url: 'https://firma.slack.com/' }) },
    users: { conversations: async () => ({ ok: true, channels: [] }) },
  };
  const erasureList = { read: async () => null, write: async () => {} };
  const { storage } = freshStorage();
  const ports = {
    storage,
    slack,
    erasureList,
    personalData,
    fieldKinds: [companyFields],
  } as unknown as Ports;
  const { as, system, person } = await world({ ports });
  const adam = await as('Adam', { isAdmin: true });
  const write = system.database.writer;
  const now = system.time.now();
  const [trader] = await write('companies')
    .insert({
      name: 'Kvido Hvozdenka',
      folded_name: 'kvido hvozdenka',
      legal_form: '101',
      dic: 'CZ5801011234',
      country: 'CZ',
      version: 1,
      created_at: now,
      updated_at: now,
    } as never)
    .returning('id');
  const company = Number(trader?.id);
  const kvido = await createContact(adam, {
    name: 'Kvido Hvozdenka',
    phone: '+420 601 000 987',
    companyId: company as CompanyId,
  });
  const lead = await createLead(adam, { name: 'K. H.', phone: '601 000 987', note: secret } as never);
  await transaction(adam, async (tx) => {
    const change = (kind: string, id: number) =>
      recordEvent(tx, `${kind}.changed`, { kind, id } as never, {
        note: { from: secret, to: 'CZ5801011234' },
      });
    await change('lead', lead.id);
    await change('company', company);
  });
  const none = { en: null, cs: null, sk: null };
  const rest = { help: none, restricted: false, requiredFrom: null };
  const field = await defineField(adam, 'company', 'text', { labels: { ...none, cs: 'Záliby' }, ...rest });
  await setFieldValues({ ...system }, 'company', company, { [inputName(field)]: secret }, { by: 'import' });
  const firm = { name: 'Kovo Brno', tags: ['volat 601000987'], website: 'https://kovo.example' };
  const { company: other } = await createTypedCompany(adam, firm);
  const named = { [inputName(field)]: 'doporučil Kvido Hvozdenka, 601000987' };
  await setFieldValues({ ...system }, 'company', other.id, named, { by: 'import' });
  const [brought] = await write('imports')
    .insert({
      person_id: (await person('Adam')).id,
      file_name: 'a.csv',
      state: 'done',
      takes: 'customers',
      sheets: '[]',
      mapping: '{}',
      counts: '{}',
      rule: 'fill',
      created_at: now,
    } as never)
    .returning('id');
  for (const [kind, id] of [
    ['lead', lead.id],
    ['company', company],
  ] as const)
    await write('import_records').insert({
      import_id: Number(brought?.id),
      no: 1,
      kind,
      record_id: id,
      did: 'updated',
      before: JSON.stringify({ row: { note: secret } }),
      event_id: 1,
    } as never);
  for (const [no, cell] of [
    [1, secret],
    [2, 'Jana Malá'],
  ] as const)
    await write('import_rows').insert({
      import_id: Number(brought?.id),
      no,
      sheet: 0,
      row: no + 1,
      cells: JSON.stringify(['CZ••••••••••', cell]),
    });

  await eraseFor(adam, await gather(adam, { contact: kvido.id }));
  for (let i = 0; i < 2; i += 1) await continueErasures(system);
  expect((await system.db('erasures').first('stage'))?.stage).toBe('done');
  const tables = [
    'events',
    'leads',
    'companies',
    'custom_values',
    'custom_changes',
    'search_terms',
    'import_records',
    'import_rows',
  ];
  for (const table of tables)
    expect(JSON.stringify(await system.db(table as 'events')), table).not.toMatch(/kaštan|kastan|5801011234/);
  expect(await system.db('import_rows').orderBy('no').pluck('cells')).toEqual([
    '[]',
    expect.stringContaining('Jana Malá'),
  ]);
  const found = await system.db('search_terms').where({ id: other.id }).pluck('term');
  expect(found).toEqual(expect.arrayContaining(['kovo brno', expect.stringContaining('doporucil')]));
  expect(found.join(), 'what finds the firm').not.toMatch(/hvozdenka|kvido|601000987/);
});

it('reports of imports and lists that were exported go from Slack with any erasure: nobody can tell who is in them', () => {
  const matcher = { finds: () => false, scrub: (text: string) => text, isOthers: () => false } as never;
  const gone = (name: string) =>
    redacted({ ts: '1.1', files: [{ id: 'F1', name }] }, { matcher, erased: {} as never }, {})?.do ?? null;
  const names = [
    'zákazníci – po řádcích.xlsx',
    'leads – not taken.xlsx',
    'a – nevzaté riadky.xlsx',
    'vizitka-kontakty-2027-03-08.xlsx',
    'vizitka-deals-2027-03-08.csv',
    'ceník.xlsx',
    'vizitka-firmy.xlsx',
  ];
  expect(names.filter((name) => gone(name) === 'remove')).toEqual(names.slice(0, 5));
});
