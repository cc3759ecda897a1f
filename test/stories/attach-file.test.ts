import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { freshFolder } from '../support/storage.ts';
import { type Story, story } from '../support/story.ts';

/** Eva has a deal, and its card in her DM. */
async function bridge(it: Story) {
  await it.eva.command('/deal', 'new', { channel: '#obchod' });
  await it.eva.fill({ Název: 'Lávka přes Svratku' });
  await it.eva.submit();
  await it.settles();
  const card = it.eva.inbox().find((message) => it.eva.buttons(message).includes('Přiložit'));
  if (!card) throw new Error('there is no card with a button to attach');
  return card;
}

/** The same, with the card in #obchod. */
async function shownBridge(it: Story) {
  await it.eva.click(await bridge(it), 'Sdílet do kanálu');
  await it.eva.fill({ Kanál: '#obchod' });
  await it.eva.submit();
  await it.settles();
  const card = it.eva.sees('#obchod').find((message) => it.eva.reads(message).includes('Lávka přes Svratku'));
  if (!card) throw new Error('there is no card in #obchod');
  return card;
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

const healthy = ({ slack }: Story) => {
  expect(slack.unknownMethods).toEqual([]);
  expect(slack.troubles).toEqual([]);
};

const drawing = { name: 'výkres mostovky.pdf', content: 'A1 1:50' };

it('Eva attaches a file from the card, opens it through a DM, and that copy is gone a day later', async () => {
  const it = await story();
  const { eva, slack } = it;
  const card = await bridge(it);
  await eva.click(card, 'Přiložit');
  await eva.fill({ Soubory: [drawing], Složka: 'Výkresy' });
  expect((await eva.submit()).outcome).toBe('closed');
  await it.settles();
  expect(eva.reads(card)).toMatch(/📎 1\ssoubor/);
  await eva.click(card, 'Otevřít');
  await eva.click(await eva.modal(), 'Soubory (1)');
  expect(eva.reads(await eva.modal())).toContain('výkres mostovky.pdf');
  await eva.click(await eva.modal(), 'Otevřít');
  await it.settles();
  const copy = eva.inbox().find((message) => message.files?.length)!;
  expect(Buffer.from(eva.download(copy.files![0]!)).toString()).toBe('A1 1:50');
  await it.passes({ hours: 25 });
  expect(eva.inbox().some((message) => message.files?.length)).toBe(false);
  expect([...slack.workspace.files.values()].map((file) => file.user)).not.toContain(slack.botUserId);
  healthy(it);
});

it('a file dropped into the thread of the card is offered to be kept, by one reply with one button', async () => {
  const it = await story();
  const { eva, zuzana } = it;
  const card = await shownBridge(it);
  await zuzana.message('#obchod', 'tady je to', { thread: card.ts, files: [drawing] });
  await it.settles();
  const replies = () =>
    zuzana
      .sees('#obchod')
      .filter((message) => message.thread_ts === card.ts && message.ts !== card.ts && message.app_id);
  expect(replies()).toHaveLength(1);
  expect(zuzana.buttons(replies()[0]!)).toEqual(['Uložit k D-1']);
  await zuzana.click(replies()[0]!, 'Uložit k D-1');
  await it.settles();
  expect(replies()).toHaveLength(1);
  expect(zuzana.reads(replies()[0]!)).toContain(
    'Uloženo: výkres mostovky.pdf · D-1 · Lávka přes Svratku · Zuzana',
  );
  expect(zuzana.buttons(replies()[0]!)).toEqual([]);
  expect(eva.reads(card)).toMatch(/📎 1\ssoubor/);
  healthy(it);
});

it('an event sent twice, and two people who click at once, keep one file and leave one reply', async () => {
  const folder = freshFolder();
  const it = await story({ env: { FILES_DIR: folder } });
  const { eva, zuzana, slack } = it;
  const card = await shownBridge(it);
  slack.weather.resendEvents(1);
  await zuzana.message('#obchod', '', { thread: card.ts, files: [drawing] });
  await it.settles();
  const replies = eva
    .sees('#obchod')
    .filter((message) => message.thread_ts === card.ts && message.ts !== card.ts && message.app_id);
  expect(replies).toHaveLength(1);
  await Promise.all([eva.click(replies[0]!, 'Uložit k D-1'), zuzana.click(replies[0]!, 'Uložit k D-1')]);
  await it.settles();
  expect(eva.reads(replies[0]!)).toContain('Uloženo: výkres mostovky.pdf');
  expect(eva.reads(card)).toMatch(/📎 1\ssoubor/);
  expect(filesIn(folder)).toHaveLength(1);
  healthy(it);
});

it('talk without files, and files elsewhere, are nobody’s business', async () => {
  const it = await story();
  const { eva } = it;
  const card = await shownBridge(it);
  await eva.message('#obchod', 'díky', { thread: card.ts });
  await eva.message('#obchod', 'obědový lístek', { files: [{ name: 'menu.pdf', content: 'svíčková' }] });
  await it.settles();
  expect(
    eva.sees('#obchod').filter((message) => message.app_id && message.ts > card.ts && message.thread_ts),
  ).toEqual([]);
  healthy(it);
});

it.each([
  [
    'an HTML page instead of the file',
    (it: Story) => it.slack.weather.htmlInsteadOfFile(1),
    'přihlašovací stránku',
  ],
  ['half of the file', (it: Story) => it.slack.weather.dropAnswer('download', 1), 'nepřenesl celý'],
  ['an error of Slack’s', (it: Story) => it.slack.weather.fail('download', 1), 'nepřenesl celý'],
])('%s keeps nothing, says so in the thread, and the second try succeeds', async (_, worsen, said) => {
  const folder = freshFolder();
  const it = await story({ env: { FILES_DIR: folder } });
  const { eva } = it;
  const card = await shownBridge(it);
  await eva.message('#obchod', '', { thread: card.ts, files: [drawing] });
  await it.settles();
  const reply = eva
    .sees('#obchod')
    .find((message) => message.thread_ts === card.ts && message.ts !== card.ts && message.app_id)!;
  worsen(it);
  await eva.click(reply, 'Uložit k D-1');
  expect(eva.reads(reply)).toContain(said);
  expect(filesIn(folder)).toEqual([]);
  expect(eva.reads(card)).not.toContain('📎');
  await eva.click(reply, 'Zkusit znovu');
  await it.settles();
  expect(eva.reads(reply)).toContain('Uloženo: výkres mostovky.pdf');
  expect(filesIn(folder)).toHaveLength(1);
  healthy(it);
});

it('what is wrong with a file is said at the field, and what was chosen stays', async () => {
  const it = await story({ env: { FILE_LIMIT_MB: '1' } });
  const { eva } = it;
  await eva.click(await bridge(it), 'Přiložit');
  await eva.fill({
    Soubory: [{ name: 'film.mp4', content: new Uint8Array(1024 * 1024 + 1) }],
    Složka: 'Ostatní',
  });
  expect((await eva.submit()).errors).toEqual({ Soubory: expect.stringMatching(/nejvýš 1\sMB/) });
  expect(eva.form().Složka).toContain('Ostatní');
  await eva.fill({ Soubory: [drawing] });
  expect((await eva.submit()).outcome).toBe('closed');
  healthy(it);
});

it('files of a message are attached by the shortcut; where the app is not, it says what an invite would add', async () => {
  const it = await story();
  const { eva } = it;
  await bridge(it);
  const two = [drawing, { name: 'foto.jpg', content: 'jpg' }];
  const here = await eva.message('#obchod', 'podklady', { files: two });
  await eva.messageShortcut('documents.attach', here);
  await eva.fill({ Soubory: ['foto.jpg'] });
  await eva.submit();
  expect(eva.reads(eva.inbox().at(-1)!)).toContain('Uloženo: foto.jpg · D-1');
  const there = await eva.message('#mosty', 'podklady', { files: [drawing] });
  await eva.messageShortcut('documents.attach', there);
  expect((await eva.submit()).errors).toEqual({ Soubory: expect.stringContaining('/invite @Vizitka') });
  await eva.close();
  const plain = await eva.message('#obchod', 'bez souboru');
  await eva.messageShortcut('documents.attach', plain);
  expect(eva.reads(await eva.modal())).toContain('žádné soubory nejsou');
  healthy(it);
});

it('a file sent to the app itself can be kept with a deal that is picked', async () => {
  const it = await story();
  const { eva } = it;
  await bridge(it);
  await eva.tell('', { files: [drawing] });
  await it.settles();
  const reply = eva.inbox().find((message) => eva.buttons(message).includes('Uložit k příležitosti'))!;
  await eva.click(reply, 'Uložit k příležitosti');
  await eva.submit();
  await it.settles();
  expect(eva.reads(reply)).toContain('Uloženo: výkres mostovky.pdf · D-1');
  healthy(it);
});

it('a deleted file comes back by Undo', async () => {
  const it = await story();
  const { eva } = it;
  await eva.click(await bridge(it), 'Otevřít');
  await eva.click(await eva.modal(), 'Soubory (0)');
  await eva.click(await eva.modal(), 'Přiložit');
  await eva.fill({ Soubory: [drawing] });
  await eva.submit();
  expect(eva.reads(await eva.modal('Soubory'))).toContain('výkres mostovky.pdf');
  await eva.click(await eva.modal(), 'Uklidit');
  await eva.click(await eva.modal(), 'Smazat');
  expect(eva.reads(await eva.modal())).toContain('Zatím žádné soubory');
  await eva.click(await eva.modal(), 'Vrátit zpět');
  expect(eva.reads(await eva.modal())).toContain('výkres mostovky.pdf');
  healthy(it);
});

it('a file is renamed and gets another folder from the list, and back by Undo; a wrong name is said at its field', async () => {
  const it = await story();
  const { eva } = it;
  const card = await bridge(it);
  await eva.click(card, 'Přiložit');
  await eva.fill({ Soubory: [drawing] });
  await eva.submit();
  await eva.command('/deal', '1', { channel: '#obchod' });
  await eva.click(eva.lastEphemeral()!, 'Otevřít');
  await eva.click(await eva.modal(), /Soubory/);
  await eva.click(await eva.modal(), 'Uklidit');
  await eva.click(await eva.modal(), 'Upravit');
  await eva.fill({ Název: 'výkresy/mostovka' });
  expect((await eva.submit()).errors).toEqual({ Název: expect.stringContaining('bez lomítek') });
  await eva.fill({ Název: ' ... ' });
  expect(Object.keys((await eva.submit()).errors)).toEqual(['Název']);
  await eva.fill({ Název: 'Mostovka, rev. B', Složka: 'Výkresy' });
  await eva.submit();
  await it.slack.quiet();
  const list = await eva.modal('Soubory');
  expect(eva.reads(list)).toContain('Mostovka, rev. B.pdf');
  expect(eva.reads(list)).toContain('Výkresy');
  await eva.click(list, 'Vrátit zpět');
  expect(eva.reads(await eva.modal('Soubory'))).toContain('výkres mostovky.pdf');
  expect(eva.reads(await eva.modal('Soubory'))).not.toContain('rev. B');
  healthy(it);
});

it('a copy is not sent to who lost sight of the deal meanwhile', async () => {
  const it = await story();
  const { eva, zuzana } = it;
  await eva.click(await bridge(it), 'Přiložit');
  await eva.fill({ Soubory: [drawing] });
  await eva.submit();
  await zuzana.command('/deal', '1', { channel: '#obchod' });
  await zuzana.click(zuzana.lastEphemeral()!, 'Otevřít');
  await zuzana.click(await zuzana.modal(), 'Soubory (1)');
  await eva.command('/deal', '1', { channel: '#obchod' });
  await eva.click(eva.lastEphemeral()!, 'Otevřít');
  await eva.click(await eva.modal(), 'Omezit přístup');
  await eva.fill({ 'Omezený přístup': ['Vidí ji jen ten, kdo ji má na starosti, jmenovaní lidé a správci'] });
  await eva.submit();
  await zuzana.click(await zuzana.modal(), 'Otevřít');
  await it.settles();
  expect(zuzana.reads(await zuzana.modal())).toContain('Tento soubor už tu není');
  expect(zuzana.inbox().some((message) => message.files?.length)).toBe(false);
  healthy(it);
});
