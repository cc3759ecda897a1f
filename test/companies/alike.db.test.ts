import { describe, expect, it } from 'vitest';
import { findAlikeCompany } from '../../src/features/companies/alike.ts';
import { bareName } from '../../src/features/companies/bare-name.ts';
import { keepFromRegister } from '../../src/features/companies/register-service.ts';
import { findCompanies, readPick } from '../../src/features/companies/search-service.ts';
import {
  changeCompany,
  createTypedCompany,
  findCompanyByIco,
  keepCompany,
} from '../../src/features/companies/service.ts';
import { Ico } from '../../src/features/registers/model.ts';
import { world } from '../support/context.ts';
import { fakeRegisters } from './fake-registers.ts';
import { office as withRegisters } from './office.ts';

describe('a company that is like one we have', () => {
  const office = async () => {
    const { as } = await world();
    const eva = await as('Eva');
    const bridges = await createTypedCompany(eva, {
      name: 'Mostní stavby Brno, a.s.',
      ico: '00000019',
      domains: ['mostni-stavby.example'],
    });
    const about = async (typed: Parameters<typeof findAlikeCompany>[1], shown: number[] = []) =>
      (await findAlikeCompany(eva, typed, shown as never))?.by ?? null;
    return { eva, bridges: bridges.company, about };
  };

  it('is offered by IČO, by domain and by almost the same name, whatever its legal form', async () => {
    const { about } = await office();
    expect(await about({ name: 'MSB', ico: '19' })).toBe('ico');
    expect(await about({ name: 'MSB', domains: ['mostni-stavby.example'] })).toBe('domain');
    expect(await about({ name: 'MOSTNI STAVBY BRNO spol. s r.o.' })).toBe('name');
    expect(await about({ name: 'Mostní stavby Brmo' })).toBe('name');
    expect(await about({ name: 'Mostní stavby Ostrava, a.s.' })).toBe(null);
    expect(await about({ name: 'Mostní stavby Brno, a.s.', ico: '00000027' })).toBe(null);
  });

  it('is asked about once', async () => {
    const { about, bridges } = await office();
    expect(await about({ name: 'Mostní stavby Brno', ico: '00000019' }, [bridges.id])).toBe(null);
  });

  it('is offered where a company is picked, in spite of a slip, and is taken when exactly its name is typed', async () => {
    const { eva } = await withRegisters();
    const bridges = await keepCompany(eva, { name: 'Mostní stavby Znojmo, a.s.' });
    const found = await findCompanies(eva, 'Mostní stavby Znojno');
    expect(found.own.map(({ id }) => id)).toEqual([bridges.id]);
    const picked = (name: string) => readPick(eva, { kind: 'typed', name });
    expect(await picked('mostní stavby Znojmo, a. s.')).toEqual({ companyId: bridges.id, newCompany: null });
    expect(await picked('Mostní stavby Znojmo, s.r.o.')).toMatchObject({ companyId: null });
  });

  it('is asked about once in each form before one without an IČO, or one of a register, is made beside it', async () => {
    const { as, time } = await world();
    const registers = fakeRegisters(time);
    const eva = { ...(await as('Eva')), ports: { registers: registers.port } as never };
    registers.says('00000027', { name: 'Kovovýroba H, s.r.o.' });
    await createTypedCompany(eva, { name: 'Kovovyroba H' });
    const typed = { kind: 'typed', name: 'Kovovýroba M' } as const;
    const ofRegister = { kind: 'register', ico: Ico.parse('00000027') } as const;
    const asked = { code: 'company.alike', field: 'parentId', details: { name: 'Kovovyroba H' } };
    for (const [window, pick] of [
      ['V1', typed],
      ['V2', ofRegister],
    ] as const) {
      const asking = readPick(eva, pick, { field: 'parentId', window });
      await expect(asking).rejects.toMatchObject({ errors: [asked] });
      expect((await readPick(eva, pick, { window })).newCompany).not.toBeNull();
    }
    const other = { kind: 'typed', name: 'Drevodom Trenčín' } as const;
    expect((await readPick(eva, other, { window: 'V1' })).newCompany).not.toBeNull();
  });

  it('stands before a company of a register is made ours, which a second click still does', async () => {
    const { as, time } = await world();
    const registers = fakeRegisters(time);
    const eva = await as('Eva');
    const asking = { ...eva, ports: { ...eva.ports, registers: registers.port } };
    registers.says('00000027', { name: 'Kovovýroba H, s.r.o.' });
    const { company } = await createTypedCompany(eva, { name: 'Kovovyroba H' });
    const first = await keepFromRegister(asking, Ico.parse('00000027'), 'ares');
    expect(first).toMatchObject({ kind: 'alike', alike: { company: { id: company.id } } });
    const second = await keepFromRegister(asking, Ico.parse('00000027'), 'ares', company.id);
    expect(second).toMatchObject({ kind: 'own', company: { ico: '00000027' } });
  });

  it('may be a branch, which shares the IČO and can be edited like any other', async () => {
    const { eva, bridges } = await office();
    const typed = { name: 'Mostní stavby, závod Ostrava', ico: '00000019' };
    expect((await createTypedCompany(eva, typed)).known).toBe(true);
    const { company, known } = await createTypedCompany(eva, typed, 'person', { besides: [bridges.id] });
    expect(known).toBe(false);
    expect(company.id).not.toBe(bridges.id);
    await changeCompany(eva, company.id, { ...typed, city: 'Ostrava' });
    expect(await findCompanyByIco(eva, '00000019')).toMatchObject({ id: bridges.id });
  });

  it('is not the firm of the other country that has the same number, once anything says which country', async () => {
    const { eva, bridges } = await office();
    const slovak = { name: 'Mosty Žilina', ico: '00000019', postalCode: '010 01' };
    expect(await findAlikeCompany(eva, slovak, [])).toBeNull();
    const { company, known } = await createTypedCompany(eva, slovak);
    expect([known, company.country, bridges.country]).toEqual([false, 'SK', 'CZ']);
    const again = { name: 'Mosty', ico: '00000019', dic: '2020000010' };
    expect(await createTypedCompany(eva, again)).toMatchObject({ known: true, company: { id: company.id } });
    const czech = { name: 'Mosty', ico: '00000019', postalCode: '602 00' };
    expect((await createTypedCompany(eva, czech)).company.id).toBe(bridges.id);
  });

  it('is one when two save its IČO, though each was shown another firm of a near name', async () => {
    const { eva, bridges } = await office();
    const typed = { name: 'Mostní stavby Brna', ico: '00000027' };
    const besides = [bridges.id];
    const first = await createTypedCompany(eva, typed, 'person', { besides });
    const second = await createTypedCompany(eva, typed, 'person', { besides });
    expect([first.known, second.known, second.company.id]).toEqual([false, true, first.company.id]);
  });
});

it.each([
  ['Mostní stavby Brno, a. s.', 'mostni stavby brno'],
  ['KOVO H spol. s r. o.', 'kovo h'],
  ['Drevodom Trenčín, s.r.o. v likvidácii', 'drevodom trencin'],
  ['Stahlbau Weber GmbH & Co. KG', 'stahlbau weber gmbh co'],
  ['a.s.', 'a s'],
])('%s is %s without its legal form', (name, bare) => {
  expect(bareName(name)).toBe(bare);
});
