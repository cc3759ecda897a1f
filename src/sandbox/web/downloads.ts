import type { IncomingMessage, ServerResponse } from 'node:http';
import { sleep } from '../../lib/time.ts';
import { botToken } from '../api/tokens.ts';
import type { Slack } from '../slack.ts';
import type { Sky } from '../weather.ts';
import { appMayRead } from '../workspace/files.ts';
import { cut, sendText } from './answer.ts';

const loginPage =
  '<!DOCTYPE html><html><head><title>Slack</title></head><body>Sign in to see this file</body></html>';

/**
 * GET /files-pri/<team>-<file>/...: the bytes for a good Bearer token. Without a token Slack redirects to its login page; with
 * a wrong one, or without files:read, it shows that page with status 200.
 */
export async function sendPrivateFile(
  slack: Slack,
  weather: Sky,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const id = /^\/files-pri\/[A-Z0-9]+-([A-Z0-9]+)\//.exec(path)?.[1] ?? '';
  await sleep(weather.delayOf('download'));
  const fate = weather.fateOf('download', { file: id });
  if (fate?.kind === 'drop') return cut(response);
  if (fate?.kind === 'fail') return sendText(response, 'Service Unavailable', fate.status);
  const { authorization } = request.headers;
  if (!authorization) {
    response.writeHead(302, { location: `/login?redir=${encodeURIComponent(path)}` });
    return void response.end();
  }
  const { tokens, world } = slack;
  const good =
    authorization === `Bearer ${botToken}` &&
    tokens.state === 'valid' &&
    (tokens.scopes?.has('files:read') ?? true);
  if (!good || fate?.kind === 'html') return sendText(response, loginPage, 200, 'text/html; charset=utf-8');
  const file = world.files.get(id);
  const content = world.contents.get(id);
  if (!file || !content || !appMayRead(world, file)) return sendText(response, 'Not found', 404);
  response.writeHead(200, { 'content-type': file.mimetype, 'content-length': String(content.byteLength) });
  if (fate?.kind !== 'dropAnswer') return void response.end(content);
  // Half of the file, then the line goes dead.
  response.write(content.subarray(0, content.byteLength >> 1), () => cut(response));
}

export const sendLogin = (response: ServerResponse): void =>
  sendText(response, loginPage, 200, 'text/html; charset=utf-8');
