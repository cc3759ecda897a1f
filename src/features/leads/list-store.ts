import { idsByTerm } from '../../db/terms.ts';
import type { Ctx } from '../../lib/context.ts';
import type { LeadId, PersonId } from '../../lib/ids.ts';
import { fold } from '../../lib/text.ts';
import type { Instant } from '../../lib/time.ts';
import type { Lead, LeadFilter } from './model.ts';
import { leadsOf, toLead } from './store.ts';

const openStates = ['new', 'working'];

/** Mine first, then by the next step's day, what has none last. */
export async function listLeads(
  ctx: Ctx,
  filter: LeadFilter,
  page: { limit: number; offset: number },
  me: PersonId | null = null,
): Promise<{ leads: Lead[]; total: number }> {
  const all = () => filtered(ctx, filter);
  const [rows, [counted]] = await Promise.all([
    all()
      .orderByRaw('case when leads.owner_id = ? then 0 else 1 end', [me ?? 0])
      .orderByRaw("coalesce(leads.next_step_on, '9999')")
      .orderBy('leads.id', 'desc')
      .limit(page.limit)
      .offset(page.offset),
    all().clearSelect().count({ total: '*' }),
  ]);
  const total = Number((counted as unknown as { total: number }).total);
  return { leads: rows.map(toLead), total };
}

function filtered(ctx: Ctx, { ownerId, state, class: wanted }: LeadFilter) {
  const query = leadsOf(ctx);
  if (ownerId !== null) query.where('leads.owner_id', ownerId);
  if (state === 'open') query.whereIn('leads.state', openStates);
  else if (state !== 'all') query.where('leads.state', state);
  if (wanted) query.where('leads.class', wanted);
  return query;
}

/** By its number, or by the start of any word of the names, of the e-mail address or of the IČO. */
export async function searchLeads(ctx: Ctx, query: string, limit: number): Promise<Lead[]> {
  const number = /^l-?(\d{1,9})$/i.exec(query.trim())?.[1];
  if (number) return (await leadsOf(ctx).where('leads.id', Number(number))).map(toLead);
  const ids = idsByTerm(ctx.db, 'lead', fold(query));
  if (!ids) return [];
  const rows = await leadsOf(ctx)
    .whereIn('leads.id', ids)
    .orderByRaw("case when leads.state in ('new', 'working') then 0 else 1 end, leads.id desc")
    .limit(limit);
  return rows.map(toLead);
}

export async function listLeadsByIds(ctx: Ctx, ids: LeadId[]): Promise<Lead[]> {
  if (ids.length === 0) return [];
  return (await leadsOf(ctx).whereIn('leads.id', ids).orderBy('leads.id')).map(toLead);
}

/** Created since then, and those of which somebody was told that nobody touches them. */
export async function countForDigest(
  ctx: Ctx,
  since: Instant,
): Promise<{ fresh: number; untouched: number }> {
  const open = () => leadsOf(ctx).clearSelect().whereIn('leads.state', openStates);
  const [[fresh], [untouched]] = await Promise.all([
    leadsOf(ctx).clearSelect().where('leads.created_at', '>=', since).count({ total: '*' }),
    open().where('leads.nudge_rung', '>', 0).count({ total: '*' }),
  ]);
  const number = (row: unknown) => Number((row as { total: number } | undefined)?.total ?? 0);
  return { fresh: number(fresh), untouched: number(untouched) };
}
