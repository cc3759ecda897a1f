import { describe, expect, it, onTestFinished } from 'vitest';
import { companyFields } from '../../src/features/companies/field-kind.ts';
import { findCompanyByIco, keepCompany } from '../../src/features/companies/service.ts';
import { defineField } from '../../src/features/fields/define-service.ts';
import { inputName } from '../../src/features/fields/model.ts';
import { readRecordFields, setFieldValues } from '../../src/features/fields/service.ts';
import { sweepImports } from '../../src/features/imports/jobs.ts';
import { fillFromRegisters } from '../../src/features/imports/registers.ts';
import { bringFile, startImport, undoImport } from '../../src/features/imports/service.ts';
import { createRegisters } from '../../src/features/registers/port.ts';
import { systemTime } from '../../src/lib/time.ts';
import { startRegisters } from '../../src/sandbox/registers.ts';
import { dump } from './dump.ts';
import { firm } from './office.ts';

async function firmWithRegisters() {
  const registers = await startRegisters();
  const port = createRegisters({ ...registers.urls, time: systemTime });
  onTestFinished(async () => {
    await port.stop();
    await registers.stop();
  });
  return firm({ registers: port });
}

describe('companies of a list with an IČO', () => {
  it('keep the address that the list says, also when it says no name', async () => {
    const at = await firmWithRegisters();
    const ready = await at.brings(at.lenka, 'IČO;Název;Ulice;Město;PSČ\n35;;Naše 5;Kdesi;111 11\n');
    await at.later(await startImport(at.lenka, ready.id));
    await fillFromRegisters(at.system);
    const company = await findCompanyByIco(at.system, '00000035');
    expect(company).toMatchObject({ street: 'Naše 5', city: 'Kdesi' });
    expect(company?.name).not.toContain('IČO');
  });

  it('are filled in from the register afterwards, which goes too when the list is taken back', async () => {
    const at = await firmWithRegisters();
    const before = await dump(at.system);
    const ready = await at.brings(at.lenka, 'IČO;Název;Město\n35;;\n27;Naše Kovovýroba;Brno\n');
    const done = await at.later(await startImport(at.lenka, ready.id));
    expect(done.registersLeft).toBe(2);
    await fillFromRegisters(at.system);
    expect((await at.later(done)).registersLeft).toBe(0);
    // Nothing but its number was known of the one; what the list says of the other stays.
    expect((await findCompanyByIco(at.system, '00000035'))?.name).not.toContain('IČO');
    expect(await findCompanyByIco(at.system, '00000027')).toMatchObject({
      name: 'Naše Kovovýroba',
      city: 'Brno',
    });
    await at.later(await undoImport(at.lenka, done.id));
    expect(await dump(at.system)).toEqual(before);
  });
});

describe('fields of the firm’s own', () => {
  it('are recognised by their names, tried, filled in, and put back', async () => {
    const at = await firm({ fieldKinds: [companyFields] });
    const none = { en: null, cs: null, sk: null };
    const storage = await defineField(at.lenka, 'company', 'number', {
      labels: { ...none, cs: 'Velikost skladu' },
      help: none,
      restricted: false,
      requiredFrom: null,
    });
    const kovo = await keepCompany(at.eva, { name: 'Kovovýroba H', ico: '00000027' });
    await setFieldValues(at.lenka, 'company', kovo.id, { [inputName(storage)]: '10' }, { by: 'form' });
    const before = await dump(at.system);
    const ready = await at.brings(
      at.lenka,
      'Firma;IČO;Velikost skladu\nKovovýroba H;27;250\nMostní stavby;19;mnoho\n',
      'sklady.csv',
      { rule: 'overwrite' },
    );
    expect(ready.counts).toMatchObject({ updated: 1, failed: 1 });
    const done = await at.later(await startImport(at.lenka, ready.id));
    const value = async () => (await readRecordFields(at.lenka, 'company', kovo.id)).values.get(storage.id);
    expect(await value()).toBe('250');
    await at.later(await undoImport(at.lenka, done.id));
    expect(await value()).toBe('10');
    expect(await dump(at.system)).toEqual(before);
  });
});

describe('a list', () => {
  it('that is too large is not even fetched', async () => {
    const at = await firm();
    const file = {
      id: 'F1',
      name: 'vse.xlsx',
      size: 200 * 1024 * 1024,
      mimetype: '',
      url: 'x',
      isExternal: false,
    };
    expect(await at.later(await bringFile(at.lenka, file))).toMatchObject({
      state: 'failed',
      problem: { kind: 'error', code: 'file.tooLarge' },
    });
  });

  it('is forgotten after thirty days, with all that it said of people', async () => {
    const at = await firm();
    const ready = await at.brings(at.lenka, 'Firma;E-mail\nKovovýroba H;mala@kovo.example\n');
    await at.later(await startImport(at.lenka, ready.id));
    at.time.advance(29 * 24 * 3_600_000);
    await sweepImports(at.system);
    expect(await at.system.db('import_rows').select('no')).toHaveLength(1);
    at.time.advance(2 * 24 * 3_600_000);
    await sweepImports(at.system);
    for (const table of ['imports', 'import_rows', 'import_records'] as const)
      expect(await at.system.db(table).select()).toEqual([]);
  });
});
