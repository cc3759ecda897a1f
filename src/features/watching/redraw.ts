/** Nudges in people's DMs, and what others were told, say how things are now: submitted, closed, moved. */
import type { Ctx } from '../../lib/context.ts';
import { randomId } from '../../lib/ids.ts';
import { listMessages } from '../../outbox/messages.ts';
import { enqueue } from '../../outbox/store.ts';
import { listToldNudges } from './nudges.ts';
import type { PlannedDate } from './store.ts';

/** @param before the date as it was planned for when they were told */
export async function queueRedraws(tx: Ctx, before: PlannedDate): Promise<void> {
  for (const nudge of await listToldNudges(tx, before)) {
    if (nudge.message && !nudge.reaction) await queueRedraw(tx, nudge.message);
  }
  await queueEscalationEdits(tx, before);
}

/** What others were told of a date follows it, and who answered meanwhile. */
export async function queueEscalationEdits(
  tx: Ctx,
  { dealId, kind, version }: Pick<PlannedDate, 'dealId' | 'kind' | 'version'>,
): Promise<void> {
  const view = escalationView({ kind, version });
  for (const { channel, ts } of await listMessages(tx, { kind: 'deal', id: dealId }, view)) {
    await enqueue(tx, {
      kind: 'watching.escalationEdit',
      payload: { dealId, kind, version, channel, ts },
      dedupeKey: `redraw:${randomId()}`,
      lane: `edit:${channel}:${ts}`,
      priority: 'edit',
    });
  }
}

/** By which a message to others is remembered: each is about one date where it then stood. */
export const escalationView = ({ kind, version }: Pick<PlannedDate, 'kind' | 'version'>): string =>
  `watching.escalation#${kind}:${version}`;

/** Inside the transaction of the change that the message shows. Edits of one message coalesce in its lane. */
export async function queueRedraw(tx: Ctx, { channel, ts }: { channel: string; ts: string }): Promise<void> {
  await enqueue(tx, {
    kind: 'watching.redraw',
    payload: { channel, ts },
    dedupeKey: `redraw:${randomId()}`,
    lane: `edit:${channel}:${ts}`,
    priority: 'edit',
  });
}
