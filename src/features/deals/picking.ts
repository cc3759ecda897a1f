/** Deals for a field that one types into: people remember the customer rather than what the deal is called. */
import type { Ctx } from '../../lib/context.ts';
import { searchCompanies } from '../companies/service.ts';
import { searchDeals } from './list-store.ts';
import type { Deal } from './model.ts';
import { dealsVisibleTo, toDeals } from './store.ts';

/** A company is looked for by more than its first letter. */
const shortest = 2;
const mostCompanies = 20;

/** Those found by their name or number, then open ones of companies that are called so. */
export async function findDealsToPick(ctx: Ctx, query: string, limit: number): Promise<Deal[]> {
  const named = await searchDeals(ctx, query, limit);
  if (named.length >= limit || [...query.trim()].length < shortest) return named;
  const companies = await searchCompanies(ctx, query, mostCompanies);
  if (companies.length === 0) return named;
  const rows = await dealsVisibleTo(ctx)
    .whereIn(
      'deals.company_id',
      companies.map(({ id }) => id),
    )
    .where({ 'deals.is_open': true })
    .orderBy([
      { column: 'deals.updated_at', order: 'desc' },
      { column: 'deals.id', order: 'desc' },
    ])
    .limit(limit);
  const known = new Set(named.map(({ id }) => id));
  const theirs = (await toDeals(ctx, rows)).filter(({ id }) => !known.has(id));
  return [...named, ...theirs].slice(0, limit);
}
