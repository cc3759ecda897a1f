/** Senders that nobody is to be asked about again. */
import type { Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';

declare module 'knex/types/tables.js' {
  interface Tables {
    ignored_senders: { pattern: string; created_by: number | null; created_at: string };
  }
}

export async function addIgnoredSender(ctx: Ctx, pattern: string, by: PersonId | null): Promise<void> {
  await ctx
    .db('ignored_senders')
    .insert({ pattern, created_by: by, created_at: ctx.time.now() })
    .onConflict('pattern')
    .ignore();
}

export const removeIgnoredSender = (ctx: Ctx, pattern: string): Promise<number> =>
  ctx.db('ignored_senders').where({ pattern }).delete();

/** The pattern that covers the address, if any: itself or `@domain`. */
export async function findIgnoredSender(ctx: Ctx, patterns: string[]): Promise<string | null> {
  const row = await ctx.db('ignored_senders').whereIn('pattern', patterns).first();
  return row?.pattern ?? null;
}
