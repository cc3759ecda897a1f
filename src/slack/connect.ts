/** The Bolt app: Socket Mode by default, HTTP when there is a signing secret and no app token. */
import { App } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Config } from '../config.ts';
import type { Log } from '../lib/log.ts';
import { sleep } from '../lib/time.ts';
import { openEntrance, type Route } from './entrance.ts';
import { boltLogger } from './logger.ts';
import { slackCode } from './respond.ts';

export interface SlackConnection {
  app: App;
  mode: 'socket' | 'http';
  /** answers people who wait: no retries, no queue */
  answers: WebClient;
  /** the dispatcher's own, so that its rate limits never hold up an answer */
  notifications: WebClient;
  /** for work nobody waits for, such as the nightly list of people: retries, waits out rate limits */
  background: WebClient;
  /** Socket Mode: how many connections are up; HTTP: 1 while it listens */
  connections(): number;
  /** requests that are being handled now */
  atWork(): number;
  /** why Slack does not let us in; null when it does */
  problem(): string | null;
  /** Returns after the first try; when Slack refuses us, it tries again by itself. @throws EADDRINUSE */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function connectSlack(config: Config, log: Log, routes: Route[]): SlackConnection {
  const logger = boltLogger(log);
  const quick: WebClientOptions = {
    slackApiUrl: config.SLACK_API_URL,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
    logger,
  };
  const token = config.SLACK_BOT_TOKEN as string;
  const entrance = openEntrance(config, log, routes);
  const app = new App({
    token,
    clientOptions: quick,
    logger,
    deferInitialization: true,
    ignoreSelf: true,
    // Bolt's own store of conversations would be asked, and would throw, at each request.
    convoStore: false,
    receiver: entrance.receiver,
  });
  let atWork = 0;
  app.use(async ({ next }) => {
    atWork += 1;
    try {
      await next();
    } finally {
      atWork -= 1;
    }
  });
  let problem: string | null = null;
  const stopping = new AbortController();
  return {
    app,
    atWork: () => atWork,
    mode: config.SLACK_APP_TOKEN ? 'socket' : 'http',
    answers: new WebClient(token, quick),
    notifications: new WebClient(token, quick),
    background: new WebClient(token, {
      slackApiUrl: config.SLACK_API_URL,
      retryConfig: { retries: 5, factor: 2, randomize: true },
      timeout: 30_000,
      logger,
    }),
    connections: entrance.connections,
    problem: () => problem,
    start: async () => {
      await entrance.listen();
      if (!(await enter())) void keepTrying();
    },
    stop: async () => {
      stopping.abort();
      await entrance.close();
      // What was acknowledged is carried out, as long as it does not hang.
      for (let waited = 0; atWork > 0 && waited < 10_000; waited += 20) await sleep(20);
    },
  };

  /** @returns whether Slack let us in */
  async function enter(): Promise<boolean> {
    try {
      await app.init();
      await entrance.connect();
      problem = null;
      return true;
    } catch (error) {
      problem = slackCode(error) ?? (error as Error).message;
      log.error(
        { reason: problem },
        `Slack does not let us in (${problem}): npm run doctor says what to fix`,
      );
      return false;
    }
  }

  // A revoked token must not make a service manager restart us for ever: mail and /health go on, and the next try may do.
  async function keepTrying(): Promise<void> {
    for (let pause = firstPauseMs; !stopping.signal.aborted; pause = Math.min(pause * 2, longestPauseMs)) {
      await sleep(pause, stopping.signal);
      if (stopping.signal.aborted || (await enter())) return;
    }
  }
}

const firstPauseMs = 5_000;
const longestPauseMs = 5 * 60_000;
