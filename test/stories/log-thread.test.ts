import { expect, it } from 'vitest';
import { transaction } from '../../src/db/transaction.ts';
import { enqueue } from '../../src/outbox/store.ts';
import { type Story, story } from '../support/story.ts';

/** Eva has a deal. */
async function bridge({ eva, settles }: Story): Promise<void> {
  await eva.command('/deal', 'new', { channel: '#obchod' });
  await eva.fill({ Název: 'Lávka přes Svratku' });
  await eva.submit();
  await settles();
}

const healthy = ({ slack }: Story) => {
  expect(slack.unknownMethods).toEqual([]);
  expect(slack.troubles).toEqual([]);
};

/** Two messages of the thread under what Eva wrote. */
async function talk({ eva, zuzana, time }: Story, channel = '#obchod') {
  const root = await eva.message(channel, 'Říha volal, chtějí Zuzanu na místo');
  time.advance(60_000);
  await zuzana.message(channel, 'Môžem v stredu & vo štvrtok', { thread: root.ts });
  time.advance(60_000);
  const last = await eva.message(channel, 'Tak ve středu v 9', { thread: root.ts });
  return { root, last };
}

it('a message with a thread offers all of it: who said what when', async () => {
  const it = await story();
  const { eva } = it;
  await bridge(it);
  const { last } = await talk(it);
  await eva.messageShortcut('activities.logMessage', last);
  expect(eva.form()['Zápis z jednání']).toBe('Tak ve středu v 9');
  await eva.fill({ 'Co zapsat': 'Celé vlákno (3 zprávy)' });
  const minutes = String(eva.form()['Zápis z jednání']).replaceAll('\u00a0', ' ');
  expect(minutes).toMatch(
    /^Eva Dvořáková, 8\. 3\. 2027 v 9:00:\nŘíha volal, chtějí Zuzanu na místo\n\nZuzana .*, 8\. 3\. 2027 v 9:01:\nMôžem v stredu & vo štvrtok\n\nEva/,
  );
  await eva.submit();
  const answer = eva.inbox().at(-1)!;
  await eva.click(answer, 'Otevřít');
  const entry = await eva.modal();
  expect(eva.reads(entry)).toContain('Môžem v stredu');
  expect(eva.reads(entry)).toMatch(/Od nás: .*Zuzana/);
  await eva.close();
  await eva.messageShortcut('activities.logMessage', last);
  expect(eva.reads(await eva.modal())).toContain('už zapsaná je (Eva Dvořáková');
  healthy(it);
});

it('what was typed stays when the whole thread is chosen, and the message comes back when it is not', async () => {
  const it = await story();
  const { eva } = it;
  await bridge(it);
  const { root } = await talk(it);
  await eva.messageShortcut('activities.logMessage', root);
  await eva.fill({ 'Co zapsat': 'Celé vlákno (3 zprávy)' });
  await eva.click(await eva.modal(), '🤝 Schůzka');
  expect(eva.form()['Zápis z jednání']).toContain('Tak ve středu');
  await eva.fill({ 'Co zapsat': 'Jen tuhle zprávu' });
  expect(eva.form()['Zápis z jednání']).toMatch(/^Říha volal.*na místo$/);
  await eva.fill({ 'Zápis z jednání': 'Dohodnuto na místě.' });
  await eva.fill({ 'Co zapsat': 'Celé vlákno (3 zprávy)' });
  expect(eva.form()['Zápis z jednání']).toMatch(/^Dohodnuto na místě\.\n\nEva Dvořáková/);
  healthy(it);
});

it('of a thread longer than the field nothing is lost: the field says so, the entry has it all', async () => {
  const it = await story();
  const { eva } = it;
  await bridge(it);
  const root = await eva.message('#obchod', 'Začátek');
  for (let n = 1; n <= 30; n += 1) {
    await eva.message('#obchod', `Zpráva ${n}: ${'ocel '.repeat(40)}konec ${n}.`, { thread: root.ts });
  }
  await eva.messageShortcut('activities.logMessage', root);
  await eva.fill({ 'Co zapsat': 'Celé vlákno (31 zpráv)' });
  const shown = String(eva.form()['Zápis z jednání']);
  expect([...shown].length).toBeLessThanOrEqual(3000);
  expect(eva.reads(await eva.modal())).toMatch(/Uloží se celé vlákno, ještě \d/);
  await eva.fill({ 'Zápis z jednání': `Shrnutí: dohoda.\n\n${shown}` });
  await eva.submit();
  const [text] = (await it.server.crm.ctx.db('activities').pluck('text')) as string[];
  expect(text).toMatch(/^Shrnutí: dohoda\./);
  for (let n = 1; n <= 30; n += 1) expect(text).toContain(`konec ${n}.`);
  expect(text?.match(/Zpráva \d+:/g)).toHaveLength(30);
  healthy(it);
});

it('in the thread under a deal’s card the card is left out, and the deal is filled in', async () => {
  const it = await story();
  const { eva, zuzana, server } = it;
  await bridge(it);
  const { channel } = await eva.message('#obchod', 'Dobré ráno');
  await transaction(server.crm.ctx, (tx) =>
    enqueue(tx, {
      kind: 'deal.cardPost',
      payload: { dealId: 1, channel },
      dedupeKey: 'story',
      lane: `channel:${channel}`,
      priority: 'answer',
    }),
  );
  await it.settles();
  const card = eva.sees('#obchod').find((message) => eva.reads(message).includes('D-1'))!;
  await zuzana.message('#obchod', 'Volal Říha, chce slevu', { thread: card.ts });
  const last = await eva.message('#obchod', 'Dáme 3 %', { thread: card.ts });
  await eva.messageShortcut('activities.logMessage', last);
  await eva.fill({ 'Co zapsat': 'Celé vlákno (2 zprávy)' });
  expect(eva.form()['Zápis z jednání']).toMatch(/^Zuzana/);
  expect(eva.form()['Příležitost nebo firma']).toContain('D-1');
  healthy(it);
});

it('where the app is not, the form says what an invite would add', async () => {
  const it = await story();
  const { eva } = it;
  await bridge(it);
  const root = await eva.message('#mosty', 'Volal Říha');
  const reply = await eva.message('#mosty', 'Chce slevu', { thread: root.ts });
  await eva.messageShortcut('activities.logMessage', reply);
  expect(eva.reads(await eva.modal())).toContain('Celé vlákno půjde zapsat, až bude Vizitka v kanálu');
  expect(eva.form()).not.toHaveProperty('Co zapsat');
  healthy(it);
});

it('a message without a thread asks nothing more', async () => {
  const it = await story();
  const { eva } = it;
  await bridge(it);
  const alone = await eva.message('#obchod', 'Volal Říha');
  await eva.messageShortcut('activities.logMessage', alone);
  expect(eva.form()).not.toHaveProperty('Co zapsat');
  healthy(it);
});

it('/log understands minutes', async () => {
  const it = await story();
  const { eva } = it;
  await bridge(it);
  await eva.command('/log', 'zapis 1', { channel: '#obchod' });
  await eva.submit();
  expect(eva.reads(eva.lastEphemeral()!)).toContain('🤝 Schůzka · D-1');
  healthy(it);
});
