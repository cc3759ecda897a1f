/** What is said to a token server (RFC 6749, RFC 8628), and what its answers mean. Nothing here ever names a token. */
import type { Provider } from './oauth-config.ts';

export interface Grant {
  accessToken: string;
  /** seconds */
  expiresIn: number;
  /** null: the one before still counts */
  refreshToken: string | null;
}

/** The token server says no: only a person can mend it. Reads like refused credentials to whoever polls the mailbox. */
export class TokenRefused extends Error {
  readonly authenticationFailed = true;
  /** OAuth's error code, such as invalid_grant */
  readonly code: string;
  /** Microsoft's own number of it, such as AADSTS50076 */
  readonly detail: string | null;

  constructor(host: string, code: string, detail: string | null) {
    super(`${host} refuses: ${code}${detail ? ` (${detail})` : ''}`);
    this.name = 'TokenRefused';
    this.code = code;
    this.detail = detail;
  }
}

/** No answer, or none that means anything: it is tried again. */
export class TokenServerAway extends Error {
  constructor(host: string, why: string) {
    super(`${host} does not answer as it should (${why})`);
    this.name = 'TokenServerAway';
  }
}

export interface DeviceCode {
  deviceCode: string;
  userCode: string;
  page: string;
  /** seconds */
  expiresIn: number;
  interval: number;
}

/** @throws TokenRefused, TokenServerAway */
export async function requestDeviceCode(provider: Provider): Promise<DeviceCode> {
  const url = provider.deviceUrl ?? '';
  const answer = await ask(url, { client_id: provider.clientId, scope: provider.scope });
  const { device_code, user_code, verification_uri, verification_url, expires_in, interval } = answer;
  const page = textOf(verification_uri) ?? textOf(verification_url);
  const [deviceCode, userCode] = [textOf(device_code), textOf(user_code)];
  if (!deviceCode || !userCode || !page) throw new TokenServerAway(hostOf(url), 'no code in the answer');
  return {
    deviceCode,
    userCode,
    page,
    expiresIn: numberOf(expires_in) ?? 900,
    interval: numberOf(interval) ?? 5,
  };
}

/** @throws TokenRefused `authorization_pending`, `slow_down`, `expired_token` and the like; TokenServerAway */
export const redeemDeviceCode = (provider: Provider, deviceCode: string): Promise<Grant> =>
  askForTokens(provider, {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    device_code: deviceCode,
  });

/** @throws TokenRefused, TokenServerAway */
export const redeemCode = (provider: Provider, code: string, verifier: string): Promise<Grant> =>
  askForTokens(provider, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: provider.redirectUri,
    code_verifier: verifier,
  });

/** @throws TokenRefused, TokenServerAway */
export const renew = (provider: Provider, refreshToken: string): Promise<Grant> =>
  askForTokens(provider, {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    ...(provider.renewsByScope ? { scope: provider.scope } : {}),
  });

async function askForTokens(provider: Provider, fields: Record<string, string>): Promise<Grant> {
  const answer = await ask(provider.tokenUrl, {
    client_id: provider.clientId,
    ...(provider.clientSecret ? { client_secret: provider.clientSecret } : {}),
    ...fields,
  });
  const accessToken = textOf(answer.access_token);
  if (!accessToken) throw new TokenServerAway(hostOf(provider.tokenUrl), 'no token in the answer');
  return {
    accessToken,
    expiresIn: numberOf(answer.expires_in) ?? 3600,
    refreshToken: textOf(answer.refresh_token),
  };
}

const timeoutMs = 20_000;
/** These say "later", whatever status they come with. */
const passing = new Set(['temporarily_unavailable', 'server_error']);

async function ask(url: string, fields: Record<string, string>): Promise<Record<string, unknown>> {
  const host = hostOf(url);
  let status: number;
  let body: string;
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams(fields),
      // What is posted is secret: it goes where the configuration says and nowhere else.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    status = answer.status;
    body = await answer.text();
  } catch (error) {
    const { name, cause } = error as { name: string; cause?: { code?: string } };
    throw new TokenServerAway(host, name === 'TimeoutError' ? 'no answer in time' : (cause?.code ?? name));
  }
  const json = objectIn(body);
  const code = textOf(json?.error);
  if (status === 200 && json && !code) return json;
  if (status >= 500 || status === 429 || !code || passing.has(code)) {
    throw new TokenServerAway(host, `HTTP ${status}`);
  }
  const detail = /AADSTS\d+/.exec(textOf(json?.error_description) ?? '')?.[0] ?? null;
  throw new TokenRefused(host, code.slice(0, 60), detail);
}

function objectIn(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

const hostOf = (url: string): string => new URL(url).host;
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Some servers write their numbers as text. */
function numberOf(value: unknown): number | null {
  const number = Number(value);
  return (typeof value === 'number' || typeof value === 'string') && number > 0 ? number : null;
}
