/** What digests and Home ask about deals: a constant number of queries, whatever the number of deals. */
import type { Knex } from 'knex';
import type { Ctx } from '../../lib/context.ts';
import type { DealId, PersonId } from '../../lib/ids.ts';
import type { Currency } from '../../lib/money.ts';
import type { Instant, PlainDate } from '../../lib/time.ts';
import type { Deal, StageKey } from './model.ts';
import { dealsVisibleTo, toDeals } from './store.ts';

/** `everyone`: what each full member may see, whoever asks; that is what a channel is told. */
export type Audience = 'actor' | 'everyone';

export interface Listed {
  deals: Deal[];
  total: number;
}

const dealsFor = (ctx: Ctx, audience: Audience) =>
  audience === 'actor' ? dealsVisibleTo(ctx) : dealsVisibleTo(ctx).where('deals.restricted', false);

type Query = ReturnType<typeof dealsFor>;

/** Open, with a bid deadline in the span, nothing submitted yet; the nearest first. */
export function listBidsDue(
  ctx: Ctx,
  audience: Audience,
  span: { from: Instant; to: Instant },
  page: { limit: number; offset?: number },
): Promise<Listed> {
  const due = () =>
    dealsFor(ctx, audience)
      .where({ 'deals.is_open': true })
      .whereNull('deals.submitted_at')
      .where('deals.bid_deadline_at', '>=', span.from)
      .where('deals.bid_deadline_at', '<', span.to);
  return listed(ctx, due, [{ column: 'deals.bid_deadline_at' }], page);
}

/** Open, the deadline has passed and nothing was submitted; the latest first. */
export function listBidsMissed(
  ctx: Ctx,
  audience: Audience,
  now: Instant,
  page: { limit: number; offset?: number },
): Promise<Listed> {
  const missed = () =>
    dealsFor(ctx, audience)
      .where({ 'deals.is_open': true })
      .whereNull('deals.submitted_at')
      .where('deals.bid_deadline_at', '<', now);
  return listed(ctx, missed, [{ column: 'deals.bid_deadline_at', order: 'desc' }], page);
}

/** Open, with a next step due before the day; the longest overdue first. `ownerId`: only that person's steps */
export function listStepsDue(
  ctx: Ctx,
  audience: Audience,
  before: PlainDate,
  page: { limit: number; offset?: number },
  ownerId: PersonId | null = null,
): Promise<Listed> {
  const due = () =>
    dealsFor(ctx, audience)
      .where({ 'deals.is_open': true })
      .where('deals.next_step_on', '<', before)
      .modify((query) => {
        if (ownerId !== null)
          query.whereRaw('coalesce(deals.next_step_owner_id, deals.owner_id) = ?', [ownerId]);
      }) as Query;
  return listed(ctx, due, [{ column: 'deals.next_step_on' }], page);
}

/** Open and nobody said what comes next; the nearest deadline first. */
export function listWithoutStep(
  ctx: Ctx,
  audience: Audience,
  page: { limit: number; offset?: number },
): Promise<Listed> {
  const without = () => dealsFor(ctx, audience).where({ 'deals.is_open': true }).whereNull('deals.next_step');
  return listed(ctx, without, [{ column: ctx.db.raw("coalesce(deals.bid_deadline_at, 'none')") }], page);
}

/** One person's open deals whose bid is to be submitted before the moment, overdue ones first. */
export function listMyBidsDue(
  ctx: Ctx,
  ownerId: PersonId,
  before: Instant,
  page: { limit: number; offset?: number },
): Promise<Listed> {
  const due = () =>
    dealsFor(ctx, 'actor')
      .where({ 'deals.is_open': true, 'deals.owner_id': ownerId })
      .whereNull('deals.submitted_at')
      .where('deals.bid_deadline_at', '<', before);
  return listed(ctx, due, [{ column: 'deals.bid_deadline_at' }], page);
}

/** The rest of them: what is still to be submitted first, by its deadline. */
export function listMyOtherDeals(
  ctx: Ctx,
  ownerId: PersonId,
  from: Instant,
  page: { limit: number; offset?: number },
): Promise<Listed> {
  const others = () =>
    dealsFor(ctx, 'actor')
      .where({ 'deals.is_open': true, 'deals.owner_id': ownerId })
      .where((any) =>
        any
          .whereNull('deals.bid_deadline_at')
          .orWhere('deals.bid_deadline_at', '>=', from)
          .orWhereNotNull('deals.submitted_at'),
      );
  const ahead = `case when deals.submitted_at is null then coalesce(deals.bid_deadline_at, 'none') else 'none' end`;
  const order = [{ column: ctx.db.raw(ahead) }, { column: 'deals.updated_at', order: 'desc' as const }];
  return listed(ctx, others, order, page);
}

/** Those of them that the audience sees, in no order. */
export async function listDealsByIds(ctx: Ctx, audience: Audience, ids: DealId[]): Promise<Deal[]> {
  if (ids.length === 0) return [];
  return toDeals(ctx, await dealsFor(ctx, audience).whereIn('deals.id', ids));
}

/** On whose Home the deal is: its owner's, and of who has its next step. Nobody's when it is gone. */
export async function listPeopleOnDeal(ctx: Ctx, id: DealId): Promise<PersonId[]> {
  const row = await ctx.db('deals').where({ id }).first('owner_id', 'next_step_owner_id');
  return row ? [row.owner_id, row.next_step_owner_id ?? row.owner_id].map((one) => one as PersonId) : [];
}

export interface StageSum {
  stage: StageKey;
  currency: Currency;
  count: number;
  /** minor units; deals without a value count as nothing */
  amount: number;
}

/** Open deals by stage and currency. */
export async function sumPipeline(ctx: Ctx, audience: Audience): Promise<StageSum[]> {
  const rows = (await dealsFor(ctx, audience)
    .where({ 'deals.is_open': true })
    .clearSelect()
    .select('deals.stage', 'deals.currency')
    .count({ total: '*' })
    .sum({ amount: 'deals.amount' })
    .groupBy('deals.stage', 'deals.currency')
    .orderBy(['deals.stage', 'deals.currency'])) as unknown as Record<string, string | number | null>[];
  return rows.map((row) => ({
    stage: row.stage as StageKey,
    currency: row.currency as Currency,
    count: Number(row.total),
    amount: Number(row.amount ?? 0),
  }));
}

async function listed(
  ctx: Ctx,
  make: () => Query,
  order: { column: string | Knex.Raw; order?: 'asc' | 'desc' }[],
  { limit, offset = 0 }: { limit: number; offset?: number },
): Promise<Listed> {
  const rows = await make()
    .orderBy([...order, { column: 'deals.id' }] as { column: string }[])
    .limit(limit + 1)
    .offset(offset);
  // Counting is another query: it is spared when the page shows all there is.
  const [counted] =
    rows.length > limit || offset > 0 ? await make().clearSelect().count({ total: '*' }) : [undefined];
  const total = counted ? Number((counted as unknown as { total: number }).total) : rows.length;
  return { deals: await toDeals(ctx, rows.slice(0, limit)), total };
}
