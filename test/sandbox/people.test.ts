import { afterEach, expect, it } from 'vitest';
import { frozenTime } from '../../src/lib/time.ts';
import type { Sandbox, SandboxOptions } from '../../src/sandbox/protocol.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { clientOf, errorOf, onStage } from './support.ts';

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});
async function start(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox(options);
  running.push(sandbox);
  return sandbox;
}

const story = {
  users: [
    {
      name: 'anna',
      real_name: 'Anna Dvořáková',
      email: 'anna@kovostroj.example',
      locale: 'cs-CZ',
      is_owner: true,
    },
    { name: 'john', real_name: 'John Miller', tz: 'Europe/London' },
    { name: 'host', real_name: 'Petr Host', is_ultra_restricted: true },
    { name: 'partner', real_name: 'Jana Malá', is_stranger: true, team_id: 'T0PARTNER01' },
  ],
  channels: [{ name: 'sales', members: ['anna', 'john', 'host', 'partner'], app: true, is_ext_shared: true }],
};

it('lists people page by page, with zone, locale and role', async () => {
  const sandbox = await start({ story, clock: frozenTime('2027-07-10T08:00:00.000Z') });
  const client = clientOf(sandbox);
  const found: Record<string, unknown>[] = [];
  for await (const page of client.paginate('users.list', { limit: 2, include_locale: true })) {
    found.push(...(page as unknown as { members: Record<string, unknown>[] }).members);
  }
  expect(found.map((one) => [one.name, one.tz, one.tz_offset, one.locale])).toEqual([
    ['vizitka', 'Europe/Prague', 7200, 'en-US'],
    ['anna', 'Europe/Prague', 7200, 'cs-CZ'],
    ['john', 'Europe/London', 3600, 'en-US'],
    ['host', 'Europe/Prague', 7200, 'en-US'],
    ['partner', 'Europe/Prague', 7200, 'en-US'],
  ]);
  expect(found[1]).toMatchObject({
    is_admin: true,
    is_owner: true,
    profile: { email: 'anna@kovostroj.example' },
  });
  expect(found[3]).toMatchObject({ is_restricted: true, is_ultra_restricted: true });
  expect(found[4]).toMatchObject({ is_stranger: true, team_id: 'T0PARTNER01' });
});

it('keeps addresses back without users:read.email, and everything without users:read', async () => {
  const sandbox = await start({ story, scopes: ['users:read'] });
  const id = sandbox.as('anna').id;
  const { user } = await clientOf(sandbox).users.info({ user: id });
  expect(user?.profile?.email).toBeUndefined();
  expect(await errorOf(clientOf(sandbox).users.lookupByEmail({ email: 'anna@kovostroj.example' }))).toBe(
    'missing_scope',
  );
  sandbox.weather.removeScopes('users:read');
  expect(await errorOf(clientOf(sandbox).users.info({ user: id }))).toBe('missing_scope');
});

it('asks for the scope of the kind of channel', async () => {
  const sandbox = await start({ story, scopes: ['channels:read'] });
  const { channels } = await clientOf(sandbox).conversations.list({});
  expect(channels).toMatchObject([{ name: 'sales', is_ext_shared: true }]);
  const refused = await clientOf(sandbox)
    .conversations.list({ types: 'private_channel' })
    .catch((error) => error.data);
  expect(refused).toMatchObject({ error: 'missing_scope', needed: 'groups:read', provided: 'channels:read' });
});

it('takes commands from people who are in the channel, outside threads, if the app has them', async () => {
  const heard: string[] = [];
  const stage = await onStage(
    (app) => {
      app.command(/.*/, async ({ ack, body }) => {
        await ack();
        heard.push(`${body.command} ${body.text} ${body.channel_name}`);
      });
    },
    { story, app: { commands: [{ command: '/deal', should_escape: true }, { command: '/log' }] } },
  );
  running.push(stage);
  const anna = stage.sandbox.as('anna');
  const { id } = stage.sandbox.as('john');
  const channel = [...stage.sandbox.workspace.channels.keys()][0];
  await anna.command('/deal', 'předat @john #sales', { channel: '#sales' });
  await anna.command('/log', 'hovor @john');
  expect(heard).toEqual([
    `/deal předat <@${id}|john> <#${channel}|sales> sales`,
    '/log hovor @john directmessage',
  ]);
  await expect(anna.command('/deal', '', { channel: '#sales', thread: '1.1' })).rejects.toThrow(
    'not supported in threads',
  );
  await expect(anna.command('/dael', '', { channel: '#sales' })).rejects.toThrow(
    '/dael is not a valid command.',
  );
});

it('gives people of other workspaces no commands', async () => {
  const sandbox = await start({ story });
  await expect(sandbox.as('partner').command('/deal', '', { channel: '#sales' })).rejects.toThrow(
    'another workspace',
  );
});

it('takes somebody who was deactivated out of the channels', async () => {
  const sandbox = await start({ story });
  sandbox.admin.deactivateUser('john');
  const sales = [...sandbox.workspace.channels.values()][0];
  expect(sales?.members).not.toContain(sandbox.as('john').id);
});

it('runs shortcuts by their visible name, on messages also where the app is not', async () => {
  const heard: unknown[] = [];
  const stage = await onStage(
    (app) => {
      app.shortcut(/.*/, async ({ ack, shortcut }) => {
        await ack();
        const { callback_id, message, channel } = shortcut as never as Record<
          string,
          { text: string; name: string }
        >;
        heard.push([callback_id, message?.text, channel?.name]);
      });
    },
    {
      app: {
        shortcuts: [
          { name: 'Nová příležitost', callback_id: 'deal.new', type: 'global' },
          { name: 'Zapsat k příležitosti', callback_id: 'log', type: 'message' },
        ],
      },
    },
  );
  running.push(stage);
  const anna = stage.sandbox.as('anna');
  await anna.shortcut('Nová příležitost');
  await anna.messageShortcut('Zapsat k příležitosti', await anna.message('#general', 'volal Říha'));
  expect(heard).toEqual([
    ['deal.new', undefined, undefined],
    ['log', 'volal Říha', 'general'],
  ]);
  await expect(anna.shortcut('Zapsat k příležitosti')).rejects.toThrow('There is no shortcut');
});

it('hides private channels from those who are not in them, and writing in archived ones', async () => {
  const sandbox = await start({
    story: {
      users: story.users,
      channels: [
        { name: 'tender', kind: 'private', members: ['anna'] },
        { name: 'old', members: ['anna'], is_archived: true },
      ],
    },
  });
  expect(() => sandbox.as('john').sees('#tender')).toThrow('does not see');
  await expect(sandbox.as('john').message('#tender', 'x')).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(sandbox.as('anna').message('#old', 'x')).rejects.toThrow('archived');
});

it('reads what a person reads: names for ids, words for links, no marks', async () => {
  const sandbox = await start({ story });
  const anna = sandbox.as('anna');
  await clientOf(sandbox).chat.postMessage({
    channel: anna.id,
    text: 'x',
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: 'D-42' } },
      {
        type: 'section',
        text: {
          type: 'mrkdwn',
          text: `*Lávka* &amp; <https://x.example|portál>, <@${sandbox.as('john').id}>`,
        },
      },
    ],
  });
  expect(anna.reads(anna.inbox()[0]!)).toBe('D-42\nLávka & portál, @John Miller');
});
