/** After a field was changed, restricted or archived: its records are found and shown anew, a hundred at a time. */
import { transaction } from '../../db/transaction.ts';
import { type Delivery, effect } from '../../outbox/effects.ts';
import { enqueue } from '../../outbox/store.ts';
import { fieldKind } from './part.ts';
import { indexRecord, listRecordsWith } from './service.ts';
import { findField } from './store.ts';

const batch = 100;

export const redrawFields = effect<{ fieldId: number; after: number; cause: string }>(
  'fields.redraw',
  async (ctx, { fieldId, after, cause }): Promise<Delivery> => {
    await transaction(ctx, async (tx) => {
      const field = await findField(tx, fieldId);
      if (!field) return;
      const ids = await listRecordsWith(tx, fieldId, after, batch);
      for (const id of ids) {
        await indexRecord(tx, field.kind, id);
        await fieldKind(tx, field.kind)?.changed?.(tx, id, `field:${fieldId}:${cause}`);
      }
      const last = ids.at(-1);
      if (ids.length < batch || last === undefined) return;
      await enqueue(tx, {
        kind: 'fields.redraw',
        payload: { fieldId, after: last, cause },
        dedupeKey: `fields.redraw:${fieldId}:${cause}:${last}`,
        lane: 'fields',
        priority: 'edit',
      });
    });
    return { do: 'drop', reason: 'its records are drawn anew' };
  },
);
