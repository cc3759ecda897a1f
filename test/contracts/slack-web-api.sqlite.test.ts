/**
 * A second opinion on our Slack calls: the whole product in HTTP mode against an emulator that others wrote. It knows
 * no commands, no response_url and no Block Kit: those the sandbox holds.
 */
import { createHmac } from 'node:crypto';
import { WebClient } from '@slack/web-api';
import axios from 'axios';
import { createEmulator } from 'emulate';
import { expect, it, onTestFinished } from 'vitest';
import { asPerson, findPersonBySlackId, type Person } from '../../src/access/people.ts';
import { parseConfig } from '../../src/config.ts';
import { transaction } from '../../src/db/transaction.ts';
import { refreshPeople } from '../../src/features/admin/jobs.ts';
import { changeDeal, createDeal } from '../../src/features/deals/service.ts';
import { createLog } from '../../src/lib/log.ts';
import { systemTime } from '../../src/lib/time.ts';
import { enqueue } from '../../src/outbox/store.ts';
import { freePort } from '../../src/sandbox/ports.ts';
import { startServer } from '../../src/server.ts';
import { readManifest } from '../../src/slack/manifest.ts';
import { freshDatabaseUrl } from '../support/database.ts';

const signingSecret = 'tajemstvi-podpisu';

async function productOnEmulator() {
  const scopes = readManifest().oauth_config.scopes.bot;
  const slack = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        team: { name: 'Ocelové konstrukce Vír', domain: 'ocel-vir' },
        users: [
          { name: 'vizitka', real_name: 'Vizitka', email: 'vizitka@ocel-vir.example' },
          { name: 'eva', real_name: 'Eva Dvořáková', email: 'eva@ocel-vir.example' },
        ],
        channels: [{ name: 'obchod' }],
        tokens: [{ token: 'xoxb-contract', user: 'vizitka', scopes }],
        strict_scopes: true,
      },
    },
  });
  onTestFinished(() => slack.close());
  const apiUrl = `${slack.url.replace('localhost', '127.0.0.1')}/api/`;
  const port = await freePort();
  const config = parseConfig({
    DATABASE_URL: await freshDatabaseUrl(),
    SLACK_BOT_TOKEN: 'xoxb-contract',
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrl,
    PORT: String(port),
  });
  const server = await startServer(config, systemTime, createLog('silent'));
  onTestFinished(() => server.stop());
  const client = new WebClient('xoxb-contract', { slackApiUrl: apiUrl, retryConfig: { retries: 0 } });
  await refreshPeople(server.crm.ctx);
  const { members = [] } = await client.users.list({});
  const eva = members.find((user) => user.name === 'eva')?.id as string;
  const { channels = [] } = await client.conversations.list({});
  const obchod = channels.find((channel) => channel.name === 'obchod')?.id as string;
  const person = (await findPersonBySlackId(server.crm.ctx.db, eva)) as Person;
  return {
    client,
    server,
    eva,
    obchod,
    ctx: asPerson(server.crm.ctx, person),
    url: `http://127.0.0.1:${port}`,
  };
}

/** As Slack would post it. */
function post(url: string, type: 'json' | 'form', payload: object) {
  const body =
    type === 'json' ? JSON.stringify(payload) : `payload=${encodeURIComponent(JSON.stringify(payload))}`;
  const timestamp = String(Math.floor(Date.parse(systemTime.now()) / 1000));
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return axios.post(`${url}/slack/events`, body, {
    headers: {
      'content-type': type === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest}`,
    },
  });
}

it('knows the people of the workspace from users.list', async () => {
  const { ctx } = await productOnEmulator();
  expect(ctx.actor).toMatchObject({ kind: 'person', name: 'Eva Dvořáková' });
});

it('posts a card into a channel and edits it in place when the deal changes', async () => {
  const { client, server, ctx, obchod } = await productOnEmulator();
  await client.conversations.join({ channel: obchod });
  const deal = await createDeal(ctx, { name: 'Lávka přes Svratku' });
  await transaction(server.crm.ctx, (tx) =>
    enqueue(tx, {
      kind: 'deal.cardPost',
      payload: { dealId: deal.id, channel: obchod },
      dedupeKey: 'contract',
      lane: `channel:${obchod}`,
      priority: 'answer',
    }),
  );
  await server.crm.settle();
  await changeDeal(ctx, deal.id, { name: 'Lávka přes Svitavu' });
  const cards = async () => {
    await server.crm.settle();
    const { messages = [] } = await client.conversations.history({ channel: obchod });
    return messages.map((message) => JSON.stringify(message)).filter((message) => message.includes('D-1'));
  };
  await expect.poll(cards, { timeout: 10_000 }).toEqual([expect.stringContaining('Lávka přes Svitavu')]);
});

it('opens the form of a global shortcut with its trigger', async () => {
  const { client, url, eva, server } = await productOnEmulator();
  const trigger = (await client.apiCall('views.generateTriggerId', { user_id: eva })) as unknown as {
    trigger_id: string;
  };
  const answer = await post(url, 'form', {
    type: 'shortcut',
    callback_id: 'deals.new',
    trigger_id: trigger.trigger_id,
    user: { id: eva },
    team: { id: 'T000000001' },
  });
  expect(answer.status).toBe(200);
  await expect.poll(() => server.crm.slack.atWork()).toBe(0);
  // A trigger works once: that it is used up shows that views.open was accepted.
  const again = client.views.open({
    trigger_id: trigger.trigger_id,
    view: { type: 'modal', title: { type: 'plain_text', text: 'x' }, blocks: [] },
  });
  await expect(again).rejects.toMatchObject({ data: { error: 'exchanged_trigger_id' } });
});
