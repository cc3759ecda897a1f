/** Leads that nobody touches: their owner is told, then the sales leads; each once, whichever process asks and however late. */
import { listSalesLeads } from '../../access/people.ts';
import { isPostgres } from '../../db/dialect.ts';
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import { enqueue } from '../../outbox/store.ts';
import type { Lead } from './model.ts';
import { untouchedDays } from './rota.ts';
import { leadsOf, markLead, toLead } from './store.ts';
import { nextRung, placeOf } from './touch.ts';

const batch = 100;

/** Every minute. */
export async function queueUntouched(ctx: Ctx): Promise<void> {
  let taken = batch;
  while (taken === batch) taken = await transaction(ctx, queueSome);
}

async function queueSome(tx: Ctx): Promise<number> {
  const days = await untouchedDays(tx);
  const rows = await leadsOf(tx)
    .whereNotNull('leads.nudge_at')
    .where('leads.nudge_at', '<=', tx.time.now())
    .orderBy('leads.nudge_at')
    .limit(batch)
    // Never waits: who works on a lead at this moment touches it.
    .modify((query) => isPostgres(tx.db) && query.forUpdate('leads').skipLocked());
  for (const lead of rows.map(toLead)) {
    if (lead.nudgeRung === 0) {
      await tell(tx, lead, lead.ownerId, 'leads.nudge');
      // From now, not from when it should have been: the owner gets their days also after a long outage.
      const nudge_at = nextRung(tx.time.now(), days, await placeOf(tx, lead.ownerId));
      await markLead(tx, lead.id, { nudge_rung: 1, nudge_at });
    } else {
      const leads = (await listSalesLeads(tx.db)).filter(({ id }) => id !== lead.ownerId);
      for (const { id } of leads) await tell(tx, lead, id, 'leads.escalation');
      await markLead(tx, lead.id, { nudge_rung: 2, nudge_at: null });
    }
  }
  return rows.length;
}

async function tell(
  tx: Ctx,
  { id, touches, nudgeAt }: Lead,
  personId: PersonId,
  kind: 'leads.nudge' | 'leads.escalation',
): Promise<void> {
  await enqueue(tx, {
    kind,
    payload: { personId, leads: [{ id, touches }] },
    dedupeKey: `${kind}:${id}:${touches}:${personId}`,
    lane: `person:${personId}`,
    priority: 'nudge',
    // Its own hour, not this one: what is late is told as late.
    runAt: nudgeAt ?? tx.time.now(),
  });
}
