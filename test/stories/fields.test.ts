import { expect, it } from 'vitest';
import { asPerson, findPersonBySlackId, type Person } from '../../src/access/people.ts';
import { defineField } from '../../src/features/fields/define-service.ts';
import type { Driver, Target } from '../../src/sandbox/protocol.ts';
import { type Story, story } from '../support/story.ts';

/** With ordinary spaces and without the marks that keep names from formatting. */
const read = (who: Driver, target: Target) =>
  who
    .reads(target)
    .replace(/\u00a0/g, ' ')
    .replace(/\u2060/g, '');

/** Eva, who is an admin, adds a field in `/crm pole`. */
async function defines({ eva, slack }: Story, kind: string, fields: Record<string, string | string[]>) {
  await eva.command('/crm', 'pole', { channel: '#obchod' });
  await eva.select(await eva.modal('Vlastní pole'), 'fields.kind', kind);
  await eva.click(await eva.modal(), 'Nové pole');
  const { Typ, ...rest } = fields;
  if (Typ) await eva.fill({ Typ });
  await eva.fill(rest);
  const answer = await eva.submit();
  await slack.quiet();
  await eva.close({ all: true });
  return answer;
}

it('an admin defines a field, a salesperson fills it in, a stage asks for it, and who may not see it does not', async () => {
  const told = await story();
  const { eva, zuzana, oliver, slack, settles } = told;
  await oliver.command('/crm', 'fields', { channel: '#obchod' });
  expect(read(oliver, oliver.lastEphemeral()!)).toContain('jen správci');

  await defines(told, 'Příležitosti', {
    Typ: 'Číslo',
    'Název česky': 'Tonáž',
    Povinné: 'Od „RFP – připravujeme nabídku“',
  });
  await defines(told, 'Příležitosti', {
    Typ: 'Jedna z možností',
    'Název česky': 'Nátěr',
    Možnosti: 'Epoxid\nŽárový zinek',
  });
  await defines(told, 'Příležitosti', {
    'Název česky': 'Marže',
    'Kdo je vidí': ['Jen kdo má záznam na starosti, a vedoucí obchodu'],
  });
  await eva.command('/crm', 'vlastní pole', { channel: '#obchod' });
  await eva.select(await eva.modal(), 'fields.kind', 'Příležitosti');
  expect(read(eva, await eva.modal())).toContain('Číslo · povinné od „RFP');
  await eva.click(await eva.modal(), 'Nahoru', { near: 'Nátěr' });
  expect(read(eva, await eva.modal()).indexOf('Nátěr')).toBeLessThan(
    read(eva, await eva.modal()).indexOf('Tonáž'),
  );
  await eva.close();

  await zuzana.command('/deal', 'nová Lávka přes Svratku', { channel: '#obchod' });
  await zuzana.click(await zuzana.modal(), 'Další pole');
  await zuzana.fill({
    Nátěr: 'Žárový zinek',
    'Marže 🔒': 'osmnáct procent',
    'Kanál pro kartu a vlákno': '#obchod',
  });
  await zuzana.submit();
  await settles();
  await zuzana.command('/deal', '1', { channel: '#obchod' });
  const card = zuzana.lastEphemeral()!;
  expect(read(zuzana, card)).toContain('Nátěr: Žárový zinek');
  expect(read(zuzana, card)).not.toContain('osmnáct');

  await zuzana.select(card, 'deals.stage#1', 'RFP – připravujeme nabídku');
  expect(read(zuzana, await zuzana.modal('Co je ještě potřeba'))).toContain('potřebuje ještě tohle');
  await zuzana.fill({ Tonáž: 'asi dvanáct' });
  expect((await zuzana.submit()).errors).toEqual({ Tonáž: expect.stringContaining('není číslo') });
  await zuzana.fill({ Tonáž: '12,5' });
  expect((await zuzana.submit()).outcome).toBe('closed');
  await settles();

  await zuzana.command('/deal', '1', { channel: '#obchod' });
  expect(read(zuzana, zuzana.lastEphemeral()!)).toContain('RFP');
  await zuzana.click(zuzana.lastEphemeral()!, 'Otevřít');
  expect(read(zuzana, await zuzana.modal())).toContain('Marže: osmnáct procent');
  await oliver.command('/deal', '1', { channel: '#obchod' });
  await oliver.click(oliver.lastEphemeral()!, 'Otevřít');
  const seen = read(oliver, await oliver.modal());
  expect(seen).toContain('Tonáž: 12,5');
  expect(seen).not.toMatch(/Marže|osmnáct/);
  await oliver.command('/crm', 'hledej osmnact', { channel: '#obchod' });
  expect(read(oliver, oliver.lastEphemeral()!)).toContain('nenašlo nic');

  await eva.command('/crm', 'souhrn', { channel: '#obchod' });
  await eva.submit();
  await oliver.openHome();
  await told.until('2027-03-09T08:00:10.000Z');
  const everywhere = [...slack.workspace.channels.values()]
    .filter((channel) => channel.user !== zuzana.id)
    .flatMap((channel) => slack.workspace.messages(channel.id))
    .filter((message) => message.ephemeralTo !== zuzana.id);
  const others = JSON.stringify([everywhere, oliver.modals(), oliver.home(), eva.modals(), eva.home()]);
  expect(others).toContain('Žárový zinek');
  expect(others).not.toMatch(/Marže: |osmnáct procent/);
  const { db } = told.server.crm.ctx;
  const kept = JSON.stringify([await db('events'), await db('outbox'), await db('search_terms')]);
  expect(kept).not.toContain('osmn');
  expect(slack.troubles).toEqual([]);
  expect(slack.unknownMethods).toEqual([]);
});

/** Fields of deals, as an admin defined them over the years; the last is a list too long for Slack's own. */
async function definedLongAgo({ server, eva }: Story, count: number) {
  await eva.openHome();
  const { ctx } = server.crm;
  const created_at = ctx.time.now();
  const rows = Array.from({ length: count }, (_, index) => ({
    kind: 'deal',
    type: 'text',
    position: index,
    name_cs: `Údaj ${index + 1}`,
    restricted: false,
    created_at,
  }));
  await ctx.database.writer('custom_fields').insert(rows);
  const person = (await findPersonBySlackId(ctx.db, eva.id)) as Person;
  const none = { en: null, cs: null, sk: null };
  const shade = { labels: { ...none, cs: 'Odstín' }, help: none, restricted: false, requiredFrom: null };
  const shades = Array.from({ length: 101 }, (_, index) => `RAL ${7000 + index}`);
  await defineField(asPerson(ctx, person), 'deal', 'select', shade, shades);
}

it('a hundred and fifty fields come step by step; each is saved, and nothing is lost on the way back', async () => {
  const told = await story();
  const { zuzana, slack, settles } = told;
  await definedLongAgo(told, 150);
  await zuzana.command('/deal', 'nová Hala Žilina', { channel: '#obchod' });
  await zuzana.click(await zuzana.modal(), 'Další pole');
  const first = Object.keys(zuzana.form()).filter((label) => label.startsWith('Údaj')).length;
  expect(first).toBeGreaterThan(50);
  expect((await zuzana.modal()).blocks.length).toBeLessThanOrEqual(100);
  expect(read(zuzana, await zuzana.modal())).toContain(`ještě ${151 - first} pol`);
  await zuzana.fill({ 'Údaj 1': 'první' });
  expect((await zuzana.submit()).outcome).toBe('updated');
  expect(read(zuzana, await zuzana.modal('Vlastní pole'))).toContain('Krok 2/2');
  await zuzana.fill({ 'Údaj 150': 'poslední', Odstín: { query: '7100', pick: 'RAL 7100' } });
  await zuzana.submit();
  await settles();

  await zuzana.command('/deal', '1', { channel: '#obchod' });
  await zuzana.click(zuzana.lastEphemeral()!, 'Otevřít');
  const filled = read(zuzana, await zuzana.modal());
  for (const line of ['Údaj 1: první', 'Údaj 150: poslední', 'Odstín: RAL 7100'])
    expect(filled).toContain(line);
  await zuzana.click(await zuzana.modal(), 'Vlastní pole');
  expect((await zuzana.submit()).outcome).toBe('updated');
  await zuzana.fill({ 'Údaj 140': 'druhý krok' });
  await zuzana.click(await zuzana.modal(), 'Zpět');
  expect(zuzana.form()).toMatchObject({ 'Údaj 1': 'první' });
  await zuzana.fill({ 'Údaj 1': 'x'.repeat(300) });
  await zuzana.submit();
  expect(zuzana.form()).toMatchObject({ 'Údaj 140': 'druhý krok', 'Údaj 150': 'poslední' });
  expect((await zuzana.submit()).outcome).toBe('closed');
  await settles();
  expect(read(zuzana, await zuzana.modal())).toContain('Údaj 140: druhý krok');

  // All of them are needed to win it: they come in steps first, and the window that asks for the final value last.
  await told.server.crm.ctx.database
    .writer('custom_fields')
    .where({ type: 'text' })
    .update({ required_from: 'won' });
  await zuzana.click(await zuzana.modal(), 'Vyhraná');
  for (const step of [1, 2]) {
    expect(read(zuzana, await zuzana.modal('Co je ještě potřeba'))).toContain(`Krok ${step}/2`);
    const asked = Object.keys(zuzana.form()).filter((label) => label.startsWith('Údaj'));
    await zuzana.fill(Object.fromEntries(asked.map((label) => [label, 'doplněno'])));
    expect((await zuzana.submit()).outcome).toBe('updated');
  }
  await zuzana.modal('Vyhraná');
  await zuzana.submit();
  await settles();
  const { db } = told.server.crm.ctx;
  expect(await db('deals').pluck('stage')).toEqual(['won']);
  expect(await db('custom_values').where({ value: 'doplněno' })).toHaveLength(147);
  expect(slack.troubles).toEqual([]);
});

it('what is known of a lead goes along to the customer: to the same field, or as a note', async () => {
  const told = await story();
  const { zuzana, slack, settles } = told;
  await defines(told, 'Leady', { Typ: 'Číslo', 'Název česky': 'Velikost skladu' });
  await defines(told, 'Leady', { 'Název česky': 'Odkud nás zná' });
  await defines(told, 'Leady', { 'Název česky': 'Kdo rozhoduje', Povinné: 'Od „převedený“' });
  await defines(told, 'Firmy', { Typ: 'Číslo', 'Název česky': 'Velikost skladu' });
  await defines(told, 'Příležitosti', { 'Název česky': 'Montáž', Povinné: 'Vždy' });
  await zuzana.command('/crm', 'lead nový', { channel: '#obchod' });
  await zuzana.click(await zuzana.modal(), 'Další údaje');
  await zuzana.fill({
    Jméno: 'Jana Malá',
    Firma: { query: 'Sklady Brno', pick: /bez IČO/ },
    'Velikost skladu': '1 200,5',
    'Odkud nás zná': 'veletrh',
  });
  await zuzana.submit();
  await zuzana.click(await zuzana.modal('L-1'), 'Převést na zákazníka');
  expect(read(zuzana, await zuzana.modal('Co je ještě potřeba'))).toContain(
    '„převedený“ potřebuje ještě tohle',
  );
  await zuzana.fill({ 'Kdo rozhoduje': 'jednatelka' });
  await zuzana.submit();
  await zuzana.modal('Převést na zákazníka');
  await zuzana.submit();
  // Nobody was asked before what every deal needs.
  await zuzana.fill({ Montáž: 'naše' });
  expect((await zuzana.submit()).outcome).toBe('closed');
  await settles();
  const { db } = told.server.crm.ctx;
  expect(await db('custom_values').where({ kind: 'deal' }).pluck('value')).toEqual(['naše']);
  await zuzana.close({ all: true });
  await zuzana.command('/company', 'Sklady Brno', { channel: '#obchod' });
  const card = zuzana.lastEphemeral()!;
  expect(read(zuzana, card)).toContain('Velikost skladu: 1 200,5');
  await zuzana.click(card, 'Otevřít');
  expect(read(zuzana, await zuzana.modal())).toContain('Z leadu · Odkud nás zná: veletrh');
  expect(slack.troubles).toEqual([]);
});
