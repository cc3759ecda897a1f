import { afterEach, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/protocol.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { onStage } from './support.ts';

const running: { stop(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

interface Envelope {
  type: string;
  envelope_id?: string;
  accepts_response_payload?: boolean;
  retry_attempt?: number;
  retry_reason?: string;
  payload: { event_id: string };
}

/** A connection with nothing of Bolt in it. */
async function connect(sandbox: Sandbox) {
  const opened = await fetch(`${sandbox.apiUrl}apps.connections.open`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandbox.appToken}` },
  });
  const { url } = (await opened.json()) as { url: string };
  const socket = new WebSocket(url);
  const messages: Envelope[] = [];
  socket.addEventListener('message', (event) => messages.push(JSON.parse(String(event.data))));
  await sandbox.until(() => messages.length > 0, 'hello');
  return { socket, messages, envelopes: () => messages.filter((one) => one.envelope_id) };
}

async function bare() {
  const sandbox = await startSandbox({ ackTimeoutMs: 100, eventRetryDelays: [0, 50] });
  running.push(sandbox);
  return sandbox;
}

it('greets each connection with their number', async () => {
  const sandbox = await bare();
  const first = await connect(sandbox);
  const second = await connect(sandbox);
  expect(first.messages[0]).toMatchObject({
    type: 'hello',
    num_connections: 1,
    connection_info: { app_id: sandbox.appId },
  });
  expect(second.messages[0]).toMatchObject({ num_connections: 2 });
});

it('does not let a URL be used twice, nor the bot token open one', async () => {
  const sandbox = await bare();
  const opened = await fetch(`${sandbox.apiUrl}apps.connections.open`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandbox.botToken}` },
  });
  expect(await opened.json()).toMatchObject({ ok: false, error: 'not_allowed_token_type' });
  const { socket } = await connect(sandbox);
  const again = new WebSocket(socket.url);
  const outcome = await new Promise((resolve) => {
    again.addEventListener('open', () => resolve('open'));
    again.addEventListener('error', () => resolve('refused'));
  });
  expect(outcome).toBe('refused');
});

it('spreads events over the connections', async () => {
  const sandbox = await bare();
  const one = await connect(sandbox);
  const two = await connect(sandbox);
  for (const side of [one, two]) {
    side.socket.addEventListener('message', (event) => {
      const { envelope_id } = JSON.parse(String(event.data));
      if (envelope_id) side.socket.send(JSON.stringify({ envelope_id }));
    });
  }
  for (const text of ['a', 'b', 'c', 'd']) await sandbox.as('anna').tell(text);
  expect([one.envelopes().length, two.envelopes().length]).toEqual([2, 2]);
});

it('sends an unanswered event again, saying how often and why', async () => {
  const sandbox = await bare();
  const app = await connect(sandbox);
  await sandbox.as('anna').tell('ahoj');
  await sandbox.until(() => app.envelopes().length === 3, 'two retries');
  expect(app.envelopes().map((one) => [one.retry_attempt, one.retry_reason])).toEqual([
    [0, ''],
    [1, 'timeout'],
    [2, 'timeout'],
  ]);
  expect(new Set(app.envelopes().map((one) => one.payload.event_id)).size).toBe(1);
});

it('lets a command carry an answer in its ack, an event not', async () => {
  const sandbox = await bare();
  const app = await connect(sandbox);
  app.socket.addEventListener('message', (event) => {
    const { envelope_id } = JSON.parse(String(event.data));
    if (envelope_id) app.socket.send(JSON.stringify({ envelope_id, payload: { text: 'hned' } }));
  });
  await sandbox.as('anna').command('/deal');
  await sandbox.as('anna').tell('ahoj');
  expect(app.envelopes().map((one) => one.accepts_response_payload)).toEqual([true, false]);
  expect(sandbox.as('anna').lastEphemeral()?.text).toBe('hned');
});

it('says dispatch_failed when nobody is connected', async () => {
  const sandbox = await bare();
  await expect(sandbox.as('anna').command('/deal')).rejects.toMatchObject({ code: 'dispatch_failed' });
  expect(sandbox.as('anna').lastEphemeral()?.text).toBe('/deal failed with the error "dispatch_failed"');
});

it('is found again by a Bolt app after a refresh and after a cut', async () => {
  const stage = await onStage((app) => app.command('/deal', async ({ ack }) => ack('jsem tu')));
  running.push(stage);
  const { sandbox } = stage;
  for (const weather of ['refreshSockets', 'dropSockets'] as const) {
    const opened = () => sandbox.calls.filter((call) => call.method === 'apps.connections.open').length;
    const before = opened();
    sandbox.weather[weather]();
    await sandbox.until(() => opened() > before, 'a new connection', 15_000);
    await sandbox.connected();
    await sandbox.as('anna').command('/deal');
    expect(sandbox.as('anna').lastEphemeral()?.text).toBe('jsem tu');
  }
});
