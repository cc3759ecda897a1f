import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../../src/db/connect.ts';
import { migrate } from '../../src/db/migrate.ts';
import { sealBirthNumbers } from '../../src/features/companies/sealing.ts';
import { createSecrets } from '../../src/lib/secrets.ts';
import { emptyDatabaseUrl } from '../support/database.ts';
import { worldOn } from '../support/world.ts';

const directory = path.join(import.meta.dirname, '../../migrations');
const before = '0072_mail_alike.ts';
const at = '2027-03-01T08:00:00.000Z';

/** A firm that has worked for a while with the version before companies and contacts had all their fields. */
async function firmOfOldVersion() {
  const database = openDatabase(await emptyDatabaseUrl());
  const db = database.writer;
  const names = (await readdir(directory)).filter((name) => name.endsWith('.ts') && name <= before).sort();
  const config = { directory, loadExtensions: ['.ts'], tableName: 'schema_migrations' };
  for (const name of names) await db.migrate.up({ ...config, name });
  const person = { slack_id: 'UEVA', name: 'Eva', folded_name: 'eva', zone: 'Europe/Prague', kind: 'member' };
  await db('people').insert({ id: 1, ...person, updated_at: at } as never);
  const dated = { created_by: 1, created_at: at, updated_at: at };
  await db('companies').insert({
    id: 1,
    name: 'Mostní stavby Brno, a.s.',
    folded_name: 'mostni stavby brno, a.s.',
    ico: '00000019',
    country: 'CZ',
    register: 'ares',
    register_at: at,
    office_line: 'Příční 118/7a, 602 00 Brno',
    ...dated,
  } as never);
  await db('companies').insert({
    id: 2,
    name: 'Jan Dvořák, zámečník',
    folded_name: 'jan dvorak, zamecnik',
    country: 'CZ',
    dic: 'CZ7801012345',
    ...dated,
  } as never);
  await db('company_domains').insert({ company_id: 1, domain: 'mostni-stavby.example' } as never);
  const riha = { name: 'Petr Říha', folded_name: 'petr riha', company_id: 1, ...dated };
  const reach = { email: 'Riha@mostni-stavby.example', phone: '+420 601 000 123' };
  await db('contacts').insert({
    id: 1,
    ...riha,
    ...reach,
    email_bounced_at: at,
    email_bounce: '{"why":"full","status":null}',
  } as never);
  await db('contacts').insert({
    id: 2,
    ...riha,
    name: 'Jana Malá',
    folded_name: 'jana mala',
    phone: 'linka 12',
  } as never);
  const deal = {
    name: 'Lávka přes Svratku',
    folded_name: 'lavka pres svratku',
    stage: 'new',
    is_open: true,
  };
  await db('deals').insert({
    id: 1,
    ...deal,
    company_id: 1,
    owner_id: 1,
    restricted: false,
    currency: 'CZK',
    ...dated,
  } as never);
  await db('deal_contacts').insert({ deal_id: 1, contact_id: 1 } as never);
  const call = { kind: 'call', at, text: 'Ptali se na cenu.', source: '{"by":"person"}', created_at: at };
  await db('activities').insert({
    id: 1,
    ...call,
    deal_id: 1,
    company_id: 1,
    author_id: 1,
    updated_at: at,
  } as never);
  await db('activity_contacts').insert({ activity_id: 1, contact_id: 1 });
  const mail = { mailbox: 'crm', folder: 'INBOX', uid_validity: '1', status: 'logged', done_at: at };
  for (const [uid, reason] of ['byHand', 'thread'].entries())
    await db('inbound_emails').insert({
      ...mail,
      ...{ uid, reason, size: 1, server_at: at, received_at: at, run_at: at, deal_id: 1 },
    } as never);
  return database;
}

it('a firm of an older version finds everything as it was, and where it belongs now', async () => {
  const database = await firmOfOldVersion();
  try {
    expect((await migrate(database)).length).toBeGreaterThan(5);
    const db = database.writer;
    expect(await db('contact_emails').select('contact_id', 'address', 'place', 'bounced_at')).toEqual([
      { contact_id: 1, address: 'riha@mostni-stavby.example', place: 0, bounced_at: at },
    ]);
    expect(await db('contact_phones').orderBy('contact_id').select('contact_id', 'number', 'typed')).toEqual([
      { contact_id: 1, number: '+420601000123', typed: '+420 601 000 123' },
      { contact_id: 2, number: null, typed: 'linka 12' },
    ]);
    expect(await db('contact_companies').pluck('company_id')).toEqual([1, 1]);
    expect(await db('contacts').orderBy('id').pluck('name')).toEqual(['Petr Říha', 'Jana Malá']);
    expect(await db('inbound_emails').orderBy('uid').pluck('told_at')).toEqual([at, null]);
    expect(await db('deal_contacts').pluck('contact_id')).toEqual([1]);
    expect(await db('activity_contacts').pluck('contact_id')).toEqual([1]);
    expect(await db('companies').where({ id: 1 }).first('life_cycle')).toEqual({ life_cycle: 'lead' });
    expect(await db('company_field_sources').orderBy('field').pluck('field')).toEqual([
      'ico',
      'name',
      'office',
    ]);
    const term = { kind: 'company', id: 1, term: 'mostni-stavby.example' };
    expect(await db('search_terms').where(term)).toHaveLength(1);
    const secrets = createSecrets('klic-firmy-ktery-ma-dost-znaku-na-konci');
    await sealBirthNumbers(worldOn(database, { ports: { secrets } }).system);
    expect(await db('companies').where({ id: 2 }).first('dic', 'dic_sealed')).toEqual({
      dic: 'CZ••••••••••',
      dic_sealed: expect.stringMatching(/^s1\./),
    });
    if (database.dialect === 'sqlite') expect(await db.raw('pragma foreign_key_check')).toEqual([]);
  } finally {
    await database.close();
  }
});
