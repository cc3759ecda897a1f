import type { Knex } from 'knex';
import { insertId } from '../../db/dialect.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import type { CompanyId, DealId, PersonId } from '../../lib/ids.ts';
import type { Currency, Money } from '../../lib/money.ts';
import { fold } from '../../lib/text.ts';
import { type Instant, instantOf, type LocalDateTime, type PlainDate } from '../../lib/time.ts';
import type { DateKind, Deal, DealDate, DealFields, Stage, StageKey, SubmissionWay } from './model.ts';

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
  closed_winner: string | null;
  closed_winner_amount: number | string | null;
  channel: string | null;
  version: number;
  created_by: number | null;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
}

interface StageRow {
  key: string;
  position: number;
  probability: number;
  outcome: string;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    deals: DealRow;
    stages: StageRow;
    deal_dates: { id: number; deal_id: number; kind: string; on: string };
    deal_people: { id: number; deal_id: number; person_id: number };
    deal_contacts: { id: number; deal_id: number; contact_id: number; role: string | null };
  }
}

type JoinedRow = DealRow & { probability: number; outcome: string };

/** Every query of deals starts here: what the actor may not see does not exist. */
// biome-ignore lint/suspicious/noExplicitAny: knex cannot type a where by `table.column`
export function dealsVisibleTo(ctx: Ctx): Knex.QueryBuilder<any, JoinedRow[]> {
  const query = ctx
    .db('deals')
    .join('stages', 'stages.key', 'deals.stage')
    .whereNull('deals.deleted_at')
    .select('deals.*', 'stages.probability', 'stages.outcome');
  const { actor } = ctx;
  if (actor.kind === 'person' && !actor.isAdmin) {
    query.where((any) =>
      any
        .where('deals.restricted', false)
        .orWhere('deals.owner_id', actor.id)
        .orWhereExists(
          ctx
            .db('deal_people')
            .whereRaw('deal_people.deal_id = deals.id')
            .where('deal_people.person_id', actor.id)
            .select(ctx.db.raw('1')),
        ),
    );
  }
  return query as unknown as ReturnType<typeof dealsVisibleTo>;
}

function toDeal(row: JoinedRow, dates: { kind: string; on: string }[]): Deal {
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
    dates: Object.fromEntries(dates.map(({ kind, on }) => [kind, on])) as Partial<Record<DateKind, DealDate>>,
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
          reason: row.closed_reason,
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

/** Rows of one query to records, with one more query for all their dates. */
export async function toDeals(ctx: Ctx, rows: JoinedRow[]): Promise<Deal[]> {
  if (rows.length === 0) return [];
  const dates = await ctx.db('deal_dates').whereIn(
    'deal_id',
    rows.map((row) => row.id),
  );
  return rows.map((row) =>
    toDeal(
      row,
      dates.filter((date) => date.deal_id === row.id),
    ),
  );
}

export async function findDeal(ctx: Ctx, id: DealId): Promise<Deal | null> {
  return (await toDeals(ctx, await dealsVisibleTo(ctx).where('deals.id', id)))[0] ?? null;
}

export async function insertDeal(ctx: Ctx, fields: DealFields): Promise<DealId> {
  const now = ctx.time.now();
  const id = (await insertId(
    ctx.db('deals').insert({
      ...(columnsOf(fields) as Pick<DealRow, 'name' | 'folded_name' | 'owner_id' | 'stage'>),
      currency: fields.value?.currency ?? ctx.settings.currency,
      created_by: actorId(ctx),
      created_at: now,
      updated_at: now,
    }),
  )) as DealId;
  await saveDates(ctx, id, fields.dates);
  return id;
}

/** @returns false when somebody changed the deal since `version` */
export async function updateDeal(
  ctx: Ctx,
  id: DealId,
  version: number,
  fields: Partial<DealFields>,
  columns: Partial<DealRow> = {},
): Promise<boolean> {
  const changed = await ctx
    .db('deals')
    .where({ id, version })
    .update({ ...columnsOf(fields), ...columns, version: version + 1, updated_at: ctx.time.now() });
  if (changed > 0 && fields.dates) await saveDates(ctx, id, fields.dates);
  return changed > 0;
}

async function saveDates(ctx: Ctx, id: DealId, dates: DealFields['dates']): Promise<void> {
  for (const [kind, on] of Object.entries(dates)) {
    if (on)
      await ctx
        .db('deal_dates')
        .insert({ deal_id: id, kind, on })
        .onConflict(['deal_id', 'kind'])
        .merge(['on']);
    else await ctx.db('deal_dates').where({ deal_id: id, kind }).delete();
  }
}

function columnsOf(fields: Partial<DealFields>): Partial<DealRow> {
  const columns: Partial<DealRow> = {};
  if (fields.name !== undefined)
    Object.assign(columns, { name: fields.name, folded_name: fold(fields.name) });
  if (fields.companyId !== undefined) columns.company_id = fields.companyId;
  if (fields.value !== undefined) {
    columns.amount = fields.value?.amount ?? null;
    if (fields.value) columns.currency = fields.value.currency;
  }
  if (fields.stage !== undefined) columns.stage = fields.stage;
  if (fields.ownerId !== undefined) columns.owner_id = fields.ownerId;
  if (fields.restricted !== undefined) columns.restricted = fields.restricted;
  if (fields.source !== undefined) columns.source = fields.source;
  if (fields.bidDeadline !== undefined) {
    const deadline = fields.bidDeadline;
    columns.bid_deadline = deadline?.local ?? null;
    columns.bid_zone = deadline?.zone ?? null;
    columns.bid_deadline_at = deadline ? instantOf(deadline.local, deadline.zone) : null;
  }
  if (fields.offerNumber !== undefined) columns.offer_number = fields.offerNumber;
  if (fields.customerReference !== undefined) columns.customer_reference = fields.customerReference;
  if (fields.portalUrl !== undefined) columns.portal_url = fields.portalUrl;
  if (fields.nextStep !== undefined) {
    columns.next_step = fields.nextStep?.text ?? null;
    columns.next_step_on = fields.nextStep?.on ?? null;
    columns.next_step_owner_id = fields.nextStep?.ownerId ?? null;
  }
  if (fields.channel !== undefined) columns.channel = fields.channel;
  return columns;
}

/** Open deals of a person, the nearest bid deadline first, those without one last. */
export async function listDealsOf(
  ctx: Ctx,
  ownerId: PersonId,
  page: { limit: number; offset: number },
): Promise<{ deals: Deal[]; total: number }> {
  const mine = () => dealsVisibleTo(ctx).where({ 'deals.owner_id': ownerId, 'deals.is_open': true });
  const rows = await mine()
    .orderByRaw('case when deals.bid_deadline_at is null then 1 else 0 end, deals.bid_deadline_at, deals.id')
    .limit(page.limit)
    .offset(page.offset);
  const [counted] = await mine().clearSelect().count({ total: '*' });
  return { deals: await toDeals(ctx, rows), total: Number((counted as unknown as { total: number }).total) };
}

/** By number (`42`, `D-42`) or by the start of any word of the name, the most recently touched first. */
export async function searchDeals(ctx: Ctx, query: string, limit: number): Promise<Deal[]> {
  const number = /^d?-?(\d{1,9})$/i.exec(query.trim())?.[1];
  const start = fold(query).replace(/[!%_]/g, (mark) => `!${mark}`);
  const rows = await dealsVisibleTo(ctx)
    .where((any) => {
      any.whereRaw("deals.folded_name like ? escape '!'", [`${start}%`]);
      any.orWhereRaw("deals.folded_name like ? escape '!'", [`% ${start}%`]);
      if (number) any.orWhere('deals.id', Number(number));
    })
    .orderBy([
      { column: 'deals.is_open', order: 'desc' },
      { column: 'deals.updated_at', order: 'desc' },
    ])
    .limit(limit);
  return toDeals(ctx, rows);
}

export async function listOpenDealsOfCompany(ctx: Ctx, companyId: CompanyId, limit = 50): Promise<Deal[]> {
  const rows = await dealsVisibleTo(ctx)
    .where({ 'deals.company_id': companyId, 'deals.is_open': true })
    .orderBy('deals.updated_at', 'desc')
    .limit(limit);
  return toDeals(ctx, rows);
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

export async function listDealPeople(ctx: Ctx, id: DealId): Promise<PersonId[]> {
  return (await ctx.db('deal_people').where({ deal_id: id }).pluck('person_id')) as PersonId[];
}
