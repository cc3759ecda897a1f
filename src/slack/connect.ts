/** The Bolt app: Socket Mode by default, HTTP when there is a signing secret and no app token. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { App, HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Config } from '../config.ts';
import type { Log } from '../lib/log.ts';
import { sleep } from '../lib/time.ts';
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
  /** Socket Mode: how many connections are up; HTTP: 1 while it listens */
  connections(): number;
  /** requests that are being handled now */
  atWork(): number;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A request to our own server that is not Slack's: `/health`. */
export interface Route {
  path: string;
  method: string;
  handler: (request: IncomingMessage, response: ServerResponse) => void;
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
  const entrance = config.SLACK_APP_TOKEN ? socketEntrance(config, log) : httpEntrance(config, log, routes);
  const app = new App({
    token,
    clientOptions: quick,
    logger,
    deferInitialization: true,
    ignoreSelf: true,
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
    start: async () => {
      await app.init();
      await app.start();
    },
    stop: async () => {
      await app.stop();
      // What was acknowledged is carried out, as long as it does not hang.
      for (let waited = 0; atWork > 0 && waited < 10_000; waited += 20) await sleep(20);
    },
  };
}

interface Entrance {
  receiver: Receiver;
  connections(): number;
}

/**
 * Two connections: Slack asks each to reconnect every few hours, and Bolt waits 5 s before it does; meanwhile the
 * other one takes the requests.
 */
function socketEntrance(config: Config, log: Log): Entrance {
  const open = new Set<number>();
  const sockets = [0, 1].map((index) => {
    const socket = new SocketModeReceiver({
      appToken: config.SLACK_APP_TOKEN as string,
      logger: boltLogger(log),
      installerOptions: { clientOptions: { slackApiUrl: config.SLACK_API_URL } },
    });
    socket.client.on('connected', () => open.add(index));
    for (const end of ['disconnecting', 'disconnected', 'reconnecting']) {
      socket.client.on(end, () => open.delete(index));
    }
    return socket;
  });
  return {
    connections: () => open.size,
    receiver: {
      init: (app) => {
        for (const socket of sockets) socket.init(app);
      },
      start: () => Promise.all(sockets.map((socket) => socket.start())),
      stop: () => Promise.all(sockets.map((socket) => socket.stop())),
    },
  };
}

function httpEntrance(config: Config, log: Log, routes: Route[]): Entrance {
  const http = new HTTPReceiver({
    signingSecret: config.SLACK_SIGNING_SECRET as string,
    endpoints: '/slack/events',
    customRoutes: routes,
    logger: boltLogger(log),
  });
  let listening = false;
  return {
    connections: () => Number(listening),
    receiver: {
      init: (app) => http.init(app),
      start: async () => {
        await http.start({ port: config.PORT, host: config.HOST });
        listening = true;
      },
      stop: async () => {
        listening = false;
        await http.stop();
      },
    },
  };
}
