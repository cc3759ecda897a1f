import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { afterEach, expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/protocol.ts';
import { startSandbox } from '../../src/sandbox/server.ts';

const running: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of running.splice(0)) await stop();
});

/** A Bolt app behind a port of its own. */
async function boltByHttp(listen: (app: App) => void, secret?: string): Promise<Sandbox> {
  const receiver = new HTTPReceiver({
    signingSecret: secret ?? 'sandbox-signing-secret',
    logLevel: LogLevel.ERROR,
  });
  const server = await receiver.start(0);
  const { port } = (server as Server).address() as AddressInfo;
  running.push(() => receiver.stop());
  const sandbox = await startSandbox({
    requestUrl: `http://127.0.0.1:${port}/slack/events`,
    ackTimeoutMs: 3500,
  });
  running.unshift(() => sandbox.stop());
  const app = new App({
    token: sandbox.botToken,
    receiver,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: sandbox.apiUrl },
  });
  listen(app);
  return sandbox;
}

/** Something that answers with a status and keeps what it got. */
async function listener(answer: (count: number) => { status: number; headers?: Record<string, string> }) {
  const got: { headers: IncomingMessage['headers']; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    got.push({ headers: request.headers, body });
    const { status, headers } = answer(got.length);
    response.writeHead(status, headers).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  running.push(async () => server.close());
  const requestUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  const sandbox = await startSandbox({ requestUrl, eventRetryDelays: [0, 20, 20] });
  running.unshift(() => sandbox.stop());
  return { sandbox, got };
}

it('posts signed payloads and takes the answer as the ack', async () => {
  const sandbox = await boltByHttp((app) => {
    app.command('/deal', async ({ ack, body }) => ack(`slyším ${body.text}`));
    app.event('message', async ({ event, client }) => {
      await client.chat.postMessage({
        channel: event.channel,
        text: `slyšel ${(event as { text: string }).text}`,
      });
    });
  });
  const anna = sandbox.as('anna');
  await anna.command('/deal', 'moje');
  expect(anna.lastEphemeral()?.text).toBe('slyším moje');
  await anna.tell('ahoj');
  await sandbox.until(() => anna.inbox().at(-1)?.text === 'slyšel ahoj');
});

it('gets dispatch_failed from an app that does not trust the signature or has no listener', async () => {
  const sandbox = await boltByHttp(() => {}, 'another secret');
  await expect(sandbox.as('anna').command('/deal')).rejects.toMatchObject({ code: 'dispatch_failed' });
});

it('sends an event again with the number and the reason in its headers', async () => {
  const { sandbox, got } = await listener((count) => ({ status: count < 3 ? 500 : 200 }));
  await sandbox.as('anna').tell('ahoj');
  await sandbox.until(() => got.length === 3);
  expect(got.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']])).toEqual([
    [undefined, undefined],
    ['1', 'http_error'],
    ['2', 'http_error'],
  ]);
  expect(got[0]?.headers['x-slack-signature']).toMatch(/^v0=[0-9a-f]{64}$/);
});

it('does not send it again when the app says so', async () => {
  const { sandbox, got } = await listener(() => ({ status: 500, headers: { 'x-slack-no-retry': '1' } }));
  await sandbox.as('anna').tell('ahoj');
  await sandbox.quiet(150);
  expect(got).toHaveLength(1);
});
