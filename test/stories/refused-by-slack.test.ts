import axios from 'axios';
import { expect, it } from 'vitest';
import { story } from '../support/story.ts';

it('a server that starts with a revoked token does not crash: it says so in /health and lets Slack’s refusal pass', async () => {
  const token = 'dlouhy-token-pro-dohled';
  const { slack, server, url } = await story({
    env: { HEALTH_TOKEN: token },
    beforeStart: (sandbox) => sandbox.weather.revokeToken(),
  });
  const { data } = await axios.get(`${url}/health`, { headers: { authorization: `Bearer ${token}` } });
  expect(data).toMatchObject({ status: 'degraded', slack: { ok: false, problem: 'token_revoked' } });
  slack.weather.reinstall();
  await slack.connected(15_000);
  await expect.poll(() => server.crm.slack.problem(), { timeout: 15_000 }).toBeNull();
});
