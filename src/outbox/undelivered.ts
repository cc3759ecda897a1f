/** Tells the admins what could not be delivered: several within minutes are one message. */
import { listAdmins } from '../access/people.ts';
import { isAdmin } from '../access/policy.ts';
import { readerOf } from '../i18n/reader.ts';
import type { Ctx } from '../lib/context.ts';
import { fromMillis, millis } from '../lib/time.ts';
import { listDeadLetters } from './dead-letters.ts';
import type { Delivery } from './effects.ts';
import { effectFor } from './recipients.ts';
import { enqueue } from './store.ts';
import { deadLettersCard } from './views.ts';

const kind = 'outbox.undelivered';
const gatheringMs = 300_000;

/** In the transaction of the death. */
export async function tellAdmins(tx: Ctx, ofKind: string): Promise<void> {
  // The bad news itself cannot be delivered: /health has it, and no message would get through either.
  if (ofKind === kind) return;
  const end = Math.floor(millis(tx.time.now()) / gatheringMs + 1) * gatheringMs;
  for (const { id } of await listAdmins(tx.db)) {
    await enqueue(tx, {
      kind,
      payload: { personId: id },
      dedupeKey: `undelivered:${end}:${id}`,
      lane: `person:${id}`,
      priority: 'answer',
      runAt: fromMillis(end),
    });
  }
}

export const undelivered = effectFor(kind, async (seen, { personId }): Promise<Delivery> => {
  if (!isAdmin(seen)) return { do: 'drop', reason: 'the recipient is no admin any more' };
  const { letters, total } = await listDeadLetters(seen);
  if (total === 0) return { do: 'drop', reason: 'nothing is undelivered any more' };
  return { do: 'post', to: { person: personId }, ...deadLettersCard(letters, total, readerOf(seen)) };
});
