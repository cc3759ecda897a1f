import { expect, it } from 'vitest';
import { type Story, story } from '../support/story.ts';

/** Eva has a deal, and its card in her DM. */
async function bridge(it: Story, name = 'Lávka přes Svratku') {
  await it.eva.command('/deal', 'new', { channel: '#obchod' });
  await it.eva.fill({ Název: name });
  await it.eva.submit();
  await it.settles();
  const card = it.eva.inbox().find((message) => it.eva.buttons(message).includes('Zapsat'));
  if (!card) throw new Error('there is no card with a button to log');
  return card;
}

const healthy = ({ slack }: Story) => {
  expect(slack.unknownMethods).toEqual([]);
  expect(slack.troubles).toEqual([]);
};

it('Eva logs a call from the deal’s card in two clicks, and the card says so', async () => {
  const it = await story();
  const { eva } = it;
  const card = await bridge(it);
  await eva.click(card, 'Zapsat');
  expect((await eva.submit()).outcome).toBe('closed');
  await it.settles();
  expect(eva.reads(card)).toMatch(/Naposledy: 📞 dnes\sv\s9:00, Eva Dvořáková/);
  expect(eva.lastEphemeral()).toBeUndefined();
  healthy(it);
});

it('the next form begins with the kind used last time, and /log alone with the deal touched last', async () => {
  const it = await story();
  const { eva } = it;
  await bridge(it);
  await bridge(it, 'Schodiště v hale');
  await eva.command('/log', 'schůzka D-1', { channel: '#obchod' });
  await eva.fill({ 'Zápis z jednání': 'Chtějí variantu s ocelovou mostovkou.' });
  await eva.submit();
  await eva.command('/log', '', { channel: '#obchod' });
  expect(eva.form()['Příležitost nebo firma']).toContain('D-1 · Lávka přes Svratku');
  await eva.submit();
  const saved = eva.lastEphemeral()!;
  expect(eva.reads(saved)).toContain('🤝 Schůzka · D-1');
  await eva.click(saved, 'Vrátit zpět');
  expect(eva.reads(eva.lastEphemeral()!)).toContain('Vzato zpět');
  healthy(it);
});

it('/log help says what /log understands', async () => {
  const it = await story();
  await it.eva.command('/log', 'NAPOVEDA', { channel: '#obchod' });
  expect(it.eva.reads(it.eva.lastEphemeral()!)).toContain('/log schůzka 42');
  healthy(it);
});

it('changing the kind or showing more fields keeps what was typed', async () => {
  const it = await story();
  const { eva } = it;
  const card = await bridge(it);
  await eva.click(card, 'Zapsat');
  await eva.fill({ 'Zápis z jednání': 'Říha volal kvůli termínu', 'Nesmí zapadnout': ['Změna'] });
  await eva.click(await eva.modal(), '📮 Dopis');
  await eva.fill({ Směr: 'od nich' });
  await eva.click(await eva.modal(), 'Další pole');
  expect(eva.form()).toMatchObject({ 'Zápis z jednání': 'Říha volal kvůli termínu', Směr: 'od nich' });
  await eva.fill({ 'Jak dlouho (minuty)': '15' });
  await eva.submit();
  await eva.click(card, 'Otevřít');
  await eva.click(await eva.modal(), 'Historie');
  await eva.click(await eva.modal(), 'Otevřít');
  const entry = await eva.modal('Dopis');
  expect(eva.reads(entry)).toMatch(/15\smin · od nich/);
  expect(eva.reads(entry)).toContain('⚑ Změna');
  expect(eva.reads(entry)).toContain('ručně: Eva Dvořáková');
  healthy(it);
});

it('the window of a deal, its history and the whispered card are brought up to date by what is logged from them', async () => {
  const it = await story();
  const { eva } = it;
  await bridge(it);
  await eva.command('/deal', '1', { channel: '#obchod' });
  const whispered = eva.lastEphemeral()!;
  await eva.click(whispered, 'Zapsat');
  await eva.fill({ 'Zápis z jednání': 'první' });
  await eva.submit();
  expect(eva.reads(eva.lastEphemeral()!)).toContain('„první“');
  await eva.click(eva.lastEphemeral()!, 'Otevřít');
  await eva.click(await eva.modal(), 'Zapsat');
  await eva.fill({ 'Zápis z jednání': 'druhý' });
  await eva.submit();
  expect(eva.reads(await eva.modal('D-1'))).toContain('„druhý“');
  await eva.click(await eva.modal(), 'Historie');
  await eva.click(await eva.modal(), 'Zapsat');
  await eva.fill({ 'Zápis z jednání': 'třetí' });
  await eva.submit();
  expect(eva.reads(await eva.modal('Historie'))).toContain('třetí');
  healthy(it);
});

it('a form sent with a next step sets it on the deal; a wrong moment is said at its field', async () => {
  const it = await story();
  const { eva } = it;
  const card = await bridge(it);
  await eva.click(card, 'Zapsat');
  await eva.fill({
    Kdy: '2027-03-09T08:00:00Z',
    'Další krok': 'poslat výkres',
    'Další krok: den': '2027-03-10',
  });
  expect((await eva.submit()).errors).toEqual({ Kdy: expect.stringContaining('teprve stane') });
  await eva.fill({ Kdy: '2027-03-08T07:00:00Z' });
  await eva.submit();
  await it.settles();
  expect(eva.reads(card)).toContain('Další krok: poslat výkres');
  healthy(it);
});

it('somebody new on the line becomes a contact', async () => {
  const it = await story();
  const { eva } = it;
  const card = await bridge(it);
  await eva.click(card, 'Zapsat');
  await eva.fill({ 'S kým': [{ query: 'Petr Říha', pick: /Petr Říha/ }] as never });
  await eva.submit();
  await eva.command('/log', '1', { channel: '#obchod' });
  const offered = await eva.typeAhead(await eva.modal(), 'S kým', 'riha');
  expect(offered.flatMap((group) => group.options).map((one) => one.text.text)).toContain('Petr Říha');
  healthy(it);
});

it('Oliver keeps a colleague’s message as an activity where the app is not, with its address, and hears what an invite adds', async () => {
  const it = await story();
  const { eva, oliver } = it;
  await bridge(it);
  const said = await eva.message(
    '#mosty',
    'Volal *Říha*: chtějí <https://mapy.example/x|tuhle trasu> & slevu',
  );
  await oliver.messageShortcut('activities.logMessage', said);
  expect(oliver.form().Minutes ?? oliver.form()['Zápis z jednání']).toContain('& slevu');
  await oliver.fill({ 'Příležitost nebo firma': { query: 'lavka', pick: /D-1/ } });
  await oliver.submit();
  const answer = oliver.inbox().at(-1)!;
  expect(oliver.reads(answer)).toContain('/invite @Vizitka');
  await oliver.click(answer, 'Otevřít');
  const entry = await oliver.modal();
  expect(JSON.stringify(entry.blocks)).toContain(
    `https://ocel-vir.slack.com/archives/${said.channel}/p${said.ts.replace('.', '')}`,
  );
  await oliver.close();
  await eva.messageShortcut('activities.logMessage', said);
  expect(eva.reads(await eva.modal())).toContain('už zapsaná je (Oliver Grant');
  healthy(it);
});

it('the history is paged in place, an entry is edited and deleted in the same window, and comes back by Undo', async () => {
  const it = await story();
  const { eva } = it;
  await bridge(it);
  await eva.command('/log', '1 objednáno 40 m zábradlí', { channel: '#obchod' });
  await eva.fill({ 'Nesmí zapadnout': ['Objednávka'] });
  await eva.submit();
  it.time.advance(60_000);
  for (let n = 2; n <= 12; n += 1) {
    await eva.command('/log', `1 telefonát číslo ${n}`, { channel: '#obchod' });
    await eva.submit();
    it.time.advance(60_000);
  }
  await eva.command('/deal', '1', { channel: '#obchod' });
  await eva.click(eva.lastEphemeral()!, 'Otevřít');
  await eva.click(await eva.modal(), 'Historie');
  expect(eva.reads(await eva.modal())).toContain('1–10 z 12');
  expect(eva.reads(await eva.modal())).toContain('objednáno 40 m');
  await eva.click(await eva.modal(), 'Další');
  expect(eva.reads(await eva.modal())).toContain('číslo 2');
  await eva.click(await eva.modal(), 'Předchozí');
  await eva.click(await eva.modal(), 'Otevřít');
  await eva.click(await eva.modal(), 'Upravit');
  await eva.fill({ 'Zápis z jednání': 'opraveno' });
  expect((await eva.submit()).outcome).toBe('updated');
  expect(eva.reads(await eva.modal())).toContain('opraveno');
  await eva.click(await eva.modal(), 'Smazat');
  await eva.click(await eva.modal(), 'Vrátit zpět');
  await eva.click(await eva.modal(), 'Zpět');
  expect(eva.reads(await eva.modal())).toContain('1–10 z 12');
  await eva.select(await eva.modal(), 'activities.filterKind', 'Rozhodnutí, objednávky, změny');
  expect(eva.reads(await eva.modal())).toContain('opraveno');
  await eva.select(await eva.modal(), 'activities.filterKind', '📮 Dopis');
  expect(eva.reads(await eva.modal())).toContain('Nic takového tu není');
  healthy(it);
});
