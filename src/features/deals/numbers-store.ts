import type { Ctx } from '../../lib/context.ts';
import type { DealId } from '../../lib/ids.ts';
import type { DealFields } from './model.ts';
import { numberKey } from './numbers.ts';

export type NumberKind = 'offer' | 'customer';

declare module 'knex/types/tables.js' {
  interface Tables {
    deal_numbers: { deal_id: number; kind: string; key: string };
  }
}

export async function saveNumbers(ctx: Ctx, id: DealId, fields: Partial<DealFields>): Promise<void> {
  if (fields.offerNumber !== undefined) await saveNumber(ctx, id, 'offer', fields.offerNumber);
  if (fields.customerReference !== undefined) await saveNumber(ctx, id, 'customer', fields.customerReference);
}

async function saveNumber(ctx: Ctx, id: DealId, kind: NumberKind, written: string | null): Promise<void> {
  await ctx.db('deal_numbers').where({ deal_id: id, kind }).delete();
  const key = numberKey(written ?? '');
  if (key) await ctx.db('deal_numbers').insert({ deal_id: id, kind, key });
}

export interface NumberedDeal {
  id: DealId;
  name: string;
  isOpen: boolean;
  kind: NumberKind;
  /** as people wrote it */
  number: string;
}

/** Deals by the keys of a subject (numberKeysIn), open ones first. Everybody's: who asks decides who may know. */
export async function findByNumbers(ctx: Ctx, keys: string[], limit: number): Promise<NumberedDeal[]> {
  if (keys.length === 0) return [];
  const rows = await ctx
    .db('deal_numbers')
    .join('deals', 'deals.id', 'deal_numbers.deal_id')
    .whereIn('deal_numbers.key', keys)
    .whereNull('deals.deleted_at')
    .orderBy([
      { column: 'deals.is_open', order: 'desc' },
      { column: 'deals.updated_at', order: 'desc' },
      { column: 'deals.id', order: 'desc' },
    ])
    .limit(limit)
    .select(
      'deals.id',
      'deals.name',
      'deals.is_open',
      'deals.offer_number',
      'deals.customer_reference',
      'deal_numbers.kind',
    );
  return rows.map((row) => ({
    id: row.id as DealId,
    name: row.name,
    isOpen: Boolean(row.is_open),
    kind: row.kind as NumberKind,
    number: (row.kind === 'offer' ? row.offer_number : row.customer_reference) ?? '',
  }));
}
