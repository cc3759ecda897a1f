import { expect, it } from 'vitest';
import type { Driver, Message } from '../../src/sandbox/protocol.ts';
import { type Story, story } from '../support/story.ts';

/** What a person reads, with ordinary spaces and without the marks that keep names from formatting. */
const read = (who: Driver, message: Parameters<Driver['reads']>[0]) =>
  who
    .reads(message)
    .replace(/\u00a0/g, ' ')
    .replace(/\u2060/g, '');

const saying = ({ slack }: Story, who: Driver, words: string): Promise<Message> =>
  slack.until(() => who.inbox().findLast((message) => read(who, message).includes(words)), words, 10_000);

/** Eva's bid for a footbridge is due on Monday 22 March at noon; she has its card and a question in her DM. */
async function footbridge(): Promise<Story> {
  const told = await story();
  await told.eva.command('/deal', 'nová', { channel: '#obchod' });
  await told.eva.fill({
    Název: 'Lávka přes Svratku',
    'Termín odevzdání nabídky: den': '2027-03-22',
    'Termín odevzdání nabídky: čas': '12:00',
  });
  await told.eva.submit();
  await told.settles();
  await saying(told, told.eva, 'Připomenout 7, 3 a 1');
  return told;
}

const saysYes = async (told: Story) => {
  await told.eva.click(await saying(told, told.eva, 'Připomenout 7, 3 a 1'), 'Ano');
};

it('Eva says yes to the question, and is nudged from then on', async () => {
  const told = await footbridge();
  const { eva, slack } = told;
  await saysYes(told);
  const answer = await saying(told, eva, 'Připomenutí přijdou');
  for (const line of ['čt 11. 3. v 9:00', 'st 17. 3. v 9:00', 'pá 19. 3. v 9:00', 'po 22. 3. v 9:00'])
    expect(read(eva, answer)).toContain(line);
  await told.settles();
  expect(read(eva, eva.inbox()[0]!)).toContain('hlídají: Eva Dvořáková');
  await told.until('2027-03-11T08:00:00.000Z');
  const nudge = await saying(told, eva, 'Za 7 pracovních dní: odevzdání nabídky D-1');
  expect(read(eva, nudge)).toContain('D-1 Lávka přes Svratku (po 22. 3. ve 12:00)');
  expect(eva.buttons(nudge)).toEqual(['Vím o tom', 'Odevzdáno', 'Otevřít']);
  expect(slack.troubles).toEqual([]);
  expect(slack.unknownMethods).toEqual([]);
});

it('Eva wants none for now, and may change her mind', async () => {
  const told = await footbridge();
  const { eva } = told;
  await eva.click(await saying(told, eva, 'Připomenout 7, 3 a 1'), 'Teď ne');
  const answer = await saying(told, eva, 'Dobře, bez připomínání');
  expect(eva.buttons(answer)).toEqual(['Hlídat termín']);
  await told.until('2027-03-11T08:00:00.000Z');
  expect(eva.inbox().some((message) => read(eva, message).includes('Za 7'))).toBe(false);
});

it('the window shows every nudge while Eva chooses, before anything is saved', async () => {
  const told = await footbridge();
  const { eva, oliver, slack } = told;
  await oliver.command('/crm', 'settings');
  await oliver.fill({ Jazyk: 'English' });
  await oliver.submit();
  await eva.click(await saying(told, eva, 'Připomenout 7, 3 a 1'), 'Upravit');
  const shown = async () => read(eva, await eva.modal());
  expect(await shown()).toContain('st 17. 3. v 9:00 · 3 pracovní dny předem');
  await eva.fill({ Kdy: ['2 pracovní dny předem', 'v den termínu'] });
  await slack.quiet();
  expect(await shown()).toContain('čt 18. 3. v 9:00 · 2 pracovní dny předem');
  expect(await shown()).not.toContain('st 17. 3.');
  await eva.fill({ 'Komu připomínat': ['Eva Dvořáková', 'Oliver Grant'] });
  await slack.quiet();
  expect(await shown()).toContain('Europe/London');
  expect((await eva.submit()).outcome).toBe('closed');
  await saying(told, eva, 'Připomenutí přijdou');
  await told.settles();
  expect(read(oliver, await saying(told, oliver, 'You now watch: bid submission D-1'))).toContain(
    'set up by: Eva Dvořáková',
  );
  expect(slack.troubles).toEqual([]);
});

it('a day that nobody chose is said at its field', async () => {
  const told = await footbridge();
  const { eva } = told;
  await eva.click(await saying(told, eva, 'Připomenout 7, 3 a 1'), 'Upravit');
  await eva.fill({ Kdy: [] });
  await told.slack.quiet();
  expect(read(eva, await eva.modal())).toContain('Vyber aspoň jednoho člověka a jeden den');
  const answer = await eva.submit();
  expect(answer.outcome).toBe('errors');
});

it('“I know” stays in the same message with its time, and can be taken back', async () => {
  const told = await footbridge();
  const { eva } = told;
  await saysYes(told);
  await told.until('2027-03-11T08:00:00.000Z');
  const nudge = await saying(told, eva, 'Za 7 pracovních dní');
  told.time.advance(4 * 60_000);
  await eva.click(nudge, 'Vím o tom');
  expect(read(eva, nudge)).toContain('✅ Potvrzeno v 9:04');
  expect(eva.buttons(nudge)).toEqual(['Vrátit zpět', 'Otevřít']);
  await eva.click(nudge, 'Vrátit zpět');
  expect(eva.buttons(nudge)).toContain('Vím o tom');
});

it('Eva puts a nudge off by an hour, and to a time of her own', async () => {
  const told = await footbridge();
  const { eva } = told;
  await saysYes(told);
  await told.until('2027-03-11T08:00:00.000Z');
  const nudge = await saying(told, eva, 'Za 7 pracovních dní');
  await eva.select(nudge, 'Odložit…', 'O hodinu');
  expect(read(eva, nudge)).toContain('Odloženo: v 10:00');
  await told.passes({ hours: 1 });
  const again = eva.inbox().at(-1)!;
  expect(again.ts).not.toBe(nudge.ts);
  await eva.select(again, 'Odložit…', 'Vybrat čas…');
  await eva.fill({ Den: '2027-03-25', Čas: '09:00' });
  expect((await eva.submit()).errors.Den).toContain('až po termínu odevzdání');
  await eva.fill({ Den: '2027-03-12', Čas: '13:30' });
  expect((await eva.submit()).outcome).toBe('closed');
  await told.settles();
  await saying(told, eva, 'Odloženo: zítra ve 13:30');
});

it('Eva hands the nudge to Zuzana, who reads it in Slovak', async () => {
  const told = await footbridge();
  const { eva, zuzana } = told;
  await zuzana.command('/crm', 'nastavenia');
  await zuzana.fill({ Jazyk: 'Slovenčina' });
  await zuzana.submit();
  await saysYes(told);
  await told.until('2027-03-11T08:00:00.000Z');
  const nudge = await saying(told, eva, 'Za 7 pracovních dní');
  await eva.select(nudge, 'Předat kolegovi…', 'Zuzana Hrušková');
  expect(read(eva, nudge)).toContain('✅ Předáno: Zuzana Hrušková');
  await told.settles();
  const theirs = await saying(told, zuzana, 'O 7 pracovných dní: odovzdanie ponuky D-1 Lávka přes Svratku');
  expect(read(zuzana, theirs)).toContain('Prenecháva: Eva Dvořáková');
});

it('submitting from the nudge ends it', async () => {
  const told = await footbridge();
  const { eva } = told;
  await saysYes(told);
  await told.until('2027-03-11T08:00:00.000Z');
  await eva.click(await saying(told, eva, 'Za 7 pracovních dní'), 'Odevzdáno');
  await eva.submit();
  await told.settles();
  expect(eva.buttons(await saying(told, eva, '✅ Odevzdáno'))).toEqual(['Otevřít']);
});

it('a restart between two nudges changes nothing', async () => {
  const told = await footbridge();
  await saysYes(told);
  await told.until('2027-03-11T08:00:00.000Z');
  await told.restarts();
  await told.settles();
  await told.until('2027-03-17T08:00:00.000Z');
  await saying(told, told.eva, 'Za 3 pracovní dny');
  const nudges = told.eva.inbox().filter((message) => read(told.eva, message).includes('⏰ Za'));
  expect(nudges).toHaveLength(2);
});
