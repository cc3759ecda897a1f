import { onTestFinished } from 'vitest';
import { workspace } from '../../fixtures/workspace.ts';
import { parseConfig } from '../../src/config.ts';
import { createLog } from '../../src/lib/log.ts';
import { frozenTime, type Instant, type MovableTime } from '../../src/lib/time.ts';
import type { Pace } from '../../src/outbox/dispatcher.ts';
import { unlimited } from '../../src/outbox/slots.ts';
import { appOfManifest } from '../../src/sandbox/manifest.ts';
import { freePort } from '../../src/sandbox/ports.ts';
import type { Driver, Sandbox, SandboxOptions } from '../../src/sandbox/protocol.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { type Server, startServer } from '../../src/server.ts';
import { freshDatabaseUrl } from './database.ts';
import { freshFolder } from './storage.ts';

/** No spacing between posts, and what failed is tried again at once. */
const hasty: Pace = { rates: unlimited, timing: { settleMs: 50, backOffMs: () => 50, probeMs: 200 } };

export interface Story {
  slack: Sandbox;
  /** the product's own server: /health, and in HTTP mode /slack/events */
  url: string;
  server: Server;
  time: MovableTime;
  eva: Driver;
  zuzana: Driver;
  oliver: Driver;
  /** Lets the given time pass, then performs what came due. */
  passes(time: { minutes?: number; hours?: number; days?: number }): Promise<void>;
  /** Moves the clock to an instant, then performs what came due. */
  until(instant: string): Promise<void>;
  /** Performs all that is due now. */
  settles(): Promise<void>;
  /** Stops the server and starts it again on the same database. */
  restarts(): Promise<void>;
}

/** The whole product against the sandbox, on a fresh database, on a Monday morning in March. */
export async function story(
  options: {
    now?: string;
    env?: Record<string, string>;
    sandbox?: SandboxOptions;
    mode?: 'socket' | 'http';
    /** what Slack is like when the server starts; then nobody waits for a connection */
    beforeStart?: (slack: Sandbox) => void;
    /** what the server writes down goes here */
    log?: (line: string) => void;
  } = {},
): Promise<Story> {
  const time = frozenTime(options.now ?? '2027-03-08T08:00:00.000Z');
  const port = await freePort();
  const isHttp = options.mode === 'http';
  let running: Server | null = null;
  const slack = await startSandbox({
    clock: {
      now: () => time.now(),
      advance: (ms) => time.advance(ms),
      set: (iso) => time.set(iso as Instant),
    },
    story: workspace,
    app: appOfManifest(),
    busy: () => running !== null && running.crm.slack.atWork() > 0,
    quietMs: 10,
    ...(isHttp ? { requestUrl: `http://127.0.0.1:${port}/slack/events` } : {}),
    ...options.sandbox,
  });
  const config = parseConfig({
    DATABASE_URL: await freshDatabaseUrl(),
    SLACK_BOT_TOKEN: slack.botToken,
    ...(isHttp ? { SLACK_SIGNING_SECRET: slack.signingSecret } : { SLACK_APP_TOKEN: slack.appToken }),
    SLACK_API_URL: slack.apiUrl,
    // Closed ports: a story that needs a register starts its own.
    ARES_URL: 'http://127.0.0.1:9/ares',
    RPO_URL: 'http://127.0.0.1:9/rpo',
    CRPDPH_URL: 'http://127.0.0.1:9/crpdph',
    ISIR_URL: 'http://127.0.0.1:9/isir',
    RUZ_URL: 'http://127.0.0.1:9/ruz',
    VIES_URL: 'http://127.0.0.1:9/vies',
    FILES_DIR: freshFolder(),
    SECRETS_KEY: 'klic-pribehu-ktery-ma-dost-znaku-na-konci',
    PORT: String(port),
    LOG_LEVEL: process.env.STORY_LOG ?? 'silent',
    ...options.env,
  });
  const start = async () => {
    const { log } = options;
    const lines = log ? createLog('trace', { write: log }) : createLog(config.LOG_LEVEL);
    const started = await startServer(config, time, lines, hasty);
    running = started;
    if (!isHttp && !options.beforeStart) await slack.connected();
    return started;
  };
  options.beforeStart?.(slack);
  const it = {
    slack,
    url: `http://127.0.0.1:${port}`,
    time,
    server: await start(),
    eva: slack.as('eva'),
    zuzana: slack.as('zuzana'),
    oliver: slack.as('oliver'),
    async settles() {
      await it.server.crm.settle();
      await slack.quiet();
    },
    async passes({ minutes = 0, hours = 0, days = 0 }) {
      time.advance(((days * 24 + hours) * 60 + minutes) * 60_000);
      await it.settles();
    },
    async until(instant: string) {
      time.set(instant as Instant);
      await it.settles();
    },
    async restarts() {
      await it.server.stop();
      it.server = await start();
    },
  } satisfies Story;
  onTestFinished(async () => {
    await it.server.stop();
    await slack.stop();
  });
  return it;
}
