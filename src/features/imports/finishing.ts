/** The end of a run, however it ends: what it did until then can be taken back. */
import type { Ctx } from '../../lib/context.ts';
import { type Claim, holdImport } from './claim-store.ts';
import { queueBadRows } from './effects.ts';
import { queueLeadNews } from './lead-news.ts';
import { fingerprint } from './mapping.ts';
import { countDue } from './record-store.ts';
import { findImport, saveMapping } from './store.ts';

/** @param problem why it ended before its last row @throws ImportLost */
export async function finishRun(tx: Ctx, claim: Claim, problem: unknown = null): Promise<void> {
  const registersLeft = await countDue(tx, claim.id);
  await holdImport(tx, claim, { state: 'done', problem, registersLeft, finishedAt: tx.time.now() });
  const found = await findImport(tx, claim.id);
  if (!found) return;
  await saveMapping(tx, fingerprint(found.sheets), found.mapping);
  if ((found.counts.failed ?? 0) > 0) await queueBadRows(tx, found);
  await queueLeadNews(tx, found);
}
