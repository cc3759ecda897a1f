/** Notices of tender portals and data boxes: they move deadlines, so who is concerned hears of them at once, at any hour. */
import { isActiveMember, personOf } from '../../../access/people.ts';
import { readerOf } from '../../../i18n/reader.ts';
import type { Ctx } from '../../../lib/context.ts';
import type { DealId, EventId, PersonId } from '../../../lib/ids.ts';
import type { Delivery } from '../../../outbox/effects.ts';
import { effectFor } from '../../../outbox/recipients.ts';
import { enqueue } from '../../../outbox/store.ts';
import { bold, esc, section } from '../../../slack/blocks.ts';
import { findDeal } from '../../deals/service.ts';
import { readWatchState } from '../../watching/service.ts';
import { readEmailCard } from '../card.ts';
import { nameOf, subjectOf } from '../mail-lines.ts';
import type { EmailId } from '../model.ts';
import { newsBlocks } from '../views.ts';
import { ownNewsView } from './owner-news.ts';
import { markTold } from './owner-news-store.ts';

/** To the deal's owner and whoever watches one of its dates. @param butNot who put it there by hand */
export async function queueNotice(
  tx: Ctx,
  emailId: EmailId,
  dealId: DealId,
  event: EventId,
  butNot: PersonId | null,
): Promise<void> {
  const system: Ctx = { ...tx, actor: { kind: 'system', name: 'email' } };
  const deal = await findDeal(system, dealId);
  if (!deal) return;
  const { watchers } = await readWatchState(system, dealId);
  const people = new Set([deal.ownerId, ...watchers.map(({ personId }) => personId)]);
  for (const personId of people) {
    if (personId === butNot) continue;
    await enqueue(tx, {
      kind: 'email.notice',
      payload: { emailId, dealId, personId },
      dedupeKey: `${event}:${personId}`,
      lane: `person:${personId}`,
      priority: 'nudge',
    });
  }
  // The owner's news of other mails would tell of it again. Where the owner has left, whoever follows hears of it.
  if (isActiveMember(await personOf.one(tx, deal.ownerId))) await markTold(tx, [emailId]);
}

export const notice = effectFor<{ emailId: EmailId; dealId: DealId }>(
  'email.notice',
  async (seen, { emailId, dealId, personId }): Promise<Delivery> => {
    const card = await readEmailCard(seen, emailId);
    if (card?.deal?.id !== dealId)
      return { do: 'drop', reason: 'the mail was moved, or is not theirs to see' };
    const reader = readerOf(seen);
    const text = reader.t.mailFinds.portal(nameOf(card.email.from), subjectOf(card, reader));
    return {
      do: 'post',
      to: { person: personId },
      text: esc(text),
      blocks: [section(bold(esc(text))), ...newsBlocks(card, reader)],
      remember: { subject: { kind: 'email', id: emailId }, view: ownNewsView(emailId) },
    };
  },
);
