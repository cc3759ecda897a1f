import { expect, it } from 'vitest';
import { filterSaid, readCompanyList } from '../../src/features/companies/list-slack.ts';
import { listCompanies } from '../../src/features/companies/list-store.ts';
import { companyList, filterOf, suffixOf } from '../../src/features/companies/list-views.ts';
import { createTypedCompany } from '../../src/features/companies/service.ts';
import { mergeRecords } from '../../src/features/merging/service.ts';
import { readerOf } from '../../src/i18n/reader.ts';
import { world } from '../support/context.ts';

async function firm() {
  const here = await world();
  const eva = await here.as('Eva');
  const zuzana = await here.as('Zuzana');
  const { company: bridges } = await createTypedCompany(eva, {
    name: 'Mostní stavby Brno, a.s.',
    ico: '00000019',
    lifeCycle: 'customer',
  });
  await createTypedCompany(eva, { name: 'Kovovýroba H, s.r.o.' });
  await createTypedCompany(zuzana, { name: 'Mosty Žilina, s.r.o.', lifeCycle: 'former', lostReason: 'cena' });
  const said = async (text: string, ctx = eva) => {
    const filter = filterSaid(ctx, text);
    const { companies } = await listCompanies(ctx, filter, { limit: 10, offset: 0 });
    return companies.map(({ name }) => name);
  };
  return { ...here, eva, zuzana, bridges, said };
}

it('companies are listed by whose they are, what they are to us and what they are called, in any words', async () => {
  const { said, zuzana } = await firm();
  expect(await said('')).toEqual(['Kovovýroba H, s.r.o.', 'Mostní stavby Brno, a.s.']);
  expect(await said('všechny')).toHaveLength(3);
  expect(await said('customers')).toEqual(['Mostní stavby Brno, a.s.']);
  expect(await said('bývalí')).toEqual(['Mosty Žilina, s.r.o.']);
  expect(await said('moje zákazníci', zuzana)).toEqual([]);
  expect(await said('most')).toEqual(['Mostní stavby Brno, a.s.', 'Mosty Žilina, s.r.o.']);
  expect(await said('MOJE most')).toEqual(['Mostní stavby Brno, a.s.']);
  expect(await said('00000019')).toEqual(['Mostní stavby Brno, a.s.']);
  expect(await said('*%_')).toEqual([]);
});

it('one that was merged into another is not in the list', async () => {
  const { said, eva, bridges } = await firm();
  const { company } = await createTypedCompany(eva, { name: 'Mostní stavby' });
  await mergeRecords(eva, { kind: 'company', keptId: bridges.id, goneId: company.id });
  expect(await said('mostni stavby')).toEqual(['Mostní stavby Brno, a.s.']);
});

it('a list longer than a page turns, and keeps its words and choices', async () => {
  const { eva } = await firm();
  for (let no = 1; no <= 12; no += 1)
    await createTypedCompany(eva, { name: `Zámečnictví ${String(no).padStart(2, '0')}` });
  const meta = { ...filterSaid(eva, 'moje zámečnictví'), offset: 10 };
  const shown = JSON.stringify(await readCompanyList(eva, meta, readerOf(eva)));
  expect(shown).toContain('12 firem k „zámečnictví“');
  expect(shown).toContain('Zámečnictví 12');
  expect(shown).not.toContain('Zámečnictví 10');
  expect(filterOf(suffixOf(meta))).toEqual({ ownerId: meta.ownerId, lifeCycle: null, text: 'zámečnictví' });
  const page = { meta, companies: [], total: 12, owners: new Map(), me: meta.ownerId! };
  expect(JSON.stringify(companyList(page, readerOf(eva)))).toContain('"offset\\":0');
});
