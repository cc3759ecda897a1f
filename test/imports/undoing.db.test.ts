import { describe, expect, it } from 'vitest';
import { recordEvent } from '../../src/events/record.ts';
import {
  changeCompany,
  findCompanyByIco,
  keepCompany,
  revealDic,
} from '../../src/features/companies/service.ts';
import { createContact, findContactByEmail } from '../../src/features/contacts/service.ts';
import type { Import } from '../../src/features/imports/model.ts';
import { wholeReport } from '../../src/features/imports/reports.ts';
import { startImport, undoImport } from '../../src/features/imports/service.ts';
import { readerOf } from '../../src/i18n/reader.ts';
import { type Firm, firm } from './office.ts';

const street = 'Firma;IČO;Ulice\nMostní stavby;19;Jiná 5\n';

async function imported(at: Firm, content: string): Promise<Import> {
  const ready = await at.brings(at.lenka, content, 'seznam.csv', { rule: 'overwrite' });
  return at.later(await startImport(at.lenka, ready.id));
}

const undone = async (at: Firm, found: Import) => at.later(await undoImport(at.lenka, found.id));

const mostni = (at: Firm) =>
  keepCompany(at.eva, { name: 'Mostní stavby', ico: '00000019', street: 'Příční 118' });

const kept = async (at: Firm, found: Import) =>
  (await at.system.db('import_records').where({ import_id: found.id, undone: 'kept' }).orderBy('id')).map(
    (row) => [row.kind, row.kept_because],
  );

describe('taking an import back', () => {
  it('leaves what the watch has found out and told since', async () => {
    const at = await firm();
    const { id } = await mostni(at);
    const db = at.system.database.writer;
    await db('company_watch').insert({ company_id: id, told: '{}' } as never);
    const found = await imported(at, street);
    await db('companies').where({ id }).update({ in_liquidation: true });
    await db('company_watch')
      .where({ company_id: id })
      .update({ told: '["liquidation"]' } as never);
    await db('company_register_changes').insert({
      company_id: id,
      night: '2027-03-08',
      field: 'inLiquidation',
      found_at: at.time.now(),
    } as never);
    expect((await undone(at, found)).state).toBe('undone');
    expect(await at.system.db('company_register_changes').where({ company_id: id })).toHaveLength(1);
    expect(await findCompanyByIco(at.system, '00000019')).toMatchObject({
      street: 'Příční 118',
      inLiquidation: true,
    });
    expect(await at.system.db('company_watch').where({ company_id: id }).first()).toMatchObject({
      told: '["liquidation"]',
    });
  });

  it('leaves a person whom a colleague has put there since, and a firm that is their past', async () => {
    const at = await firm();
    await mostni(at);
    const found = await imported(at, `${street}Kovovýroba H;27;Nová 1\n`);
    const company = await findCompanyByIco(at.system, '00000019');
    const kovo = await findCompanyByIco(at.system, '00000027');
    if (!company || !kovo) throw new Error('nothing was imported');
    const riha = await createContact(at.eva, { name: 'Petr Říha', companyId: company.id });
    await at.system.database.writer('contact_companies').insert({
      contact_id: riha.id,
      company_id: kovo.id,
      is_current: false,
      created_at: at.time.now(),
    } as never);
    await undone(at, found);
    expect(await at.system.db('contact_companies').where({ contact_id: riha.id })).toHaveLength(2);
    expect((await findCompanyByIco(at.system, '00000019'))?.street).toBe('Příční 118');
    expect(await kept(at, found)).toEqual([['company', 'used']]);
  });

  it('is not held up by who only looked', async () => {
    const at = await firm();
    const { id } = await mostni(at);
    const found = await imported(at, street);
    await revealDic(at.eva, id);
    await undone(at, found);
    expect(await findCompanyByIco(at.system, '00000019')).toMatchObject({ street: 'Příční 118' });
  });

  it("sees a colleague's edit behind many events of the product itself", async () => {
    const at = await firm();
    const { id } = await mostni(at);
    const found = await imported(at, street);
    await changeCompany(at.eva, id, { name: 'Mostní stavby Brno' });
    for (let n = 0; n < 25; n += 1)
      await recordEvent(
        { ...at.system, db: at.system.database.writer },
        'company.watched',
        { kind: 'company', id },
        {},
      );
    await undone(at, found);
    expect(await kept(at, found)).toEqual([['company', 'changed']]);
    expect(await findCompanyByIco(at.system, '00000019')).toMatchObject({
      name: 'Mostní stavby Brno',
      street: 'Jiná 5',
    });
  });

  it('takes a second import back after the first, whose people are gone', async () => {
    const at = await firm();
    await mostni(at);
    const first = await imported(
      at,
      'Firma;IČO;Kontakt;E-mail\nMostní stavby;19;Petr Říha;riha@mostni.example\n',
    );
    const second = await imported(at, street);
    await undone(at, first);
    expect(await findContactByEmail(at.system, 'riha@mostni.example')).toBeNull();
    expect((await undone(at, second)).state).toBe('undone');
    expect((await findCompanyByIco(at.system, '00000019'))?.street).toBe('Příční 118');
    expect(await kept(at, second)).toEqual([]);
  });

  it('takes back all of it when two rows wrote into the same company', async () => {
    const at = await firm();
    await mostni(at);
    const found = await imported(
      at,
      'Firma;IČO;Ulice;Město\nMostní stavby;19;Jiná 5;\nMostní stavby;19;;Brno\n',
    );
    expect(await findCompanyByIco(at.system, '00000019')).toMatchObject({ street: 'Jiná 5', city: 'Brno' });
    await undone(at, found);
    expect(await findCompanyByIco(at.system, '00000019')).toMatchObject({ street: 'Příční 118', city: null });
  });

  it('goes on past a record that cannot be put back, and says so', async () => {
    const at = await firm();
    await mostni(at);
    await keepCompany(at.eva, { name: 'Kovovýroba H', ico: '00000027', street: 'Dolní 2' });
    const found = await imported(at, `${street}Kovovýroba H;27;Nová 1\n`);
    const { owner_id: owner } =
      (await at.system.db('companies').where({ ico: '00000027' }).first('owner_id')) ?? {};
    await at.system.database
      .writer('import_records')
      .where({ import_id: found.id })
      .whereLike('before', '%Dolní%')
      .update({
        before: `{"row":{"owner_id":99999},"parts":[],"after":{"row":{"owner_id":${owner}},"parts":[]}}`,
      });
    expect((await undone(at, found)).state).toBe('undone');
    expect(await kept(at, found)).toEqual([['company', 'failed']]);
    expect((await findCompanyByIco(at.system, '00000019'))?.street).toBe('Příční 118');
    expect((await findCompanyByIco(at.system, '00000027'))?.street).toBe('Nová 1');
  });
});

it('a birth number that is not imported is told of in its row', async () => {
  const at = await firm();
  const ready = await at.brings(at.lenka, 'Firma;DIČ\nJan Dvořák;7801012345\nMostárne;2020317068\n');
  const rows: string[] = [];
  for await (const piece of wholeReport(at.lenka, ready, readerOf(at.lenka)))
    if ('row' in piece) rows.push(JSON.stringify(piece.row));
  const words = readerOf(at.lenka).t.imports.hiddenNumber('DIČ');
  expect(rows.map((row) => row.includes(words))).toEqual([false, true, false]);
  expect(JSON.stringify(await at.system.db('import_rows'))).not.toContain('780101');
});
