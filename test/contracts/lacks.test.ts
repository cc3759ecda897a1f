/**
 * What the emulator has none of, so that only the sandbox holds it. Each line is proved: when a newer emulator begins to
 * know something, or the list is wrong, the test says so, and the thing belongs among the contracts.
 */
import { WebClient } from '@slack/web-api';
import axios from 'axios';
import { expect, it } from 'vitest';
import { freePort } from '../../src/sandbox/ports.ts';
import { emulatedFirm, lackedMethods } from './stage.ts';

interface Emulator {
  url: string;
  app: WebClient;
  eva: string;
  obchod: string;
}

const text = (length: number) => ({ type: 'section', text: { type: 'mrkdwn', text: 'a'.repeat(length) } });
const knows = async ({ url }: Emulator, path: string): Promise<boolean> => {
  const answer = await axios.post(`${url}${path}`, {}, { validateStatus: () => true });
  return answer.status !== 404 && answer.data?.error !== 'unknown_method';
};
const trigger = async ({ app, eva }: Emulator): Promise<string> =>
  ((await app.apiCall('views.generateTriggerId', { user_id: eva })) as unknown as { trigger_id: string })
    .trigger_id;

/** What is missing, and a look whether it is there. */
const lacks: [string, (emulator: Emulator) => Promise<boolean>][] = [
  ['Socket Mode', (emulator) => knows(emulator, '/api/apps.connections.open')],
  ...lackedMethods.map((method): [string, (emulator: Emulator) => Promise<boolean>] => [
    method,
    (emulator) => knows(emulator, `/api/${method}`),
  ]),
  ['slash commands', (emulator) => knows(emulator, '/api/chat.command')],
  ['response_url', (emulator) => knows(emulator, '/actions/T000000001/1/1')],
  [
    'a way to subscribe to its events: ours are posted by the test',
    async ({ url }) => {
      const { data } = await axios.get(`${url}/?tab=events`);
      return !String(data).includes('No Slack event subscriptions are registered');
    },
  ],
  [
    'rules of Block Kit in messages',
    ({ app, obchod }) => refused(app.chat.postMessage({ channel: obchod, text: '.', blocks: [text(3001)] })),
  ],
  [
    'rules of Block Kit in views',
    async (emulator) => {
      const view = {
        type: 'modal' as const,
        title: { type: 'plain_text' as const, text: 'a'.repeat(25) },
        blocks: [text(1)],
      };
      return refused(emulator.app.views.open({ trigger_id: await trigger(emulator), view }));
    },
  ],
  [
    'rate limits',
    async ({ app, obchod }) => {
      const posts = Array.from({ length: 20 }, () =>
        refused(app.chat.postMessage({ channel: obchod, text: '.' })),
      );
      return (await Promise.all(posts)).some(Boolean);
    },
  ],
  [
    'membership: the app may post into a public channel that it is not in',
    ({ app, obchod }) => refused(app.chat.postMessage({ channel: obchod, text: '.' })),
  ],
  [
    'zones and locales of people',
    async ({ app, eva }) => {
      const { user } = await app.users.info({ user: eva, include_locale: true });
      return user?.tz !== undefined || user?.locale !== undefined;
    },
  ],
  [
    'guests',
    async ({ app }) => {
      const { members = [] } = await app.users.list({});
      return members.some((member) => member.is_restricted !== undefined);
    },
  ],
  [
    'channels shared with other organisations',
    async ({ app, obchod }) => {
      const { channel } = await app.conversations.info({ channel: obchod });
      return channel?.is_ext_shared !== undefined;
    },
  ],
  [
    'pages of conversations.members',
    async ({ app, obchod }) => {
      const { members = [] } = await app.conversations.members({ channel: obchod, limit: 1 });
      return members.length === 1;
    },
  ],
  [
    'pages of conversations.replies',
    async ({ app, obchod }) => {
      const { ts = '' } = await app.chat.postMessage({ channel: obchod, text: 'vlákno' });
      await app.chat.postMessage({ channel: obchod, text: 'odpověď', thread_ts: ts });
      const { messages = [] } = await app.conversations.replies({ channel: obchod, ts, limit: 1 });
      return messages.length === 1;
    },
  ],
  [
    'alt texts of files by the name that Slack documents (alt_txt)',
    async ({ app, url }) => {
      const ticket = (await app.apiCall('files.getUploadURLExternal', {
        filename: 'graf.png',
        length: 3,
        alt_txt: 'sloupce',
      })) as unknown as { file_id: string; upload_url: string };
      await axios.post(ticket.upload_url.replace(/^http:\/\/[^/]+/, url), Buffer.from('png'));
      await app.apiCall('files.completeUploadExternal', { files: [{ id: ticket.file_id }] });
      const { file } = await app.files.info({ file: ticket.file_id });
      return (file as { alt_txt?: string }).alt_txt !== undefined;
    },
  ],
];

const refused = (call: Promise<unknown>): Promise<boolean> =>
  call.then(
    () => false,
    () => true,
  );

it.each(lacks)('the emulator lacks %s', async (_, isThere) => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  await emulatedFirm(port, url);
  const app = new WebClient('xoxb-contract', { slackApiUrl: `${url}/api/`, retryConfig: { retries: 0 } });
  const [{ members = [] }, { channels = [] }] = [await app.users.list({}), await app.conversations.list({})];
  const eva = members.find((member) => member.name === 'eva')?.id as string;
  const obchod = channels.find((channel) => channel.name === 'obchod')?.id as string;
  expect(await isThere({ url, app, eva, obchod })).toBe(false);
});

it('the emulator knows what the looks would find missing if they looked wrongly', async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  await emulatedFirm(port, url);
  const app = new WebClient('xoxb-contract', { slackApiUrl: `${url}/api/`, retryConfig: { retries: 0 } });
  expect(await knows({ url, app, eva: '', obchod: '' }, '/api/chat.postMessage')).toBe(true);
  expect(await refused(app.chat.postMessage({ channel: 'C0NOWHERE1', text: '.' }))).toBe(true);
});
