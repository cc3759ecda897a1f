import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { monotonic } from '../../src/lib/time.ts';
import type { Sandbox } from '../../src/sandbox/protocol.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { clientOf, errorOf, onStage } from './support.ts';

let sandbox: Sandbox;
let client: WebClient;
beforeEach(async () => {
  sandbox = await startSandbox();
  client = clientOf(sandbox, { rejectRateLimitedCalls: true });
  sandbox.admin.invite('#general', 'app');
});
afterEach(() => sandbox.stop());

const general = 'C0GENERAL01';
const post = (text = 'ahoj', channel = general) => client.chat.postMessage({ channel, text });
const posted = () => sandbox.workspace.messages(general).map((message) => message.text);

it('is slow where it is told to be', async () => {
  sandbox.weather.slow('chat.postMessage', 80);
  const before = monotonic();
  await post();
  expect(monotonic() - before).toBeGreaterThanOrEqual(79);
});

it('answers 429 with Retry-After so many times, for the calls that are meant', async () => {
  sandbox.weather.rateLimit('chat.postMessage', 1, 7, (args) => args.channel === general);
  expect(await errorOf(post('jinam', 'U0ANNA00001'))).toBe('ok');
  const limited = await post().catch((error) => error);
  expect([limited.code, limited.retryAfter]).toEqual(['slack_webapi_rate_limited_error', 7]);
  expect(await errorOf(post('podruhé'))).toBe('ok');
  expect(posted()).toEqual(['podruhé']);
});

it('fails with an HTTP status, and does nothing', async () => {
  sandbox.weather.fail('*', 1);
  expect(await errorOf(post())).toBe('slack_webapi_http_error');
  expect(posted()).toEqual([]);
});

it('drops a connection before the work, or after it: the post is there and nobody was told', async () => {
  sandbox.weather.drop('chat.postMessage', 1);
  expect(await errorOf(post('ztracená'))).toBe('slack_webapi_request_error');
  expect(posted()).toEqual([]);
  sandbox.weather.dropAnswer('chat.postMessage', 1);
  expect(await errorOf(post('poslaná'))).toBe('slack_webapi_request_error');
  expect(posted()).toEqual(['poslaná']);
  expect(sandbox.calls.filter((call) => call.lost)).toHaveLength(2);
});

it('refuses with any error, until the sky clears', async () => {
  sandbox.weather.refuse('chat.postMessage', 100, 'fatal_error');
  expect(await errorOf(post())).toBe('fatal_error');
  sandbox.weather.clear();
  expect(await errorOf(post())).toBe('ok');
});

it('takes the token away and gives it back', async () => {
  sandbox.weather.revokeToken();
  expect(await errorOf(post())).toBe('token_revoked');
  sandbox.weather.deactivateApp();
  expect(await errorOf(post())).toBe('account_inactive');
  sandbox.weather.reinstall();
  expect(await errorOf(post())).toBe('ok');
  expect(
    await errorOf(
      clientOf(sandbox, { headers: { Authorization: 'Bearer xoxb-wrong' } }).auth.test({
        token: 'xoxb-wrong',
      }),
    ),
  ).toBe('invalid_auth');
});

it('takes scopes away: the error says which one is needed and what there is', async () => {
  sandbox.weather.removeScopes('chat:write');
  const refused = await post().catch((error) => error.data);
  expect(refused).toMatchObject({ ok: false, error: 'missing_scope', needed: 'chat:write' });
  expect(refused.provided).toContain('users:read');
  sandbox.weather.grantScopes('chat:write');
  expect(await errorOf(post())).toBe('ok');
});

it('keeps to Slack’s own rates when asked: one post a second in a channel after a short burst', async () => {
  const strict = await startSandbox({ rates: 'slack' });
  const impatient = clientOf(strict, { rejectRateLimitedCalls: true });
  const outcomes = [];
  for (let n = 0; n < 5; n += 1)
    outcomes.push(await errorOf(impatient.chat.postMessage({ channel: 'U0ANNA00001', text: 'x' })));
  expect(outcomes.slice(0, 3)).toEqual(['ok', 'ok', 'ok']);
  expect(outcomes.slice(3)).toEqual(['slack_webapi_rate_limited_error', 'slack_webapi_rate_limited_error']);
  expect(await errorOf(impatient.chat.postMessage({ channel: 'U0EVA000001', text: 'x' }))).toBe('ok');
  await strict.stop();
});

it('notes methods it does not have, so that a test can fail on them', async () => {
  expect(await errorOf(client.apiCall('stars.add'))).toBe('unknown_method');
  expect(sandbox.unknownMethods).toEqual(['stars.add']);
});

it('sends an event twice, the second marked as a retry', async () => {
  const heard: unknown[] = [];
  const stage = await onStage((app) => {
    app.event('message', async ({ body, context }) => {
      heard.push([body.event_id, context.retryNum]);
    });
  });
  stage.sandbox.weather.resendEvents(1);
  await stage.sandbox.as('anna').tell('ahoj');
  await stage.sandbox.until(() => heard.length === 2);
  const [first, second] = heard as [string, number][];
  expect(second?.[0]).toBe(first?.[0]);
  expect([first?.[1], second?.[1]]).toEqual([0, 1]);
  await stage.stop();
});
