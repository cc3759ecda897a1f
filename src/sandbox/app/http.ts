import { createHmac } from 'node:crypto';
import { millis, systemTime } from '../../lib/time.ts';
import type { Ack, PayloadKind, Retry, Transport } from './transport.ts';

interface HttpModeOptions {
  requestUrl: string;
  signingSecret: string;
  timeoutMs: number;
}

/** HTTP mode: every payload is a signed POST; its answer is the ack. */
export function makeHttpMode(options: HttpModeOptions): Transport {
  return {
    connected: () => true,
    stop: async () => {},
    send: (kind, payload, retry) => post(options, kind, payload, retry),
  };
}

async function post(
  options: HttpModeOptions,
  kind: PayloadKind,
  payload: Record<string, unknown>,
  retry?: Retry,
): Promise<Ack> {
  const { body, type } = encode(kind, payload);
  let response: Response;
  let text: string;
  try {
    response = await fetch(options.requestUrl, {
      method: 'POST',
      headers: { 'content-type': type, ...signature(options, body), ...retryHeaders(retry) },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(options.timeoutMs),
    });
    text = await response.text();
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    return timedOut ? { outcome: 'timeout' } : { outcome: 'failed', reason: 'connection_failed' };
  }
  if (response.status < 200 || response.status >= 300) {
    const noRetry = response.headers.get('x-slack-no-retry') === '1';
    return { outcome: 'failed', reason: noRetry ? 'no_retry' : `http_${response.status}` };
  }
  return { outcome: 'acked', payload: parse(text) };
}

function encode(kind: PayloadKind, payload: Record<string, unknown>): { body: string; type: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), type: 'application/json' };
  const form = new URLSearchParams();
  if (kind === 'interactive') form.set('payload', JSON.stringify(payload));
  else for (const [key, value] of Object.entries(payload)) form.set(key, String(value));
  return { body: form.toString(), type: 'application/x-www-form-urlencoded' };
}

function signature(options: HttpModeOptions, body: string): Record<string, string> {
  // Bolt compares the timestamp with the machine's clock, so a moved story clock must not sign.
  const timestamp = String(Math.floor(millis(systemTime.now()) / 1000));
  const digest = createHmac('sha256', options.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` };
}

const retryHeaders = (retry?: Retry): Record<string, string> =>
  retry
    ? {
        'x-slack-retry-num': String(retry.attempt),
        'x-slack-retry-reason': retry.reason.replace('timeout', 'http_timeout'),
      }
    : {};

function parse(text: string): Record<string, unknown> {
  if (!text) return {};
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { text };
  }
}
