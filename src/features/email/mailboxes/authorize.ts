import { createHash, randomBytes } from 'node:crypto';
import type { Ctx } from '../../../lib/context.ts';
import { monotonic, sleep } from '../../../lib/time.ts';
import type { MailboxConfig } from './config.ts';
import { openImap } from './imap.ts';
import type { Provider } from './oauth-config.ts';
import {
  type DeviceCode,
  type Grant,
  redeemCode,
  redeemDeviceCode,
  requestDeviceCode,
  TokenRefused,
  TokenServerAway,
} from './token-server.ts';
import { keepGrant, providerFor } from './tokens.ts';

/** The person at the terminal. */
export interface Terminal {
  say(line: string): void;
  ask(question: string): Promise<string>;
}

/** Why there is no consent in the end, in words for the person at the terminal. */
export class AuthorizationFailed extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'AuthorizationFailed';
  }
}

/**
 * Gets the consent of the mailbox's owner, tries it at the mailbox itself, and keeps it sealed.
 * @throws AuthorizationFailed, SecretsProblem; then nothing was kept, and what was there before still is
 */
export async function authorizeMailbox(ctx: Ctx, mailbox: MailboxConfig, terminal: Terminal): Promise<void> {
  const provider = providerFor(mailbox);
  // Before anybody takes the trouble: without a key nothing could be kept.
  await ctx.ports.secrets.seal('', 'trial');
  const grant = await inWords(() =>
    provider.flow === 'device'
      ? byDeviceCode(provider, mailbox, terminal)
      : byBrowser(provider, mailbox, terminal),
  );
  const { refreshToken } = grant;
  if (!refreshToken) {
    throw new AuthorizationFailed(
      'The token server gave no refresh token, so access would end within the hour. The scope must allow offline access.',
    );
  }
  terminal.say(`Consent is there. Trying it at ${mailbox.host} ...`);
  await tryMailbox(ctx, mailbox, grant.accessToken);
  await keepGrant(ctx, mailbox, { ...grant, refreshToken });
}

async function byDeviceCode(provider: Provider, mailbox: MailboxConfig, terminal: Terminal): Promise<Grant> {
  const code = await requestDeviceCode(provider);
  terminal.say(`1. Open ${code.page} in a browser, on any computer or phone.`);
  terminal.say(`2. Enter the code ${code.userCode}`);
  terminal.say(
    `3. Sign in as ${mailbox.user} (of a shared mailbox: as somebody with full access to it), not as yourself, and agree.`,
  );
  terminal.say(`Waiting; the code is good for ${Math.round(code.expiresIn / 60)} minutes. Ctrl+C ends it.`);
  return waitForConsent(provider, code);
}

async function waitForConsent(provider: Provider, code: DeviceCode): Promise<Grant> {
  const end = monotonic() + code.expiresIn * 1000;
  let pauseMs = code.interval * 1000;
  while (monotonic() < end) {
    await sleep(pauseMs);
    try {
      return await redeemDeviceCode(provider, code.deviceCode);
    } catch (error) {
      // A network that stumbles does not spoil the code.
      if (error instanceof TokenServerAway || isCode(error, 'authorization_pending')) continue;
      if (!isCode(error, 'slow_down')) throw error;
      pauseMs += 5000;
    }
  }
  throw new AuthorizationFailed('The code expired before anybody agreed. Start again.');
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof TokenRefused && error.code === code;

async function byBrowser(provider: Provider, mailbox: MailboxConfig, terminal: Terminal): Promise<Grant> {
  const state = randomBytes(16).toString('base64url');
  const verifier = randomBytes(32).toString('base64url');
  const page = new URL(provider.authorizeUrl ?? '');
  const fields = {
    client_id: provider.clientId,
    response_type: 'code',
    redirect_uri: provider.redirectUri,
    scope: provider.scope,
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    login_hint: mailbox.user,
    ...provider.extra,
  };
  for (const [name, value] of Object.entries(fields)) page.searchParams.set(name, value);
  terminal.say('1. Open this address in a browser, on any computer:');
  terminal.say(`\n${page}\n`);
  terminal.say(`2. Sign in as ${mailbox.user}, not as yourself, and agree.`);
  terminal.say(
    `3. The browser ends at a page that cannot be reached. That is right: copy its whole address (${provider.redirectUri}?...).`,
  );
  const pasted = await terminal.ask('Paste the address here: ');
  return redeemCode(provider, codeIn(pasted, state), verifier);
}

function codeIn(pasted: string, state: string): string {
  const fields = fieldsOf(pasted);
  const error = fields?.get('error');
  if (error) throw new AuthorizationFailed(`Consent was not given (${error.slice(0, 60)}).`);
  const code = fields?.get('code');
  if (!code) {
    throw new AuthorizationFailed('That is not the address of the last page: it holds "code=". Start again.');
  }
  if (fields?.get('state') !== state) {
    throw new AuthorizationFailed('That address belongs to another attempt. Start again.');
  }
  return code;
}

function fieldsOf(pasted: string): URLSearchParams | null {
  try {
    return new URL(pasted.trim()).searchParams;
  } catch {
    return null;
  }
}

async function tryMailbox(ctx: Ctx, mailbox: MailboxConfig, accessToken: string): Promise<void> {
  try {
    const client = await openImap(ctx, mailbox, { user: mailbox.user, accessToken });
    client.close();
  } catch (error) {
    const { authenticationFailed, message } = error as { authenticationFailed?: boolean; message: string };
    throw new AuthorizationFailed(
      authenticationFailed
        ? `${mailbox.host} does not let this account into the mailbox ${mailbox.user}: sign in as the mailbox itself (or, of a shared one, as somebody with full access), and see that IMAP is switched on for it.`
        : `${mailbox.host} cannot be reached (${message}), so nothing was kept. npm run doctor says more.`,
    );
  }
}

async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TokenServerAway) {
      throw new AuthorizationFailed(`${error.message}: check the network and try again.`);
    }
    if (error instanceof TokenRefused) throw new AuthorizationFailed(adviceFor(error));
    throw error;
  }
}

/** What the commonest refusals mean, by OAuth's code or Microsoft's number. */
const advices: Record<string, string> = {
  AADSTS7000218:
    'switch on "Allow public client flows" of the app registration (Authentication), or give a clientSecret',
  AADSTS7000215: 'the client secret is wrong: it is the secret’s value, not its ID',
  AADSTS7000222: 'the client secret has expired: make a new one, or none and "Allow public client flows"',
  AADSTS700016: 'there is no application with this clientId in the directory',
  AADSTS90002: 'there is no directory with this tenant',
  AADSTS65001: 'the permission IMAP.AccessAsUser.All is missing: add it, and let an administrator agree',
  AADSTS50105: 'the account is not assigned to the application (Enterprise applications, Users and groups)',
  AADSTS53003:
    'a Conditional Access policy forbids it, often all device codes: set "flow": "browser" in MAILBOXES, or exempt the account',
  AADSTS530036: 'a policy forbids device codes: set "flow": "browser" in MAILBOXES',
  invalid_client: 'clientId or clientSecret is wrong',
  invalid_scope: 'the scope is not known there',
  expired_token: 'the code expired before anybody agreed; start again',
  access_denied: 'consent was not given',
  authorization_declined: 'consent was not given',
};

function adviceFor(error: TokenRefused): string {
  const advice = advices[error.detail ?? ''] ?? advices[error.code];
  return advice ? `${error.message}: ${advice}.` : `${error.message}.`;
}
