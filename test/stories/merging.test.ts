import { expect, it } from 'vitest';
import { seedStory } from '../../fixtures/workspace.ts';
import { asPerson, findPersonByEmail } from '../../src/access/people.ts';
import { createTypedCompany } from '../../src/features/companies/service.ts';
import { createContact } from '../../src/features/contacts/service.ts';
import { mergeRecords, undoMerge } from '../../src/features/merging/service.ts';
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

it('a new deal for a company with a slip in its name is asked about once, and nothing typed is lost', async () => {
  const { eva, slack, settles } = await office();
  await eva.command('/deal', 'nová Ohýbačka');
  const slip = 'Kovodub Hodomín';
  await eva.fill({ Firma: { query: slip, pick: `Založit bez IČO: ${slip}` }, 'Hodnota bez DPH': '48 200' });
  expect((await eva.submit()).errors).toEqual({ Firma: expect.stringContaining('Kovodub Hodonín, s.r.o.') });
  expect(eva.form()).toMatchObject({ Název: 'Ohýbačka', 'Hodnota bez DPH': '48 200' });
  await eva.fill({ Firma: { query: slip, pick: 'Kovodub Hodonín, s.r.o.' } });
  expect((await eva.submit()).errors).toEqual({});
  await settles();
  const card = await slack.until(() => eva.inbox()[0], 'the card of the new deal');
  expect(eva.reads(card)).toContain('Kovodub Hodonín, s.r.o.');
  expect(slack.troubles).toEqual([]);
});

it('the card in a channel names whoever stays as soon as two people are made one, and both when that is taken back', async () => {
  const { eva, slack, settles, server } = await office();
  const ctx = asPerson(server.crm.ctx, (await findPersonByEmail(server.crm.ctx.db, 'eva@ocel-vir.example'))!);
  const known = await createContact(ctx, { name: 'Ing. Jan Dub', position: 'jednatel' });
  const gone = await ctx.db('contacts').where({ name: 'Jan Dub' }).whereNull('position').first();
  await eva.command('/deal', 'nová Ohýbačka', { channel: '#obchod' });
  await eva.submit();
  await settles();
  const deal = await ctx.db('deals').where({ name: 'Ohýbačka' }).first();
  await ctx.database.writer('deal_contacts').insert({ deal_id: deal!.id, contact_id: gone!.id, role: null });
  const mine = await slack.until(() => eva.inbox()[0], 'the card of the new deal');
  const reads = async (words: string) => {
    await settles();
    return slack.until(() => eva.reads(eva.inbox()[0]!).includes(words), `a card that says ${words}`);
  };
  expect(eva.reads(mine)).not.toContain('Ing. Jan Dub');
  const { id } = await mergeRecords(ctx, { kind: 'contact', keptId: known.id, goneId: gone!.id });
  await reads('Ing. Jan Dub');
  await undoMerge(ctx, id);
  await settles();
  await slack.until(() => !eva.reads(eva.inbox()[0]!).includes('Ing. Jan Dub'), 'a card without the title');
  expect(slack.troubles).toEqual([]);
});
