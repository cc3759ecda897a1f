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
  return keepDraft(ctx, await draftBytes(ctx, source));
}

/**
 * The same with a file of this machine that nobody else needs: it is gone afterwards, whatever happens.
 * @throws CrmError file.tooLarge, file.empty, file.noRoom
 */
export async function keepFile(ctx: Ctx, file: Draft): Promise<Blob> {
  return keepDraft(ctx, await draftFile(ctx, file));
}

/** Half the way of keepBytes(): what is drafted goes to keepDrafts() or discardDrafts(). @throws the same */
export async function draftBytes(ctx: Ctx, source: ByteSource): Promise<Draft> {
  assertOutside(ctx);
  return ctx.ports.storage.draft(sparing(source), ctx.settings.fileLimit);
}

/** Half the way of keepFile(). @throws the same */
export async function draftFile(ctx: Ctx, file: Draft): Promise<Draft> {
  assertOutside(ctx);
  return ctx.ports.storage.adopt(file, ctx.settings.fileLimit);
}

/** The other half, for several together; the drafts are gone afterwards, also when it throws. @throws CrmError file.noRoom */
export async function keepDrafts(ctx: Ctx, drafts: Draft[]): Promise<void> {
  assertOutside(ctx);
  try {
    await announce(ctx, drafts);
    for (const draft of drafts) await ctx.ports.storage.place(draft);
  } catch (error) {
    await discardDrafts(ctx, drafts);
    throw error;
  }
}

export async function discardDrafts(ctx: Ctx, drafts: Draft[]): Promise<void> {
  for (const draft of drafts) await ctx.ports.storage.discard(draft);
}

function assertOutside(ctx: Ctx): void {
  if (ctx.db.isTransaction) throw new Error('bytes are kept before the transaction, not inside it');
}

async function keepDraft(ctx: Ctx, draft: Draft): Promise<Blob> {
  await keepDrafts(ctx, [draft]);
  return { sha256: draft.sha256, size: draft.size };
}

async function announce(ctx: Ctx, drafts: Draft[]): Promise<void> {
  // The request's own key stays for the transaction that does what was asked.
  const ownCtx = { ...ctx, requestKey: null };
  // Always in the same order, so that two who announce the same ones do not wait for each other in a ring.
  let left = drafts.toSorted((one, other) => (one.sha256 < other.sha256 ? -1 : 1));
  for (let tries = 0; tries < 50 && left.length > 0; tries += 1) {
    if (tries > 0) await sleep(100);
    left = await transaction(ownCtx, (tx) => announceAll(tx, left));
  }
  if (left[0]) throw new Error(`a sweep holds the bytes ${left[0].sha256}`);
}

/** @returns those that a sweep holds */
async function announceAll(tx: Ctx, drafts: Draft[]): Promise<Draft[]> {
  const held: Draft[] = [];
  for (const draft of drafts) if (!(await announceBlob(tx, draft))) held.push(draft);
  return held;
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
