/** A way to begin a mail about a deal whose answers find the deal by themselves. */
import type { Ctx } from '../../lib/context.ts';
import { cut } from '../../lib/text.ts';
import { link } from '../../slack/blocks.ts';
import { listContactsByIds } from '../contacts/service.ts';
import { type Deal, dealNumber } from '../deals/model.ts';
import type { DealPart } from '../deals/part.ts';
import { dropboxOf } from './mailboxes/mailbox-people.ts';
import { ownIdKey, ownIdOf } from './own-ids.ts';

/** Where a dropbox is read: a link that opens the reader's own mail program. */
export const writeOnDeal: DealPart = {
  async card(ctx, deal) {
    const url = deal.outcome === 'open' ? await mailLink(ctx, deal) : null;
    return {
      people: ({ t }) => (url ? [`✉️ ${link(url.replaceAll('&', '&amp;'), t.filing.writeEmail)}`] : []),
    };
  },
};

/**
 * To the deal's first contact with an address who may be approached, a blind copy to the dropbox, and the deal's number in both: programs that
 * keep the id it answers (few do) need neither. null without a dropbox
 */
export async function mailLink(ctx: Ctx, deal: Deal): Promise<string | null> {
  const address = dropboxOf(ctx);
  if (!address) return null;
  const contacts = await listContactsByIds(
    ctx,
    deal.contacts.map(({ contactId }) => contactId),
  );
  const first = deal.contacts
    .map(({ contactId }) => contacts.find(({ id }) => id === contactId))
    // Whoever asked to be left alone is not the one whom a click writes to.
    .find((contact) => contact?.email && !contact.doNotApproach);
  const fields = {
    bcc: address.replace('@', `+d${deal.id}@`),
    subject: `[${dealNumber(deal.id)}] ${cut(deal.name, 80)}`,
    'in-reply-to': ownIdOf(await ownIdKey(ctx), deal.id),
  };
  const query = Object.entries(fields).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `mailto:${encodeURIComponent(first?.email ?? '').replace('%40', '@')}?${query.join('&')}`;
}
