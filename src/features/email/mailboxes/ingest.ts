import { transaction } from '../../../db/transaction.ts';
import type { Ctx } from '../../../lib/context.ts';
import type { Instant } from '../../../lib/time.ts';
import { insertEmails, type NewEmail } from '../store.ts';
import { noteLeft, saveCursor } from './cursors.ts';
import { MessageGone } from './folder.ts';
import { insertUnwanted, type Unwanted } from './unwanted-store.ts';

/** A message as it came from the server. */
export interface Fetched {
  uid: number;
  /** the bytes, or in pieces what is too large for the memory */
  raw: Buffer | AsyncIterable<Buffer>;
  /** bytes on the server, when only the beginning was fetched; else what came counts */
  size?: number;
  serverAt: Instant;
}

export interface Batch {
  mailbox: string;
  folder: string;
  uidValidity: string;
  messages: Fetched[];
  /** mails that are none of our business: nothing of what they say is kept */
  unwanted?: Unwanted[];
  /** nobody is told of these messages */
  history?: boolean;
  /** where the cursor may go: everything on the server up to this UID is in the batch or in an earlier one; null: it stays */
  upTo: number | null;
  /** what is still on the server and not here, and since when */
  left?: { count: number; since: Instant | null };
}

/**
 * Keeps a batch for good. The raw messages are on the disk before a row names them, and the cursor moves in the
 * transaction of the rows: a process killed between any two steps fetches the batch again and finds it there.
 */
export async function keepBatch(ctx: Ctx, batch: Batch): Promise<void> {
  const { mailbox, folder, uidValidity, unwanted = [], history = false, upTo, left } = batch;
  const place = { mailbox, folder, uidValidity };
  const emails = await Promise.all(batch.messages.map((message) => keepOne(ctx, place, message)));
  await transaction(ctx, async (tx) => {
    await insertEmails(
      tx,
      emails.filter((one) => one !== null).map((one) => ({ ...one, history })),
    );
    await insertUnwanted(tx, place, unwanted);
    if (upTo !== null) await saveCursor(tx, { ...place, lastUid: upTo });
    if (left) await noteLeft(tx, mailbox, left.count, left.since);
  });
}

/** @returns null when it was deleted on the server meanwhile */
async function keepOne(
  ctx: Ctx,
  place: Pick<Batch, 'mailbox' | 'folder' | 'uidValidity'>,
  { uid, raw, size, serverAt }: Fetched,
): Promise<NewEmail | null> {
  const { mailbox, folder, uidValidity } = place;
  const kept = await keepRaw(ctx, raw).catch((error) => {
    if (error instanceof MessageGone) return null;
    throw error;
  });
  if (!kept) return null;
  return {
    locator: { mailbox, folder, uidValidity, uid, part: '' },
    blob: kept.name,
    size: size ?? kept.size,
    truncated: size !== undefined && size > kept.size,
    serverAt,
  };
}

export async function keepRaw(ctx: Ctx, raw: Fetched['raw']): Promise<{ name: string; size: number }> {
  if (!Buffer.isBuffer(raw)) return ctx.ports.mailBlobs.putPieces(raw);
  return { name: await ctx.ports.mailBlobs.put(raw), size: raw.length };
}
