import { request } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Channel, Mail, RestModal, RestState, SlackFile } from '../../src/sandbox/protocol.ts';
import { button, clientOf, nameForm, onStage, type Stage } from './support.ts';

let stage: Stage;
const sent: Mail[] = [];
const anna = 'U0ANNA00001';

/** What these tests read of the answers. */
interface Answer {
  modals: RestModal[];
  file: SlackFile;
  channel: Channel;
}

beforeEach(async () => {
  stage = await onStage(
    (app) => {
      app.command('/deal', async ({ ack, body, client }) => {
        await ack();
        await client.views.open({ trigger_id: body.trigger_id, view: nameForm() });
      });
      app.view('name', ({ ack }) => ack({ response_action: 'errors', errors: { name: 'Příliš krátké' } }));
      app.action('won', async ({ ack, respond }) => {
        await ack();
        await respond('Vyhráno');
      });
    },
    { extras: { mail: { list: () => [], send: (mail) => void sent.push(mail) } } },
  );
});
afterEach(() => stage.stop());

const get = async (path: string) =>
  (await fetch(`${stage.sandbox.url}/sandbox/${path}`)).json() as Promise<Answer>;
const post = async (path: string, body: Record<string, unknown>) => {
  const answer = await fetch(`${stage.sandbox.url}/sandbox/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as: anna, ...body }),
  });
  return (await answer.json()) as Answer;
};

it('shows the page who and what there is', async () => {
  const state = (await get(`state?as=${anna}`)) as unknown as RestState;
  expect(state.me.real_name).toBe('Anna Dvořáková');
  expect(state.channels.map((channel) => [channel.name, channel.isMember])).toEqual([['general', true]]);
  expect(state.app.connected).toBe(true);
  expect(state.extras).toEqual({ mail: true, time: false });
});

it('takes a form from the command to the error at its field', async () => {
  await post('command', { channel: 'C0GENERAL01', command: '/deal' });
  await stage.sandbox.as('anna').modal();
  const { modals } = await get(`modals?as=${anna}`);
  const view_id = modals[0]!.view.id;
  await post('input', { view_id, block_id: 'name', action_id: 'name', value: 'Br' });
  expect(await post('submit', { view_id })).toEqual({
    ok: true,
    outcome: 'errors',
    errors: { name: 'Příliš krátké' },
  });
  expect((await get(`modals?as=${anna}`)).modals[0]).toMatchObject({
    errors: { name: 'Příliš krátké' },
    view: { state: { values: { name: { name: { value: 'Br' } } } } },
  });
  await post('input', { view_id, block_id: 'name', action_id: 'name', value: 'Bridge' });
  expect((await get(`modals?as=${anna}`)).modals[0]!.errors).toEqual({});
});

it('presses a button and streams what changed', async () => {
  const stream = await fetch(`${stage.sandbox.url}/sandbox/events?as=${anna}`);
  const reader = stream.body!.getReader();
  let heard = '';
  const reading = (async () => {
    while (!heard.includes('messages')) heard += new TextDecoder().decode((await reader.read()).value);
  })();
  const { ts, channel } = await clientOf(stage.sandbox).chat.postMessage({
    channel: anna,
    text: 'karta',
    blocks: [{ type: 'actions', block_id: 'a', elements: [button('Won', 'won')] }] as never[],
  });
  await reading;
  expect(heard).toContain(channel);
  expect(await post('action', { target: { channel, ts }, block_id: 'a', action_id: 'won' })).toEqual({
    ok: true,
  });
  await stage.sandbox.until(() => stage.sandbox.as('anna').lastEphemeral()?.text === 'Vyhráno');
  const gone = await post('action', { target: { channel, ts }, block_id: 'a', action_id: 'lost' });
  expect(gone).toMatchObject({ ok: false, code: 'not_found' });
  await reader.cancel();
});

it('uploads a file and shows it to those who may see it', async () => {
  const upload = await fetch(`${stage.sandbox.url}/sandbox/upload?as=${anna}&name=plan.png&type=image/png`, {
    method: 'POST',
    body: 'PNG',
  });
  const { file } = (await upload.json()) as Answer;
  const { id } = (await post('dm', { user: 'U0EVA000001' })).channel;
  await post('message', { channel: id, text: '', files: [file.id] });
  expect(await (await fetch(`${stage.sandbox.url}/sandbox/file/${file.id}?as=U0EVA000001`)).text()).toBe(
    'PNG',
  );
  expect((await fetch(`${stage.sandbox.url}/sandbox/file/${file.id}?as=U0JOHN00001`)).status).toBe(404);
});

it('passes mail on to the demo', async () => {
  await post('mail', {
    from: 'petr@mosty.example',
    to: 'crm@kovostroj.example',
    subject: 'Poptávka',
    text: 'Dobrý den',
  });
  expect(sent.at(-1)).toMatchObject({ subject: 'Poptávka' });
});

it('serves what the page imports, as modules a browser can load', async () => {
  for (const name of ['preact.js', 'preact-hooks.js', 'htm.js']) {
    const answer = await fetch(`${stage.sandbox.url}/vendor/${name}`);
    expect([name, answer.status, answer.headers.get('content-type')]).toEqual([
      name,
      200,
      'text/javascript; charset=utf-8',
    ]);
    expect(await answer.text()).not.toMatch(/from ?["']preact["']/);
  }
  expect((await fetch(`${stage.sandbox.url}/vendor/../../package.json`)).status).toBe(404);
  expect((await fetch(`${stage.sandbox.url}/%2e%2e/server.ts`)).status).toBe(404);
});

it('answers only to its own page on this machine', async () => {
  const status = (headers: Record<string, string>) =>
    new Promise((resolve) => {
      const { port } = new URL(stage.sandbox.url);
      request({ host: '127.0.0.1', port, path: `/sandbox/state?as=${anna}`, headers }, (answer) => {
        resolve(answer.resume().statusCode);
      }).end();
    });
  const host = new URL(stage.sandbox.url).host;
  expect(await status({ host, origin: `http://${host}` })).toBe(200);
  expect(await status({ host: 'evil.example' })).toBe(403);
  expect(await status({ host, origin: 'https://evil.example' })).toBe(403);
});
