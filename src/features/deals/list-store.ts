import { idsByTerm } from '../../db/terms.ts';
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId, PersonId } from '../../lib/ids.ts';
import type { Currency } from '../../lib/money.ts';
import { fold } from '../../lib/text.ts';
import { addHours } from '../../lib/time.ts';
import type { CompanyDeals, Deal } from './model.ts';
import { dealsVisibleTo, toDeals } from './store.ts';

export interface Page {
  limit: number;
  offset: number;
}

/** Open deals, the nearest bid deadline first, those without one or submitted last; of one owner, or everybody's. */
export async function listOpenDeals(
  ctx: Ctx,
  ownerId: PersonId | null,
  page: Page,
): Promise<{ deals: Deal[]; total: number }> {
  const open = () =>
    dealsVisibleTo(ctx).where({
      'deals.is_open': true,
      ...(ownerId === null ? {} : { 'deals.owner_id': ownerId }),
    });
  const rows = await open()
    .orderByRaw(
      'case when deals.bid_deadline_at is null or deals.submitted_at is not null then 1 else 0 end, deals.bid_deadline_at, deals.id',
    )
    .limit(page.limit)
    .offset(page.offset);
  return { deals: await toDeals(ctx, rows), total: await count(open()) };
}

export const listDealsOf = (ctx: Ctx, ownerId: PersonId, page: Page) => listOpenDeals(ctx, ownerId, page);

async function count(query: ReturnType<typeof dealsVisibleTo>): Promise<number> {
  const [counted] = await query.clearSelect().count({ total: '*' });
  return Number((counted as unknown as { total: number }).total);
}

/** By number (`42`, `D-42`) or by the start of any word of the name, open ones and the recently touched first. */
export async function searchDeals(ctx: Ctx, query: string, limit: number, offset = 0): Promise<Deal[]> {
  const found = matching(ctx, query);
  if (!found) return [];
  const rows = await found
    .orderBy([
      { column: 'deals.is_open', order: 'desc' },
      { column: 'deals.updated_at', order: 'desc' },
      { column: 'deals.id', order: 'desc' },
    ])
    .limit(limit)
    .offset(offset);
  return toDeals(ctx, rows);
}

export async function countFoundDeals(ctx: Ctx, query: string): Promise<number> {
  const found = matching(ctx, query);
  return found ? count(found) : 0;
}

function matching(ctx: Ctx, query: string): ReturnType<typeof dealsVisibleTo> | null {
  const number = /^d?-?(\d{1,9})$/i.exec(query.trim())?.[1];
  const ids = idsByTerm(ctx.db, 'deal', fold(query));
  if (!ids) return null;
  if (number) ids.unionAll([ctx.db.raw('select cast(? as integer)', [Number(number)])]);
  return dealsVisibleTo(ctx).whereIn('deals.id', ids) as ReturnType<typeof dealsVisibleTo>;
}

export async function listOpenDealsOfCompany(ctx: Ctx, companyId: CompanyId, limit = 50): Promise<Deal[]> {
  const rows = await dealsVisibleTo(ctx)
    .where({ 'deals.company_id': companyId, 'deals.is_open': true })
    .orderBy([
      { column: 'deals.updated_at', order: 'desc' },
      { column: 'deals.id', order: 'desc' },
    ])
    .limit(limit);
  return toDeals(ctx, rows);
}

/** How many deals of a company the actor sees, by outcome. */
export async function countDealsOfCompany(ctx: Ctx, companyId: CompanyId): Promise<CompanyDeals> {
  const rows = (await dealsVisibleTo(ctx)
    .where({ 'deals.company_id': companyId })
    .clearSelect()
    .select('stages.outcome', 'deals.currency')
    .count({ total: '*' })
    .sum({ amount: 'deals.amount' })
    .groupBy('stages.outcome', 'deals.currency')
    .orderBy('deals.currency')) as unknown as {
    outcome: Deal['outcome'];
    currency: Currency;
    total: number | string;
    amount: number | string | null;
  }[];
  const total = (outcome: Deal['outcome']) =>
    rows.filter((row) => row.outcome === outcome).reduce((sum, row) => sum + Number(row.total), 0);
  return {
    open: total('open'),
    won: total('won'),
    lost: total('lost'),
    openValue: rows
      .filter((row) => row.outcome === 'open' && Number(row.amount) > 0)
      .map((row) => ({ amount: Number(row.amount), currency: row.currency })),
  };
}

/** A query: companies with an open deal, or with one that was won in the last two years and is being delivered. */
export const companiesInPlay = (ctx: Ctx) =>
  ctx
    .db('deals')
    .whereNull('deleted_at')
    .whereNotNull('company_id')
    .where((any) =>
      any
        .where({ is_open: true })
        .orWhere((won) =>
          won.where({ stage: 'won' }).where('closed_at', '>=', addHours(ctx.time.now(), -2 * 365 * 24)),
        ),
    )
    .select('company_id');
