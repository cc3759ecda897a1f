import { expect, it, onTestFinished } from 'vitest';
import { companies } from '../../fixtures/registers/companies.ts';
import { seedStory } from '../../fixtures/workspace.ts';
import { createContact } from '../../src/features/contacts/service.ts';
import type { Driver, Target } from '../../src/sandbox/protocol.ts';
import { startRegisters } from '../../src/sandbox/registers.ts';
import { story } from '../support/story.ts';

const read = (who: Driver, target: Target) =>
  who
    .reads(target)
    .replace(/\u00a0/g, ' ')
    .replace(/\u2060/g, '');

async function officeWithAres() {
  const registers = await startRegisters();
  onTestFinished(() => registers.stop());
  return { ...(await story({ env: registers.env })), registers };
}

it('/company with an IČO shows what ARES says, keeps it on a click, and knows it from then on', async () => {
  const { eva, slack } = await officeWithAres();
  await eva.command('/company', '000 00 019');
  expect(read(eva, eva.lastEphemeral()!)).toContain('zatím není v evidenci');
  await eva.click(eva.lastEphemeral()!, 'Založit');
  expect(read(eva, eva.lastEphemeral()!)).toContain('Zatím žádná příležitost.');
  await eva.command('/company', 'mostni stavby');
  expect(read(eva, eva.lastEphemeral()!)).toContain('ARES, teď');
  expect(slack.troubles).toEqual([]);
});

it('/company alone asks; what nobody has is filled in by hand, with errors at their fields', async () => {
  const { eva } = await officeWithAres();
  await eva.command('/company', '');
  await eva.fill({
    'IČO nebo název': { query: 'Zámečnictví Dub', pick: 'Založit bez IČO: Zámečnictví Dub' },
  });
  await eva.submit();
  await eva.fill({ IČO: '1234567' });
  expect((await eva.submit()).errors).toEqual({ IČO: expect.stringContaining('tady jich je 7') });
  await eva.fill({ IČO: '', Město: 'Hodonín' });
  await eva.submit();
  expect(read(eva, await eva.modal())).toContain('🏢 Zámečnictví Dub');
  expect(read(eva, await eva.modal())).toContain('zapsáno ručně');
});

it('an IČO with a missing digit, a DIČ and a register that is down are each said in words', async () => {
  const { eva, registers } = await officeWithAres();
  await eva.command('/company', '0000019');
  expect(read(eva, eva.lastEphemeral()!)).toContain('Nechybí nula na začátku?');
  await eva.command('/company', 'CZ00000019');
  expect(read(eva, eva.lastEphemeral()!)).toContain('vypadá jako DIČ');
  registers.weather('down');
  await eva.command('/company', '00000027');
  expect(read(eva, eva.lastEphemeral()!)).toContain('ARES teď nefunguje');
  await eva.click(eva.lastEphemeral()!, 'Vyplnit ručně');
  await eva.fill({ Název: 'Kovovýroba H, s.r.o.' });
  await eva.submit();
  expect(read(eva, await eva.modal())).toContain('Kovovýroba H, s.r.o.');
});

it('people at a company are added and corrected from its card, and a deal begins with it filled in', async () => {
  const { eva, settles } = await officeWithAres();
  await eva.command('/company', '00000019');
  await eva.click(eva.lastEphemeral()!, 'Založit');
  await eva.click(eva.lastEphemeral()!, 'Kontakty');
  await eva.click(await eva.modal(), 'Nový kontakt');
  await eva.fill({ 'Jméno a příjmení': 'Petr Říha', Telefon: '601 000 123', 'E-mail': 'riha zavináč mosty' });
  expect((await eva.submit()).errors).toEqual({ 'E-mail': expect.stringContaining('není e-mailová adresa') });
  await eva.fill({ 'E-mail': 'riha@mosty-brno.example' });
  await eva.submit();
  expect(read(eva, await eva.modal())).toContain('601 000 123');
  await eva.close({ all: true });

  await eva.click(eva.lastEphemeral()!, 'Nová příležitost');
  expect(eva.form()).toMatchObject({ Firma: 'Mostní stavby Brno, a.s.' });
  await eva.fill({ Název: 'Lávka přes Svratku' });
  await eva.submit();
  await settles();
  expect(read(eva, eva.inbox()[0]!)).toContain('🏢 Mostní stavby Brno, a.s.');
});

it('refreshed from ARES: what differs is shown, and accepted by a click', async () => {
  const { eva } = await officeWithAres();
  await eva.command('/company', '00000019');
  await eva.click(eva.lastEphemeral()!, 'Založit');
  await eva.click(eva.lastEphemeral()!, 'Upravit');
  await eva.fill({ Název: 'Mostaři' });
  await eva.submit();
  expect(read(eva, eva.lastEphemeral()!)).toContain('🏢 Mostaři');
  await eva.click(eva.lastEphemeral()!, 'Obnovit z ARES');
  expect(read(eva, eva.lastEphemeral()!)).toContain('Název: Mostaři → Mostní stavby Brno, a.s.');
  await eva.click(eva.lastEphemeral()!, 'Převzít z ARES');
  expect(read(eva, eva.lastEphemeral()!)).toContain('🏢 Mostní stavby Brno, a.s.');
});

it('two people edit one company: the second is told what changed, and loses nothing typed', async () => {
  const { eva, zuzana, server, slack } = await officeWithAres();
  await eva.command('/company', '00000019');
  await eva.click(eva.lastEphemeral()!, 'Založit');
  await zuzana.command('/company', '00000019');
  await eva.click(eva.lastEphemeral()!, 'Upravit');
  await zuzana.click(zuzana.lastEphemeral()!, 'Upravit');
  await eva.fill({ Web: 'https://mostni-stavby.example', Město: 'Kuřim' });
  expect((await eva.submit()).outcome).toBe('closed');

  await zuzana.fill({ Ulice: 'Nová 7', Město: 'Blansko' });
  const { outcome, view } = await zuzana.submit();
  expect(outcome).toBe('updated');
  expect(read(zuzana, view!)).toContain('někdo tuto firmu změnil');
  expect(read(zuzana, view!)).toContain('Eva Dvořáková · Město: Brno → Kuřim');
  expect(read(zuzana, view!)).toContain('Eva Dvořáková · Web: – → https://mostni-stavby.example');
  expect(zuzana.form()).toMatchObject({
    Ulice: 'Nová 7',
    Město: 'Blansko',
    Web: 'https://mostni-stavby.example',
  });
  expect((await zuzana.submit()).outcome).toBe('closed');
  const { ctx } = server.crm;
  expect(await ctx.db('companies').first('street', 'city', 'website')).toEqual({
    street: 'Nová 7',
    city: 'Blansko',
    website: 'https://mostni-stavby.example',
  });
  expect(slack.troubles).toEqual([]);
});

it('what ARES confirms while somebody edits a company is no change to them', async () => {
  const { eva, zuzana } = await officeWithAres();
  await eva.command('/company', '00000019');
  await eva.click(eva.lastEphemeral()!, 'Založit');
  await zuzana.command('/company', '00000019');
  await zuzana.click(zuzana.lastEphemeral()!, 'Upravit');
  await eva.click(eva.lastEphemeral()!, 'Obnovit z ARES');
  await zuzana.fill({ Web: 'https://mostni-stavby.example' });
  expect((await zuzana.submit()).outcome).toBe('closed');
});

it('two people correct one contact: the second is told what changed, and loses nothing typed', async () => {
  const { eva, zuzana, server, slack } = await story();
  await seedStory(server.crm.ctx);
  await createContact(server.crm.ctx, { name: 'Petr Říha', companyId: 1 as never, position: 'nákup' });
  for (const who of [eva, zuzana]) {
    await who.command('/company', '00000019');
    await who.click(who.lastEphemeral()!, 'Kontakty');
    await who.click(await who.modal('Kontakty'), 'Otevřít');
    await who.click(await who.modal('Kontakt'), 'Upravit');
  }
  await eva.fill({ Funkce: 'ředitel nákupu', Telefon: '601 000 123' });
  const saved = await eva.submit();
  expect(saved.outcome).toBe('updated');
  expect(read(eva, saved.view!)).toContain('ředitel nákupu');
  await zuzana.fill({ Funkce: 'vedoucí nákupu', 'E-mail': 'riha@mostni-stavby.example' });
  const { outcome, view } = await zuzana.submit();
  expect(outcome).toBe('updated');
  expect(read(zuzana, view!)).toContain('někdo tento kontakt změnil');
  expect(read(zuzana, view!)).toContain('Eva Dvořáková · Funkce: nákup → ředitel nákupu');
  expect(zuzana.form()).toMatchObject({
    Funkce: 'vedoucí nákupu',
    Telefon: '+420 601 000 123',
    'E-mail': 'riha@mostni-stavby.example',
  });
  await zuzana.click(view!, 'Kdo to vidí?');
  expect(read(zuzana, await zuzana.modal('Kdo to vidí'))).toContain('Tento kontakt vidí všichni');
  await zuzana.close();
  expect((await zuzana.submit()).outcome).toBe('updated');
  expect(await server.crm.ctx.db('contacts').first('position', 'phone', 'email')).toEqual({
    position: 'vedoucí nákupu',
    phone: '+420 601 000 123',
    email: 'riha@mostni-stavby.example',
  });
  expect(slack.troubles).toEqual([]);
});

it('what was typed stays where ARES differs, and the card says where each value comes from', async () => {
  const { eva, slack } = await officeWithAres();
  await eva.command('/company', '00000019');
  await eva.click(eva.lastEphemeral()!, 'Založit');
  await eva.click(eva.lastEphemeral()!, 'Upravit');
  await eva.click(await eva.modal(), 'Další údaje');
  await eva.fill({
    Název: 'Mostaři',
    'IČ DPH': 'cz 00000019',
    Štítky: 'klíčový',
    'Roční rozpočet': '2,5 mil.',
  });
  await eva.fill({ 'E-mailové domény': 'seznam.cz' });
  expect((await eva.submit()).errors).toEqual({
    'E-mailové domény': expect.stringContaining('Na seznam.cz může mít schránku kdokoli'),
  });
  await eva.fill({ 'E-mailové domény': 'mosty.example' });
  await eva.submit();
  expect(read(eva, eva.lastEphemeral()!)).toContain(
    'V ARES je to jinak. Název: Mostaři → Mostní stavby Brno, a.s.',
  );
  await eva.click(eva.lastEphemeral()!, 'Nechat naše');
  expect(read(eva, eva.lastEphemeral()!)).toContain('Zůstává naše');
  await eva.command('/company', 'klíčový');
  expect(read(eva, eva.lastEphemeral()!)).toContain('🏢 Mostaři');
  expect(read(eva, eva.lastEphemeral()!)).not.toContain('V ARES je to jinak');

  await eva.click(eva.lastEphemeral()!, 'Otevřít');
  const window = read(eva, await eva.modal());
  for (const shown of [
    'Roční rozpočet: 2 500 000 Kč',
    'E-mailové domény: mosty.example',
    'IČ DPH CZ00000019',
  ])
    expect(window).toContain(shown);
  await eva.click(await eva.modal(), 'Odkud to je?');
  const sources = read(eva, await eva.modal());
  expect(sources).toMatch(/Název: Mostaři\s+ručně: Eva Dvořáková/);
  expect(sources).toMatch(/Sídlo: Příční 118\/7a, Zábrdovice, 602 00 Brno\s+ARES/);
  await eva.close();
  await eva.click(await eva.modal(), 'Změny údajů');
  expect(read(eva, await eva.modal())).toContain('Název: Mostní stavby Brno, a.s. → Mostaři');
  expect(slack.troubles).toEqual([]);
});

it('a seat that ARES moves is told to the owner once, in the morning after a second night', async () => {
  const { eva, zuzana, until, slack } = await officeWithAres();
  const bridges = companies.find(({ ico }) => ico === '00000019')!;
  const before = { ...bridges };
  onTestFinished(() => void Object.assign(bridges, before));
  await eva.command('/company', '00000019');
  await eva.click(eva.lastEphemeral()!, 'Založit');
  await eva.click(eva.lastEphemeral()!, 'Nová příležitost');
  await eva.fill({ Název: 'Lávka přes Svratku' });
  await eva.submit();
  await until('2027-03-09T06:00:00.000Z');
  Object.assign(bridges, { name: 'Mosty Morava, a.s. v likvidaci' });
  await until('2027-03-10T06:00:00.000Z');
  await until('2027-03-10T08:00:00.000Z');
  const news = () =>
    eva.inbox().filter((message) => read(eva, message).includes('v registrech je něco nového'));
  expect(news()).toEqual([]);
  await until('2027-03-11T06:00:00.000Z');
  expect(news()).toEqual([]);
  await until('2027-03-11T07:00:00.000Z');
  expect(read(eva, news()[0]!)).toContain('⚠️ V likvidaci');
  expect(read(eva, news()[0]!)).toContain('Název: Mostní stavby Brno, a.s. → Mosty Morava, a.s. v likvidaci');
  await eva.click(news()[0]!, 'Otevřít');
  expect(read(eva, await eva.modal())).toContain('🏢 Mosty Morava, a.s. v likvidaci');
  await until('2027-03-12T07:00:00.000Z');
  await until('2027-03-13T07:00:00.000Z');
  expect(news()).toHaveLength(1);
  expect(zuzana.inbox()).toEqual([]);
  expect(slack.unknownMethods).toEqual([]);
  expect(slack.troubles).toEqual([]);
});
