import type { Knex } from 'knex';
import { isPostgres } from '../../db/dialect.ts';
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId, ContactId, DealId, PersonId } from '../../lib/ids.ts';
import type { Currency, Money } from '../../lib/money.ts';
import type { Instant, LocalDateTime, PlainDate } from '../../lib/time.ts';
import type { ContactRole, Deal, DealContact, LossReason, Stage, StageKey, SubmissionWay } from './model.ts';

export interface DealRow {
  id: number;
  name: string;
  folded_name: string;
  company_id: number | null;
  amount: number | string | null;
  currency: string;
  stage: string;
  is_open: boolean | number;
  owner_id: number;
  restricted: boolean | number;
  source: string | null;
  bid_deadline: string | null;
  bid_zone: string | null;
  bid_deadline_at: string | null;
  offer_number: string | null;
  customer_reference: string | null;
  portal_url: string | null;
  next_step: string | null;
  next_step_on: string | null;
  next_step_owner_id: number | null;
  submitted_at: string | null;
  submitted_how: string | null;
  submitted_proof: string | null;
  closed_at: string | null;
  closed_reason: string | null;
  closed_note: string | null;
  closed_winner: string | null;
  closed_winner_amount: number | string | null;
  channel: string | null;
  version: number;
  created_by: number | null;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    deals: DealRow;
    stages: { key: string; position: number; probability: number; outcome: string };
    deal_dates: { id: number; deal_id: number; kind: string; on: string };
    deal_people: { id: number; deal_id: number; person_id: number };
    deal_contacts: { id: number; deal_id: number; contact_id: number; role: string | null };
  }
}

export type JoinedRow = DealRow & { probability: number; outcome: string };
// biome-ignore lint/suspicious/noExplicitAny: knex cannot type a where by `table.column`
type DealQuery = Knex.QueryBuilder<any, JoinedRow[]>;

/** Every query of deals starts here: what the actor may not see does not exist. */
export function dealsVisibleTo(ctx: Ctx): DealQuery {
  return seenBy(ctx, allDeals(ctx).whereNull('deals.deleted_at') as unknown as DealQuery);
}

const allDeals = (ctx: Ctx) =>
  ctx
    .db('deals')
    .join('stages', 'stages.key', 'deals.stage')
    .select('deals.*', 'stages.probability', 'stages.outcome');

function seenBy(ctx: Ctx, query: DealQuery): DealQuery {
  const { actor } = ctx;
  if (actor.kind === 'system' || actor.isAdmin) return query;
  const named = ctx
    .db('deal_people')
    .whereRaw('deal_people.deal_id = deals.id')
    .where('deal_people.person_id', actor.id)
    .select(ctx.db.raw('1'));
  return query.where((any: Knex.QueryBuilder) =>
    any.where('deals.restricted', false).orWhere('deals.owner_id', actor.id).orWhereExists(named),
  ) as DealQuery;
}

/** null when there is none, or the actor may not see it */
export async function findDeal(ctx: Ctx, id: DealId): Promise<Deal | null> {
  return (await toDeals(ctx, await dealsVisibleTo(ctx).where('deals.id', id)))[0] ?? null;
}

/** A deal that was deleted and can be brought back, with the same rule of who may see it. */
export async function findDeletedDeal(ctx: Ctx, id: DealId): Promise<Deal | null> {
  const query = allDeals(ctx).whereNotNull('deals.deleted_at').where('deals.id', id);
  return (await toDeals(ctx, await seenBy(ctx, query as unknown as DealQuery)))[0] ?? null;
}

/** Rows of one query to records, with one more query for all their dates, one for people, one for contacts. */
export async function toDeals(ctx: Ctx, rows: JoinedRow[]): Promise<Deal[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  // One after another: inside a transaction there is one connection, and pg is about to refuse queries side by side on it.
  const dates = await ctx.db('deal_dates').whereIn('deal_id', ids).orderBy('kind');
  const people = await ctx.db('deal_people').whereIn('deal_id', ids).orderBy('id');
  const contacts = await ctx.db('deal_contacts').whereIn('deal_id', ids).orderBy('id');
  return rows.map((row) => {
    const own = <T extends { deal_id: number }>(all: T[]) => all.filter((one) => one.deal_id === row.id);
    return {
      ...toRecord(row),
      dates: Object.fromEntries(own(dates).map(({ kind, on }) => [kind, on])) as Deal['dates'],
      people: own(people).map((one) => one.person_id as PersonId),
      contacts: own(contacts).map(
        (one): DealContact => ({
          contactId: one.contact_id as ContactId,
          role: one.role as ContactRole | null,
        }),
      ),
    };
  });
}

function toRecord(row: JoinedRow): Omit<Deal, 'dates' | 'people' | 'contacts'> {
  const money = (amount: number | string | null): Money | null =>
    amount === null ? null : { amount: Number(amount), currency: row.currency as Currency };
  return {
    id: row.id as DealId,
    name: row.name,
    companyId: row.company_id as CompanyId | null,
    value: money(row.amount),
    stage: row.stage as StageKey,
    probability: row.probability,
    outcome: row.outcome as Deal['outcome'],
    ownerId: row.owner_id as PersonId,
    restricted: Boolean(row.restricted),
    source: row.source,
    bidDeadline: row.bid_deadline
      ? {
          local: row.bid_deadline as LocalDateTime,
          zone: row.bid_zone as string,
          at: row.bid_deadline_at as Instant,
        }
      : null,
    offerNumber: row.offer_number,
    customerReference: row.customer_reference,
    portalUrl: row.portal_url,
    nextStep: row.next_step
      ? {
          text: row.next_step,
          on: row.next_step_on as PlainDate | null,
          ownerId: (row.next_step_owner_id ?? row.owner_id) as PersonId,
        }
      : null,
    submitted: row.submitted_at
      ? {
          at: row.submitted_at as Instant,
          how: row.submitted_how as SubmissionWay,
          proof: row.submitted_proof,
        }
      : null,
    closed: row.closed_at
      ? {
          at: row.closed_at as Instant,
          reason: row.closed_reason as LossReason | null,
          note: row.closed_note,
          winner: row.closed_winner,
          winnerValue: money(row.closed_winner_amount),
        }
      : null,
    channel: row.channel,
    version: row.version,
    createdAt: row.created_at as Instant,
    updatedAt: row.updated_at as Instant,
  };
}

export async function listStages(ctx: Ctx): Promise<Stage[]> {
  const rows = await ctx.db('stages').orderBy('position');
  return rows.map((row) => ({
    key: row.key as StageKey,
    position: row.position,
    probability: row.probability,
    outcome: row.outcome as Stage['outcome'],
  }));
}

/** Whoever changes the deal next in another transaction waits for this one. SQLite has one writer: nothing to do. */
export async function lockDeal(ctx: Ctx, id: DealId): Promise<void> {
  if (isPostgres(ctx.db)) await ctx.db('deals').where({ id }).forUpdate().select('id');
}

export async function setProbability(ctx: Ctx, key: StageKey, probability: number): Promise<void> {
  await ctx.db('stages').where({ key }).update({ probability });
}
