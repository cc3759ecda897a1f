import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/protocol.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { clientOf, errorOf } from './support.ts';

let sandbox: Sandbox;
let client: WebClient;
const people = [
  { id: 'U0ANNA00001', name: 'anna', real_name: 'Anna Dvořáková' },
  { id: 'U0EVA000001', name: 'eva', real_name: 'Eva Horváthová' },
  { id: 'U0HOST00001', name: 'host', real_name: 'Petr Host', is_ultra_restricted: true },
  { id: 'U0GONE00001', name: 'gone', real_name: 'Karel Pryč', deleted: true },
];

beforeEach(async () => {
  sandbox = await startSandbox({
    story: {
      users: people,
      channels: [
        { id: 'C0SALES0001', name: 'sales', members: ['anna', 'eva'], app: true },
        { id: 'C0OTHER0001', name: 'other', members: ['anna'] },
        { id: 'C0SECRET001', name: 'secret', kind: 'private', members: ['anna'] },
        { id: 'C0INSIDE001', name: 'inside', kind: 'private', members: ['anna', 'host'], app: true },
        { id: 'C0OLD000001', name: 'old', members: ['anna'], app: true, is_archived: true },
      ],
    },
  });
  client = clientOf(sandbox);
});
afterEach(() => sandbox.stop());

const sales = 'C0SALES0001';
const post = (channel: string, more: Record<string, unknown> = {}) =>
  client.chat.postMessage({ channel, text: 'Dobrý den', ...more } as never);

describe('where the app may write', () => {
  it.each([
    ['a channel it is in', sales, 'ok'],
    ['a channel by name', '#sales', 'ok'],
    ['a person', 'U0ANNA00001', 'ok'],
    ['a private channel it is in', 'C0INSIDE001', 'ok'],
    ['a public channel it is not in', 'C0OTHER0001', 'not_in_channel'],
    ['a private channel it is not in', 'C0SECRET001', 'channel_not_found'],
    ['an archived channel', 'C0OLD000001', 'is_archived'],
    ['a channel that is not there', 'C0NOWHERE01', 'channel_not_found'],
    ['somebody who left', 'U0GONE00001', 'channel_not_found'],
  ])('%s: %s -> %s', async (_, channel, error) => {
    expect(await errorOf(post(channel))).toBe(error);
  });
});

describe('what it may say', () => {
  it.each([
    ['nothing', { text: ' ' }, 'no_text'],
    ['12,001 letters of markdown', { text: undefined, markdown_text: 'š'.repeat(12_001) }, 'msg_too_long'],
    ['51 dividers', { blocks: Array.from({ length: 51 }, () => ({ type: 'divider' })) }, 'invalid_blocks'],
    ['blocks that are no list', { blocks: '{"type":' }, 'invalid_blocks_format'],
    ['an answer to nothing', { thread_ts: '1700000000.000100' }, 'thread_not_found'],
  ])('%s -> %s', async (_, more, error) => {
    expect(await errorOf(post(sales, more))).toBe(error);
  });

  it('is cut above 40,000 letters, with a warning', async () => {
    const { warning, message } = await post(sales, { text: 'š'.repeat(40_001) });
    expect([warning, message?.text?.length]).toEqual(['message_truncated', 40_000]);
  });

  it('is refused in an edit above 4,000 letters', async () => {
    const { ts } = await post(sales);
    const edit = (length: number) =>
      client.chat.update({ channel: sales, ts: ts!, text: 'š'.repeat(length) });
    expect([await errorOf(edit(4000)), await errorOf(edit(4001))]).toEqual(['ok', 'msg_too_long']);
  });

  it('says where a block is wrong', async () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } }];
    const refused = await post(sales, { blocks }).catch((error) => error.data);
    expect(refused.response_metadata.messages[0]).toContain('/blocks/0/text');
    expect(sandbox.workspace.messages(sales)).toEqual([]);
  });
});

describe('its own messages', () => {
  it('are edited and deleted by ts', async () => {
    const { ts } = await post(sales, { blocks: [{ type: 'divider' }] });
    await client.chat.update({ channel: sales, ts: ts!, text: 'Na shledanou', blocks: [] });
    expect(sandbox.as('anna').sees('#sales')).toMatchObject([
      { text: 'Na shledanou', edited: { user: sandbox.botUserId } },
    ]);
    expect(sandbox.workspace.messages(sales)[0]?.blocks).toBeUndefined();
    await client.chat.delete({ channel: sales, ts: ts! });
    expect(sandbox.workspace.messages(sales)).toEqual([]);
  });

  it('keep their blocks when an edit brings only a text', async () => {
    const { ts } = await post(sales, { blocks: [{ type: 'divider' }] });
    await client.chat.update({ channel: sales, ts: ts!, text: 'Jen text' });
    expect(sandbox.workspace.messages(sales)).toMatchObject([
      { text: 'Jen text', blocks: [{ type: 'divider' }] },
    ]);
  });

  it('are its own only: what Anna wrote stays', async () => {
    const { ts } = await sandbox.as('anna').message('#sales', 'Moje');
    expect(await errorOf(client.chat.update({ channel: sales, ts, text: 'Tvoje' }))).toBe(
      'cant_update_message',
    );
    expect(await errorOf(client.chat.delete({ channel: sales, ts }))).toBe('cant_delete_message');
  });

  it('that only Anna sees cannot be reached by ts', async () => {
    const { message_ts: ts } = await client.chat.postEphemeral({
      channel: sales,
      user: 'U0ANNA00001',
      text: 'Jen pro tebe',
    });
    expect(await errorOf(client.chat.update({ channel: sales, ts: ts!, text: 'x' }))).toBe(
      'message_not_found',
    );
    expect(sandbox.as('anna').lastEphemeral()?.text).toBe('Jen pro tebe');
    expect(sandbox.as('eva').sees('#sales')).toEqual([]);
  });

  it('cannot be shown to somebody who is not in the channel', async () => {
    const call = client.chat.postEphemeral({ channel: sales, user: 'U0HOST00001', text: 'x' });
    expect(await errorOf(call)).toBe('user_not_in_channel');
  });
});

it('answers in a thread, and the parent counts', async () => {
  const anna = sandbox.as('anna');
  const parent = await anna.message('#sales', 'Kdo to má?');
  const { ts } = await post(sales, { thread_ts: parent.ts });
  expect(await errorOf(post(sales, { thread_ts: ts }))).toBe('cannot_reply_to_message');
  const { messages } = await client.conversations.replies({ channel: sales, ts: parent.ts });
  expect(messages).toMatchObject([
    { ts: parent.ts, reply_count: 1 },
    { ts, thread_ts: parent.ts },
  ]);
  const top = await client.conversations.history({ channel: sales });
  expect(top.messages).toHaveLength(1);
});

it('shows metadata only to who asks for it', async () => {
  const metadata = { event_type: 'effect', event_payload: { id: '42' } };
  await post(sales, { metadata });
  const without = await client.conversations.history({ channel: sales });
  expect(without.messages?.[0]?.metadata).toBeUndefined();
  const all = await client.conversations.history({ channel: sales, include_all_metadata: true });
  expect(all.messages?.[0]?.metadata).toEqual(metadata);
});

it('gives a permalink of what can be seen', async () => {
  const { ts } = await sandbox.as('anna').message('#sales', 'Odkaz');
  const { permalink } = await client.chat.getPermalink({ channel: sales, message_ts: ts });
  expect(permalink).toBe(`https://kovostroj.slack.com/archives/${sales}/p${ts.replace('.', '')}`);
  expect(await errorOf(client.chat.getPermalink({ channel: sales, message_ts: '1.2' }))).toBe(
    'message_not_found',
  );
});

it('finds a post by its block_id in the history: newest first, paged', async () => {
  for (const n of [1, 2, 3]) {
    await post(sales, {
      text: `${n}`,
      blocks: [{ type: 'section', block_id: `effect-${n}`, text: { type: 'mrkdwn', text: `${n}` } }],
    });
  }
  const first = await client.conversations.history({ channel: sales, limit: 2 });
  expect(first.messages?.map((one) => one.blocks?.[0]?.block_id)).toEqual(['effect-3', 'effect-2']);
  const rest = await client.conversations.history({
    channel: sales,
    limit: 2,
    cursor: first.response_metadata?.next_cursor,
  });
  expect(rest.messages?.map((one) => one.text)).toEqual(['1']);
  expect(await errorOf(client.conversations.history({ channel: 'C0OTHER0001' }))).toBe('not_in_channel');
});

it('opens a DM with a person, not with one who left', async () => {
  const { channel } = await client.conversations.open({ users: 'U0ANNA00001' });
  expect(channel?.id).toMatch(/^D/);
  expect(await errorOf(post(channel!.id!))).toBe('ok');
  expect(await errorOf(client.conversations.open({ users: 'U0GONE00001' }))).toBe('user_disabled');
  expect(await errorOf(client.conversations.open({ users: 'U0NOBODY001' }))).toBe('user_not_found');
});

it('shows the app who is where', async () => {
  const { channel } = await client.conversations.info({ channel: 'C0INSIDE001', include_num_members: true });
  expect(channel).toMatchObject({ is_private: true, is_member: true, num_members: 3 });
  expect(await errorOf(client.conversations.info({ channel: 'C0SECRET001' }))).toBe('channel_not_found');
  const { members } = await client.conversations.members({ channel: 'C0INSIDE001' });
  expect(members).toEqual(['U0ANNA00001', 'U0HOST00001', sandbox.botUserId]);
  const { channels } = await client.conversations.list({
    types: 'public_channel,private_channel',
    exclude_archived: true,
  });
  expect(channels?.map((one) => one.name)).toEqual(['sales', 'other', 'inside']);
});

it('lets the app join what is public', async () => {
  await client.conversations.join({ channel: 'C0OTHER0001' });
  expect(await errorOf(post('C0OTHER0001'))).toBe('ok');
  expect(await errorOf(client.conversations.join({ channel: 'C0OLD000001' }))).toBe('is_archived');
  expect(await errorOf(client.conversations.join({ channel: 'C0SECRET001' }))).toBe('channel_not_found');
});

it('counts time stamps up, each one other', async () => {
  const stamps = await Promise.all(Array.from({ length: 20 }, async () => (await post(sales)).ts!));
  expect(new Set(stamps).size).toBe(20);
  expect(stamps.every((ts) => /^\d{10}\.\d{6}$/.test(ts))).toBe(true);
});
