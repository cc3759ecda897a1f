import { describe, expect, it } from 'vitest';
import { findAlikeCompany } from '../../src/features/companies/alike.ts';
import { bareName } from '../../src/features/companies/bare-name.ts';
import { changeCompany, createTypedCompany, findCompanyByIco } from '../../src/features/companies/service.ts';
import { world } from '../support/context.ts';

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

  it('may be a branch, which shares the IČO and can be edited like any other', async () => {
    const { eva, bridges } = await office();
    const typed = { name: 'Mostní stavby, závod Ostrava', ico: '00000019' };
    expect((await createTypedCompany(eva, typed)).known).toBe(true);
    const { company, known } = await createTypedCompany(eva, typed, 'person', { branch: true });
    expect(known).toBe(false);
    expect(company.id).not.toBe(bridges.id);
    await changeCompany(eva, company.id, { ...typed, city: 'Ostrava' });
    expect(await findCompanyByIco(eva, '00000019')).toMatchObject({ id: bridges.id });
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
