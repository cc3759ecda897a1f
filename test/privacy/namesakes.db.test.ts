import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { logActivity } from '../../src/features/activities/service.ts';
import { createTypedCompany } from '../../src/features/companies/service.ts';
import { createContact } from '../../src/features/contacts/service.ts';
import { createDeal } from '../../src/features/deals/service.ts';
import { createLead } from '../../src/features/leads/service.ts';
import { continueErasures, eraseFor } from '../../src/features/privacy/erasing.ts';
import { writeExport } from '../../src/features/privacy/exporting.ts';
import type { ErasureList } from '../../src/features/privacy/list-file.ts';
import type { KnownBy } from '../../src/features/privacy/part.ts';
import { findPeople, gather, knownByOf } from '../../src/features/privacy/seeking.ts';
import type { Ctx, Ports } from '../../src/lib/context.ts';
import type { ContactId } from '../../src/lib/ids.ts';
import { personalData } from '../../src/personal-data.ts';
import { world } from '../support/context.ts';
import { freshStorage } from '../support/storage.ts';

async function firm() {
  let list: ErasureList | null = null;
  const erasureList = {
    read: async () => list,
    write: async (next: ErasureList) => {
      list = next;
    },
  };
  const slack = {
    auth: { test: async () => ({ ok: true, user_id: 'U0VIZITKA', url: 'https://firma.slack.com/' }) },
    users: { conversations: async () => ({ ok: true, channels: [] }) },
  };
  const { storage } = freshStorage();
  const { as, system } = await world({
    ports: { storage, slack, erasureList, personalData } as unknown as Ports,
  });
  const adam = await as('Adam', { isAdmin: true });
  return { adam, system };
}

/** @returns what somebody is to look at */
async function erased(adam: Ctx, system: Ctx, who: KnownBy): Promise<Record<string, unknown>> {
  await eraseFor(adam, await gather(adam, who));
  for (let i = 0; i < 2; i += 1) await continueErasures(system);
  return JSON.parse((await system.db('erasures').first('look'))?.look ?? 'null');
}

async function exported(ctx: Ctx, who: KnownBy): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vizitka-namesakes-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'export.json');
  await writeExport(ctx, (await gather(ctx, who)).sought, 'json', file);
  return readFileSync(file, 'utf8');
}

const companiesIn = (ctx: Ctx) => ctx.db('companies').orderBy('id').select('name', 'ico', 'street');

describe('a sole trader', () => {
  it('who is only called like a contact stays and is in no export; whoever erases is told to look', async () => {
    const { adam, system } = await firm();
    const bakery = (await createTypedCompany(adam, { name: 'Pekárna Vír, s.r.o.' })).company;
    const gardener = (await createTypedCompany(adam, { name: 'Jan Novák', ico: '00000019' })).company;
    const locksmith = (await createTypedCompany(adam, { name: 'Jan Novák - zámečnictví' })).company;
    await createTypedCompany(adam, { name: 'Jan Novákovský' });
    const jan = await createContact(adam, { name: 'Jan Novák', companyId: bakery.id });
    const before = await companiesIn(system);
    expect(await exported(adam, { contact: jan.id })).not.toContain('00000019');
    expect(await erased(adam, system, { contact: jan.id })).toMatchObject({
      companies: [gardener.id, locksmith.id],
    });
    expect(await companiesIn(system)).toEqual(before);
  });

  it('who is the contact goes with the contact, whatever the title', async () => {
    const { adam, system } = await firm();
    const own = (await createTypedCompany(adam, { name: 'Ing. Jan Novák, Ph.D.', ico: '00000019' })).company;
    const jan = await createContact(adam, { name: 'Jan Novák', companyId: own.id });
    expect(await exported(adam, { contact: jan.id })).toContain('00000019');
    expect(await erased(adam, system, { contact: jan.id })).not.toHaveProperty('companies');
    expect(await companiesIn(system)).toMatchObject([{ name: 'vymazaná osoba', ico: null }]);
  });

  it('who has no contact is chosen by an admin', async () => {
    const { adam, system } = await firm();
    await createTypedCompany(adam, { name: 'Jan Novák', ico: '00000019' });
    await createTypedCompany(adam, { name: 'Jan Novák', ico: '00000027' });
    const people = await findPeople(adam, 'jan novák');
    expect(people.map(({ name }) => name)).toEqual(['Jan Novák', 'Jan Novák']);
    await erased(adam, system, knownByOf(people[1]!));
    expect((await companiesIn(system)).map(({ ico }) => ico)).toEqual(['00000019', null]);
  });

  it('is nobody by one word: erasing Petr leaves Petrovice, Petrof and every other Petr', async () => {
    const { adam, system } = await firm();
    for (const name of ['Obec Petrovice', 'Petrof Trading SE', 'Petr'])
      await createTypedCompany(adam, { name });
    const petr = await createContact(adam, { name: 'Petr', email: 'petr@pila.example' });
    const other = await createContact(adam, { name: 'Petr', email: 'petr@hrad.example' });
    const before = await companiesIn(system);
    expect(await exported(adam, { contact: petr.id })).not.toMatch(/Petrov|Petrof/);
    expect(await erased(adam, system, { contact: petr.id })).toMatchObject({ contacts: [other.id] });
    expect(await companiesIn(system)).toEqual(before);
    expect((await system.db('contacts').where({ id: other.id }).first())?.name).toBe('Petr');
  });
});

it('two of one name are two: the one who stays keeps the record, the mails, the deals and the history', async () => {
  const { adam, system } = await firm();
  const bakery = (await createTypedCompany(adam, { name: 'Pekárna Vír, s.r.o.' })).company;
  const garden = (await createTypedCompany(adam, { name: 'Zahrady Lom, s.r.o.' })).company;
  const jan = await createContact(adam, {
    name: 'Jan Novák',
    email: 'novak@pekarna.example',
    companyId: bakery.id,
  });
  const other = await createContact(adam, {
    name: 'Jan Novák',
    email: 'novak@zahrady.example',
    phone: '+420 601 000 222',
    companyId: garden.id,
  });
  await createDeal(adam, {
    name: 'Jan Novák: záhony',
    companyId: garden.id,
    contacts: on(other.id),
  } as never);
  await createDeal(adam, { name: 'Jan Novák: pec', companyId: bakery.id, contacts: on(jan.id) } as never);
  const call = { kind: 'call', companyId: garden.id } as const;
  await logActivity(adam, { ...call, text: 'Jan Novák chce růže.', contactIds: [other.id] } as never);
  await logActivity(adam, { ...call, text: 'Jan Novák chce chleba.', contactIds: [jan.id] } as never);
  await createLead(adam, { name: 'Jan Novák', email: 'jan@treti.example' } as never);
  await adam.database
    .writer('leads')
    .where({ name: 'Jan Novák' })
    .update({ note: 'Zná se s panem z novak@pekarna.example' });
  const mail = (uid: number, from: string) => ({
    mailbox: 'crm',
    folder: 'INBOX',
    uid_validity: '1',
    uid,
    size: 1,
    server_at: system.time.now(),
    received_at: system.time.now(),
    status: 'logged',
    from_address: from,
    from_name: 'Jan Novák',
    subject: `Jan Novák píše z ${from}`,
  });
  await adam.database
    .writer('inbound_emails')
    .insert([mail(1, 'novak@pekarna.example'), mail(2, 'novak@zahrady.example')]);

  const file = await exported(adam, { contact: jan.id });
  expect(file).toContain('chleba');
  expect(file).not.toMatch(/růže|záhony|zahrady\.example|treti\.example/);

  expect(await erased(adam, system, { contact: jan.id })).toMatchObject({ contacts: [other.id] });
  expect(await system.db('contacts').orderBy('id').pluck('name')).toEqual(['vymazaná osoba', 'Jan Novák']);
  expect(await system.db('deals').orderBy('id').pluck('name')).toEqual([
    'Jan Novák: záhony',
    'vymazaná osoba: pec',
  ]);
  expect(await system.db('activities').orderBy('id').pluck('text')).toEqual([
    'Jan Novák chce růže.',
    'vymazaná osoba chce chleba.',
  ]);
  expect(await system.db('leads').select('name', 'note')).toEqual([
    { name: 'Jan Novák', note: 'Zná se s panem z vymazaná osoba' },
  ]);
  expect(await system.db('inbound_emails').orderBy('id').pluck('from_name')).toEqual([null, 'Jan Novák']);
  const history = await system
    .db('events')
    .where({ subject_kind: 'contact', subject_id: other.id })
    .pluck('details');
  expect(history.join()).toContain('Jan Novák');
});

const on = (contactId: ContactId) => [{ contactId, role: 'decides' }];
