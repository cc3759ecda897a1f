import { expect, it, onTestFinished } from 'vitest';
import type { Driver, Target } from '../../src/sandbox/protocol.ts';
import { startRegisters } from '../../src/sandbox/registers.ts';
import { type Story, story } from '../support/story.ts';

/** Eva's new deal, made by the form; its card is in her DM. */
async function evaCreates({ eva, settles }: Story, fields: Record<string, string>) {
  await eva.command('/deal', 'nová', { channel: '#obchod' });
  await eva.fill(fields);
  const answer = await eva.submit();
  await settles();
  return answer;
}

/** What a person reads, with ordinary spaces and without the marks that keep names from formatting. */
const read = (who: Driver, target: Target) =>
  who
    .reads(target)
    .replace(/\u00a0/g, ' ')
    .replace(/\u2060/g, '');

const cardsIn = (who: Driver, channel: string) =>
  who.sees(channel).filter((message) => !message.ephemeralTo && message.blocks);

/** The card in the channel once it says so: a channel is written to at most once a second. */
const cardSaying = ({ eva, slack }: Story, channel: string, words: string) =>
  slack.until(
    () => cardsIn(eva, channel).find((message) => read(eva, message).includes(words)),
    `a card in ${channel} that says: ${words}`,
    20_000,
  );

const bridge = { Název: 'Lávka přes Svratku', 'Hodnota bez DPH': '1 250 000 Kč' };

it('a new deal is four fields; more of them unfold and keep what was typed', async () => {
  const told = await story();
  const { eva, settles, slack } = told;
  await eva.command('/deal', 'ZALOŽIT Lávka přes Svratku', { channel: '#obchod' });
  expect(Object.keys(eva.form())).not.toContain('Zdroj');
  await eva.fill({ 'Hodnota bez DPH': '1,25 mil.', 'Termín odevzdání nabídky: den': '2027-03-15' });
  await eva.click(await eva.modal(), 'Další pole');
  expect(eva.form()).toMatchObject({ Název: 'Lávka přes Svratku', 'Hodnota bez DPH': '1,25 mil.' });
  await eva.fill({ Zdroj: 'veletrh', 'Podklady hotové do': '2027-03-12' });
  await eva.submit();
  await settles();
  await slack.until(() => eva.inbox()[1], 'the question about nudges');
  const [card] = eva.inbox();
  expect(read(eva, card!)).toContain('D-1 · Lávka přes Svratku');
  expect(read(eva, card!)).toContain('1 250 000 Kč bez DPH');
  expect(read(eva, card!)).toContain('za 5 pracovních dní');
  expect(eva.buttons(card!)).toContain('Sdílet do kanálu');
  expect(eva.inbox()).toHaveLength(2);
  expect(slack.troubles).toEqual([]);
});

it('the company is picked as one types: ours, those of ARES, or one without IČO; cancelling leaves nothing', async () => {
  const registers = await startRegisters();
  onTestFinished(() => registers.stop());
  const told = await story({ env: registers.env });
  const { eva, settles } = told;
  await eva.command('/deal', 'new', { channel: '#obchod' });
  const offered = await eva.typeAhead(await eva.modal(), 'Firma', 'Mostní');
  expect(offered.map((group) => group.label)).toEqual(['Z ARES', 'Není tu?']);
  await eva.fill({ Firma: { query: 'Mostní', pick: 'Mostní stavby Brno, a.s.' } });
  await eva.close();
  await eva.command('/company', 'mostní');
  expect(read(eva, eva.lastEphemeral()!)).not.toContain('Už v evidenci');

  await eva.command('/deal', 'new', { channel: '#obchod' });
  await eva.fill({ ...bridge, Firma: { query: '00000019', pick: 'Mostní stavby Brno, a.s.' } });
  await eva.submit();
  await settles();
  expect(read(eva, eva.inbox()[0]!)).toContain('Mostní stavby Brno, a.s.');
  await eva.command('/company', '00000019');
  expect(read(eva, eva.lastEphemeral()!)).toContain('ARES');
  expect(read(eva, eva.lastEphemeral()!)).toContain('Příležitosti: 1 otevřená (1 250 000 Kč)');
});

it('what cannot be read is said at its field and nothing typed is lost', async () => {
  const told = await story();
  const { eva } = told;
  const { errors } = await evaCreates(told, {
    Název: 'Lávka',
    'Hodnota bez DPH': '-5',
    'Termín odevzdání nabídky: čas': '12:00',
  });
  expect(errors).toEqual({
    'Hodnota bez DPH': expect.stringContaining('nemůže být záporná'),
    'Termín odevzdání nabídky: den': expect.stringContaining('čas bez dne'),
  });
  await eva.fill({ 'Hodnota bez DPH': '1.2M', 'Termín odevzdání nabídky: den': '2027-03-01' });
  expect((await eva.submit()).errors).toEqual({
    'Termín odevzdání nabídky: den': expect.stringContaining('už bylo'),
  });
  await eva.fill({ 'Termín odevzdání nabídky: den': '2027-03-28', 'Termín odevzdání nabídky: čas': '02:30' });
  expect((await eva.submit()).errors).toEqual({
    'Termín odevzdání nabídky: čas': expect.stringContaining('neexistuje'),
  });
  expect(eva.form()).toMatchObject({ Název: 'Lávka', 'Hodnota bez DPH': '1.2M' });
});

it('the second of two who edit is told what changed and by whom, and saves again what she typed', async () => {
  const told = await story();
  const { eva, oliver, zuzana, settles } = told;
  await evaCreates(told, bridge);
  await eva.command('/deal', '1');
  await eva.click(eva.lastEphemeral()!, 'Upravit');
  await eva.fill({ 'Jmenovaní lidé': ['oliver'] });
  await eva.submit();

  await oliver.command('/deal', 'D-1');
  await oliver.click(oliver.lastEphemeral()!, 'Upravit');
  await eva.command('/deal', '1');
  await eva.click(eva.lastEphemeral()!, 'Upravit');
  await eva.fill({ Zdroj: 'veletrh' });

  await oliver.fill({ Název: 'Lávka přes Svratku II', 'Hodnota bez DPH': '1 500 000' });
  await oliver.submit();
  const answer = await eva.submit();
  expect(read(eva, answer.view!)).toContain(
    'Oliver Grant · Název: Lávka přes Svratku → Lávka přes Svratku II',
  );
  expect(read(eva, answer.view!)).toContain('1 250 000 Kč → 1 500 000 Kč');
  expect(eva.form()).toMatchObject({
    Zdroj: 'veletrh',
    Název: 'Lávka přes Svratku II',
    'Hodnota bez DPH': '1\u00a0500\u00a0000',
  });
  await eva.submit();
  await settles();
  await zuzana.command('/deal', '1');
  expect(read(zuzana, zuzana.lastEphemeral()!)).toContain('Lávka přes Svratku II');
  expect(zuzana.buttons(zuzana.lastEphemeral()!)).not.toContain('Odevzdáno');
});

it('submitted, then won: the card in the channel is edited in place and shrinks', async () => {
  const told = await story();
  const { eva, slack } = told;
  await evaCreates(told, { ...bridge, 'Termín odevzdání nabídky: den': '2027-03-15' });
  await eva.command('/deal', '1', { channel: '#obchod' });
  await eva.click(eva.lastEphemeral('#obchod')!, 'Sdílet do kanálu');
  await eva.submit();
  await eva.close({ all: true });
  await eva.click(await cardSaying(told, '#obchod', 'Nová (10 %)'), 'Odevzdáno');
  await eva.fill({ Jak: 'datová schránka', Doklad: 'zpráva 1234567' });
  await eva.submit();
  const submitted = await cardSaying(told, '#obchod', 'Nabídka odevzdána (60 %)');
  expect(read(eva, submitted)).toContain('Odevzdáno: dnes v 9:00 (datová schránka)');

  await eva.click(submitted, 'Vyhraná');
  await eva.fill({ 'Konečná hodnota bez DPH': '1 300 000' });
  await eva.submit();
  const won = await cardSaying(told, '#obchod', 'Vyhraná · 1 300 000 Kč bez DPH');
  expect(eva.buttons(won)).toEqual(['Otevřít', 'Kdo to vidí?']);
  expect(cardsIn(eva, '#obchod')).toHaveLength(1);
  expect(slack.troubles).toEqual([]);
});

it('lost asks why and to whom; a mistake is taken back', async () => {
  const told = await story();
  const { eva } = told;
  await evaCreates(told, bridge);
  await eva.command('/deal', 'lávka');
  await eva.click(eva.lastEphemeral()!, 'Prohraná');
  await eva.fill({ Proč: 'cena', 'Kdo vyhrál': 'Mosty & spol.', 'Vítězná cena bez DPH': '45 000 €' });
  expect((await eva.submit()).errors).toEqual({ 'Vítězná cena bez DPH': expect.stringContaining('CZK') });
  await eva.fill({ 'Vítězná cena bez DPH': '1,1 mil.' });
  await eva.submit();
  expect(read(eva, eva.lastEphemeral()!)).toContain('Prohraná · cena · vítěz: Mosty & spol. (1 100 000 Kč)');
  await eva.click(eva.lastEphemeral()!, 'Otevřít');
  await eva.click(await eva.modal(), 'Znovu otevřít');
  expect(read(eva, await eva.modal())).toContain('Nová (10 %)');
});

it('a channel with guests is refused, a private one asks for an invitation, a public one is joined', async () => {
  const told = await story();
  const { eva, settles } = told;
  await evaCreates(told, bridge);
  await eva.command('/deal', '1');
  await eva.click(eva.lastEphemeral()!, 'Upravit');
  await eva.fill({ 'Kanál pro kartu a vlákno': 'projekce' });
  expect((await eva.submit()).errors).toEqual({
    'Kanál pro kartu a vlákno': expect.stringContaining('hosté'),
  });
  await eva.fill({ 'Kanál pro kartu a vlákno': 'vedeni' });
  expect((await eva.submit()).errors).toEqual({
    'Kanál pro kartu a vlákno': expect.stringContaining('/invite @Vizitka'),
  });
  await eva.fill({ 'Kanál pro kartu a vlákno': 'mosty' });
  await eva.submit();
  await settles();
  expect(
    cardsIn(eva, '#mosty')
      .map((message) => read(eva, message))
      .join(),
  ).toContain('D-1 · Lávka přes Svratku');
});

it('restricted: it disappears from the channel and from colleagues, and says who sees it', async () => {
  const told = await story();
  const { eva, zuzana, oliver, slack } = told;
  await evaCreates(told, bridge);
  await eva.command('/deal', '1', { channel: '#obchod' });
  await eva.click(eva.lastEphemeral('#obchod')!, 'Sdílet do kanálu');
  await eva.submit();
  await eva.close({ all: true });
  await eva.click(await cardSaying(told, '#obchod', 'Lávka'), 'Otevřít');
  await eva.click(await eva.modal(), 'Omezit přístup');
  await eva.fill({
    'Omezený přístup': ['Vidí ji jen ten, kdo ji má na starosti, jmenovaní lidé a správci'],
    'Jmenovaní lidé': ['oliver'],
  });
  await eva.submit();
  await slack.until(() => cardsIn(zuzana, '#obchod').length === 0 || undefined, 'the card to disappear');
  await zuzana.command('/deal', '1');
  expect(read(zuzana, zuzana.lastEphemeral()!)).toContain('Taková příležitost tu není, nebo ji nevidíš');
  await oliver.command('/deal', '1');
  await oliver.click(oliver.lastEphemeral()!, 'Kdo to vidí?');
  const said = read(oliver, await oliver.modal());
  expect(said).toContain('jen tito lidé');
  expect(said).toContain('Oliver Grant');
  expect(said).not.toContain('Zuzana');
});

it('handed over: the new owner gets the card with the note', async () => {
  const told = await story();
  const { eva, zuzana, settles } = told;
  await evaCreates(told, bridge);
  await eva.command('/deal', '1');
  await eva.click(eva.lastEphemeral()!, 'Otevřít');
  await eva.click(await eva.modal(), 'Předat kolegovi');
  await eva.fill({ Komu: 'zuzana', 'Co je dobré vědět': 'volej *vždy* až po obědě <!channel>' });
  await eva.submit();
  await settles();
  const told2 = read(zuzana, zuzana.inbox()[0]!);
  expect(told2).toContain('Předává: Eva Dvořáková');
  expect(told2).toContain('až po obědě');
  expect(zuzana.buttons(zuzana.inbox()[0]!)).toContain('Odevzdáno');
  await zuzana.command('/deal', '');
  expect(read(zuzana, zuzana.lastEphemeral()!)).toContain('Lávka přes Svratku');
});

it('given to a colleague in the form, she is told just the same', async () => {
  const told = await story();
  const { eva, zuzana, slack } = told;
  await eva.command('/deal', 'nová', { channel: '#obchod' });
  await eva.fill(bridge);
  await eva.click(await eva.modal(), 'Další pole');
  await eva.fill({ 'Má na starosti': 'zuzana' });
  expect((await eva.submit()).errors).toEqual({});
  const card = await slack.until(() => zuzana.inbox()[0], 'the card in her DM');
  expect(read(zuzana, card)).toContain('Předává: Eva Dvořáková');
});

it('deleted, brought back; a stale button on a deleted deal says so', async () => {
  const told = await story();
  const { eva, zuzana } = told;
  await evaCreates(told, bridge);
  await zuzana.command('/deal', '1');
  await eva.command('/deal', '1');
  await eva.click(eva.lastEphemeral()!, 'Otevřít');
  await eva.click(await eva.modal(), 'Smazat');
  expect(read(eva, await eva.modal())).toContain('Smazáno: D-1');
  await zuzana.click(zuzana.lastEphemeral()!, 'Otevřít');
  expect(read(zuzana, zuzana.lastEphemeral()!)).toContain('Taková příležitost tu není');
  await eva.click(await eva.modal(), 'Vrátit zpět');
  expect(read(eva, await eva.modal())).toContain('Lávka přes Svratku');
  await zuzana.command('/deal', '1');
  expect(read(zuzana, zuzana.lastEphemeral()!)).toContain('Lávka přes Svratku');
});

it('contacts are picked from the shared register with a role, new ones on the way', async () => {
  const told = await story();
  const { eva } = told;
  await evaCreates(told, bridge);
  await eva.command('/deal', '1');
  await eva.click(eva.lastEphemeral()!, 'Otevřít');
  await eva.click(await eva.modal(), 'Kontakty');
  await eva.fill({ Kdo: [{ query: 'Petr Říha', pick: 'Založit kontakt: Petr Říha' }] as never });
  await eva.fill({ 'Role: Petr Říha': 'rozhoduje' });
  await eva.submit();
  expect(read(eva, await eva.modal())).toContain('Petr Říha (rozhoduje)');
  await eva.close({ all: true });
  await eva.command('/deal', '1');
  expect(read(eva, eva.lastEphemeral()!)).toContain('👤 Petr Říha (rozhoduje)');
});

it('/deal understands people: lists mine, finds by name, corrects a typo, opens a row', async () => {
  const told = await story();
  const { eva, zuzana } = told;
  await evaCreates(told, bridge);
  await evaCreates(told, { Název: 'Nová hala pro *kovárnu* & spol. <!channel>' });
  await eva.command('/deal', '');
  expect(read(eva, eva.lastEphemeral()!)).toContain('Moje příležitosti podle termínu odevzdání');
  await eva.click(eva.lastEphemeral()!, 'Otevřít', { near: 'Lávka' });
  expect(read(eva, await eva.modal())).toContain('Lávka přes Svratku');
  await eva.close({ all: true });
  await eva.command('/deal', 'nova hala');
  expect(read(eva, eva.lastEphemeral()!)).toContain('Nová hala pro');
  await zuzana.command('/deal', 'VSECHNY');
  expect(read(zuzana, zuzana.lastEphemeral()!)).toContain('Eva Dvořáková');
  await eva.command('/deal', 'pomc');
  expect(read(eva, eva.lastEphemeral()!)).toContain('Mělo to být /deal pomoc?');
  await eva.command('/deal', 'vodárna');
  expect(read(eva, eva.lastEphemeral()!)).toContain('Žádná příležitost se nejmenuje „vodárna“');
});

it('the global shortcut opens the form of a new deal anywhere', async () => {
  const { oliver } = await story();
  await oliver.shortcut('deals.new');
  expect(oliver.form()).toHaveProperty('Název');
});

it('/crm fáze: an admin weighs the stages, others are told who may', async () => {
  const told = await story();
  const { eva, zuzana } = told;
  await zuzana.command('/crm', 'fáze');
  expect(read(zuzana, zuzana.lastEphemeral()!)).toContain('To mohou měnit jen správci');
  await eva.command('/crm', 'faze');
  await eva.fill({ Kvalifikovaná: 'půl' });
  expect((await eva.submit()).errors).toEqual({ Kvalifikovaná: expect.stringContaining('od 0 do 100') });
  await eva.fill({ Kvalifikovaná: '25 %' });
  await eva.submit();
  await evaCreates(told, bridge);
  await eva.command('/deal', '1');
  await eva.select(eva.lastEphemeral()!, 'Fáze', 'Kvalifikovaná');
  expect(read(eva, eva.lastEphemeral()!)).toContain('Kvalifikovaná (25 %)');
});
