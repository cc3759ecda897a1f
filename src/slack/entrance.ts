/** How Slack's requests come in: over two sockets that we open, or by HTTP to a server of ours. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Config } from '../config.ts';
import type { Log } from '../lib/log.ts';
import { boltLogger } from './logger.ts';

/** A request to our own server that is not Slack's: `/health`. */
export interface Route {
  path: string;
  method: string;
  handler: (request: IncomingMessage, response: ServerResponse) => void;
}

export interface Entrance {
  receiver: Receiver;
  connections(): number;
  /** HTTP: listens, whatever Slack says of our tokens. @throws EADDRINUSE */
  listen(): Promise<void>;
  /** Socket Mode: opens what is not open yet; may be called again. @throws Slack's refusal of the app token */
  connect(): Promise<void>;
  close(): Promise<void>;
}

export const openEntrance = (config: Config, log: Log, routes: Route[]): Entrance =>
  config.SLACK_APP_TOKEN ? socketEntrance(config, log) : httpEntrance(config, log, routes);

const nothing = async () => {};

/**
 * Two connections: Slack asks each to reconnect every few hours, and Bolt waits 5 s before it does; meanwhile the
 * other one takes the requests.
 */
function socketEntrance(config: Config, log: Log): Entrance {
  const open = new Set<number>();
  const started = new Set<number>();
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
    listen: nothing,
    async connect() {
      const opening = sockets.map(async (socket, index) => {
        if (started.has(index)) return;
        await socket.start();
        started.add(index);
      });
      const refused = (await Promise.allSettled(opening)).find((one) => one.status === 'rejected');
      if (refused) throw refused.reason;
    },
    async close() {
      await Promise.all([...started].map((index) => sockets[index]?.stop()));
    },
    receiver: {
      init: (app) => {
        for (const socket of sockets) socket.init(app);
      },
      start: nothing,
      stop: nothing,
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
    async listen() {
      await http.start({ port: config.PORT, host: config.HOST });
      listening = true;
    },
    connect: nothing,
    async close() {
      if (listening) await http.stop();
      listening = false;
    },
    receiver: { init: (app) => http.init(app), start: nothing, stop: nothing },
  };
}
