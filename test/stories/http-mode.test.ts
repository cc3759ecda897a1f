import axios from 'axios';
import { expect, it } from 'vitest';
import { story } from '../support/story.ts';

it('works the same over HTTP with a signing secret', async () => {
  const { eva, slack } = await story({ mode: 'http' });
  await eva.command('/crm', 'pomoc', { channel: '#obchod' });
  expect(eva.reads(eva.lastEphemeral()!)).toContain('S čím ti Vizitka pomůže');
  expect(slack.troubles).toEqual([]);
});

it('refuses a request that Slack did not sign', async () => {
  const { url } = await story({ mode: 'http' });
  const forged = await axios.post(`${url}/slack/events`, 'command=%2Fcrm&user_id=U0EVA00001', {
    validateStatus: () => true,
    headers: {
      'x-slack-signature': 'v0=00',
      'x-slack-request-timestamp': '1804492800',
      'content-type': 'application/x-www-form-urlencoded',
    },
  });
  expect(forged.status).toBe(401);
});

it.each(['socket', 'http'] as const)(
  'tells its health in %s mode, in detail only to who has the token',
  async (mode) => {
    const token = 'dlouhy-token-pro-dohled';
    const { url } = await story({ mode, env: { HEALTH_TOKEN: token } });
    const bare = await axios.get(`${url}/health`);
    expect(bare.data).toEqual({ status: expect.stringMatching(/^(ok|degraded)$/) });
    const { data } = await axios.get(`${url}/health`, { headers: { authorization: `Bearer ${token}` } });
    expect(data.slack).toMatchObject({ ok: true, mode });
    const stranger = await axios.get(`${url}/health`, {
      headers: { authorization: 'Bearer jiny-token-bez-prav' },
    });
    expect(stranger.data).not.toHaveProperty('slack');
  },
);
