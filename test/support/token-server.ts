import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sleep } from '../../src/lib/time.ts';

/** A token server as Microsoft's and Google's behave, on loopback; it speaks for whoever agrees. */
export interface TokenServer {
  deviceUrl: string;
  authorizeUrl: string;
  tokenUrl: string;
  /** what was asked for tokens, in order: `device_code`, `authorization_code`, `refresh_token` */
  asked: string[];
  /** refresh tokens that still count */
  good: Set<string>;
  /** every token that was ever given out */
  given: string[];
  behave: {
    /** null: fine; else every request for tokens ends so */
    trouble: null | 'down' | 'html' | 'silent' | { error: string; description?: string };
    /** a refresh token counts once, and a new one comes with each answer */
    rotates: boolean;
    accessSeconds: number;
    /** milliseconds before an answer */
    slow: number;
    /** seconds between two questions after a device code */
    interval: number;
  };
  /** Somebody signs in as this account and agrees: what they typed, or where the browser ends. */
  agree(account: string, userCode: string): void;
  follow(address: string, account: string): string;
  decline(userCode: string): void;
  stop(): Promise<void>;
}

export async function startTokenServer(
  signed: (account: string, seconds: number) => string,
): Promise<TokenServer> {
  const devices = new Map<string, { userCode: string; account: string | null; declined: boolean }>();
  const codes = new Map<string, { account: string }>();
  const accounts = new Map<string, string>();
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const it: TokenServer = {
    deviceUrl: `${base}/devicecode`,
    authorizeUrl: `${base}/authorize`,
    tokenUrl: `${base}/token`,
    asked: [],
    good: new Set(),
    given: [],
    behave: { trouble: null, rotates: false, accessSeconds: 3600, slow: 0, interval: 0.05 },
    agree(account, userCode) {
      for (const device of devices.values()) if (device.userCode === userCode) device.account = account;
    },
    decline(userCode) {
      for (const device of devices.values()) if (device.userCode === userCode) device.declined = true;
    },
    follow(address, account) {
      const { searchParams } = new URL(address);
      const code = randomBytes(12).toString('hex');
      codes.set(code, { account });
      return `${searchParams.get('redirect_uri')}?code=${code}&state=${searchParams.get('state')}&scope=mail`;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const fields = new URLSearchParams(await bodyOf(request));
    await sleep(it.behave.slow);
    const say = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (request.url === '/devicecode') return say(200, newDevice());
    it.asked.push((fields.get('grant_type') ?? '').replace('urn:ietf:params:oauth:grant-type:', ''));
    const { trouble } = it.behave;
    if (trouble === 'down') return say(503, { error: 'temporarily_unavailable' });
    if (trouble === 'silent') return void response.destroy();
    if (trouble === 'html') {
      response.writeHead(502, { 'content-type': 'text/html' });
      return void response.end('<h1>Bad gateway</h1>');
    }
    if (trouble) return say(400, { error: trouble.error, error_description: trouble.description ?? '' });
    const account = accountOf(fields);
    if (typeof account === 'object') return say(400, account);
    say(200, tokensFor(account, fields.get('refresh_token')));
  }

  function newDevice() {
    const [device_code, userCode] = [randomBytes(12).toString('hex'), randomBytes(4).toString('hex')];
    devices.set(device_code, { userCode, account: null, declined: false });
    const { interval } = it.behave;
    return {
      device_code,
      user_code: userCode,
      verification_uri: `${base}/device`,
      expires_in: 900,
      interval,
    };
  }

  function accountOf(fields: URLSearchParams): string | { error: string } {
    if (fields.get('client_id') !== 'vizitka-zkouska') return { error: 'unauthorized_client' };
    const code = fields.get('code');
    if (code) return (fields.get('code_verifier') && codes.get(code)?.account) || { error: 'invalid_grant' };
    const refreshToken = fields.get('refresh_token');
    if (refreshToken) {
      if (!it.good.has(refreshToken)) return { error: 'invalid_grant' };
      return accounts.get(refreshToken) ?? { error: 'invalid_grant' };
    }
    const device = devices.get(fields.get('device_code') ?? '');
    if (!device) return { error: 'bad_verification_code' };
    if (device.declined) return { error: 'authorization_declined' };
    return device.account ?? { error: 'authorization_pending' };
  }

  function tokensFor(account: string, used: string | null) {
    const access_token = signed(account, it.behave.accessSeconds);
    const keeps = used !== null && !it.behave.rotates;
    const refresh_token = keeps ? used : `obnova-${randomBytes(16).toString('hex')}`;
    if (used !== null && !keeps) it.good.delete(used);
    it.good.add(refresh_token);
    accounts.set(refresh_token, account);
    it.given.push(access_token, refresh_token);
    return {
      access_token,
      expires_in: it.behave.accessSeconds,
      token_type: 'Bearer',
      ...(keeps ? {} : { refresh_token }),
    };
  }
  return it;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}
