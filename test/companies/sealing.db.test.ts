import { describe, expect, it } from 'vitest';
import { putBack } from '../../src/db/whole-records.ts';
import { sealBirthNumbers } from '../../src/features/companies/sealing.ts';
import { changeCompany, createTypedCompany, revealDic } from '../../src/features/companies/service.ts';
import { tableOf } from '../../src/features/imports/record-tables.ts';
import { examineImports, sealInImports } from '../../src/features/imports/sealing.ts';
import { mergeRecords, undoMerge } from '../../src/features/merging/service.ts';
import type { Ctx } from '../../src/lib/context.ts';
import { createSecrets } from '../../src/lib/secrets.ts';
import { world } from '../support/context.ts';

const key = 'klic-firmy-ktery-ma-dost-znaku-na-konci';
const withKey = (ctx: Ctx, ...keys: (string | undefined)[]): Ctx => ({
  ...ctx,
  ports: { ...ctx.ports, secrets: createSecrets(keys[0], keys[1]) },
});

async function firm(...keys: string[]) {
  const here = await world();
  const eva = withKey(await here.as('Eva'), ...keys);
  const rows = () =>
    here.database.reader('companies').orderBy('id').select('dic', 'dic_sealed', 'vat_number', 'version');
  const older = (values: object) =>
    here.database.writer('companies').insert({
      name: 'Jan Dvořák, zámečník',
      folded_name: 'jan dvorak, zamecnik',
      country: 'CZ',
      owner_id: (eva.actor as { id: number }).id,
      created_at: here.time.now(),
      updated_at: here.time.now(),
      ...values,
    } as never);
  return { ...here, eva, rows, older };
}

describe('a birth number typed as DIČ', () => {
  it('stands sealed in the row, in both of two that are made one, and whoever may see it sees it', async () => {
    const { eva, rows, database } = await firm(key);
    const { company } = await createTypedCompany(eva, { name: 'Jan Dvořák, zámečník', dic: '780101/2345' });
    const { company: other } = await createTypedCompany(eva, { name: 'Dvořák' });
    const { id } = await mergeRecords(eva, { kind: 'company', keptId: other.id, goneId: company.id });
    expect(await revealDic(eva, other.id)).toBe('CZ7801012345');
    const merged = await rows();
    expect(merged.map(({ dic }) => dic)).toEqual(['CZ••••••••••', 'CZ••••••••••']);
    expect(JSON.stringify([merged, await eva.db('merges'), await eva.db('events')])).not.toContain('780101');
    // As an older version wrote it down.
    const [merge] = await eva.db('merges').where({ id });
    const changed = JSON.parse(merge?.changed as string);
    delete changed.columns.dic_sealed;
    await database
      .writer('merges')
      .where({ id })
      .update({ changed: JSON.stringify(changed) });
    await undoMerge(eva, id);
    expect((await rows())[1]).toMatchObject({ dic: null, dic_sealed: null });
    await changeCompany(eva, company.id, { name: 'Jan Dvořák, s.r.o.', dic: 'CZ00000019' });
    expect((await rows())[0]).toMatchObject({ dic: 'CZ00000019', dic_sealed: null });
  });

  it('is refused at its field while there is no key to seal it with, and dots under a key that is lost', async () => {
    const { eva, rows } = await firm();
    const typed = { name: 'Jan Dvořák', dic: 'CZ7801012345' };
    await expect(createTypedCompany(eva, typed)).rejects.toMatchObject({
      code: 'company.birthNumberKey',
      field: 'dic',
    });
    expect(await rows()).toEqual([]);
    const { company } = await createTypedCompany(withKey(eva, key), typed);
    expect(await revealDic(withKey(eva, `jiny-${key}`), company.id)).toBe('CZ••••••••••');
    expect(await revealDic(eva, company.id)).toBe('CZ••••••••••');
  });
});

it('what is put back of a company takes its birth number along, or away', async () => {
  const { eva, rows, database } = await firm(key);
  const { company } = await createTypedCompany(eva, { name: 'Jan Dvořák', dic: 'CZ00000019' });
  const row = async () => {
    const { dic_sealed, ...older } = (await database.reader('companies').first()) as { dic_sealed: unknown };
    return older;
  };
  const was = await row();
  await changeCompany(eva, company.id, { name: 'Jan Dvořák', dic: 'CZ7801012345' });
  const whole = JSON.stringify({ row: was, parts: [], after: { row: await row(), parts: [] } });
  const alone = { ...tableOf.company, owned: {}, beside: [] };
  await database.writer.transaction((db) => putBack({ ...eva, db }, alone, company.id, whole));
  expect((await rows())[0]).toMatchObject({ dic: 'CZ00000019', dic_sealed: null });
});

describe('what an older version kept in clear', () => {
  it('is sealed at the start, once there is a key, and changes nothing for whoever has it open', async () => {
    const { eva, rows, older, system } = await firm(key);
    await older({ dic: 'CZ7801012345' });
    await older({ dic: '7801012345' });
    await older({ vat_number: 'CZ7801012345' });
    await older({ dic: 'CZ00000019' });
    await older({ dic: '2020317068', vat_number: 'SK2020317068', country: 'SK' });
    const before = await rows();
    await sealBirthNumbers(withKey(system, undefined));
    expect(await rows()).toEqual(before);
    await sealBirthNumbers(withKey(system, key));
    const after = await rows();
    expect(JSON.stringify(after)).not.toContain('780101');
    expect(after.slice(3)).toEqual(before.slice(3));
    expect(after.map(({ version }) => version)).toEqual(before.map(({ version }) => version));
    for (const id of [1, 2, 3]) expect(await revealDic(eva, id as never)).toBe('CZ7801012345');
    await sealBirthNumbers(withKey(system, key));
    expect(await rows()).toEqual(after);
    await older({ dic: 'CZ7902022345' });
    await sealBirthNumbers(withKey(system, `jiny-${key}`));
    expect(await revealDic(withKey(eva, `jiny-${key}`), 6 as never)).toBe('CZ7902022345');
    expect((await rows()).slice(0, 5)).toEqual(after);
    await sealBirthNumbers(withKey(system, `novy-${key}`, key));
    expect(await revealDic(withKey(eva, `novy-${key}`), 1 as never)).toBe('CZ7801012345');
  });

  it('is sealed in what an import would put back, and comes back sealed', async () => {
    const { eva, rows, older, system, database } = await firm(key);
    await older({ dic: 'CZ00000019' });
    const row = { ...(await database.reader('companies').first()), dic_sealed: null };
    const [brought] = await database
      .writer('imports')
      .insert({
        person_id: (eva.actor as { id: number }).id,
        file_name: 'zakaznici.csv',
        state: 'done',
        takes: 'customers',
        sheets: '[]',
        mapping: '{}',
        counts: '{}',
        rule: 'overwrite',
        created_at: eva.time.now(),
      } as never)
      .returning('id');
    await database.writer('import_records').insert({
      import_id: brought?.id,
      no: 1,
      kind: 'company',
      record_id: 1,
      did: 'updated',
      before: JSON.stringify({ row: { ...row, dic: 'CZ7801012345' }, parts: [], after: { row, parts: [] } }),
      event_id: 0,
    } as never);
    await sealInImports(withKey(system, undefined));
    expect(await examineImports(withKey(system, key))).toMatchObject({ inClear: 1, sealed: 0 });
    await sealInImports(withKey(system, key));
    const { before } = (await database.reader('import_records').first()) as { before: string };
    expect(before).not.toContain('780101');
    const renewed = withKey(system, `novy-${key}`, key);
    expect(await examineImports(renewed)).toEqual({ inClear: 0, sealed: 1, needsOldKey: true });
    await sealInImports(renewed);
    expect(await examineImports(withKey(system, `novy-${key}`))).toMatchObject({
      sealed: 1,
      needsOldKey: false,
    });
    const table = { table: 'companies', owned: {}, beside: [] };
    await database.writer.transaction((db) => putBack({ ...eva, db }, table, 1, before));
    expect((await rows())[0]?.dic).toBe('CZ••••••••••');
    expect(await revealDic(eva, 1 as never)).toBe('CZ7801012345');
  });
});
