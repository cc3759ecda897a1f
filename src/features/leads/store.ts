import type { Knex } from 'knex';
import { insertId, isPostgres } from '../../db/dialect.ts';
import { saveTerms } from '../../db/terms.ts';
import { actorId, type Country, type Ctx } from '../../lib/context.ts';
import type { CompanyId, ContactId, DealId, LeadId, PersonId } from '../../lib/ids.ts';
import { fold } from '../../lib/text.ts';
import type { Instant, PlainDate } from '../../lib/time.ts';
import { type DisqualifyReason, type Lead, type LeadClass, type LeadState, leadTitle } from './model.ts';

export interface LeadRow {
  id: number;
  name: string | null;
  position: string | null;
  email: string | null;
  phone: string | null;
  company_name: string | null;
  ico: string | null;
  country: string | null;
  domain: string | null;
  company_id: number | null;
  source: string | null;
  campaign: string | null;
  class: string | null;
  class_reason: string | null;
  owner_id: number;
  state: string;
  next_step: string | null;
  next_step_on: string | null;
  note: string | null;
  closed_at: string | null;
  closed_reason: string | null;
  closed_note: string | null;
  deal_id: number | null;
  made_deal: boolean | number;
  became_company_id: number | null;
  became_contact_id: number | null;
  touched_at: string;
  touches: number;
  nudge_at: string | null;
  nudge_rung: number;
  version: number;
  created_by: number | null;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    leads: LeadRow;
  }
}

export type LeadColumns = Partial<Omit<LeadRow, 'id' | 'version' | 'created_at' | 'updated_at'>>;

export const toLead = (row: LeadRow): Lead => ({
  id: row.id as LeadId,
  name: row.name,
  position: row.position,
  email: row.email,
  phone: row.phone,
  companyName: row.company_name,
  ico: row.ico,
  country: row.country as Country | null,
  domain: row.domain,
  companyId: row.company_id as CompanyId | null,
  source: row.source,
  campaign: row.campaign,
  class: row.class as LeadClass | null,
  classReason: row.class_reason,
  ownerId: row.owner_id as PersonId,
  state: row.state as LeadState,
  nextStep: row.next_step ? { text: row.next_step, on: row.next_step_on as PlainDate | null } : null,
  note: row.note,
  closed: row.closed_at
    ? {
        at: row.closed_at as Instant,
        reason: row.closed_reason as DisqualifyReason | null,
        note: row.closed_note,
      }
    : null,
  became: {
    dealId: row.deal_id as DealId | null,
    madeDeal: Boolean(row.made_deal),
    companyId: row.became_company_id as CompanyId | null,
    contactId: row.became_contact_id as ContactId | null,
  },
  touchedAt: row.touched_at as Instant,
  touches: row.touches,
  nudgeAt: row.nudge_at as Instant | null,
  nudgeRung: row.nudge_rung,
  version: row.version,
  createdBy: row.created_by as PersonId | null,
  createdAt: row.created_at as Instant,
});

// biome-ignore lint/suspicious/noExplicitAny: knex cannot type a where by `table.column`
type LeadQuery = Knex.QueryBuilder<any, LeadRow[]>;

/** Every query of leads starts here: all full members see them all (access/policy.ts). */
export const leadsOf = (ctx: Ctx): LeadQuery =>
  ctx.db('leads').whereNull('leads.deleted_at').select('leads.*') as unknown as LeadQuery;

export async function insertLead(
  ctx: Ctx,
  columns: LeadColumns & Pick<LeadRow, 'owner_id' | 'state' | 'touched_at'>,
): Promise<LeadId> {
  const id = (await insertId(ctx.db('leads').insert(newRow(ctx, columns)))) as LeadId;
  await noteTerms(ctx, id);
  return id;
}

/** As it is written down first: without its id, and what does not stand in it. */
export function newRow<C extends LeadColumns>(ctx: Ctx, columns: C) {
  const now = ctx.time.now();
  return { ...columns, created_by: actorId(ctx), created_at: now, updated_at: now };
}

export async function updateLead(ctx: Ctx, id: LeadId, columns: LeadColumns): Promise<void> {
  await ctx
    .db('leads')
    .where({ id })
    .update({ ...columns, version: ctx.db.raw('version + 1'), updated_at: ctx.time.now() });
  await noteTerms(ctx, id);
}

/** What is no change of the lead: who was told, when somebody will be. */
export async function markLead(ctx: Ctx, id: LeadId, columns: LeadColumns): Promise<void> {
  await ctx.db('leads').where({ id }).update(columns);
}

/** Found by the words of the names, the e-mail address and the IČO. */
export async function noteTerms(ctx: Ctx, id: LeadId): Promise<void> {
  const row = await ctx.db('leads').where({ id }).first();
  if (!row) return;
  await saveTerms(ctx, 'lead', id, row.deleted_at ? [] : termsIn(row));
}

export function termsIn({ name, company_name, email, ico }: LeadColumns): (string | null)[] {
  const texts = [name, company_name].map((text) => (text ? fold(text) : null));
  return [...texts, email ?? null, ico ?? null];
}

/** Until the transaction ends nobody else changes it. SQLite has one writer anyway. */
export async function lockLead(ctx: Ctx, id: LeadId): Promise<void> {
  if (isPostgres(ctx.db)) await ctx.db('leads').where({ id }).forUpdate().select('id');
}

export async function findLead(ctx: Ctx, id: LeadId): Promise<Lead | null> {
  const [row] = await leadsOf(ctx).where('leads.id', id);
  return row ? toLead(row) : null;
}

/** One that is worked on before one that was disqualified, the newest first. A converted one is its contact's. */
export async function findLeadByEmail(ctx: Ctx, email: string): Promise<Lead | null> {
  const [row] = await leadsOf(ctx)
    .where('leads.email', email.trim().toLowerCase())
    .whereNot('leads.state', 'converted')
    .orderByRaw("case when leads.state = 'disqualified' then 1 else 0 end, leads.id desc")
    .limit(1);
  return row ? toLead(row) : null;
}

/** The one that became this deal. */
export async function findLeadOfDeal(ctx: Ctx, dealId: DealId): Promise<Lead | null> {
  const [row] = await leadsOf(ctx).where('leads.deal_id', dealId).orderBy('leads.id').limit(1);
  return row ? toLead(row) : null;
}

export const titleOf = (row: Pick<LeadRow, 'name' | 'company_name' | 'email'>): string =>
  leadTitle({ name: row.name, companyName: row.company_name, email: row.email });
