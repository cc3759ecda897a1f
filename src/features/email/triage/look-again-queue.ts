/** A sender became known while their mail waits, or a deal of theirs came or went: the question is put anew. */
import { onEvent } from '../../../events/watchers.ts';
import type { Ctx } from '../../../lib/context.ts';
import { randomId } from '../../../lib/ids.ts';
import { enqueue } from '../../../outbox/store.ts';
import { type About, someWaitAbout } from './look-again-store.ts';

/** After the transaction: what it decides itself is decided then. */
export async function queueLookAgain(tx: Ctx, about: About): Promise<void> {
  if (!(await someWaitAbout(tx, about))) return;
  await enqueue(tx, {
    kind: 'email.lookAgain',
    payload: about,
    dedupeKey: `email.lookAgain:${randomId()}`,
    lane: 'mail:lookAgain',
    priority: 'edit',
  });
}

const listen = (kind: Exclude<About['kind'], 'emails'>) =>
  onEvent(`${kind}.*`, (tx, { subject }) =>
    subject.kind === kind ? queueLookAgain(tx, { kind, id: Number(subject.id) }) : Promise.resolve(),
  );

export const lookAgainListeners = [listen('contact'), listen('company'), listen('deal'), listen('lead')];
