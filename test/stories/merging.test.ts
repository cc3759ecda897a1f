import { expect, it } from 'vitest';
import { seedStory } from '../../fixtures/workspace.ts';
import { asPerson, findPersonByEmail } from '../../src/access/people.ts';
import { createTypedCompany } from '../../src/features/companies/service.ts';
import { createContact } from '../../src/features/contacts/service.ts';
import type { Driver } from '../../src/sandbox/protocol.ts';
import { story } from '../support/story.ts';

const read = async (who: Driver) => who.reads(await who.modal()).replace(/[\u00a0\u2060]/g, ' ');

async function office() {
  const told = await story();
  const { ctx } = told.server.crm;
  await seedStory(ctx);
  const eva = await findPersonByEmail(ctx.db, 'eva@ocel-vir.example');
  const { company } = await createTypedCompany(asPerson(ctx, eva!), {
    name: 'Kovo Dub',
    website: 'https://kovo-dub.example',
  });
  await createContact(asPerson(ctx, eva!), {
    name: 'Jan Dub',
    email: 'dub@kovo-dub.example',
    companyId: company.id,
  });
  await createTypedCompany(asPerson(ctx, eva!), { name: 'Kovodub Hodonín, s.r.o.' });
  return told;
}

it('Eva is warned of a company that is here, keeps another, merges the two and takes it back', async () => {
  const { eva, slack } = await office();
  await eva.command('/company', '');
  await eva.fill({ 'IČO nebo název': { query: 'Kovo Dub sro', pick: 'Založit bez IČO: Kovo Dub sro' } });
  await eva.submit();
  await eva.submit();
  expect(await read(eva)).toContain('Firma skoro stejného jména už tu je');
  await eva.submit();
  expect(await read(eva)).toContain('🏢 Kovo Dub sro');

  await eva.click(await eva.modal(), 'Sloučit…');
  await eva.fill({ 'Druhá firma': { query: 'Kovo D', pick: 'Kovo Dub' } });
  await eva.submit();
  const preview = await read(eva);
  expect(preview).toContain('Zůstane: Kovo Dub sro');
  expect(preview).toContain('1 kontakt');
  expect(preview).toContain('Doplní se: Web');
  await eva.submit();
  expect(await read(eva)).toContain('Sloučeno. Všechno teď má Kovo Dub sro');
  await eva.click(await eva.modal(), 'Vrátit zpět');
  expect(await read(eva)).toContain('Vráceno: jsou tu zase oba záznamy.');
  expect(slack.troubles).toEqual([]);
});
