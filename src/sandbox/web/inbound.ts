import type { IncomingMessage, ServerResponse } from 'node:http';
import { sleep } from '../../lib/time.ts';
import type { CallLog } from '../api/calls.ts';
import type { Uploads } from '../api/files.ts';
import { ApiError } from '../failures.ts';
import type { Slack } from '../slack.ts';
import type { Sky } from '../weather.ts';
import { cut, sendJson, sendText } from './answer.ts';
import { bytesOf, fieldsOf } from './body.ts';

interface Doors {
  slack: Slack;
  weather: Sky;
  calls: CallLog;
  uploads: Uploads;
}

/** POST /response/...: an answer through a response_url. */
export async function answerResponseUrl(
  doors: Doors,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const args = await fieldsOf(request);
  await passing(
    doors,
    'response_url',
    args,
    response,
    () => {
      doors.slack.urls.respond(path.slice('/response/'.length), args);
      return 'ok';
    },
    path,
  );
}

/** POST /upload/v1/...: the bytes of a file, raw or as the only part of a form. */
export async function answerUpload(
  doors: Doors,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const content = await uploadOf(request);
  await passing(doors, 'upload', { length: content.byteLength }, response, () => {
    doors.uploads.receive(path.slice('/upload/v1/'.length), content);
    return `OK - ${content.byteLength}`;
  });
}

async function uploadOf(request: IncomingMessage): Promise<Buffer> {
  if (!request.headers['content-type']?.startsWith('multipart/form-data')) return bytesOf(request);
  return Object.values(await fieldsOf(request)).find((value) => Buffer.isBuffer(value)) ?? Buffer.alloc(0);
}

async function passing(
  { weather, calls }: Doors,
  name: string,
  args: Record<string, unknown>,
  response: ServerResponse,
  perform: () => string,
  token?: string,
): Promise<void> {
  const call = calls.begin(name, args, token);
  await sleep(weather.delayOf(name));
  const fate = weather.fateOf(name, args);
  if (fate?.kind === 'drop') {
    calls.end(call, { ok: false, lost: true });
    return cut(response);
  }
  if (fate?.kind === 'fail' || fate?.kind === 'rateLimit') {
    const status = fate.kind === 'fail' ? fate.status : 429;
    if (fate.kind === 'rateLimit') response.setHeader('retry-after', String(fate.retryAfter));
    calls.end(call, { ok: false, status });
    return sendText(response, 'no', status);
  }
  try {
    if (fate?.kind === 'refuse') throw new ApiError(fate.error);
    const said = perform();
    calls.end(call, { ok: true, status: 200, lost: fate?.kind === 'dropAnswer' });
    if (fate?.kind === 'dropAnswer') return cut(response);
    sendText(response, said);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const status = ['expired_url', 'used_url', 'message_not_found'].includes(error.error) ? 404 : 400;
    calls.end(call, { ok: false, status, error: error.error });
    sendJson(response, { ok: false, error: error.error, ...error.more }, status);
  }
}
