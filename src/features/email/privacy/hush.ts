/** When others see a deal than before, what stands in Slack about its mails follows. */
import type { Ctx } from '../../../lib/context.ts';
import type { DealId } from '../../../lib/ids.ts';
import { onSightChange } from '../../deals/hush.ts';
import { queueEmailEdits } from '../effects.ts';
import type { EmailId } from '../model.ts';
import { queueOwnerNewsEdits } from '../notices/owner-news.ts';
import { queueNewsEdits } from '../triage/news-edits.ts';

export const hushMails = onSightChange(async (tx, deal) => {
  for (const id of await listShownAbout(tx, deal.id)) {
    await queueEmailEdits(tx, id);
    await queueNewsEdits(tx, id);
    await queueOwnerNewsEdits(tx, id);
  }
});

/** Mails that stand somewhere in Slack: those of the deal, and those that wait and may belong to it. */
async function listShownAbout(tx: Ctx, dealId: DealId): Promise<EmailId[]> {
  const logged: number[] = await tx
    .db('slack_messages')
    .where({ subject_kind: 'email' })
    .whereIn('subject_id', tx.db('inbound_emails').where({ deal_id: dealId }).select('id'))
    .distinct('subject_id')
    .pluck('subject_id');
  const waiting: { id: number; considered: string | null }[] = await tx
    .db('inbound_emails')
    .where({ status: 'triage' })
    .where('considered', 'like', `%${dealId}%`)
    .select('id', 'considered');
  const mayBelong = waiting.filter(({ considered }) => JSON.parse(considered ?? '[]').includes(dealId));
  return [...new Set([...logged, ...mayBelong.map(({ id }) => id)])] as EmailId[];
}
