/**
 * Two reasons to stand still: an operator's word (after a restore, until `npm run resume`), and a token or a scope that
 * Slack no longer accepts (until Slack accepts it again). Both survive a restart, and nothing is dropped meanwhile.
 */
import { transaction } from '../db/transaction.ts';
import type { Ctx } from '../lib/context.ts';
import type { Instant } from '../lib/time.ts';

export interface Stop {
  /** `restored`: a database that came back from a backup */
  reason: string;
  since: Instant;
}

export interface Refusal {
  /** Slack's word: token_revoked, invalid_auth, account_inactive, missing_scope */
  code: string;
  /** the scopes of which one is missing */
  needed: string[];
  since: Instant;
}

export interface Halt {
  stopped: Stop | null;
  refused: Refusal | null;
  /** when sending last went on after a halt: what was due before had been missed */
  resumedAt: Instant | null;
}

const names = { stopped: 'paused', refused: 'delivery.refused', resumedAt: 'delivery.resumed_at' } as const;

export async function readHalt(ctx: Ctx): Promise<Halt> {
  const rows = await ctx.db('settings').whereIn('name', Object.values(names));
  const read = <T>(name: string): T | null => {
    const row = rows.find((one) => one.name === name);
    return row ? (JSON.parse(row.value) as T) : null;
  };
  return {
    stopped: read<Stop>(names.stopped),
    refused: read<Refusal>(names.refused),
    resumedAt: read<Instant>(names.resumedAt),
  };
}

/** True while dispatcher and pollers must stay still. */
export async function isPaused(ctx: Ctx): Promise<boolean> {
  return (await ctx.db('settings').where({ name: names.stopped }).first('name')) !== undefined;
}

/** @param reason null lets everything go on */
export function setPaused(ctx: Ctx, reason: string | null): Promise<void> {
  return transaction(ctx, async (tx) => {
    if (reason === null) {
      await forget(tx, names.stopped);
      await remember(tx, names.resumedAt, tx.time.now());
    } else await remember(tx, names.stopped, { reason, since: tx.time.now() } satisfies Stop);
  });
}

export function noteRefusal(ctx: Ctx, code: string, needed: string[]): Promise<void> {
  return transaction(ctx, (tx) =>
    remember(tx, names.refused, { code, needed, since: tx.time.now() } satisfies Refusal),
  );
}

export function noteAcceptance(ctx: Ctx): Promise<void> {
  return transaction(ctx, async (tx) => {
    await forget(tx, names.refused);
    await remember(tx, names.resumedAt, tx.time.now());
  });
}

async function remember(tx: Ctx, name: string, content: unknown): Promise<void> {
  const value = JSON.stringify(content);
  await tx.db('settings').insert({ name, value }).onConflict('name').merge({ value });
}

async function forget(tx: Ctx, name: string): Promise<void> {
  await tx.db('settings').where({ name }).del();
}
