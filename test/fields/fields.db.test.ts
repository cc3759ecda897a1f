import { describe, expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { listEvents } from '../../src/events/record.ts';
import { companyFields } from '../../src/features/companies/field-kind.ts';
import { keepCompany, searchCompanies } from '../../src/features/companies/service.ts';
import { contactFields } from '../../src/features/contacts/field-kind.ts';
import { dealFields } from '../../src/features/deals/field-kind.ts';
import { changeDeal, createDeal, searchDeals } from '../../src/features/deals/service.ts';
import { handOverDeal } from '../../src/features/deals/sharing-service.ts';
import {
  archiveField,
  changeField,
  defineField,
  moveField,
} from '../../src/features/fields/define-service.ts';
import {
  exportableFields,
  exportFieldCells,
  importableFields,
} from '../../src/features/fields/exchange-service.ts';
import { readFormFields, readMissingFields, saveWithFields } from '../../src/features/fields/form-service.ts';
import { type Field, type FieldType, inputName } from '../../src/features/fields/model.ts';
import { addOptions, archiveOption, renameOption } from '../../src/features/fields/option-service.ts';
import {
  copyFieldValues,
  eraseFieldValues,
  listFields,
  readRecordFields,
  setFieldValues,
} from '../../src/features/fields/service.ts';
import { addSet } from '../../src/features/fields/set-service.ts';
import type { Ctx } from '../../src/lib/context.ts';
import { world } from '../support/context.ts';

const none = { en: null, cs: null, sk: null };
const ports = { fieldKinds: [companyFields, contactFields, dealFields] };

async function office() {
  const it = await world({ ports });
  const eva = await it.as('Eva', { isAdmin: true });
  const [zuzana, oliver, lenka] = [await it.as('Zuzana'), await it.as('Oliver'), await it.as('Lenka')];
  const lead = await it.person('Lenka');
  await it.database.writer('people').where({ id: lead.id }).update({ is_sales_lead: true });
  const define = (kind: string, type: FieldType, cs: string, more: Partial<Field> = {}, options?: string[]) =>
    defineField(
      eva,
      kind,
      type,
      { labels: { ...none, cs }, help: none, restricted: false, requiredFrom: null, ...more },
      options,
    );
  const set = (ctx: Ctx, kind: string, id: number, field: Field, text: string | null) =>
    setFieldValues(ctx, kind, id, { [inputName(field)]: text }, { by: 'form' });
  const bridge = await createDeal(zuzana, {
    name: 'Lávka přes Svratku',
    people: [(await it.person('Oliver')).id],
  });
  return { ...it, eva, zuzana, oliver, lenka, define, set, bridge };
}

const codes = (error: { errors?: { code: string; field?: string }[]; code?: string }) =>
  error.errors?.map(({ code, field }) => `${field}: ${code}`) ?? error.code;

describe('an admin', () => {
  it('defines, orders, renames and archives fields; what they hold stays', async () => {
    const { eva, zuzana, define, set, bridge } = await office();
    const tonnage = await define('deal', 'number', 'Tonáž');
    const coating = await define('deal', 'select', 'Nátěr', {}, ['Epoxid', 'Zinek']);
    await moveField(eva, coating.id, -1);
    expect((await listFields(eva, 'deal')).map(({ labels }) => labels.cs)).toEqual(['Nátěr', 'Tonáž']);
    await set(zuzana, 'deal', bridge.id, tonnage, '1 250,50');
    await set(zuzana, 'deal', bridge.id, coating, 'zinek');
    await renameOption(eva, coating.id, coating.options[1]!.id, { ...none, cs: 'Žárový zinek' });
    await archiveOption(eva, coating.id, coating.options[1]!.id, true);
    await archiveField(eva, tonnage.id, true);
    const shown = await readRecordFields(zuzana, 'deal', bridge.id);
    expect(shown.fields.map(({ id }) => shown.values.get(id))).toEqual([String(coating.options[1]!.id)]);
    expect(shown.fields[0]!.options[1]!.labels.cs).toBe('Žárový zinek');
    await archiveField(eva, tonnage.id, false);
    expect((await readRecordFields(zuzana, 'deal', bridge.id)).values.get(tonnage.id)).toBe('1250.5');
  });

  it('is told at the field what is wrong with it', async () => {
    const { eva, define } = await office();
    const coating = await define('deal', 'select', 'Nátěr', {}, ['Epoxid']);
    const label = (cs: string) => define('deal', 'text', cs).catch(codes);
    expect(await label('nater')).toEqual(['label-cs: fields.nameTaken']);
    expect(await label('x'.repeat(200))).toEqual(['label-cs: tooLong']);
    expect(await label(' ')).toEqual(['label-en: required', 'label-cs: required', 'label-sk: required']);
    const add = (...labels: string[]) => addOptions(eva, coating.id, labels).catch(codes);
    expect(await add('Zinek', 'ZINEK')).toEqual(['options: fields.optionTaken']);
    expect(await add('epoxid')).toEqual(['options: fields.optionTaken']);
    expect(await add('x'.repeat(76))).toEqual(['options: tooLong']);
    expect(await add(...Array.from({ length: 1000 }, (_, index) => `Odstín ${index}`))).toEqual([
      'options: fields.full',
    ]);
    expect((await listFields(eva, 'deal'))[0]!.options).toHaveLength(1);
  });

  it('adds a ready-made set once, in three languages', async () => {
    const { eva } = await office();
    await addSet(eva, 'company', 'warehouses');
    await addSet(eva, 'company', 'warehouses');
    const fields = await listFields(eva, 'company');
    expect(fields.map(({ labels }) => labels.sk)).toEqual([
      'Veľkosť skladu',
      'Stratégia zaskladnenia',
      'Počet skladových položiek',
    ]);
    expect(fields[1]!.options).toHaveLength(3);
  });
});

async function exported(ctx: Ctx, id: number) {
  const columns = await exportableFields(ctx, 'deal');
  return { columns, cells: await exportFieldCells(ctx, 'deal', columns, [id]) };
}

describe('a restricted field', () => {
  it('is there for the owner and the sales lead, and for nobody else in anything that is read', async () => {
    const { eva, zuzana, oliver, lenka, system, define, set, bridge } = await office();
    const margin = await define('deal', 'text', 'Marže', { restricted: true });
    await set(zuzana, 'deal', bridge.id, margin, 'osmnact');
    const seen = async (ctx: Ctx) => {
      const [card, form, file, found, events] = [
        await readRecordFields(ctx, 'deal', bridge.id),
        await readFormFields(ctx, 'deal', bridge.id),
        await exported(ctx, bridge.id),
        await searchDeals(ctx, 'osmnact', 5),
        await listEvents(ctx, { kind: 'deal', id: bridge.id }, 50),
      ];
      const said = JSON.stringify([card, form, file], (_, one) => (one instanceof Map ? [...one] : one));
      expect(JSON.stringify([found, events])).not.toContain('osmnact');
      return said.includes('osmnact') || said.includes('Marže');
    };
    const readers = { zuzana, lenka, oliver, eva, system };
    const told = await Promise.all(
      Object.entries(readers).map(async ([name, ctx]) => [name, await seen(ctx)]),
    );
    expect(Object.fromEntries(told)).toEqual({
      zuzana: true,
      lenka: true,
      oliver: false,
      eva: false,
      system: false,
    });
    expect(await set(oliver, 'deal', bridge.id, margin, '30').catch(codes)).toEqual([
      `field${margin.id}: notFound`,
    ]);
    expect((await importableFields(oliver, 'deal')).map(({ name }) => name)).toEqual([]);
    expect((await importableFields(lenka, 'deal')).map(({ name }) => name)).toEqual([inputName(margin)]);
  });

  it('keeps its deal with those who see it: nobody named on it takes the deal, but who left has it given away', async () => {
    const { oliver, zuzana, eva, define, set, bridge, person, database } = await office();
    await set(zuzana, 'deal', bridge.id, await define('deal', 'text', 'Marže', { restricted: true }), '18');
    const [her, him] = [(await person('Zuzana')).id, (await person('Oliver')).id];
    const refused = { code: 'fields.ownerOnly', field: 'owner' };
    await expect(handOverDeal(oliver, bridge.id, him, null)).rejects.toMatchObject(refused);
    await expect(changeDeal(oliver, bridge.id, { ownerId: him })).rejects.toMatchObject(refused);
    await database.writer('people').where({ id: her }).update({ deactivated_at: eva.time.now() });
    expect(await handOverDeal(eva, bridge.id, him, null)).toMatchObject({ ownerId: him });
  });

  it('cannot be opened to all once it holds something, and closing one takes it out of search at once', async () => {
    const { eva, zuzana, define, set, bridge } = await office();
    const rival = await define('deal', 'text', 'Konkurent');
    await set(zuzana, 'deal', bridge.id, rival, 'Kovostroj');
    expect(await searchDeals(eva, 'kovostroj', 5)).toHaveLength(1);
    const definition = { labels: rival.labels, help: none, requiredFrom: null };
    await changeField(eva, rival.id, { ...definition, restricted: true });
    expect(await searchDeals(eva, 'kovostroj', 5)).toEqual([]);
    const opened = await changeField(eva, rival.id, { ...definition, restricted: false }).catch(codes);
    expect(opened).toEqual(['restricted: fields.staysRestricted']);
  });
});

describe('two colleagues who fill in one record', () => {
  const typed = (seen: number, values: [number, string | null][]) => ({
    kind: 'deal',
    seen,
    values: new Map(values),
  });

  it('keep both what they typed when it is not the same field', async () => {
    const { zuzana, oliver, define, bridge } = await office();
    const [tonnage, colour] = [
      await define('deal', 'number', 'Tonáž'),
      await define('deal', 'text', 'Odstín'),
    ];
    const { seen } = await readFormFields(zuzana, 'deal', bridge.id);
    const save = (ctx: Ctx, values: [number, string | null][]) =>
      saveWithFields(ctx, typed(seen, values), async () => ({ id: bridge.id, result: null }));
    await save(oliver, [
      [tonnage.id, '12'],
      [colour.id, null],
    ]);
    expect(
      await save(zuzana, [
        [tonnage.id, null],
        [colour.id, 'RAL 7016'],
      ]),
    ).toMatchObject({ kind: 'saved' });
    const { values } = await readRecordFields(zuzana, 'deal', bridge.id);
    expect([values.get(tonnage.id), values.get(colour.id)]).toEqual(['12', 'RAL 7016']);
    const second = await save(zuzana, [[tonnage.id, '15']]);
    expect(second).toMatchObject({ kind: 'changedMeanwhile', changes: [{ from: null, to: '12' }] });
    expect((await readRecordFields(zuzana, 'deal', bridge.id)).values.get(tonnage.id)).toBe('12');
  });
});

describe('a stage', () => {
  it('asks only for what is empty and what one may see', async () => {
    const { zuzana, oliver, define, set, bridge } = await office();
    const tonnage = await define('deal', 'number', 'Tonáž', { requiredFrom: 'rfp' });
    await define('deal', 'number', 'Marže', { requiredFrom: 'rfp', restricted: true });
    await define('deal', 'text', 'Předání', { requiredFrom: 'won' });
    const asked = async (ctx: Ctx, stage: string) =>
      (await readMissingFields(ctx, 'deal', bridge.id, stage)).fields.map(({ labels }) => labels.cs);
    expect(await asked(zuzana, 'qualified')).toEqual([]);
    expect(await asked(zuzana, 'rfp')).toEqual(['Tonáž', 'Marže']);
    expect(await asked(oliver, 'rfp')).toEqual(['Tonáž']);
    await set(zuzana, 'deal', bridge.id, tonnage, '12');
    expect(await asked(oliver, 'offer')).toEqual([]);
    expect(await asked(zuzana, 'won')).toEqual(['Marže', 'Předání']);
  });
});

describe('a record that becomes another', () => {
  it('carries its values to fields of the same name, keeps the rest as notes, and overwrites nothing', async () => {
    const { eva, zuzana, oliver, system, define, set, bridge } = await office();
    const company = await keepCompany(zuzana, { name: 'Sklady Brno, s.r.o.', ico: '00000019' });
    const size = await define('deal', 'number', 'Velikost skladu');
    const strategy = await define('deal', 'text', 'Strategie');
    const margin = await define('deal', 'number', 'Marže', { restricted: true });
    const there = await define('company', 'number', 'velikost skladu');
    await set(zuzana, 'deal', bridge.id, size, '1200');
    await set(zuzana, 'deal', bridge.id, strategy, 'chaotická');
    await set(zuzana, 'deal', bridge.id, margin, '18');
    const carry = () =>
      transaction(system, (tx) =>
        copyFieldValues(tx, { kind: 'deal', id: bridge.id }, { kind: 'company', id: company.id }),
      );
    await carry();
    await carry();
    const shown = await readRecordFields(zuzana, 'company', company.id);
    expect(shown.values.get(there.id)).toBe('1200');
    expect(shown.kept.map(({ field, value }) => `${field.labels.cs}: ${value}`)).toEqual([
      'Strategie: chaotická',
      'Marže: 18',
    ]);
    const others = await readRecordFields(oliver, 'company', company.id);
    expect(others.kept.map(({ field }) => field.labels.cs)).toEqual(['Strategie']);
    await set(zuzana, 'company', company.id, there, '900');
    await carry();
    const after = await readRecordFields(eva, 'company', company.id);
    expect(after.values.get(there.id)).toBe('900');
    expect(after.kept.map(({ value }) => value)).toEqual(['chaotická', '1200']);
  });

  it('of the same kind, merged, fills what was empty and notes what differed', async () => {
    const { zuzana, system, define, set, bridge } = await office();
    const twin = await createDeal(zuzana, { name: 'Lávka znovu' });
    const [tonnage, shade] = [
      await define('deal', 'number', 'Tonáž'),
      await define('deal', 'text', 'Odstín'),
    ];
    await set(zuzana, 'deal', bridge.id, tonnage, '12');
    await set(zuzana, 'deal', twin.id, tonnage, '15');
    await set(zuzana, 'deal', twin.id, shade, 'RAL 7016');
    await transaction(system, (tx) =>
      copyFieldValues(tx, { kind: 'deal', id: twin.id }, { kind: 'deal', id: bridge.id }),
    );
    const { fields, values, kept } = await readRecordFields(zuzana, 'deal', bridge.id);
    expect(fields.map(({ id }) => values.get(id))).toEqual(['12', 'RAL 7016']);
    expect(kept.map(({ value }) => value)).toEqual(['15']);
  });

  it('is found by what its fields say, in any language of an option, and forgotten as a whole', async () => {
    const { eva, zuzana, system, define, set } = await office();
    const company = await keepCompany(zuzana, { name: 'Sklady Brno, s.r.o.' });
    await addSet(eva, 'company', 'warehouses');
    const strategy = (await listFields(eva, 'company'))[1] as Field;
    const note = await define('company', 'longText', 'Poznámka');
    await set(zuzana, 'company', company.id, strategy, 'Pevná místa');
    await set(zuzana, 'company', company.id, note, 'Rampa\nod severu');
    for (const query of ['fixed', 'pevna', 'mista', 'rampa', 'severu', 'sklady'])
      expect([query, (await searchCompanies(zuzana, query, 5)).length]).toEqual([query, 1]);
    await transaction(system, (tx) => eraseFieldValues(tx, 'company', company.id));
    expect(await searchCompanies(zuzana, 'rampa', 5)).toEqual([]);
    expect(await searchCompanies(zuzana, 'sklady', 5)).toHaveLength(1);
    expect((await readRecordFields(zuzana, 'company', company.id)).values.size).toBe(0);
    expect(await system.db('custom_changes').where({ kind: 'company' })).toEqual([]);
  });
});
