import { databaseNow, hasCome } from '../../../db/dialect.ts';
import type { Ctx } from '../../../lib/context.ts';
import type { Instant } from '../../../lib/time.ts';

declare module 'knex/types/tables.js' {
  interface Tables {
    mailbox_tokens: {
      mailbox: string;
      account: string;
      refresh_token: string;
      access_token: string | null;
      access_until: string | null;
      renew_at: string | null;
      authorized_at: string;
      renewed_at: string;
      claim: string | null;
      claimed_until: string | null;
    };
  }
}

/** What lets us into a mailbox; every token as it is sealed. */
export interface StoredTokens {
  mailbox: string;
  account: string;
  refreshToken: string;
  accessToken: string | null;
  accessUntil: Instant | null;
  /** ahead of accessUntil */
  renewAt: Instant | null;
  authorizedAt: Instant;
}

export async function findTokens(ctx: Ctx, mailbox: string): Promise<StoredTokens | null> {
  const row = await ctx.db('mailbox_tokens').where({ mailbox }).first();
  return row
    ? {
        mailbox,
        account: row.account,
        refreshToken: row.refresh_token,
        accessToken: row.access_token,
        accessUntil: row.access_until as Instant | null,
        renewAt: row.renew_at as Instant | null,
        authorizedAt: row.authorized_at as Instant,
      }
    : null;
}

/** A person gave consent: whatever was there before is gone, and whoever was renewing it comes too late. */
export async function putTokens(ctx: Ctx, tokens: Omit<StoredTokens, 'authorizedAt'>): Promise<void> {
  const now = ctx.time.now();
  const row = {
    mailbox: tokens.mailbox,
    account: tokens.account,
    ...columnsOf(tokens),
    authorized_at: now,
    renewed_at: now,
    claim: null,
    claimed_until: null,
  };
  await ctx.db('mailbox_tokens').insert(row).onConflict('mailbox').merge();
}

/** How long one that died while renewing keeps others from it; more than the token server is waited for. */
const leaseSeconds = 45;

/** Of all loops and processes one renews. @returns false when another does */
export async function claimRenewal(ctx: Ctx, mailbox: string, claim: string): Promise<boolean> {
  const { dialect } = ctx.database;
  const claimed = await ctx
    .db('mailbox_tokens')
    .where({ mailbox })
    .where((any) => any.whereNull('claim').orWhereRaw(hasCome(dialect, 'claimed_until')))
    .update({ claim, claimed_until: ctx.db.raw(databaseNow(dialect, leaseSeconds)) as never });
  return claimed > 0;
}

/** The new tokens, all at once, and the end of the claim. @returns false when the claim was lost meanwhile */
export async function saveRenewed(
  ctx: Ctx,
  claim: string,
  tokens: Omit<StoredTokens, 'authorizedAt'>,
): Promise<boolean> {
  const saved = await ctx
    .db('mailbox_tokens')
    .where({ mailbox: tokens.mailbox, claim })
    .update({ ...columnsOf(tokens), renewed_at: ctx.time.now(), claim: null, claimed_until: null });
  return saved > 0;
}

const columnsOf = (tokens: Omit<StoredTokens, 'authorizedAt'>) => ({
  refresh_token: tokens.refreshToken,
  access_token: tokens.accessToken,
  access_until: tokens.accessUntil,
  renew_at: tokens.renewAt,
});

export async function releaseRenewal(ctx: Ctx, mailbox: string, claim: string): Promise<void> {
  await ctx.db('mailbox_tokens').where({ mailbox, claim }).update({ claim: null, claimed_until: null });
}

/** The mailbox's server does not take this one; a newer one stays. */
export async function dropAccessToken(ctx: Ctx, mailbox: string, sealed: string): Promise<void> {
  await ctx
    .db('mailbox_tokens')
    .where({ mailbox, access_token: sealed })
    .update({ access_token: null, access_until: null, renew_at: null });
}
