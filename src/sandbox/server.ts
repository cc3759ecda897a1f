import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeCallLog } from './api/calls.ts';
import { chatMethods } from './api/chat.ts';
import { conversationMethods } from './api/conversations.ts';
import { fileMethods, makeUploads } from './api/files.ts';
import { makeLimiter } from './api/limits.ts';
import type { Method } from './api/method.ts';
import { miscMethods } from './api/misc.ts';
import { answerApi } from './api/router.ts';
import { appToken, botToken, makeTokens, signingSecret } from './api/tokens.ts';
import { userMethods } from './api/users.ts';
import { viewMethods } from './api/views.ts';
import { makeEvents } from './app/events.ts';
import { makeHttpMode } from './app/http.ts';
import { makeResponseUrls } from './app/response-urls.ts';
import { makeSocketMode } from './app/socket.ts';
import { makeAdmin } from './people/admin.ts';
import { makeDriver } from './people/driver.ts';
import type { Sandbox, SandboxOptions } from './protocol.ts';
import type { Slack } from './slack.ts';
import { makeUntil } from './until.ts';
import { makeTriggers } from './views/triggers.ts';
import { makeWeather } from './weather.ts';
import { sendJson, sendText } from './web/answer.ts';
import { sendLogin, sendPrivateFile } from './web/downloads.ts';
import { isFromHere } from './web/guard.ts';
import { answerResponseUrl, answerUpload } from './web/inbound.ts';
import { answerRest } from './web/rest.ts';
import { sendFile } from './web/static.ts';
import { addSeedFiles, addSeedMessages } from './workspace/beginning.ts';
import { startMemory } from './workspace/memory.ts';
import { makeWorld } from './workspace/world.ts';

const usualRetryDelays = [0, 60_000, 300_000];

/** A local Slack on a port of this machine. Stop it with `stop()`. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const world = makeWorld(options);
  const ackTimeoutMs = options.ackTimeoutMs ?? 3000;
  const quietMs = options.quietMs ?? 40;
  const socket = makeSocketMode(world.app.id, ackTimeoutMs, () => world.changes.tell('state'));
  const { requestUrl } = options;
  const calls = makeCallLog(world.clock, options.busy);
  const transport = calls.noting(
    requestUrl ? makeHttpMode({ requestUrl, signingSecret, timeoutMs: ackTimeoutMs }) : socket,
  );
  const events = makeEvents(world, transport, options.eventRetryDelays ?? usualRetryDelays);
  const tokens = makeTokens(options.scopes ?? options.app?.scopes);
  const slack: Slack = {
    world,
    tokens,
    transport,
    events,
    triggers: makeTriggers(world),
    urls: makeResponseUrls({ world, events }),
    quiet: (ms = quietMs) => calls.quiet(ms),
  };
  const weather = makeWeather({ tokens, events, socket });
  const uploads = makeUploads();
  const unknownMethods: string[] = [];
  const openConnection: Method = {
    token: 'app',
    run: () => ({
      url: `${world.baseUrl.replace('http', 'ws')}/link/?ticket=${socket.ticket()}&app_id=${world.app.id}`,
    }),
  };
  const methods: Record<string, Method> = {
    ...chatMethods,
    ...conversationMethods,
    ...userMethods,
    ...viewMethods,
    ...fileMethods,
    ...uploads.methods,
    ...miscMethods,
    'apps.connections.open': openConnection,
  };
  const limiter = options.rates === 'slack' ? makeLimiter() : undefined;
  const api = { slack, methods, weather, calls, limiter, unknownMethods };
  const doors = { slack, weather, calls, uploads };
  const rest = { slack, extras: options.extras ?? {} };

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const path = url.pathname;
    if (!isFromHere(request)) return sendText(response, 'Not from here', 403);
    if (path.startsWith('/api/')) return answerApi(api, path.slice('/api/'.length), request, response);
    if (path.startsWith('/response/')) return answerResponseUrl(doors, path, request, response);
    if (path.startsWith('/upload/v1/')) return answerUpload(doors, path, request, response);
    if (path.startsWith('/files-pri/')) return sendPrivateFile(slack, weather, path, request, response);
    if (path === '/login') return sendLogin(response);
    if (path.startsWith('/sandbox/')) return answerRest(rest, url, request, response);
    return sendFile(response, path);
  }

  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      console.error('sandbox: a bug while answering', request.url, error);
      if (!response.headersSent) sendJson(response, { ok: false, error: 'fatal_error' }, 500);
      else response.destroy();
    });
  });
  server.on('upgrade', (request, stream, head) => {
    if (isFromHere(request)) socket.upgrade(request, stream, head);
    else stream.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  world.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const memory = options.memory ? startMemory(world, options.memory) : null;
  if (!memory?.restored) {
    addSeedMessages(world, options.story?.channels ?? []);
    addSeedFiles(world, options.files ?? new Map());
  }
  options.extras?.mail?.onChange?.(() => world.changes.tell('mail'));
  const until = makeUntil(world.changes);

  return {
    url: world.baseUrl,
    apiUrl: `${world.baseUrl}/api/`,
    botToken,
    appToken,
    signingSecret,
    teamId: world.team.id,
    appId: world.app.id,
    botUserId: world.app.botUserId,
    botId: world.app.botId,
    clock: world.clock,
    workspace: {
      team: world.team,
      users: world.users,
      channels: world.channels,
      messages: (channel) => world.messages.get(channel) ?? [],
      files: world.files,
      modals: world.modals,
      homes: world.homes,
      content: (fileId) => world.contents.get(fileId),
    },
    weather,
    calls: calls.all,
    requests: calls.requests,
    unknownMethods,
    troubles: world.troubles,
    as: (person) => makeDriver(slack, until, person),
    admin: makeAdmin(slack),
    async connected(timeoutMs = 5000) {
      await until(() => transport.connected(), 'a connection of the app', timeoutMs);
    },
    quiet: slack.quiet,
    until,
    async stop() {
      memory?.stop();
      events.stop();
      await socket.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
