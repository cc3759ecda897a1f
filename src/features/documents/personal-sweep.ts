import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { addHours } from '../../lib/time.ts';
import type { Aside } from '../privacy/part.ts';
import { sweepBlobs } from './blobs.ts';

/** Bytes that no file uses go when a person is erased, not a week later: an imported list was read out of them. */
export async function sweepUnused(ctx: Ctx): Promise<Aside> {
  await transaction(ctx, async (tx) => {
    await tx
      .db('blobs')
      // Younger ones may be on their way into a row.
      .where('stored_at', '<', addHours(tx.time.now(), -1))
      .whereNotExists(tx.db('files').whereRaw('files.sha256 = blobs.sha256').select(tx.db.raw('1')))
      .whereNotExists(tx.db('imports').whereRaw('imports.sha256 = blobs.sha256').select(tx.db.raw('1')))
      .update({ stored_at: '1970-01-01T00:00:00.000Z' });
  });
  await sweepBlobs(ctx);
  return { counts: {}, snippets: [], subjects: [], files: [] };
}
