import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { recordEvents } from '../../src/events/record.ts';
import { logActivity } from '../../src/features/activities/service.ts';
import { createTypedCompany } from '../../src/features/companies/service.ts';
import { keepAway } from '../../src/features/contacts/manners-service.ts';
import { findContactByEmail } from '../../src/features/contacts/service.ts';
import { createDeal } from '../../src/features/deals/service.ts';
import { restrictDeal } from '../../src/features/deals/sharing-service.ts';
import {
  assertExports,
  chooseExporters,
  exportData,
  listPastExports,
  noteExport,
} from '../../src/features/exports/service.ts';
import { fold } from '../../src/lib/text.ts';
import { furnished, takes } from './office.ts';

describe('an export', () => {
  it.each([
    [
      ['companies', 'cs'],
      ['contacts', 'sk'],
    ],
    [
      ['deals', 'en'],
      ['activities', 'sk'],
    ],
  ] as const)('lists of %j and of %j are brought in again as they are', async (...kinds) => {
    const at = await furnished();
    for (const [what, language] of kinds) {
      const lenka = { ...at.lenka, language };
      const taken = await takes(lenka, what);
      expect(taken.rows).toBe(1);
      const found = await at.brings(lenka, taken.bytes, `${what}.xlsx`);
      const said = Object.keys(found.counts).filter((key) => !/\.(same|updated)$/.test(key));
      expect(found).toMatchObject({ state: 'ready', as: 'customers', perSheet: false });
      expect(said).toEqual([expect.stringMatching(/^(same|updated)$/)]);
    }
  });

  it('of leads is known for one of leads', async () => {
    const at = await furnished();
    const { bytes } = await takes(at.lenka, 'leads');
    expect((await at.brings(at.lenka, bytes, 'leady.xlsx')).as).toBe('leads');
  });

  it('writes days, times and amounts as such, and a formula as text', async () => {
    const { eva } = await furnished();
    const { bytes, cells } = await takes(eva, 'deals');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as never);
    const sheet = book.getWorksheet(1) as ExcelJS.Worksheet;
    const headings = sheet.getRow(1).values as string[];
    const value = (heading: string) => sheet.getRow(2).getCell(headings.indexOf(heading)).value;
    expect(value('Hodnota')).toBe(1250000.5);
    expect((value('Termín odevzdání nabídky') as Date).toISOString()).toBe('2027-03-15T12:00:00.000Z');
    expect((value('Další krok do') as Date).toISOString()).toBe('2027-03-10T00:00:00.000Z');
    expect(value('Příležitost')).toBe('=Lávka přes "Svratku"; etapa 2');
    expect(cells[0]).toMatchObject({
      Fáze: 'RFP – připravujeme nabídku',
      'Naše marže': '200 000 Kč',
    });
    const csv = (await takes(eva, 'deals', { format: 'csv' })).bytes.toString('utf8');
    expect(csv.charAt(0)).toBe('\ufeff');
    expect(csv).toContain(`;"'=Lávka přes ""Svratku""; etapa 2";`);
    expect(csv).toContain(';1250000,5;CZK;');
    expect(csv).toContain(';2027-03-15 12:00;');
  });

  it('says no word of a restricted deal to others, nor of what was done about it', async () => {
    const at = await furnished();
    const zuzana = await at.as('Zuzana');
    await restrictDeal(at.eva, at.deal.id as never, []);
    expect(await takes(zuzana, 'deals')).toMatchObject({ rows: 0 });
    expect(await takes(zuzana, 'activities')).toMatchObject({ rows: 0 });
    expect(JSON.stringify((await takes(zuzana, 'contacts')).cells)).not.toContain('Svratku');
    expect((await takes(at.eva, 'activities')).cells[0]).toMatchObject({
      'S kým': 'Ing. Petr Říha, Ph.D.',
      'Druh aktivity': 'Datová zpráva',
    });
  });

  it('holds a restricted field for its owner alone, and hides the column from others', async () => {
    const at = await furnished();
    const zuzana = await at.as('Zuzana');
    await createDeal(zuzana, { name: 'Rampa' });
    const hers = await takes(zuzana, 'deals');
    expect(hers.cells.map((row) => row.Příležitost)).toEqual(['=Lávka přes "Svratku"; etapa 2', 'Rampa']);
    expect(hers.headings).not.toContain('Naše marže');
  });

  it('stands that somebody is to be left alone beside their phone, and keeps the dots of a birth number', async () => {
    const at = await furnished();
    await createTypedCompany(at.eva, { name: 'Jan Dvořák', dic: 'CZ7001010009' });
    const riha = await findContactByEmail(at.eva, 'riha@mostni.example');
    await keepAway(at.eva, riha?.id as never, {
      since: '2027-03-01' as never,
      source: 'telefonát',
      saidBy: null,
    });
    const { cells, headings } = await takes(at.eva, 'contacts');
    expect(cells[0]).toMatchObject({
      Neoslovovat: 'od 1. 3. 2027, telefonát',
      'E-mail': 'riha@mostni.example; petr@mostni.example',
      Telefon: '+420 601 000 123; +420 601 000 124',
    });
    expect(headings.indexOf('Telefon') - headings.indexOf('Neoslovovat')).toBe(2);
    const companies = await takes(at.eva, 'companies', { format: 'csv' });
    expect(companies.bytes.toString()).not.toContain('7001010009');
    expect(companies.cells.map((row) => row.DIČ)).toEqual(['CZ00000019', expect.stringContaining('•')]);
  });

  it('has each of many rows once, of everybody or of one’s own', async () => {
    const at = await furnished();
    const zuzana = await at.as('Zuzana');
    const [created_at, updated_at] = [at.time.now(), at.time.now()];
    const people = Array.from({ length: 450 }, (_, n) => `Člověk ${n}`).map((name) => ({
      name,
      folded_name: fold(name),
      created_at,
      updated_at,
    }));
    await at.database.writer.batchInsert('contacts', people, 50);
    const { rows, cells } = await takes(zuzana, 'contacts');
    expect(rows).toBe(451);
    expect(new Set(cells.map((row) => row['Kontaktní osoba'])).size).toBe(451);
    expect(await takes(zuzana, 'contacts', { whose: 'mine' })).toMatchObject({ rows: 0 });
    expect(await takes(at.eva, 'contacts', { whose: 'mine' })).toMatchObject({ rows: 1 });
    await logActivity(zuzana, { kind: 'call', companyId: at.company.id as never, text: 'Volali' });
    expect((await takes(zuzana, 'activities', { whose: 'mine' })).rows).toBe(1);
    expect((await takes(zuzana, 'leads', { whose: 'mine' })).rows).toBe(0);
    expect((await takes(at.eva, 'deals', { state: 'won' })).rows).toBe(0);
  });
});

describe('who may export', () => {
  it('is everybody until an admin says otherwise, and who took how much is kept for the admins', async () => {
    const { eva, lenka, system } = await furnished();
    const wanted = { what: 'deals', whose: 'mine', state: 'open', format: 'csv' } as const;
    await exportData(eva, wanted);
    await transaction(eva, (tx) => noteExport(tx, wanted, 1));
    await expect(chooseExporters(eva, 'everybody')).rejects.toMatchObject({ code: 'admin.only' });
    await chooseExporters(lenka, 'leads');
    await expect(exportData(eva, wanted)).rejects.toMatchObject({ code: 'export.notAllowed' });
    await expect(listPastExports(eva, 5)).rejects.toMatchObject({ code: 'admin.only' });
    await transaction(system, (tx) => tx.db('people').where({ name: 'Eva' }).update({ is_sales_lead: true }));
    await assertExports(eva);
    const later = Array(500).fill({ subject: { kind: 'workspace', id: 0 }, details: {} });
    await transaction(lenka, (tx) => recordEvents(tx, 'exports.settings', later));
    const past = await listPastExports(lenka, 5);
    expect(past).toEqual([{ by: 'Eva', what: 'deals', rows: 1, at: expect.any(String) }]);
  });
});
