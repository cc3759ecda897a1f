/** What a failed call means for what it was to do. */
import { slackCode } from './respond.ts';

export type Outcome =
  /** not done; Slack asks to wait */
  | { kind: 'rateLimited'; waitMs: number }
  /** not done; nothing of ours will be until somebody gives the token or the scope back */
  | { kind: 'refused'; code: string; needed: string[] }
  /** not done, and never will be by itself */
  | { kind: 'dead'; code: string }
  /** the message to be changed is not there any more */
  | { kind: 'gone'; code: string }
  /** to be tried again; `certain`: surely not done, else nobody knows */
  | { kind: 'retry'; code: string; certain: boolean };

/** A call to Slack that failed, with what that means. */
export class SlackFailure extends Error {
  readonly outcome: Outcome;

  constructor(error: unknown) {
    const outcome = outcomeOf(error);
    super('code' in outcome ? outcome.code : outcome.kind, { cause: error });
    this.name = 'SlackFailure';
    this.outcome = outcome;
  }
}

/** @throws SlackFailure */
export async function calling<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw error instanceof SlackFailure ? error : new SlackFailure(error);
  }
}

/** A refusal of ours, in Slack's words: the channel was looked at before anything was sent. */
export const refusal = (code: string): SlackFailure => new SlackFailure({ data: { error: code } });

const refusing = new Set([
  'token_revoked',
  'token_expired',
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'missing_scope',
]);
const goneCodes = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed']);
// Slack's documentation of these: some aspect of the operation may have succeeded before the error was raised.
const unsure = new Set(['internal_error', 'fatal_error', 'request_timeout', 'service_unavailable']);

/** Slack's own default when a 429 does not say how long. */
const usualWaitMs = 30_000;

export function outcomeOf(error: unknown): Outcome {
  const code = slackCode(error);
  if (code) return outcomeOfCode(code, error as PlatformError);
  const failure = error as HttpFailure | null;
  if (failure?.code === 'slack_webapi_rate_limited_error') {
    return { kind: 'rateLimited', waitMs: (failure.retryAfter ?? usualWaitMs / 1000) * 1000 };
  }
  if (failure?.code === 'slack_webapi_http_error') {
    const status = failure.statusCode ?? 0;
    // A gateway gives up (502, 504) while Slack may still go on. What has a 4xx never got that far.
    return { kind: 'retry', code: `http_${status}`, certain: status >= 400 && status < 500 };
  }
  const network = networkCode(failure);
  return { kind: 'retry', code: network ?? 'no_answer', certain: network !== null && neverSent.has(network) };
}

interface PlatformError {
  data: { error: string; needed?: string };
}
interface HttpFailure {
  code?: string;
  retryAfter?: number;
  statusCode?: number;
  original?: unknown;
  cause?: unknown;
}

function outcomeOfCode(code: string, error: PlatformError): Outcome {
  if (code === 'ratelimited' || code === 'rate_limited') return { kind: 'rateLimited', waitMs: usualWaitMs };
  if (refusing.has(code)) {
    return { kind: 'refused', code, needed: error.data.needed?.split(',').filter(Boolean) ?? [] };
  }
  if (goneCodes.has(code)) return { kind: 'gone', code };
  if (unsure.has(code)) return { kind: 'retry', code, certain: false };
  return { kind: 'dead', code };
}

// The connection never stood, so nothing went through it.
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Node's code of the failure, which fetch wraps twice and WebClient once more. */
function networkCode(error: unknown): string | null {
  const link = error as HttpFailure | null;
  if (!link || typeof link !== 'object') return null;
  const inner = networkCode(link.original ?? link.cause);
  if (inner) return inner;
  return typeof link.code === 'string' && !link.code.startsWith('slack_webapi') ? link.code : null;
}
