/** The Bolt app: Socket Mode by default, HTTP when there is a signing secret and no app token. */
import { App } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Config } from '../config.ts';
import type { Log } from '../lib/log.ts';
import { boltLogger } from './logger.ts';

export interface SlackConnection {
  app: App;
  mode: 'socket' | 'http';
  /** answers people who wait: no retries, no queue */
  answers: WebClient;
  /** the dispatcher's own, so that its rate limits never hold up an answer */
  notifications: WebClient;
  /** for work nobody waits for, such as the nightly list of people: retries, waits out rate limits */
  background: WebClient;
}

type Route = { path: string; method: string | string[]; handler: (request: never, response: never) => void };

export function connectSlack(config: Config, log: Log, routes: Route[]): SlackConnection {
  const clientOptions: WebClientOptions = {
    slackApiUrl: config.SLACK_API_URL,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 10_000,
    logger: boltLogger(log),
  };
  const token = config.SLACK_BOT_TOKEN as string;
  const mode = config.SLACK_APP_TOKEN ? 'socket' : 'http';
  const common = {
    token,
    clientOptions,
    logger: boltLogger(log),
    deferInitialization: true,
    ignoreSelf: true,
  };
  const app =
    mode === 'socket'
      ? new App({ ...common, socketMode: true, appToken: config.SLACK_APP_TOKEN as string })
      : new App({
          ...common,
          signingSecret: config.SLACK_SIGNING_SECRET as string,
          endpoints: '/slack/events',
          customRoutes: routes as never,
        });
  return {
    app,
    mode,
    answers: new WebClient(token, clientOptions),
    notifications: new WebClient(token, clientOptions),
    background: new WebClient(token, {
      slackApiUrl: config.SLACK_API_URL,
      retryConfig: { retries: 5, factor: 2, randomize: true },
      timeout: 30_000,
      logger: boltLogger(log),
    }),
  };
}
