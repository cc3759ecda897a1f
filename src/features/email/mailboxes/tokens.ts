import { transaction } from '../../../db/transaction.ts';
import type { Ctx } from '../../../lib/context.ts';
import { randomId } from '../../../lib/ids.ts';
import type { Secrets } from '../../../lib/secrets.ts';
import { addMillis, monotonic, sleep } from '../../../lib/time.ts';
import type { MailboxConfig } from './config.ts';
import type { ImapLogin } from './imap.ts';
import { type Provider, providerOf } from './oauth-config.ts';
import { type Grant, renew, TokenServerAway } from './token-server.ts';
import {
  claimRenewal,
  dropAccessToken,
  findTokens,
  putTokens,
  releaseRenewal,
  type StoredTokens,
  saveRenewed,
} from './token-store.ts';

declare module '../../../lib/context.ts' {
  interface Ports {
    /** seals the tokens of mailboxes */
    secrets: Secrets;
  }
}

/** Nobody gave consent yet, or what was given was for another account. For a poller it is like refused credentials. */
export class NotAuthorized extends Error {
  readonly authenticationFailed = true;

  constructor(mailbox: string) {
    super(`not authorised yet: npm run mail:authorize -- ${mailbox}`);
    this.name = 'NotAuthorized';
  }
}

/**
 * Logs in with what the mailbox has: its password, or an access token. One that the server does not take although its time
 * is not up is replaced once.
 * @throws NotAuthorized, TokenRefused, TokenServerAway, SecretsProblem, and what `open` throws
 */
export async function withLogin<T>(
  ctx: Ctx,
  mailbox: MailboxConfig,
  open: (login: ImapLogin) => Promise<T>,
): Promise<T> {
  const { user, pass } = mailbox;
  if (pass !== undefined) return open({ user, pass });
  const token = await accessTokenOf(ctx, mailbox);
  try {
    return await open({ user, accessToken: token.text });
  } catch (error) {
    const refused = (error as { authenticationFailed?: boolean }).authenticationFailed === true;
    if (!refused) throw error;
    if (token.isNew) throw markWithToken(error);
    await transaction(ctx, (tx) => dropAccessToken(tx, mailbox.name, token.sealed));
    const accessToken = (await accessTokenOf(ctx, mailbox)).text;
    return open({ user, accessToken }).catch((again) => Promise.reject(markWithToken(again)));
  }
}

/** A new password would not help. */
const markWithToken = (error: unknown): unknown => Object.assign(error as object, { withToken: true });

/** Renews the tokens of a mailbox when their time comes near, though nobody needs them now. @throws as withLogin */
export async function keepTokensFresh(ctx: Ctx, mailbox: MailboxConfig): Promise<void> {
  if (!mailbox.oauth) return;
  try {
    await accessTokenOf(ctx, mailbox);
  } catch (error) {
    // The connection that is open needs none: there is time to try again.
    if (!(error instanceof TokenServerAway)) throw error;
    ctx.log.warn({ mailbox: mailbox.name, err: error }, 'the tokens of a mailbox cannot be renewed now');
  }
}

/** Waits this long, or until somebody gives consent to this mailbox. */
export async function untilAuthorized(
  ctx: Ctx,
  mailbox: MailboxConfig,
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  const given = async () => (await findTokens(ctx, mailbox.name).catch(() => null))?.authorizedAt;
  const before = await given();
  for (let left = ms; left > 0 && !signal.aborted; left -= lookMs) {
    await sleep(Math.min(left, lookMs), signal);
    if (mailbox.oauth && (await given()) !== before) return;
  }
}

const lookMs = 5000;

interface AccessToken {
  text: string;
  sealed: string;
  /** it comes straight from the token server */
  isNew: boolean;
}

/** How long another process that renews is waited for; its lease ends before. */
const patienceMs = 60_000;

async function accessTokenOf(ctx: Ctx, mailbox: MailboxConfig): Promise<AccessToken> {
  const start = monotonic();
  while (monotonic() - start < patienceMs) {
    const now = ctx.time.now();
    const tokens = await tokensOf(ctx, mailbox);
    if (tokens.renewAt && tokens.renewAt > now) return opened(ctx, tokens);
    const claim = randomId();
    if (await transaction(ctx, (tx) => claimRenewal(tx, mailbox.name, claim))) {
      try {
        return await renewed(ctx, mailbox, claim);
      } catch (error) {
        const isStillGood = tokens.accessUntil !== null && tokens.accessUntil > addMillis(now, 30_000);
        if (error instanceof TokenServerAway && isStillGood) return opened(ctx, tokens);
        throw error;
      } finally {
        await transaction(ctx, (tx) => releaseRenewal(tx, mailbox.name, claim));
      }
    }
    await sleep(200);
  }
  throw new TokenServerAway('another process', 'it is renewing the token and does not come back');
}

async function tokensOf(ctx: Ctx, mailbox: MailboxConfig): Promise<StoredTokens> {
  const tokens = await findTokens(ctx, mailbox.name);
  if (tokens?.account !== accountOf(mailbox)) throw new NotAuthorized(mailbox.name);
  return tokens;
}

const opened = async (ctx: Ctx, { mailbox, accessToken }: StoredTokens): Promise<AccessToken> => ({
  text: await ctx.ports.secrets.open(accessToken ?? '', purposeOf(mailbox, 'access')),
  sealed: accessToken ?? '',
  isNew: false,
});

/** Under the claim: read again, because another may have renewed them a moment ago. */
async function renewed(ctx: Ctx, mailbox: MailboxConfig, claim: string): Promise<AccessToken> {
  const tokens = await tokensOf(ctx, mailbox);
  if (tokens.renewAt && tokens.renewAt > ctx.time.now()) return opened(ctx, tokens);
  const refreshToken = await ctx.ports.secrets.open(tokens.refreshToken, purposeOf(mailbox.name, 'refresh'));
  const grant = await renew(providerFor(mailbox), refreshToken);
  const sealed = await sealedGrant(ctx, mailbox, grant, refreshToken);
  await transaction(ctx, (tx) => saveRenewed(tx, claim, sealed));
  return { text: grant.accessToken, sealed: sealed.accessToken ?? '', isNew: true };
}

/** What consent brought, kept for the pollers. @param grant with a refresh token */
export async function keepGrant(
  ctx: Ctx,
  mailbox: MailboxConfig,
  grant: Grant & { refreshToken: string },
): Promise<void> {
  const sealed = await sealedGrant(ctx, mailbox, grant, grant.refreshToken);
  await transaction(ctx, (tx) => putTokens(tx, sealed));
}

/** Sealed anew each time, the refresh token too: so a new SECRETS_KEY takes over within one life of an access token. */
async function sealedGrant(
  ctx: Ctx,
  mailbox: MailboxConfig,
  grant: Grant,
  refreshToken: string,
): Promise<Omit<StoredTokens, 'authorizedAt'>> {
  const now = ctx.time.now();
  const lifeMs = grant.expiresIn * 1000;
  const { secrets } = ctx.ports;
  return {
    mailbox: mailbox.name,
    account: accountOf(mailbox),
    refreshToken: await secrets.seal(grant.refreshToken ?? refreshToken, purposeOf(mailbox.name, 'refresh')),
    accessToken: await secrets.seal(grant.accessToken, purposeOf(mailbox.name, 'access')),
    accessUntil: addMillis(now, lifeMs),
    renewAt: addMillis(now, lifeMs - Math.min(600_000, lifeMs / 4)),
  };
}

export function providerFor(mailbox: MailboxConfig): Provider {
  if (!mailbox.oauth) throw new Error(`the mailbox ${mailbox.name} has a password`);
  return providerOf(mailbox.oauth);
}

/** Consent is for one person and one application at one server. */
const accountOf = (mailbox: MailboxConfig): string => {
  const { tokenUrl, clientId } = providerFor(mailbox);
  return [mailbox.user, clientId, tokenUrl].join(' ');
};

const purposeOf = (mailbox: string, kind: 'access' | 'refresh'): string => `mailbox ${mailbox} ${kind}`;

/** For doctor: when consent was given, and whether SECRETS_KEY_OLD is still needed. @throws NotAuthorized, SecretsProblem */
export async function examineTokens(ctx: Ctx, mailbox: MailboxConfig): Promise<{ needsOldKey: boolean }> {
  const tokens = await tokensOf(ctx, mailbox);
  await ctx.ports.secrets.open(tokens.refreshToken, purposeOf(mailbox.name, 'refresh'));
  return { needsOldKey: await ctx.ports.secrets.isOld(tokens.refreshToken) };
}
