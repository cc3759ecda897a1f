/** An example to fill in: headings that are recognised, and two customers who do not exist. */
import { transaction } from '../../db/transaction.ts';
import { readerOf } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import { csvOf } from '../../lib/spreadsheets/csv.ts';
import { type Delivery, effect } from '../../outbox/effects.ts';
import { seenBy } from '../../outbox/recipients.ts';
import { enqueue } from '../../outbox/store.ts';

export function sendTemplate(ctx: Ctx, to: PersonId): Promise<void> {
  return transaction(ctx, async (tx) => {
    await enqueue(tx, {
      kind: 'imports.template',
      payload: { to },
      dedupeKey: `importTemplate:${to}:${tx.time.now()}`,
      lane: `person:${to}`,
      priority: 'answer',
    });
  });
}

export const templateUpload = effect<{ to: PersonId }>(
  'imports.template',
  async (ctx, { to }): Promise<Delivery> => {
    const seen = await seenBy(ctx, to);
    if (!seen) return { do: 'drop', reason: 'the recipient is no active member' };
    const { template } = readerOf(seen).t.imports;
    const bytes = Buffer.from(csvOf(template.rows), 'utf8');
    const { file } = template;
    return {
      do: 'upload',
      to: { person: to },
      name: file,
      alt: file,
      size: bytes.byteLength,
      content: async () => bytes,
    };
  },
);
