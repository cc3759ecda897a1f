/** The whole product in HTTP mode against an emulator of Slack that others wrote. */
import { WebClient } from '@slack/web-api';
import { createEmulator } from 'emulate';
import { onTestFinished } from 'vitest';
import { asPerson, findPersonBySlackId, type Person } from '../../src/access/people.ts';
import { parseConfig } from '../../src/config.ts';
import { refreshPeople } from '../../src/features/admin/jobs.ts';
import type { Ctx } from '../../src/lib/context.ts';
import { createLog } from '../../src/lib/log.ts';
import { type MovableTime, movableTime } from '../../src/lib/time.ts';
import { unlimited } from '../../src/outbox/slots.ts';
import { freePort } from '../../src/sandbox/ports.ts';
import { type Server, startServer } from '../../src/server.ts';
import { readManifest } from '../../src/slack/manifest.ts';
import { freshDatabaseUrl } from '../support/database.ts';
import { freshFolder } from '../support/storage.ts';
import { type Colleague, colleague } from './colleague.ts';
import { type Call, type Recorder, startRecorder } from './recorder.ts';

export const signingSecret = 'tajemstvi-podpisu';
const botToken = 'xoxb-contract';

/** Calls of the product that the emulator knows nothing of (lacks.test.ts proves it): the sandbox alone holds them. */
export const lackedMethods = ['users.conversations'];

/** Calls of the product that the emulator accepted, over all tests of the file. */
export const accepted = new Set<string>();

export interface Stage {
  server: Server;
  /** the product's own address for what Slack posts */
  url: string;
  recorder: Recorder;
  /** the app, as the emulator sees it */
  app: WebClient;
  /** Eva, in Slack's own client */
  evaClient: WebClient;
  eva: Colleague;
  /** Eva, for use cases */
  ctx: Ctx;
  obchod: string;
  time: MovableTime;
  /** The product's own calls of a method. */
  callsOf(method: string): Call[];
  /** Performs all that is due now. */
  settles(): Promise<void>;
}

/** An emulator of a firm: Eva, Oliver, the app, and #obchod, in which the app is not. */
export async function emulatedFirm(port: number, baseUrl: string) {
  const scopes = readManifest().oauth_config.scopes.bot;
  const slack = await createEmulator({
    service: 'slack',
    port,
    baseUrl,
    seed: {
      slack: {
        team: { name: 'Ocelové konstrukce Vír', domain: 'ocel-vir' },
        users: [
          { name: 'eva', real_name: 'Eva Dvořáková', email: 'eva@ocel-vir.example', is_admin: true },
          { name: 'oliver', real_name: 'Oliver Grant', email: 'oliver@ocel-vir.example' },
        ],
        channels: [{ name: 'obchod' }],
        oauth_apps: [
          {
            client_id: '1.1',
            client_secret: 'tajne',
            name: 'Vizitka',
            redirect_uris: [],
            scopes,
            app_id: 'A0VIZITKA1',
            bot_id: 'B0VIZITKA1',
            bot_user_id: 'U0VIZITKA1',
            bot_name: 'vizitka',
          },
        ],
        tokens: [
          { token: botToken, user: 'U0VIZITKA1', scopes, app_id: 'A0VIZITKA1', bot_id: 'B0VIZITKA1' },
          { token: 'xoxp-eva', user: 'eva', scopes: [...scopes, 'channels:write'] },
        ],
        strict_scopes: true,
        signing_secret: signingSecret,
      },
    },
  });
  onTestFinished(() => slack.close());
  return slack;
}

export async function productOnEmulator(): Promise<Stage> {
  const [emulatorPort, recorderPort, port] = [await freePort(), await freePort(), await freePort()];
  const recorder = await startRecorder(recorderPort, `http://127.0.0.1:${emulatorPort}`);
  onTestFinished(() => recorder.stop());
  await emulatedFirm(emulatorPort, recorder.url);
  const time = movableTime();
  const config = parseConfig({
    DATABASE_URL: await freshDatabaseUrl(),
    DEFAULT_LANGUAGE: 'cs',
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: `${recorder.url}/api/`,
    ARES_URL: 'http://127.0.0.1:9/ares',
    RPO_URL: 'http://127.0.0.1:9/rpo',
    CRPDPH_URL: 'http://127.0.0.1:9/crpdph',
    ISIR_URL: 'http://127.0.0.1:9/isir',
    FILES_DIR: freshFolder(),
    PORT: String(port),
  });
  const pace = { rates: unlimited, timing: { settleMs: 50, backOffMs: () => 50, probeMs: 200 } };
  const server = await startServer(config, time, createLog('silent'), pace);
  onTestFinished(() => server.stop());
  await refreshPeople(server.crm.ctx);
  const client = (token: string) =>
    new WebClient(token, { slackApiUrl: `${recorder.url}/api/`, retryConfig: { retries: 0 } });
  const [app, evaClient] = [client(botToken), client('xoxp-eva')];
  const { user_id: evaId } = await evaClient.auth.test();
  const { channels = [] } = await evaClient.conversations.list({});
  const person = (await findPersonBySlackId(server.crm.ctx.db, evaId as string)) as Person;
  const url = `http://127.0.0.1:${port}/slack/events`;
  const settles = async () => {
    while (server.crm.slack.atWork() > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await server.crm.settle();
  };
  onTestFinished(() => {
    for (const call of productCalls(recorder)) if (call.answer.ok) accepted.add(call.method);
  });
  return {
    server,
    url,
    recorder,
    app,
    evaClient,
    eva: colleague({ slackId: evaId as string, url, recorder, app, settles }),
    ctx: asPerson(server.crm.ctx, person),
    obchod: channels.find((channel) => channel.name === 'obchod')?.id as string,
    time,
    callsOf: (method) => productCalls(recorder).filter((call) => call.method === method),
    settles,
  };
}

const productCalls = ({ calls }: Recorder): Call[] =>
  calls.filter(({ token, method }) => token === botToken && method !== 'views.generateTriggerId');
