/** What two transactions of PostgreSQL did not see of each other: a mail, and what says whose it is. */
import { transaction } from '../../../db/transaction.ts';
import type { Ctx } from '../../../lib/context.ts';
import { addMinutes, type Instant } from '../../../lib/time.ts';
import { queueLookAgain } from './look-again-queue.ts';
import { inParts, listIdsAbout, type RecordKind } from './look-again-store.ts';

const recordKinds: RecordKind[] = ['contact', 'company', 'deal', 'lead'];

/** Transactions that took longer are looked for by no one. */
const longestMinutes = 10;

/** Mails that came to wait while something became of their senders are looked at once more. Of most there is nothing to see. */
export async function lookAgainLate(ctx: Ctx): Promise<void> {
  // On SQLite one writes after the other.
  if (ctx.database.dialect !== 'postgres') return;
  const since = addMinutes(ctx.time.now(), -longestMinutes);
  const asked = await listAskedSince(ctx, since);
  if (asked.size === 0) return;
  const ids: number[] = [];
  for (const about of await listChangedSince(ctx, since))
    for (const part of inParts(about)) ids.push(...(await listIdsAbout(ctx, part)));
  const both = [...new Set(ids)].filter((id) => asked.has(id));
  await transaction(ctx, (tx) => queueLookAgain(tx, { kind: 'emails', ids: both }));
}

const listAskedSince = async (ctx: Ctx, since: Instant): Promise<Set<number>> =>
  new Set(
    await ctx.db('events').where('at', '>=', since).where({ kind: 'email.triage' }).pluck('subject_id'),
  );

async function listChangedSince(ctx: Ctx, since: Instant): Promise<{ kind: RecordKind; ids: number[] }[]> {
  const rows: { subject_kind: string; subject_id: number }[] = await ctx
    .db('events')
    .where('at', '>=', since)
    .whereIn('subject_kind', recordKinds)
    .distinct('subject_kind', 'subject_id');
  const byKind = Map.groupBy(rows, (row) => row.subject_kind as RecordKind);
  return [...byKind].map(([kind, some]) => ({ kind, ids: some.map((row) => row.subject_id) }));
}
