import type { IncomingMessage, ServerResponse } from 'node:http';
import { monotonic, sleep } from '../../lib/time.ts';
import { ApiError } from '../failures.ts';
import type { ApiCall } from '../protocol.ts';
import type { Slack } from '../slack.ts';
import type { Fate, Sky } from '../weather.ts';
import { cut, sendJson, sendText } from '../web/answer.ts';
import { fieldsOf } from '../web/body.ts';
import type { CallLog } from './calls.ts';
import type { Limiter } from './limits.ts';
import type { Answer, Args, Method } from './method.ts';

interface Api {
  slack: Slack;
  methods: Record<string, Method>;
  weather: Sky;
  calls: CallLog;
  limiter?: Limiter;
  unknownMethods: string[];
}

/** POST /api/<method>: weather, token, scope, then the method. */
export async function answerApi(
  api: Api,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let args: Args;
  try {
    args = readArgs(await fieldsOf(request));
  } catch {
    return sendJson(response, { ok: false, error: 'invalid_json' });
  }
  const token = tokenOf(request, args);
  const call = api.calls.begin(name, args, token);
  await sleep(api.weather.delayOf(name));
  const fate = api.weather.fateOf(name, args) ?? limited(api, name, args);
  const early = fate && beforehand(fate, response);
  if (early) return api.calls.end(call, early);
  const answer =
    fate?.kind === 'refuse' ? { ok: false, error: fate.error } : await perform(api, name, args, token);
  api.calls.end(call, { status: 200, ...outcomeOf(answer), answer, lost: fate?.kind === 'dropAnswer' });
  if (fate?.kind === 'dropAnswer') return cut(response);
  sendJson(response, answer, 200, scopeHeaders(api, name));
}

function limited(api: Api, name: string, args: Args): Fate | undefined {
  const retryAfter = api.limiter?.(name, args);
  return retryAfter === undefined ? undefined : { kind: 'rateLimit', retryAfter };
}

/** Weather that comes before the method: it never runs. */
function beforehand(fate: Fate, response: ServerResponse): Partial<ApiCall> | undefined {
  if (fate.kind === 'drop') {
    cut(response);
    return { ok: false, error: 'connection dropped', lost: true };
  }
  if (fate.kind === 'rateLimit') {
    sendJson(response, { ok: false, error: 'ratelimited' }, 429, { 'retry-after': String(fate.retryAfter) });
    return { status: 429, ok: false, error: 'ratelimited' };
  }
  if (fate.kind === 'fail') {
    sendText(response, 'Service Unavailable', fate.status);
    return { status: fate.status, ok: false, error: 'http_error' };
  }
  return undefined;
}

async function perform(api: Api, name: string, args: Args, token: string | undefined): Promise<Answer> {
  const method = Object.hasOwn(api.methods, name) ? api.methods[name] : undefined;
  if (!method) {
    api.unknownMethods.push(name);
    return { ok: false, error: 'unknown_method', req_method: name };
  }
  try {
    api.slack.tokens.check(token, method.token ?? 'bot');
    if (method.scopes) api.slack.tokens.need(method.scopes);
    return { ok: true, ...(await method.run(api.slack, args)) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { ok: false, error: error.error, ...error.more };
  }
}

const outcomeOf = (answer: Answer) => ({
  ok: answer.ok === true,
  ...(typeof answer.error === 'string' ? { error: answer.error } : {}),
});

const jsonArgs = ['blocks', 'attachments', 'view', 'metadata', 'files', 'unfurls'];

/** In a form these travel as JSON text. */
function readArgs(fields: Record<string, unknown>): Args {
  const args: Args = { ...fields };
  for (const name of jsonArgs) {
    if (typeof args[name] === 'string' && args[name] !== '') args[name] = parsed(args[name]);
  }
  return args;
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function tokenOf(request: IncomingMessage, args: Args): string | undefined {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const given = bearer ?? (typeof args.token === 'string' ? args.token : undefined);
  delete args.token;
  return given;
}

function scopeHeaders(api: Api, name: string): Record<string, string> {
  const { scopes } = api.slack.tokens;
  const needed = api.methods[name]?.scopes;
  return {
    ...(scopes ? { 'x-oauth-scopes': [...scopes].join(',') } : {}),
    ...(needed ? { 'x-accepted-oauth-scopes': needed.join(',') } : {}),
    'x-slack-req-id': String(Math.round(monotonic() * 1000)),
  };
}
