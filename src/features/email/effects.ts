import type { Ctx } from '../../lib/context.ts';
import type { DealId, EventId, PersonId } from '../../lib/ids.ts';
import { addMinutes } from '../../lib/time.ts';
import { enqueue } from '../../outbox/store.ts';
import type { EmailId } from './store.ts';

export const triageView = 'email.triage';

/** A card that asks the colleague concerned where the mail belongs. */
export async function queueTriageCard(
  tx: Ctx,
  emailId: EmailId,
  personId: PersonId,
  event: EventId,
): Promise<void> {
  await enqueue(tx, {
    kind: 'email.triageCard',
    payload: { emailId, personId },
    dedupeKey: `${event}:${personId}`,
    lane: `person:${personId}`,
    priority: 'answer',
  });
}

export async function queueTriageEdits(_tx: Ctx, _emailId: EmailId): Promise<void> {}

export async function queueNews(
  tx: Ctx,
  emailId: EmailId,
  dealId: DealId,
  event: EventId,
  butNot: PersonId | null,
): Promise<void> {
  await enqueue(tx, {
    kind: 'email.news',
    payload: { emailId, dealId, butNot },
    dedupeKey: `${event}:news`,
    lane: `deal:${dealId}`,
    priority: 'answer',
    runAt: addMinutes(tx.time.now(), 5),
  });
}
