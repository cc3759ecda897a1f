/**
 * A second opinion on our Slack calls: the whole product in HTTP mode against an emulator that others wrote. What the
 * emulator has none of is listed in lacks.test.ts; that the sandbox alone holds.
 */
import axios from 'axios';
import { expect, it } from 'vitest';
import { methodsOfTheProduct } from '../support/slack-methods.ts';
import type { ShownMessage } from './colleague.ts';
import { accepted, lackedMethods, productOnEmulator, type Stage } from './stage.ts';

/** Eva's new deal, and its card in her DM. */
async function bridge({ eva, obchod, app }: Stage): Promise<ShownMessage> {
  await eva.command('/deal', 'new', obchod);
  await eva.submit({ name: 'Lávka přes Svratku' });
  const { channel } = await app.conversations.open({ users: eva.slackId });
  return latest(app, channel?.id as string);
}

async function latest(app: Stage['app'], channel: string): Promise<ShownMessage> {
  const { messages = [] } = await app.conversations.history({ channel });
  const [message] = messages;
  if (!message) throw new Error('nothing was posted');
  return { ...(message as object), channel } as ShownMessage;
}

/** The card in #obchod, which becomes the deal's channel. */
async function bridgeInChannel(stage: Stage): Promise<ShownMessage> {
  const { eva, app, obchod } = stage;
  await eva.click(await bridge(stage), 'Otevřít');
  await eva.click(eva.view(), 'Upravit');
  await eva.submit({ channel: obchod });
  return latest(app, obchod);
}

/** Eva drops a file into the thread of a card. */
async function dropsFile({ eva, evaClient, app }: Stage, card: ShownMessage): Promise<void> {
  const content = Buffer.from('výkres mostovky');
  const { file_id, upload_url } = (await evaClient.apiCall('files.getUploadURLExternal', {
    filename: 'mostovka.pdf',
    length: content.length,
  })) as unknown as { file_id: string; upload_url: string };
  await axios.post(upload_url, content, { headers: { 'content-type': 'application/octet-stream' } });
  await evaClient.apiCall('files.completeUploadExternal', {
    files: [{ id: file_id, title: 'mostovka.pdf' }],
    channel_id: card.channel,
    thread_ts: card.ts,
  });
  const { messages = [] } = await app.conversations.replies({ channel: card.channel, ts: card.ts });
  const shared = messages.find((message) => message.files?.some((file) => file.id === file_id));
  await eva.event({ ...shared, type: 'message', channel: card.channel, user: eva.slackId });
}

const repliesTo = async ({ app }: Stage, { channel, ts }: ShownMessage): Promise<ShownMessage[]> => {
  const { messages = [] } = await app.conversations.replies({ channel, ts });
  return messages.slice(1).map((message) => ({ ...(message as object), channel }) as ShownMessage);
};

it('knows the people of the workspace from users.list', async () => {
  const { ctx, server } = await productOnEmulator();
  expect(ctx.actor).toMatchObject({ kind: 'person', name: 'Eva Dvořáková' });
  const kinds = await server.crm.ctx.db('people').select('name', 'kind').orderBy('name');
  expect(kinds).toContainEqual({ name: 'Vizitka', kind: 'bot' });
});

it('asks users.info about somebody whom the nightly list has not brought', async () => {
  const { server, eva, obchod, recorder } = await productOnEmulator();
  await server.crm.ctx.database.writer('people').where({ slack_id: eva.slackId }).delete();
  await eva.command('/crm', 'pomoc', obchod);
  expect(JSON.stringify(recorder.responses)).toContain('S čím ti Vizitka pomůže');
});

it('answers a command by its response_url, to its person alone', async () => {
  const { eva, obchod, recorder } = await productOnEmulator();
  await eva.command('/crm', 'pomoc', obchod);
  expect(recorder.responses).toEqual([expect.objectContaining({ response_type: 'ephemeral' })]);
});

it('opens a form with a trigger, says what is wrong at its field, saves it, and posts the card into the DM', async () => {
  const stage = await productOnEmulator();
  const { eva } = stage;
  await eva.shortcut('deals.new');
  expect(await eva.submit({ name: 'Lávka', value: 'hodně' })).toMatchObject({
    response_action: 'errors',
    errors: { value: expect.any(String) },
  });
  expect(eva.reads(await bridge(stage))).toContain('D-1 · Lávka přes Svratku');
});

it('goes into the channel chosen for a deal, posts the card there and edits it in place', async () => {
  const stage = await productOnEmulator();
  const { eva, app, obchod } = stage;
  const card = await bridgeInChannel(stage);
  const { members = [] } = await app.conversations.members({ channel: obchod });
  expect(members).toContain('U0VIZITKA1');
  await eva.click(card, 'Otevřít');
  await eva.click(eva.view(), 'Upravit');
  await eva.submit({ name: 'Lávka přes Svitavu' });
  await stage.settles();
  const edited = await latest(app, obchod);
  expect(edited.ts).toBe(card.ts);
  expect(eva.reads(edited)).toContain('Lávka přes Svitavu');
});

it('draws a form again when its kind is chosen, and pushes a window over a window', async () => {
  const stage = await productOnEmulator();
  const { eva } = stage;
  const card = await bridge(stage);
  await eva.click(card, 'Zapsat');
  const before = eva.view();
  await eva.click(before, '📮 Dopis');
  expect(eva.view().id).toBe(before.id);
  expect(eva.reads(eva.view())).not.toBe(eva.reads(before));
  await eva.click(card, 'Otevřít');
  const deal = eva.view();
  await eva.click(deal, 'Historie');
  expect(eva.view()).toMatchObject({ previous_view_id: deal.id, root_view_id: deal.id });
});

it('whispers in the channel what was logged from it, where the app is', async () => {
  const stage = await productOnEmulator();
  const { eva, obchod } = stage;
  await bridgeInChannel(stage);
  await eva.command('/log', '1 chtějí slevu', obchod);
  await eva.submit();
  expect(stage.callsOf('chat.postEphemeral').at(-1)).toMatchObject({
    given: { channel: obchod, user: eva.slackId },
    answer: { ok: true },
  });
});

it('keeps a message as an activity with the address that Slack gives it', async () => {
  const stage = await productOnEmulator();
  const { eva, evaClient, app, obchod } = stage;
  await bridgeInChannel(stage);
  await evaClient.chat.postMessage({ channel: obchod, text: 'Volal Říha' });
  const said = await latest(app, obchod);
  await eva.shortcut('activities.logMessage', said);
  const [permalink] = stage.callsOf('chat.getPermalink');
  expect(eva.view().private_metadata).toContain(permalink?.answer.permalink);
  await eva.submit();
  expect(await stage.server.crm.ctx.db('activities').pluck('text')).toEqual(['Volal Říha']);
});

it('publishes Home to who opens it, and again at a click in it', async () => {
  const stage = await productOnEmulator();
  const { eva } = stage;
  await bridge(stage);
  await eva.event({ type: 'app_home_opened', user: eva.slackId, tab: 'home' });
  expect(eva.view().type).toBe('home');
  expect(eva.reads(eva.view())).toContain('Lávka přes Svratku');
  await eva.click(eva.view(), 'Najít');
  expect(eva.view().type).toBe('modal');
});

it('offers to keep a file of a thread, fetches its bytes, and sends a copy that is gone a day later', async () => {
  const stage = await productOnEmulator();
  const { eva, app, time } = stage;
  const card = await bridgeInChannel(stage);
  await dropsFile(stage, card);
  const [, offer] = await repliesTo(stage, card);
  await eva.click(offer as ShownMessage, 'Uložit k D-1');
  expect(await stage.server.crm.ctx.db('files').select('name', 'size')).toEqual([
    { name: 'mostovka.pdf', size: Buffer.byteLength('výkres mostovky') },
  ]);

  await eva.click(card, 'Otevřít');
  await eva.click(eva.view(), 'Soubory (1)');
  await eva.click(eva.view(), 'Otevřít');
  const { channel } = await app.conversations.open({ users: eva.slackId });
  const copy = await latest(app, channel?.id as string);
  const [file] = copy.files as { id: string; url_private_download: string }[];
  const { data } = await axios.get(file?.url_private_download as string, {
    headers: { authorization: 'Bearer xoxb-contract' },
  });
  expect(data).toBe('výkres mostovky');

  time.advance(25 * 3_600_000);
  await stage.settles();
  await expect(app.files.info({ file: file?.id as string })).rejects.toThrow('file_not_found');
  expect((await latest(app, channel?.id as string)).ts).not.toBe(copy.ts);
});

it('takes a file from a form by the id that the form says', async () => {
  const stage = await productOnEmulator();
  const { eva } = stage;
  const card = await bridgeInChannel(stage);
  await dropsFile(stage, card);
  const [shared] = await repliesTo(stage, card);
  await eva.click(card, 'Přiložit');
  const [file] = (shared?.files ?? []) as { id: string }[];
  await eva.submit({ files: [{ id: file?.id }] });
  expect(await stage.server.crm.ctx.db('files').pluck('name')).toEqual(['mostovka.pdf']);
});

it('finds a post again whose answer was lost, in a DM and in a thread, and posts nothing twice', async () => {
  const stage = await productOnEmulator();
  const { app, recorder } = stage;
  recorder.loseAnswer('chat.postMessage');
  const first = await bridge(stage);
  await stage.settles();
  expect((await app.conversations.history({ channel: first.channel })).messages).toHaveLength(1);
  expect(stage.callsOf('chat.postMessage')).toHaveLength(1);
  expect(stage.callsOf('conversations.history').length).toBeGreaterThan(0);

  await stage.eva.click(first, 'Otevřít');
  await stage.eva.click(stage.eva.view(), 'Upravit');
  await stage.eva.submit({ channel: stage.obchod });
  const card = await latest(app, stage.obchod);
  recorder.loseAnswer('chat.postMessage');
  await dropsFile(stage, card);
  await stage.settles();
  const offers = (await repliesTo(stage, card)).filter((reply) => reply.user === 'U0VIZITKA1');
  expect(offers).toHaveLength(1);
  const waiting = await stage.server.crm.ctx.db('outbox').whereNull('sent_at').whereNotNull('uncertain_at');
  expect(waiting).toEqual([]);
});

it('leaves no call of ours untried', () => {
  const missing = methodsOfTheProduct().filter(
    (method) => !accepted.has(method) && !lackedMethods.includes(method),
  );
  expect(missing).toEqual([]);
});
