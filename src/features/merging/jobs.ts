import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { addMinutes } from '../../lib/time.ts';
import { listStanding, moveRows } from './store.ts';

/** Whoever was writing while two records were merged, in another process, may have named the one that is gone. */
const lookBackMinutes = 60 * 24 * 60;
const atOnce = 50;

export async function gatherStragglers(ctx: Ctx): Promise<void> {
  const since = addMinutes(ctx.time.now(), -lookBackMinutes);
  for (let after = 0; ; ) {
    const merges = await listStanding(ctx, since, after, atOnce);
    if (merges.length === 0) return;
    for (const merge of merges) await transaction(ctx, (tx) => moveRows(tx, merge.id, merge));
    after = merges.at(-1)?.id ?? after;
  }
}
