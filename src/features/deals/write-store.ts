import { insertId } from '../../db/dialect.ts';
import { saveTerms } from '../../db/terms.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import type { DealId } from '../../lib/ids.ts';
import { fold } from '../../lib/text.ts';
import { type Instant, instantOf } from '../../lib/time.ts';
import type { DealFields } from './model.ts';
import { saveNumbers } from './numbers-store.ts';
import type { DealRow } from './store.ts';

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
  await saveTerms(ctx, 'deal', id, [fold(fields.name)]);
  await saveLists(ctx, id, fields);
  await saveNumbers(ctx, id, fields);
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
  if (changed > 0) await saveLists(ctx, id, fields);
  if (changed > 0) await saveNumbers(ctx, id, fields);
  if (changed > 0 && fields.name !== undefined) await saveTerms(ctx, 'deal', id, [fold(fields.name)]);
  return changed > 0;
}

/** @param at null brings it back */
export async function markDeleted(ctx: Ctx, id: DealId, version: number, at: Instant | null): Promise<void> {
  await ctx.db('deals').where({ id }).update({ deleted_at: at, version });
}

async function saveLists(ctx: Ctx, id: DealId, fields: Partial<DealFields>): Promise<void> {
  for (const [kind, on] of Object.entries(fields.dates ?? {})) {
    const row = { deal_id: id, kind, on: on as string };
    if (on) await ctx.db('deal_dates').insert(row).onConflict(['deal_id', 'kind']).merge(['on']);
    else await ctx.db('deal_dates').where({ deal_id: id, kind }).delete();
  }
  if (fields.people) {
    await ctx.db('deal_people').where({ deal_id: id }).delete();
    const rows = [...new Set(fields.people)].map((person_id) => ({ deal_id: id, person_id }));
    if (rows.length > 0) await ctx.db('deal_people').insert(rows);
  }
  if (fields.contacts) {
    await ctx.db('deal_contacts').where({ deal_id: id }).delete();
    const rows = fields.contacts.map(({ contactId, role }) => ({ deal_id: id, contact_id: contactId, role }));
    if (rows.length > 0)
      await ctx.db('deal_contacts').insert(rows).onConflict(['deal_id', 'contact_id']).ignore();
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
