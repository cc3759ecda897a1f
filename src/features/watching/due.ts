/** What has come due becomes effects; each once, whichever process asks and however late. */
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { enqueue } from '../../outbox/store.ts';
import { takeDueNudges } from './nudges.ts';
import { replanDate } from './plan.ts';
import { listDatesOfMovedPeople, takeEscalations } from './store.ts';

const batch = 100;

/** Every minute. */
export async function queueWhatIsDue(ctx: Ctx): Promise<void> {
  await replanMovedPeople(ctx);
  await queueDueNudges(ctx);
  await queueEscalations(ctx);
}

export async function queueDueNudges(ctx: Ctx): Promise<void> {
  let taken = batch;
  while (taken === batch) taken = await transaction(ctx, queueSomeNudges);
}

async function queueSomeNudges(tx: Ctx): Promise<number> {
  const due = await takeDueNudges(tx, batch);
  for (const nudge of due) {
    await enqueue(tx, {
      kind: 'watching.nudge',
      payload: { nudgeIds: [nudge.id] },
      dedupeKey: `${nudge.watcherId}:${nudge.version}:${nudge.rung}`,
      lane: `person:${nudge.personId}`,
      priority: 'nudge',
      // Its own hour, not this one: what is late is told as late.
      runAt: nudge.dueAt,
    });
  }
  return due.length;
}

async function queueEscalations(ctx: Ctx): Promise<void> {
  let taken = batch;
  while (taken === batch) {
    taken = await transaction(ctx, async (tx) => {
      const dates = await takeEscalations(tx, batch);
      for (const { dealId, kind, version } of dates) {
        await enqueue(tx, {
          kind: 'watching.escalation',
          payload: { dealId, kind, version },
          dedupeKey: `escalation:${dealId}:${kind}:${version}`,
          lane: `deal:${dealId}`,
          priority: 'nudge',
        });
      }
      return dates.length;
    });
  }
}

/** Who travels, or changes the country of their working days, is nudged by the new clock from then on. */
async function replanMovedPeople(ctx: Ctx): Promise<void> {
  const dates = await listDatesOfMovedPeople(ctx, batch);
  for (const { dealId, kind } of dates) {
    await transaction(ctx, (tx) => replanDate(tx, dealId, kind));
  }
}
