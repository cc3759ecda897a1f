/** Bytes that outlive a crash at any step: noted in the database, then put in their place, then used by a row. */
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { addMillis, sleep } from '../../lib/time.ts';
import { announceBlob, forgetBlob, markUnused } from './blob-store.ts';
import type { Blob } from './model.ts';
import { sparing } from './sparing.ts';
import type { ByteSource, Draft } from './storage.ts';

/**
 * Keeps bytes durably for a row that follows within seven days.
 * @throws CrmError file.tooLarge, file.empty, file.noRoom; whatever the source throws
 */
export async function keepBytes(ctx: Ctx, source: ByteSource): Promise<Blob> {
  if (ctx.db.isTransaction) throw new Error('bytes are kept before the transaction, not inside it');
  return keepDraft(ctx, await ctx.ports.storage.draft(sparing(source), ctx.settings.fileLimit));
}

/**
 * The same with a file of this machine that nobody else needs: it is gone afterwards, whatever happens.
 * @throws CrmError file.tooLarge, file.empty, file.noRoom
 */
export async function keepFile(ctx: Ctx, file: Draft): Promise<Blob> {
  if (ctx.db.isTransaction) throw new Error('bytes are kept before the transaction, not inside it');
  return keepDraft(ctx, await ctx.ports.storage.adopt(file, ctx.settings.fileLimit));
}

async function keepDraft(ctx: Ctx, draft: Draft): Promise<Blob> {
  const { storage } = ctx.ports;
  try {
    await announce(ctx, draft);
    await storage.place(draft);
  } catch (error) {
    await storage.discard(draft);
    throw error;
  }
  return { sha256: draft.sha256, size: draft.size };
}

async function announce(ctx: Ctx, draft: Draft): Promise<void> {
  // The request's own key stays for the transaction that does what was asked.
  const ownCtx = { ...ctx, requestKey: null };
  for (let tries = 0; tries < 50; tries += 1) {
    if (await transaction(ownCtx, (tx) => announceBlob(tx, draft))) return;
    await sleep(100);
  }
  throw new Error(`a sweep holds the bytes ${draft.sha256}`);
}

/** How long bytes without a row stay: a restored backup of the database finds its files again. */
export const keptForMs = 7 * 24 * 3_600_000;
const draftsKeptForMs = 24 * 3_600_000;

/**
 * Removes bytes that nothing has used for seven days, and drafts left by a process that died.
 * @returns how many of each
 */
export async function sweepBlobs(ctx: Ctx, limit = 200): Promise<{ blobs: number; drafts: number }> {
  const { storage } = ctx.ports;
  const before = addMillis(ctx.time.now(), -keptForMs);
  const unused = await transaction(ctx, (tx) => markUnused(tx, before, limit));
  for (const sha256 of unused) {
    await storage.remove(sha256);
    await transaction(ctx, (tx) => forgetBlob(tx, sha256));
  }
  return { blobs: unused.length, drafts: await storage.sweepDrafts(draftsKeptForMs) };
}
