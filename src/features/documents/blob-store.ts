import type { Ctx } from '../../lib/context.ts';
import type { Instant } from '../../lib/time.ts';
import type { Blob } from './model.ts';

declare module 'knex/types/tables.js' {
  interface Tables {
    blobs: { sha256: string; size: number | string; stored_at: string; removing_at: string | null };
  }
}

/**
 * Notes that these bytes are wanted now, so that no sweep takes them.
 * @returns false while a sweep is removing the same bytes
 */
export async function announceBlob(ctx: Ctx, blob: Blob): Promise<boolean> {
  const now = ctx.time.now();
  const rows = await ctx
    .db('blobs')
    .insert({ sha256: blob.sha256, size: blob.size, stored_at: now })
    .onConflict('sha256')
    .merge({ stored_at: now })
    .whereNull('blobs.removing_at')
    .returning('sha256');
  return rows.length > 0;
}

export async function isAnnounced(ctx: Ctx, sha256: string): Promise<boolean> {
  return (await ctx.db('blobs').where({ sha256 }).whereNull('removing_at').first('sha256')) !== undefined;
}

/**
 * Marks bytes that no file uses and nobody brought since `before`; files deleted before then are forgotten.
 * Those that an earlier sweep marked and did not finish come too.
 * @returns their hashes, at most `limit`
 */
export async function markUnused(ctx: Ctx, before: Instant, limit: number): Promise<string[]> {
  await ctx.db('files').where('deleted_at', '<', before).delete();
  const used = ctx.db('files').whereRaw('files.sha256 = blobs.sha256').select(ctx.db.raw('1'));
  const unused = await ctx
    .db('blobs')
    .where('stored_at', '<', before)
    .whereNull('removing_at')
    .whereNotExists(used)
    .orderBy('stored_at')
    .limit(limit)
    .pluck('sha256');
  if (unused.length > 0) {
    // Once more, because PostgreSQL lets somebody announce the same bytes between the two.
    await ctx
      .db('blobs')
      .whereIn('sha256', unused)
      .where('stored_at', '<', before)
      .whereNull('removing_at')
      .update({ removing_at: ctx.time.now() });
  }
  return ctx.db('blobs').whereNotNull('removing_at').orderBy('sha256').limit(limit).pluck('sha256');
}

/** After the bytes are gone. */
export async function forgetBlob(ctx: Ctx, sha256: string): Promise<void> {
  await ctx.db('blobs').where({ sha256 }).whereNotNull('removing_at').delete();
}
