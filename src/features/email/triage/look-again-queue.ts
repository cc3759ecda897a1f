/** A sender became known while their mail waits, or a deal of theirs came or went: the question is put anew. */
import { onEvents } from '../../../events/watchers.ts';
import type { Ctx } from '../../../lib/context.ts';
import { randomId } from '../../../lib/ids.ts';
import { enqueue } from '../../../outbox/store.ts';
import { type About, inParts, type RecordKind, someWaitAbout } from './look-again-store.ts';

/** After the transaction: what it decides itself is decided then. */
export async function queueLookAgain(tx: Ctx, about: About): Promise<void> {
  for (const part of inParts(about)) {
    if (!(await someWaitAbout(tx, part))) continue;
    await enqueue(tx, {
      kind: 'email.lookAgain',
      payload: part,
      dedupeKey: `email.lookAgain:${randomId()}`,
      lane: 'mail:lookAgain',
      priority: 'edit',
    });
  }
}

/** An import makes hundreds in one transaction: they are asked about together. */
const listen = (kind: RecordKind) =>
  onEvents(`${kind}.*`, (tx, events) => {
    const ids = events.flatMap(({ subject }) => (subject.kind === kind ? Number(subject.id) : []));
    return queueLookAgain(tx, { kind, ids: [...new Set(ids)] });
  });

export const lookAgainListeners = [listen('contact'), listen('company'), listen('deal'), listen('lead')];
