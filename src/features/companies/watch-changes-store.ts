/** Changes that registers announced, night by night. */
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import { type FactChange, neverHeld, type WatchedField } from './watch-facts.ts';
import type { Night } from './watch-store.ts';

interface ChangeRow {
  id: number;
  company_id: number;
  night: string;
  field: string;
  from_value: string | null;
  to_value: string | null;
  verdict: string | null;
  found_at: string;
  told_at: string | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    company_register_changes: ChangeRow;
  }
}

export interface RegisterChange extends FactChange {
  id: number;
  companyId: CompanyId;
  foundAt: Instant;
}

export async function insertChanges(
  tx: Ctx,
  id: CompanyId,
  night: Night,
  changes: FactChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await tx.db('company_register_changes').insert(
    changes.map(({ field, from, to }) => ({
      company_id: id,
      night,
      field,
      from_value: JSON.stringify(from ?? null),
      to_value: JSON.stringify(to ?? null),
      found_at: tx.time.now(),
    })),
  );
}

const toChange = (row: ChangeRow): RegisterChange => ({
  id: row.id,
  companyId: row.company_id as CompanyId,
  field: row.field as WatchedField,
  from: JSON.parse(row.from_value ?? 'null'),
  to: JSON.parse(row.to_value ?? 'null'),
  foundAt: row.found_at as Instant,
});

/** Companies of which something changed in a night that can wait for an admin's word. */
export const listHoldable = (ctx: Ctx, night: Night): Promise<CompanyId[]> =>
  ctx
    .db('company_register_changes')
    .where({ night })
    .whereNotIn('field', neverHeld)
    .distinct()
    .orderBy('company_id')
    .pluck('company_id') as unknown as Promise<CompanyId[]>;

/** What waits for an admin's word, company by company. */
export const listHeldChanges = async (ctx: Ctx, night: Night): Promise<RegisterChange[]> =>
  (
    await ctx.db('company_register_changes').where({ night, verdict: 'held' }).orderBy(['company_id', 'id'])
  ).map(toChange);

export const listUntold = (ctx: Ctx, night: Night, limit: number): Promise<CompanyId[]> =>
  ctx
    .db('company_register_changes')
    .where({ night, verdict: 'tell' })
    .whereNull('told_at')
    .distinct()
    .orderBy('company_id')
    .limit(limit)
    .pluck('company_id') as unknown as Promise<CompanyId[]>;

/** Takes what is to be told of a company: each change once. */
export async function takeUntold(tx: Ctx, night: Night, id: CompanyId): Promise<RegisterChange[]> {
  const rows = await tx
    .db('company_register_changes')
    .where({ night, company_id: id, verdict: 'tell' })
    .whereNull('told_at')
    .orderBy('id');
  await tx
    .db('company_register_changes')
    .whereIn(
      'id',
      rows.map((row) => row.id),
    )
    .update({ told_at: tx.time.now() });
  return rows.map(toChange);
}

export async function listChangesByIds(ctx: Ctx, ids: number[]): Promise<RegisterChange[]> {
  return (await ctx.db('company_register_changes').whereIn('id', ids).orderBy('id')).map(toChange);
}
