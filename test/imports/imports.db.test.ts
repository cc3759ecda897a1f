import { describe, expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import {
  changeCompany,
  createTypedCompany,
  findCompanyByIco,
  getCompany,
  keepCompany,
} from '../../src/features/companies/service.ts';
import { createContact, findContactByEmail } from '../../src/features/contacts/service.ts';
import { createDeal, searchDeals } from '../../src/features/deals/service.ts';
import { startImporter } from '../../src/features/imports/importer.ts';
import { leadNews } from '../../src/features/imports/lead-news.ts';
import type { Import } from '../../src/features/imports/model.ts';
import { listRows } from '../../src/features/imports/row-store.ts';
import {
  cancelImport,
  correctImport,
  listRecentImports,
  startImport,
  undoImport,
} from '../../src/features/imports/service.ts';
import { tellNewOwner } from '../../src/features/leads/effects.ts';
import { wordsFor } from '../../src/i18n/catalog.ts';
import { actorId, type Ctx } from '../../src/lib/context.ts';
import { CrmError } from '../../src/lib/errors.ts';
import type { Effect } from '../../src/outbox/effects.ts';
import { wordsOfError } from '../../src/slack/failures.ts';
import { dump } from './dump.ts';
import { type Firm, firm } from './office.ts';
import { xlsxOf } from './sheets.ts';

const list = `Firma;IČO;Kontaktní osoba;E-mail;Mobil;Příležitost;Hodnota zakázky;Obchodník
Mostní stavby Brno, a.s.;19;Ing. Petr Říha;riha@mostni.example;601 000 123;Lávka přes Svratku;1 250 000,50 Kč;
Mostní stavby Brno, a.s.;00000019;Jana Malá;mala@mostni.example;601000124;;;
Kovovýroba H, s.r.o.;00000027;Jan Dvořák;není;601 000 125;;;
Ocelárna Vír;;Karel Novák;novak@ocelarna.example;4,20601E+11;;;
`;

const saidOf = async (ctx: Ctx, found: Import) =>
  (await listRows(ctx, found.id, 0, 100)).map(({ row, outcome, said }) => ({
    row,
    outcome,
    why: said?.why.map(({ code }) => code),
  }));

async function imported(at: Firm, content: Buffer | string, name?: string, more?: object): Promise<Import> {
  const ready = await at.brings(at.lenka, content, name, more);
  expect(ready.state).toBe('ready');
  return at.later(await startImport(at.lenka, ready.id));
}

describe('an import', () => {
  it('says before anything changes what would come of each row, and then does just that', async () => {
    const at = await firm();
    const ready = await at.brings(at.lenka, list);
    expect(ready).toMatchObject({
      state: 'ready',
      total: 4,
      counts: { 'company.created': 1, 'company.same': 1, 'contact.created': 2, 'deal.created': 1, failed: 2 },
    });
    expect(await saidOf(at.system, ready)).toEqual([
      { row: 2, outcome: 'created', why: [] },
      { row: 3, outcome: 'created', why: [] },
      { row: 4, outcome: 'failed', why: ['email'] },
      { row: 5, outcome: 'failed', why: ['phoneScientific'] },
    ]);
    expect(await findCompanyByIco(at.system, '00000019')).toBeNull();

    const done = await at.later(await startImport(at.lenka, ready.id));
    expect(done).toMatchObject({ state: 'done', counts: ready.counts });
    const company = await findCompanyByIco(at.system, '00000019');
    const riha = await findContactByEmail(at.system, 'riha@mostni.example');
    expect(riha).toMatchObject({ name: 'Petr Říha', titleBefore: 'Ing.', companyId: company?.id });
    expect(riha?.phones[0]?.number).toBe('+420601000123');
    const [deal] = await searchDeals(at.lenka, 'Lávka', 5);
    expect(deal).toMatchObject({ companyId: company?.id, value: { amount: 125000050, currency: 'CZK' } });
    expect(deal?.contacts).toEqual([{ contactId: riha?.id, role: null }]);
  });

  it('fills in what is empty, and writes over what is there only when told to', async () => {
    const at = await firm();
    const mostni = await keepCompany(at.eva, {
      name: 'Mostní stavby Brno, a.s.',
      ico: '00000019',
      street: 'Příční 118',
    });
    const rows = 'Firma;IČO;Ulice;Město\nMostní stavby;19;Jiná 5;Brno\n';
    await imported(at, rows);
    expect(await findCompanyByIco(at.system, '00000019')).toMatchObject({
      name: mostni.name,
      street: 'Příční 118',
      city: 'Brno',
    });
    await imported(at, rows, 'znovu.csv', { rule: 'overwrite' });
    expect(await findCompanyByIco(at.system, '00000019')).toMatchObject({ street: 'Jiná 5' });
  });

  it('leaves what an earlier row filled in, also of a company found by its domain', async () => {
    const at = await firm();
    const { id } = await keepCompany(at.eva, { name: 'Mostní stavby', domains: ['mostni.example'] });
    await imported(
      at,
      'Firma;Doména;Ulice;Město\nStavby A;mostni.example;Příční 118;\nStavby B;mostni.example;Jiná 5;Brno\n',
    );
    expect(await getCompany(at.eva, id)).toMatchObject({ street: 'Příční 118', city: 'Brno' });
  });

  it('and a colleague who writes down the same firm at the same time make one of it', async () => {
    const at = await firm();
    const ready = await at.brings(at.lenka, 'Firma;IČO\nMostní stavby;19\nKovovýroba H;27\n');
    await Promise.all([
      at.later(await startImport(at.lenka, ready.id)),
      createTypedCompany(at.eva, { name: 'Kovovýroba', ico: '00000027' }),
      createTypedCompany(at.eva, { name: 'Mosty', ico: '00000019' }),
    ]);
    expect(await at.system.db('companies').orderBy('ico').pluck('ico')).toEqual(['00000019', '00000027']);
  });

  it('counts the company of a row that names one person twice as made by that row', async () => {
    const at = await firm();
    const done = await imported(
      at,
      'Firma;IČO;Kontakt;Mobil\nMostní stavby;19;Petr Říha, Petr Říha;601 000 123, 601 000 124\n',
      'dvakrat.csv',
      { rule: 'overwrite' },
    );
    expect(done.counts).toMatchObject({ 'company.created': 1, 'contact.created': 1, created: 1 });
    expect(done.counts['company.same']).toBeUndefined();
  });

  it('writes nothing of a Czech firm over the Slovak one that has its number', async () => {
    const at = await firm();
    const sk = { name: 'Mosty Žilina', ico: '00000019', country: 'SK' as const, city: 'Žilina' };
    const { id } = await keepCompany(at.eva, sk);
    const heading = 'Firma;IČO;PSČ;Město\n';
    const overwrite = { rule: 'overwrite' } as const;
    const unsure = await at.brings(at.lenka, `${heading}Lávky Brno;19;;Brno\n`, 'a.csv', overwrite);
    expect((await saidOf(at.system, unsure))[0]).toMatchObject({ why: ['severalCompanies'] });
    await imported(at, `${heading}Lávky Brno;19;602 00;Brno\nMosty Žilina;19;;Martin\n`, 'b.csv', overwrite);
    expect(await findCompanyByIco(at.system, '00000019', 'CZ')).toMatchObject({ city: 'Brno' });
    expect(await findCompanyByIco(at.system, '00000019', 'SK')).toMatchObject({ id, city: 'Martin' });
  });

  it('finds the same company without its legal form, the same person by their phone, and the same deal', async () => {
    const at = await firm();
    const kovo = await keepCompany(at.eva, { name: 'Kovovýroba H, s.r.o.' });
    await createContact(at.eva, {
      name: 'Jan Dvořák',
      companyId: kovo.id,
      phones: [{ typed: '601 000 456', kind: null }],
    });
    await createDeal(at.lenka, { name: 'Rekonstrukce haly', companyId: kovo.id });
    const again = await at.brings(
      at.lenka,
      'Firma;Kontakt;Mobil;Zakázka;Hodnota\nKovovýroba H;Jan Dvořák;+420601000456;Rekonstrukce haly;500 000\n',
    );
    expect(again.counts).toMatchObject({
      'company.same': 1,
      'contact.same': 1,
      'deal.updated': 1,
      updated: 1,
    });
  });

  it('takes a sheet for each customer: its name, the card above its table, what was written down', async () => {
    const at = await firm();
    const book = await xlsxOf({
      'Mostní stavby Brno': [
        ['IČO:', '00000019'],
        ['Kontakt:', 'Petr Říha'],
        [],
        ['Datum', 'Zápis', 'Kontaktní osoba', 'E-mail'],
        ['1. 3. 2026', 'Telefonát: chtějí nabídku na lávku', 'Petr Říha', 'riha@mostni.example'],
        ['15. 4. 2026', 'Schůzka na stavbě', '', ''],
      ],
      'Kovovýroba H': [
        ['Datum', 'Zápis', 'Kontaktní osoba', 'E-mail'],
        ['2. 2. 2026', 'Poslali ceník', 'Jana Malá', 'mala@kovo.example'],
      ],
    });
    const done = await imported(at, book, 'zakaznici.xlsx');
    expect(done).toMatchObject({ perSheet: true, counts: { 'company.created': 2, 'activity.created': 3 } });
    expect(await findCompanyByIco(at.system, '00000019')).toMatchObject({ name: 'Mostní stavby Brno' });
    expect(await findContactByEmail(at.system, 'mala@kovo.example')).toMatchObject({ name: 'Jana Malá' });
  });

  it('remembers what somebody said of the same headings', async () => {
    const at = await firm();
    const rows = 'Kdo;Kde;Firma\nPetr Říha;Brno;Mostní stavby\n';
    const ready = await at.brings(at.lenka, rows);
    expect(ready.mapping).toEqual({ kdo: null, kde: null, firma: 'company.name' });
    const mapping = { ...ready.mapping, kdo: 'contact.name', kde: 'company.city' } as Import['mapping'];
    const { rule, as, perSheet } = ready;
    const corrected = await at.later(
      await correctImport(at.lenka, ready.id, { mapping, rule, as, perSheet }),
    );
    expect(corrected).toMatchObject({
      state: 'ready',
      counts: { 'company.created': 1, 'contact.created': 1 },
    });
    expect((await at.brings(at.lenka, rows, 'znovu.csv')).mapping).toEqual(mapping);
  });

  it('hides birth numbers in a column of which only a person says that it is a DIČ', async () => {
    const at = await firm();
    const rows = 'Firma;Kód\nJan Dvořák;7801012345\nMostní stavby;00000019\n';
    const ready = await at.brings(at.lenka, rows);
    const mapping = { ...ready.mapping, kod: 'company.dic' } as Import['mapping'];
    const { rule, as, perSheet } = ready;
    const corrected = await at.later(
      await correctImport(at.lenka, ready.id, { mapping, rule, as, perSheet }),
    );
    await at.later(await startImport(at.lenka, corrected.id));
    expect(JSON.stringify(await dump(at.system))).not.toContain('7801012345');
    expect(JSON.stringify(await at.system.db('import_rows'))).not.toContain('7801012345');
    expect(JSON.stringify(await at.system.db('imports'))).not.toContain('7801012345');
  });

  it('takes no row twice when it is killed in the middle', async () => {
    const at = await firm();
    const rows = Array.from({ length: 250 }, (_, n) => `Firma číslo ${n};osoba${n}@firma${n}.example`);
    const ready = await at.brings(at.lenka, `Firma;E-mail\n${rows.join('\n')}\n`);
    await startImport(at.lenka, ready.id);
    // The claim is the first to commit, some of the rows the second.
    let commits = 0;
    at.database.onCommit.add(() => {
      commits += 1;
      if (commits === 2) void at.importer.stop();
    });
    await at.importer.drain();
    const halfway = await at.later(ready);
    expect(halfway.state).toBe('running');
    expect(halfway.cursor).toBeGreaterThan(0);
    expect(halfway.cursor).toBeLessThan(250);
    await startImporter(at.system).drain();
    const done = await at.later(ready);
    expect(done).toMatchObject({ state: 'done', counts: { 'company.created': 250, 'contact.created': 250 } });
    expect(await at.system.db('companies').select('id')).toHaveLength(250);
  }, 60_000);
});

describe('an import that is taken back', () => {
  it('leaves the database as it was before', async () => {
    const at = await firm();
    const kovo = await keepCompany(at.eva, {
      name: 'Kovovýroba H, s.r.o.',
      ico: '00000027',
      domains: ['kovo.example'],
    });
    await createContact(at.eva, { name: 'Jan Dvořák', companyId: kovo.id, emails: ['dvorak@kovo.example'] });
    await createDeal(at.lenka, { name: 'Rekonstrukce haly', companyId: kovo.id });
    const before = await dump(at.system);
    const done = await imported(
      at,
      `${list}Kovovýroba H, s.r.o.;27;Jan Dvořák;dvorak@kovo.example;601 000 999;Rekonstrukce haly;800 000;Lenka\n`,
      'vse.csv',
      { rule: 'overwrite' },
    );
    expect(done.counts).toMatchObject({ 'company.updated': 1, 'contact.updated': 1, 'deal.updated': 1 });
    expect(await dump(at.system)).not.toEqual(before);
    const undone = await at.later(await undoImport(at.lenka, done.id));
    expect(undone.state).toBe('undone');
    expect(await dump(at.system)).toEqual(before);
  });

  it('leaves alone what somebody has changed or used since, and says which', async () => {
    const at = await firm();
    const done = await imported(
      at,
      'Firma;IČO;E-mail;Kontakt\nMostní stavby Brno;19;riha@mostni.example;Petr Říha\nKovovýroba H;27;mala@kovo.example;Jana Malá\nOcelárna Vír;35;novak@vir.example;Karel Novák\n',
    );
    const mostni = await findCompanyByIco(at.system, '00000019');
    const kovo = await findCompanyByIco(at.system, '00000027');
    if (!mostni || !kovo) throw new Error('nothing was imported');
    await changeCompany(at.eva, mostni.id, { name: 'Mostní stavby Brno, a.s.' });
    await createDeal(at.eva, { name: 'Hala', companyId: kovo.id });
    await at.later(await undoImport(at.lenka, done.id));
    const kept = await at.system.db('import_records').where({ undone: 'kept' }).orderBy('id');
    expect(kept.map((row) => [row.kind, row.record_id, row.kept_because])).toEqual([
      ['company', mostni.id, 'changed'],
      ['company', kovo.id, 'used'],
    ]);
    expect(await findCompanyByIco(at.system, '00000035')).toBeNull();
    expect(await findContactByEmail(at.system, 'riha@mostni.example')).toBeNull();
  });
});

it('who may not bring a list in is told who may, by name', async () => {
  const at = await firm();
  await at.as('Adam', { isAdmin: true });
  const refused = await listRecentImports(await at.as('Zuzana'), 5).catch((error) => error);
  expect(refused).toMatchObject({ code: 'import.salesLeadOnly', details: { who: ['Adam', 'Lenka'] } });
  expect(wordsOfError(refused, wordsFor('cs'))).toContain('vedoucí obchodu a správci: Adam, Lenka. Pošli');
  const many = new CrmError('import.salesLeadOnly', { who: ['Adam', 'Eva', 'Iva', 'Lenka', 'Ota'] });
  expect(wordsOfError(many, wordsFor('sk'))).toContain(': Adam, Eva, Iva a 2 ďalší. Pošli');
});

describe('two who press at once', () => {
  it('start it once, and of a start and a cancellation one is refused in words', async () => {
    const at = await firm();
    const ready = await at.brings(at.lenka, 'Firma;IČO\nMostní stavby Brno;19\n');
    const adam = await at.as('Adam', { isAdmin: true });
    const both = await Promise.all([startImport(at.lenka, ready.id), startImport(adam, ready.id)]);
    expect(both.map(({ state }) => state)).toEqual(['running', 'running']);
    expect(await at.system.db('events').where({ kind: 'import.started' })).toHaveLength(1);

    const other = await at.brings(at.lenka, 'Firma;IČO\nKovovýroba H;27\n', 'druhy.csv');
    const said = await Promise.allSettled([startImport(at.lenka, other.id), cancelImport(adam, other.id)]);
    const won = said.flatMap((one) => (one.status === 'fulfilled' ? one.value.state : []));
    const lost = said.flatMap((one) => (one.status === 'rejected' ? one.reason.code : []));
    expect([won.length, lost]).toEqual([1, ['import.busy']]);
    const after = await at.later(other);
    expect(after.state).toBe(won[0] === 'running' ? 'done' : 'cancelled');
    expect((await findCompanyByIco(at.system, '00000027')) !== null).toBe(after.state === 'done');
  });
});

describe('an importer who leaves', () => {
  const leaves = (at: Firm, is: boolean) =>
    transaction(at.system, async (tx) => {
      const lenka = await at.person('Lenka');
      const deactivated_at = is ? tx.time.now() : null;
      await tx.db('people').where({ id: lenka.id }).update({ deactivated_at });
    });

  it('does not take along the way back: an admin undoes what they brought', async () => {
    const at = await firm();
    const adam = await at.as('Adam', { isAdmin: true });
    const done = await imported(at, 'Firma;IČO\nMostní stavby Brno;19\n');
    await leaves(at, true);
    expect((await listRecentImports(adam, 5)).map(({ id }) => id)).toEqual([done.id]);
    await undoImport(adam, done.id);
    expect(await at.later(done)).toMatchObject({ state: 'undone' });
    expect(await findCompanyByIco(at.system, '00000019')).toBeNull();
    // Whose it was has the message; the admin is told when it is over.
    const told = await at.system.db('outbox').where({ kind: 'imports.undone' });
    expect(told.map(({ payload }) => JSON.parse(payload).to)).toEqual([actorId(adam)]);
  });

  it('ends a run midway with what it did, which can be undone', async () => {
    const at = await firm();
    const adam = await at.as('Adam', { isAdmin: true });
    const rows = Array.from({ length: 250 }, (_, n) => `Firma číslo ${n};osoba${n}@firma${n}.example`);
    const ready = await at.brings(at.lenka, `Firma;E-mail\n${rows.join('\n')}\n`);
    await startImport(at.lenka, ready.id);
    let commits = 0;
    at.database.onCommit.add(() => {
      commits += 1;
      if (commits === 2) void at.importer.stop();
    });
    await at.importer.drain();
    await leaves(at, true);
    await startImporter(at.system).drain();
    const done = await at.later(ready);
    expect(done).toMatchObject({ state: 'done', problem: { kind: 'left' } });
    expect(await at.system.db('companies').select('id')).not.toEqual([]);
    await undoImport(adam, done.id);
    await startImporter(at.system).drain();
    expect(await at.later(ready)).toMatchObject({ state: 'undone' });
    expect(await at.system.db('companies').select('id')).toEqual([]);
  });
});

it('leads for a colleague are told of in one message at the end, once, also after a kill', async () => {
  const at = await firm();
  at.system.listeners = [tellNewOwner];
  const rows = Array.from(
    { length: 40 },
    (_, n) => `Osoba ${n};Firma ${n};osoba${n}@firma.example;veletrh;Eva`,
  );
  const mine = 'Jana Malá;Kovovýroba H;mala@kovo.example;veletrh;Lenka';
  const ready = await at.brings(
    at.lenka,
    `Jméno;Firma;E-mail;Kampaň;Obchodník\n${rows.join('\n')}\n${mine}\n`,
  );
  await startImport(at.lenka, ready.id);
  let commits = 0;
  at.database.onCommit.add(() => {
    commits += 1;
    if (commits === 2) void at.importer.stop();
  });
  await at.importer.drain();
  const told = () => at.system.db('outbox').whereIn('kind', ['leads.given', 'imports.leads']);
  expect((await at.later(ready)).state).toBe('running');
  expect(await told()).toEqual([]);
  await startImporter(at.system).drain();
  expect(await at.later(ready)).toMatchObject({ state: 'done', counts: { 'lead.created': 41 } });
  const eva = await at.person('Eva');
  const [row, ...more] = await told();
  expect(more).toEqual([]);
  expect(JSON.parse(row?.payload ?? '{}')).toEqual({ importId: ready.id, personId: eva.id });
  const payload = { importId: ready.id, personId: eva.id } as never;
  const said = await leadNews.deliver(at.system, payload, { id: 1 } as Effect);
  expect(said).toMatchObject({ do: 'post', to: { person: eva.id }, text: expect.stringContaining('40') });
  await undoImport(at.lenka, ready.id);
  expect(await leadNews.deliver(at.system, payload, { id: 1 } as Effect)).toMatchObject({ do: 'drop' });
});
