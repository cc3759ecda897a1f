/** Files dropped where a deal lives: one reply that offers to keep them. */
import { asPerson, findPersonBySlackId, isActiveMember } from '../../access/people.ts';
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import type { DealId } from '../../lib/ids.ts';
import { findMessage } from '../../outbox/messages.ts';
import { channelProblem } from '../../slack/channels.ts';
import type { SlackFile } from '../../slack/requests.ts';
import { dealsVisibleTo, findDeal } from '../deals/service.ts';
import { queueOffer } from './effects.ts';
import { keepOffer, type Offer } from './offer-store.ts';

export { findOffer } from './offer-store.ts';

export interface DroppedFiles {
  channel: string;
  ts: string;
  /** the thread they were dropped into; null outside of one */
  thread: string | null;
  /** Slack id of who dropped them */
  user: string;
  files: SlackFile[];
}

/**
 * In the thread of a deal's card, in a thread of the deal's channel, or in the DM with the app. Elsewhere files are
 * nobody's business.
 */
export async function offerToKeep(ctx: Ctx, dropped: DroppedFiles): Promise<Offer | null> {
  const person = await findPersonBySlackId(ctx.db, dropped.user);
  if (!isActiveMember(person)) return null;
  const isDm = dropped.channel.startsWith('D');
  const dealId = await dealOf(ctx, dropped);
  if (dealId === null && !isDm) return null;
  if ((await channelProblem(ctx, ctx.ports.slack, dropped.channel)) !== 'ok') return null;
  // A restricted deal's files are not talked about where others read.
  const deal = dealId && (await findDeal(isDm ? asPerson(ctx, person) : ctx, dealId));
  if (dealId !== null && (!deal || (deal.restricted && !isDm))) return null;
  return transaction(ctx, async (tx) => {
    const { channel, ts, thread, files } = dropped;
    const { offer, isNew } = await keepOffer(tx, {
      channel,
      ts,
      thread: thread ?? ts,
      permalink: null,
      dealId,
      personId: person.id,
      files,
    });
    if (isNew) await queueOffer(tx, offer);
    return offer;
  });
}

/** Files of a message that a person picked by the shortcut. */
export function rememberOffer(
  ctx: Ctx,
  message: { channel: string; ts: string; user: string | null; files: SlackFile[] },
  permalink: string,
): Promise<Offer> {
  return transaction(ctx, async (tx) => {
    const { channel, ts, files } = message;
    const person = message.user ? await findPersonBySlackId(tx.db, message.user) : null;
    const personId = person?.id ?? null;
    const asked = { channel, ts, thread: null, permalink, dealId: null, personId, files };
    return (await keepOffer(tx, asked)).offer;
  });
}

async function dealOf(ctx: Ctx, { channel, thread }: DroppedFiles): Promise<DealId | null> {
  if (!thread) return null;
  const card = await findMessage(ctx, channel, thread);
  if (card?.subject.kind === 'deal') return card.subject.id as DealId;
  const rows = await dealsVisibleTo(ctx).where({ 'deals.channel': channel, 'deals.is_open': true }).limit(2);
  return rows.length === 1 ? ((rows[0]?.id ?? null) as DealId | null) : null;
}
