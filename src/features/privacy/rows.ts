/** The person's own rows, emptied or deleted, a page in each transaction. */
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import type { Erasure } from './erasure.ts';
import type { OwnRows, Target } from './part.ts';
import { keyOf, pageAfter, type Row, whereKey } from './walking.ts';

const pageSize = 100;

/** @returns whether all of them are done */
export async function eraseOwnRows(
  ctx: Ctx,
  erasure: Erasure,
  target: Target,
  save: (tx: Ctx) => Promise<void>,
): Promise<void> {
  const parts = ctx.ports.personalData;
  const lists = parts.flatMap(({ own }) => own ?? []);
  for (let index = erasure.progress.index ?? 0; index < lists.length; index += 1) {
    const list = lists[index] as OwnRows;
    const key = keyOfTable(ctx, list.table);
    for (;;) {
      const found = await transaction(ctx, async (tx) => {
        const after = erasure.progress.after;
        const query = list.rows(tx.db, target.sought).select(key.map((column) => `${list.table}.${column}`));
        const page = await pageAfter(query, list.table, key, after, pageSize);
        for (const row of page) await eraseRow(tx, list, row, key, target);
        const isLast = page.length < pageSize;
        if (list.kind && page.length > 0)
          erasure.counts[list.kind] = (erasure.counts[list.kind] ?? 0) + page.length;
        const last = page.at(-1);
        erasure.progress =
          isLast || !last
            ? { ...erasure.progress, index: index + 1, after: null }
            : { ...erasure.progress, index, after: keyOf(last, key) };
        await save(tx);
        return page.length;
      });
      if (found < pageSize) break;
    }
  }
}

async function eraseRow(tx: Ctx, list: OwnRows, row: Row, key: string[], { erased }: Target): Promise<void> {
  const query = tx.db(list.table).where(whereKey(row, key));
  if (list.becomes === 'deleted') await query.delete();
  else await query.update(list.becomes(erased));
  await list.changed?.(tx, row);
}

/** @throws Error for a table in no list: a test sees it before */
export function keyOfTable(ctx: Ctx, table: string): string[] {
  for (const { tables } of ctx.ports.personalData) if (tables[table]) return tables[table].key;
  throw new Error(`personal data: ${table} is in no list`);
}
