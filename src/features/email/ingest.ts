import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import type { Instant } from '../../lib/time.ts';
import { saveCursor } from './cursors.ts';
import { insertEmails, type NewEmail } from './store.ts';

/** A message as it came from the server. */
export interface Fetched {
  uid: number;
  raw: Buffer;
  /** bytes on the server; more than `raw` holds when only the beginning was fetched */
  size: number;
  /** INTERNALDATE */
  serverAt: Instant;
}

export interface Batch {
  mailbox: string;
  folder: string;
  uidValidity: string;
  messages: Fetched[];
  /** where the cursor may go: everything on the server up to this UID is in the batch or in an earlier one */
  upTo: number;
}

/**
 * Keeps a batch for good. The raw messages are on the disk before a row names them, and the cursor moves in the
 * transaction of the rows: a process killed between any two steps fetches the batch again and finds it there.
 */
export async function keepBatch(ctx: Ctx, batch: Batch): Promise<void> {
  const { mailbox, folder, uidValidity } = batch;
  const emails: NewEmail[] = await Promise.all(
    batch.messages.map(async ({ uid, raw, size, serverAt }) => ({
      locator: { mailbox, folder, uidValidity, uid, part: '' },
      blob: await ctx.ports.mailBlobs.put(raw),
      size,
      truncated: size > raw.length,
      serverAt,
    })),
  );
  await transaction(ctx, async (tx) => {
    await insertEmails(tx, emails);
    await saveCursor(tx, { mailbox, folder, uidValidity, lastUid: batch.upTo });
  });
}
