import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError, SlackFailure } from '../failures.ts';
import { upload } from '../people/writing.ts';
import type { SandboxOptions, User } from '../protocol.ts';
import type { Slack } from '../slack.ts';
import { personMayRead } from '../workspace/files.ts';
import { sendJson, sendText } from './answer.ts';
import { avatar } from './avatar.ts';
import { bytesOf, fieldsOf } from './body.ts';
import { doings } from './doings.ts';

import { lookings } from './lookings.ts';
import { openStream } from './stream.ts';

export interface Rest {
  slack: Slack;
  extras: NonNullable<SandboxOptions['extras']>;
}

/** /sandbox/*: what the page's person sees and does. */
export async function answerRest(
  rest: Rest,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = url.pathname.slice('/sandbox/'.length);
  try {
    const handled =
      request.method === 'GET'
        ? await look(rest, path, url, request, response)
        : await act(rest, path, url, request, response);
    if (!handled) sendJson(response, { ok: false, code: 'not_found', message: `No ${path}` }, 404);
  } catch (error) {
    if (error instanceof SlackFailure || error instanceof ApiError) {
      const code = error instanceof SlackFailure ? error.code : error.error;
      const ofApp = ['operation_timeout', 'dispatch_failed', 'bad_answer'].includes(code);
      return sendJson(response, { ok: false, code, message: error.message }, ofApp ? 409 : 400);
    }
    const message = error instanceof Error ? error.message : String(error);
    sendJson(response, { ok: false, code: 'bad_request', message }, 400);
  }
}

async function look(
  rest: Rest,
  path: string,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { world } = rest.slack;
  if (path.startsWith('avatar/')) {
    sendText(response, avatar(world.users.get(path.slice(7).replace('.svg', ''))), 200, 'image/svg+xml');
    return true;
  }
  const me = personNamed(
    rest.slack,
    url.searchParams.get('as') ?? (path === 'state' ? firstPerson(world) : ''),
  );
  if (path === 'events') {
    openStream(world.changes, request, response);
    return true;
  }
  if (path.startsWith('file/')) {
    sendFileTo(rest.slack, me, path.slice(5), response);
    return true;
  }
  const looking = lookings[path];
  if (looking) sendJson(response, { ok: true, ...(await looking(rest, me, url.searchParams)) });
  return looking !== undefined;
}

async function act(
  rest: Rest,
  path: string,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (path === 'upload') {
    const me = personNamed(rest.slack, url.searchParams.get('as'));
    const content = await bytesOf(request);
    const name = url.searchParams.get('name') ?? 'file';
    sendJson(response, {
      ok: true,
      file: upload(rest.slack, me, { name, content, type: url.searchParams.get('type') ?? '' }),
    });
    return true;
  }
  const doing = doings[path];
  if (!doing) return false;
  const fields = await fieldsOf(request);
  const me = personNamed(rest.slack, fields.as);
  sendJson(response, { ok: true, ...(await doing(rest, me, fields)) });
  return true;
}

function personNamed(slack: Slack, id: unknown): User {
  const user = slack.world.users.get(String(id ?? ''));
  if (!user) throw new SlackFailure('not_found', `Nobody is ${String(id)}`);
  return user;
}

/** Whoever opens the page without saying who it is. */
const firstPerson = (world: Slack['world']) =>
  [...world.users.values()].find((user) => !user.is_bot && !user.deleted)?.id;

function sendFileTo(slack: Slack, me: User, id: string, response: ServerResponse): void {
  const file = slack.world.files.get(id);
  const content = slack.world.contents.get(id);
  if (!file || !content || !personMayRead(slack.world, file, me.id)) {
    sendText(response, 'No such file', 404);
    return;
  }
  const inline = /^image\/(png|jpeg|gif)$/.test(file.mimetype);
  response.writeHead(200, {
    'content-type': inline ? file.mimetype : 'application/octet-stream',
    'content-disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'x-content-type-options': 'nosniff',
  });
  response.end(content);
}
