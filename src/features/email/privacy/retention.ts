/** Raw sources of mail are given up when their time is over; texts, attachments and reasons stay. */
import { transaction } from '../../../db/transaction.ts';
import type { Ctx } from '../../../lib/context.ts';
import { addMonths, at, dateIn, type Instant, instantOf } from '../../../lib/time.ts';

/** Rows of one transaction. */
const batch = 200;

/**
 * Every night. Rows let go of their sources; the bytes go with the next sweeps, when no other row needs them. What is not
 * decided yet, and attachments that are still to be kept, keep their source.
 * @param before each step; what it throws ends the work, and the next time goes on from there
 * @returns how many mails gave up theirs
 */
export async function giveUpSources(ctx: Ctx, before = async (): Promise<void> => {}): Promise<number> {
  const { mailSourceMonths, zone } = ctx.settings;
  if (!mailSourceMonths) return 0;
  const day = addMonths(dateIn(ctx.time.now(), zone), -mailSourceMonths);
  const kept = instantOf(at(day, '00:00'), zone);
  let total = 0;
  for (let taken = batch; taken === batch; total += taken) {
    await before();
    taken = await transaction(ctx, (tx) => giveUpSome(tx, kept));
  }
  if (total > 0) ctx.log.info({ mails: total, before: kept }, 'sources of mail were given up');
  return total;
}

async function giveUpSome(tx: Ctx, before: Instant): Promise<number> {
  const ids = await tx
    .db('inbound_emails')
    .whereNotNull('blob')
    .where('received_at', '<', before)
    .whereNot({ status: 'received' })
    .whereNull('files_due_at')
    .orderBy(['received_at', 'id'])
    .limit(batch)
    .pluck('id');
  await tx.db('inbound_emails').whereIn('id', ids).update({ blob: null, source_gone_at: tx.time.now() });
  return ids.length;
}

/**
 * Every night. Of mail that was filed without a person who was erased the source, which still names them, goes with its
 * bytes: every copy of it. What waits for a person, and attachments that are still to be kept, keep theirs, and so do
 * copies of them until then.
 */
export async function giveUpErasedSources(ctx: Ctx): Promise<void> {
  for (;;) {
    const blobs: (string | null)[] = await ctx
      .db('inbound_emails')
      .whereNotNull('names_erased_at')
      .whereNotNull('blob')
      .whereNotExists((needed) =>
        needed
          .from('inbound_emails as copy')
          .whereRaw('copy.blob = inbound_emails.blob')
          .where((any) =>
            any
              .whereIn('copy.status', ['received', 'triage', 'quarantined'])
              .orWhereNotNull('copy.files_due_at'),
          ),
      )
      .orderBy('id')
      .limit(batch)
      .pluck('blob');
    for (const blob of new Set(blobs.flatMap((one) => one ?? []))) {
      await ctx.ports.mailBlobs.remove(blob);
      await transaction(ctx, (tx) =>
        tx.db('inbound_emails').where({ blob }).update({ blob: null, source_gone_at: tx.time.now() }),
      );
    }
    if (blobs.length < batch) return;
  }
}
