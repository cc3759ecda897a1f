import { afterEach, beforeEach, expect, it } from 'vitest';
import { clientOf, errorOf, onStage, type Stage } from './support.ts';

let stage: Stage;
let heard: Record<string, unknown>[] = [];

beforeEach(async () => {
  heard = [];
  stage = await onStage(
    (app) => {
      app.event(/.*/, async ({ event }) => {
        heard.push(event as never);
      });
    },
    {
      story: {
        users: [
          { id: 'U0ANNA00001', name: 'anna', real_name: 'Anna Dvořáková', locale: 'cs-CZ' },
          { id: 'U0EVA000001', name: 'eva', real_name: 'Eva Horváthová' },
        ],
        channels: [
          { id: 'C0SALES0001', name: 'sales', members: ['anna', 'eva'], app: true },
          { id: 'C0OTHER0001', name: 'other', members: ['anna'] },
        ],
      },
    },
  );
});
afterEach(() => stage.stop());

const sees = async (type: string) => {
  await stage.sandbox.until(() => heard.some((event) => event.type === type), type);
  return heard.find((event) => event.type === type);
};

it('tells what is said where the app is, and nothing from elsewhere', async () => {
  const anna = stage.sandbox.as('anna');
  await anna.message('#other', 'tady aplikace není');
  await anna.message('#sales', 'ahoj @eva');
  await anna.tell('jen tobě');
  await stage.sandbox.until(() => heard.length >= 2);
  expect(heard.map((event) => [event.type, event.channel_type, event.text])).toEqual([
    ['message', 'channel', 'ahoj <@U0EVA000001>'],
    ['message', 'im', 'jen tobě'],
  ]);
});

it('tells of edits, deletions and replies', async () => {
  const anna = stage.sandbox.as('anna');
  const message = await anna.message('#sales', 'první');
  await anna.message('#sales', 'odpověď', { thread: message.ts });
  await anna.edit(message, 'opravená');
  await anna.remove(message);
  await stage.sandbox.until(() => heard.length >= 4);
  expect(heard.map((event) => [event.subtype, event.thread_ts])).toEqual([
    [undefined, undefined],
    [undefined, message.ts],
    ['message_changed', undefined],
    ['message_deleted', undefined],
  ]);
});

it('tells that somebody turned to the app', async () => {
  await stage.sandbox.as('anna').message('#sales', '@vizitka co je nového?');
  expect(await sees('app_mention')).toMatchObject({ text: `<@${stage.sandbox.botUserId}> co je nového?` });
});

it('tells of files dropped where the app is', async () => {
  await stage.sandbox.as('anna').message('#sales', '', { files: [{ name: 'plan.pdf', content: 'x' }] });
  expect(await sees('file_shared')).toMatchObject({ user_id: 'U0ANNA00001', channel_id: 'C0SALES0001' });
  expect(await sees('message')).toMatchObject({
    subtype: 'file_share',
    files: [{ name: 'plan.pdf', mimetype: 'application/pdf' }],
  });
});

it('tells who opened the Home, with what was published before', async () => {
  await clientOf(stage.sandbox).views.publish({
    user_id: 'U0ANNA00001',
    view: { type: 'home', blocks: [{ type: 'divider' }] },
  });
  await stage.sandbox.as('anna').openHome();
  expect(await sees('app_home_opened')).toMatchObject({
    user: 'U0ANNA00001',
    tab: 'home',
    view: { type: 'home' },
  });
});

it('tells of people who come, change and leave', async () => {
  stage.sandbox.admin.addUser({ name: 'tomas', real_name: 'Tomáš Nový' });
  expect(await sees('team_join')).toMatchObject({ user: { name: 'tomas', tz: 'Europe/Prague' } });
  stage.sandbox.admin.deactivateUser('eva');
  expect(await sees('user_change')).toMatchObject({ user: { id: 'U0EVA000001', deleted: true } });
});

it('tells what happens to channels it is in', async () => {
  const { admin } = stage.sandbox;
  admin.renameChannel('#sales', 'obchod');
  expect(await sees('channel_rename')).toMatchObject({ channel: { id: 'C0SALES0001', name: 'obchod' } });
  admin.invite('#other', 'app');
  expect(await sees('member_joined_channel')).toMatchObject({
    user: stage.sandbox.botUserId,
    channel: 'C0OTHER0001',
  });
  admin.archiveChannel('#other');
  expect(await sees('channel_archive')).toMatchObject({ channel: 'C0OTHER0001' });
});

it('tells that the app was removed from a channel, then keeps quiet about it', async () => {
  stage.sandbox.admin.remove('#sales', 'app');
  expect(await sees('channel_left')).toMatchObject({ channel: 'C0SALES0001' });
  heard = [];
  await stage.sandbox.as('anna').message('#sales', 'bez aplikace');
  expect(heard).toEqual([]);
});

it('says goodbye when it is uninstalled, and sends nothing until it is installed again', async () => {
  stage.sandbox.admin.uninstallApp();
  expect(await sees('app_uninstalled')).toBeDefined();
  expect(heard.map((event) => event.type)).toEqual(['tokens_revoked', 'app_uninstalled']);
  expect(await errorOf(clientOf(stage.sandbox).auth.test())).toBe('account_inactive');
  await stage.sandbox.as('anna').message('#sales', 'slyšíš?');
  stage.sandbox.weather.reinstall();
  await stage.sandbox.as('anna').message('#sales', 'a teď?');
  expect((await sees('message'))?.text).toBe('a teď?');
});

it('sends only what the manifest asks for', async () => {
  await stage.stop();
  stage = await onStage(
    (app) => {
      app.event(/.*/, async ({ event }) => void heard.push(event as never));
    },
    { app: { events: ['message.im'] } },
  );
  const anna = stage.sandbox.as('anna');
  stage.sandbox.admin.invite('#general', 'app');
  await anna.message('#general', 'ne');
  await anna.tell('ano');
  await stage.sandbox.until(() => heard.length > 0);
  expect(heard.map((event) => event.text)).toEqual(['ano']);
});
