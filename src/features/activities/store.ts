import type { Knex } from 'knex';
import { insertLater, putLater } from '../../db/later.ts';
import type { Ctx } from '../../lib/context.ts';
import type { ActivityId, CompanyId, ContactId, DealId, LeadId, PersonId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import { dealsVisibleTo } from '../deals/service.ts';
import {
  type Activity,
  type ActivityFields,
  type ActivityKind,
  type ActivitySource,
  type Direction,
  flags,
  sourceKey,
} from './model.ts';

export interface ActivityRow {
  id: number;
  kind: string;
  at: string;
  minutes_long: number | null;
  direction: string | null;
  deal_id: number | null;
  company_id: number | null;
  lead_id: number | null;
  text: string;
  is_decision: boolean | number;
  is_order: boolean | number;
  is_change: boolean | number;
  author_id: number | null;
  source: string;
  source_key: string | null;
  cancelled_at: string | null;
  /** of what repeats: the last of its listed times */
  repeats_until: string | null;
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
}

interface KindRow {
  key: string;
  position: number;
  emoji: string;
  directed: boolean | number;
  name_en: string | null;
  name_cs: string | null;
  name_sk: string | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    activities: ActivityRow;
    activity_kinds: KindRow;
    activity_contacts: { contact_id: number; activity_id: number };
    activity_people: { person_id: number; activity_id: number };
  }
}

// biome-ignore lint/suspicious/noExplicitAny: knex cannot type a where by `table.column`
export type ActivityQuery = Knex.QueryBuilder<any, ActivityRow[]>;

/** Every query of activities starts here: they are seen as far as their deal is. */
export function activitiesVisibleTo(ctx: Ctx, options: { deleted?: boolean } = {}): ActivityQuery {
  const dealSeen = dealsVisibleTo(ctx)
    .clearSelect()
    .select(ctx.db.raw('1'))
    .whereRaw('deals.id = activities.deal_id');
  const query = ctx
    .db('activities')
    // Not "exists", because PostgreSQL then sometimes reads all deals first and remembers them.
    .where((any) => any.whereNull('activities.deal_id').orWhereRaw('? = 1', [dealSeen]))
    .select('activities.*') as unknown as ActivityQuery;
  return options.deleted
    ? query.whereNotNull('activities.deleted_at')
    : query.whereNull('activities.deleted_at');
}

/** null when there is none, or the actor may not see it */
export async function findActivity(ctx: Ctx, id: ActivityId): Promise<Activity | null> {
  return (await toActivities(ctx, await activitiesVisibleTo(ctx).where('activities.id', id)))[0] ?? null;
}

export async function findDeletedActivity(ctx: Ctx, id: ActivityId): Promise<Activity | null> {
  const rows = await activitiesVisibleTo(ctx, { deleted: true }).where('activities.id', id);
  return (await toActivities(ctx, rows))[0] ?? null;
}

/** Rows of one query to records, with one more query for contacts and one for colleagues of them all. */
export async function toActivities(ctx: Ctx, rows: ActivityRow[]): Promise<Activity[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const contacts = await ctx.db('activity_contacts').whereIn('activity_id', ids).orderBy('contact_id');
  const people = await ctx.db('activity_people').whereIn('activity_id', ids).orderBy('person_id');
  return rows.map((row) => ({
    id: row.id as ActivityId,
    kind: row.kind,
    at: row.at as Instant,
    minutesLong: row.minutes_long,
    direction: row.direction as Direction | null,
    dealId: row.deal_id as DealId | null,
    companyId: row.company_id as CompanyId | null,
    leadId: row.lead_id as LeadId | null,
    contactIds: contacts
      .filter((one) => one.activity_id === row.id)
      .map((one) => one.contact_id as ContactId),
    peopleIds: people.filter((one) => one.activity_id === row.id).map((one) => one.person_id as PersonId),
    text: row.text,
    flags: flags.filter((flag) => Boolean(row[`is_${flag}`])),
    authorId: row.author_id as PersonId | null,
    source: JSON.parse(row.source) as ActivitySource,
    cancelledAt: row.cancelled_at as Instant | null,
    createdAt: row.created_at as Instant,
    updatedAt: row.updated_at as Instant,
  }));
}

export async function insertActivity(
  ctx: Ctx,
  fields: ActivityFields,
  source: ActivitySource,
  authorId: PersonId | null,
): Promise<ActivityId> {
  const now = ctx.time.now();
  const id = (await insertLater(ctx, 'activities', {
    ...columnsOf(fields),
    author_id: authorId,
    source: JSON.stringify(source),
    source_key: sourceKey(source),
    created_at: now,
    updated_at: now,
  })) as ActivityId;
  await saveLinks(ctx, id, fields);
  return id;
}

export async function updateActivity(ctx: Ctx, id: ActivityId, fields: ActivityFields): Promise<void> {
  await ctx
    .db('activities')
    .where({ id })
    .update({ ...columnsOf(fields), updated_at: ctx.time.now() });
  await ctx.db('activity_contacts').where({ activity_id: id }).delete();
  await ctx.db('activity_people').where({ activity_id: id }).delete();
  await saveLinks(ctx, id, fields);
}

export async function replaceText(ctx: Ctx, id: ActivityId, text: string): Promise<void> {
  await ctx.db('activities').where({ id }).update({ text });
}

const columnsOf = (fields: ActivityFields) => ({
  kind: fields.kind,
  at: fields.at,
  minutes_long: fields.minutesLong,
  direction: fields.direction,
  deal_id: fields.dealId,
  company_id: fields.companyId,
  lead_id: fields.leadId,
  text: fields.text,
  is_decision: fields.flags.includes('decision'),
  is_order: fields.flags.includes('order'),
  is_change: fields.flags.includes('change'),
});

async function saveLinks(ctx: Ctx, id: ActivityId, { contactIds, peopleIds }: ActivityFields): Promise<void> {
  const contacts = contactIds.map((contact_id) => ({ contact_id, activity_id: id }));
  const people = peopleIds.map((person_id) => ({ person_id, activity_id: id }));
  await putLater(ctx, 'activity_contacts', contacts);
  await putLater(ctx, 'activity_people', people);
}

/** @returns false when it was so already */
export async function markDeleted(ctx: Ctx, id: ActivityId, deleted: boolean): Promise<boolean> {
  const query = ctx.db('activities').where({ id });
  const changed = deleted
    ? await query.whereNull('deleted_at').update({ deleted_at: ctx.time.now() })
    : await query.whereNotNull('deleted_at').update({ deleted_at: null });
  return changed > 0;
}

/** @returns false when it was so already */
export async function markCancelled(ctx: Ctx, id: ActivityId, cancelled: boolean): Promise<boolean> {
  const query = ctx.db('activities').where({ id });
  const changed = cancelled
    ? await query.whereNull('cancelled_at').update({ cancelled_at: ctx.time.now() })
    : await query.whereNotNull('cancelled_at').update({ cancelled_at: null });
  return changed > 0;
}

/** A deal that finds its company takes its activities along; what was logged to another company stays there. */
export async function moveToCompany(
  ctx: Ctx,
  dealId: DealId,
  from: CompanyId | null,
  to: CompanyId | null,
): Promise<void> {
  await ctx.db('activities').where({ deal_id: dealId, company_id: from }).update({ company_id: to });
}

/** A lead became a deal and its people: what was logged to it is theirs too, and stays in its own history. */
export async function moveFromLead(
  ctx: Ctx,
  leadId: LeadId,
  to: { dealId: DealId | null; companyId: CompanyId | null; contactId: ContactId | null },
): Promise<void> {
  const ofLead = () => ctx.db('activities').where({ lead_id: leadId }).whereNull('deal_id');
  if (to.contactId !== null) {
    const ids: number[] = await ofLead().pluck('id');
    const rows = ids.map((activity_id) => ({ activity_id, contact_id: to.contactId as number }));
    if (rows.length > 0)
      await ctx.db('activity_contacts').insert(rows).onConflict(['contact_id', 'activity_id']).ignore();
  }
  await ofLead().update({ deal_id: to.dealId, company_id: to.companyId });
}

/** The lead is one again. */
export async function moveBackToLead(ctx: Ctx, leadId: LeadId, dealId: DealId | null): Promise<void> {
  await ctx
    .db('activities')
    .where({ lead_id: leadId, deal_id: dealId })
    .update({ deal_id: null, company_id: null });
}

export async function listKinds(ctx: Ctx): Promise<ActivityKind[]> {
  const rows = await ctx.db('activity_kinds').orderBy('position');
  return rows.map((row) => ({
    key: row.key,
    emoji: row.emoji,
    directed: Boolean(row.directed),
    names: row.name_en
      ? { en: row.name_en, cs: row.name_cs ?? row.name_en, sk: row.name_sk ?? row.name_en }
      : null,
  }));
}
