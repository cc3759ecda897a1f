import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/protocol.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { clientOf, errorOf } from './support.ts';

let sandbox: Sandbox;
let client: WebClient;
beforeEach(async () => {
  sandbox = await startSandbox({
    files: new Map([
      [
        'F0PLAN00001',
        {
          name: 'plán.pdf',
          mimetype: 'application/pdf',
          content: Buffer.from('%PDF'),
          user: 'anna',
          channels: ['#general'],
        },
      ],
    ]),
  });
  client = clientOf(sandbox);
});
afterEach(() => sandbox.stop());

const bearer = { authorization: 'Bearer xoxb-sandbox' };
const planUrl = () => sandbox.workspace.files.get('F0PLAN00001')!.url_private_download;

it('gives the app a file only where the app is', async () => {
  expect(await errorOf(client.files.info({ file: 'F0PLAN00001' }))).toBe('file_not_found');
  expect((await fetch(planUrl(), { headers: bearer })).status).toBe(404);
  sandbox.admin.invite('#general', 'app');
  const { file } = await client.files.info({ file: 'F0PLAN00001' });
  expect(file).toMatchObject({
    name: 'plán.pdf',
    mimetype: 'application/pdf',
    size: 4,
    channels: ['C0GENERAL01'],
  });
  const answer = await fetch(file!.url_private_download!, { headers: bearer });
  expect([answer.status, await answer.text()]).toEqual([200, '%PDF']);
});

it('shows the login page without a good token: a redirect for none, HTML with 200 for a wrong one', async () => {
  sandbox.admin.invite('#general', 'app');
  const none = await fetch(planUrl(), { redirect: 'manual' });
  expect([none.status, none.headers.get('location')?.slice(0, 7)]).toEqual([302, '/login?']);
  const wrong = await fetch(planUrl(), { headers: { authorization: 'Bearer xoxb-wrong' } });
  expect([wrong.status, wrong.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  sandbox.weather.removeScopes('files:read');
  expect((await fetch(planUrl(), { headers: bearer })).headers.get('content-type')).toContain('text/html');
});

it('breaks off in the middle of a file when the weather is bad', async () => {
  sandbox.admin.invite('#general', 'app');
  sandbox.weather.dropAnswer('download', 1);
  const answer = await fetch(planUrl(), { headers: bearer });
  await expect(answer.arrayBuffer()).rejects.toThrow();
  sandbox.weather.htmlInsteadOfFile(1);
  expect(await (await fetch(planUrl(), { headers: bearer })).text()).toContain('<html>');
});

it('uploads in three steps and shares where the app says', async () => {
  const { channel } = await client.conversations.open({ users: 'U0ANNA00001' });
  const chart = Buffer.from('PNG of a chart');
  await client.filesUploadV2({
    channel_id: channel!.id!,
    file: chart,
    filename: 'pipeline.png',
    title: 'Pipeline',
    alt_text: 'Suma 1 250 000 Kč',
    initial_comment: 'Souhrn',
  });
  const [message] = sandbox.as('anna').inbox();
  expect(message).toMatchObject({
    text: 'Souhrn',
    files: [{ title: 'Pipeline', mimetype: 'image/png', alt_txt: 'Suma 1 250 000 Kč' }],
  });
  expect(Buffer.from(sandbox.as('anna').download(message!.files![0]!))).toEqual(chart);
});

it('refuses a completion without the bytes, and bytes of another length', async () => {
  const { upload_url, file_id } = await client.files.getUploadURLExternal({ filename: 'a.txt', length: 3 });
  expect(await errorOf(client.files.completeUploadExternal({ files: [{ id: file_id! }] }))).toBe(
    'file_not_found',
  );
  expect((await fetch(upload_url!, { method: 'POST', body: 'four' })).status).toBe(400);
  expect((await fetch(upload_url!, { method: 'POST', body: 'abc' })).status).toBe(200);
  expect(await errorOf(client.files.completeUploadExternal({ files: [{ id: file_id! }] }))).toBe('ok');
});

it('shows a picture in a block only when it is there, and then to whoever sees the block', async () => {
  const picture = (id: string) => [{ type: 'image', slack_file: { id }, alt_text: 'Graf' }] as never[];
  const refused = await client.chat
    .postMessage({ channel: 'U0ANNA00001', text: 'x', blocks: picture('F0NOWHERE01') })
    .catch((error) => error.data);
  expect(refused).toMatchObject({ error: 'invalid_blocks' });
  expect(refused.response_metadata.messages[0]).toContain('/blocks/0/slack_file');
  const { upload_url, file_id } = await client.files.getUploadURLExternal({
    filename: 'graf.png',
    length: 3,
  });
  await fetch(upload_url!, { method: 'POST', body: 'PNG' });
  await client.files.completeUploadExternal({ files: [{ id: file_id! }] });
  expect(() => sandbox.as('anna').download(file_id!)).toThrow('no such file');
  await client.chat.postMessage({ channel: 'U0ANNA00001', text: 'x', blocks: picture(file_id!) });
  expect(Buffer.from(sandbox.as('anna').download(file_id!)).toString()).toBe('PNG');
});

it('shares by the id of a channel, not of a person', async () => {
  const { upload_url, file_id } = await client.files.getUploadURLExternal({ filename: 'a.txt', length: 3 });
  await fetch(upload_url!, { method: 'POST', body: 'abc' });
  const call = client.files.completeUploadExternal({ files: [{ id: file_id! }], channel_id: 'U0ANNA00001' });
  expect(await errorOf(call)).toBe('channel_not_found');
});

it('lets the app delete its own files: the message that was only the file goes too', async () => {
  const { channel } = await client.conversations.open({ users: 'U0ANNA00001' });
  await client.filesUploadV2({ channel_id: channel!.id!, content: 'tajné', filename: 'nabidka.txt' });
  const file = sandbox.as('anna').inbox()[0]!.files![0]!;
  await client.files.delete({ file: file.id });
  expect(sandbox.as('anna').inbox()).toEqual([]);
  sandbox.admin.invite('#general', 'app');
  expect(await errorOf(client.files.delete({ file: 'F0PLAN00001' }))).toBe('cant_delete_file');
});
