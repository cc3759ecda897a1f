import type { Ctx } from '../../lib/context.ts';
import type { CompanyId, PersonId } from '../../lib/ids.ts';
import { addHours, type Instant } from '../../lib/time.ts';
import { companiesInPlay } from '../deals/service.ts';
import type { Company } from './model.ts';
import { listCompaniesByIcos } from './store.ts';
import { neverHeld, type SeenOnce, type WatchedFacts } from './watch-facts.ts';

interface WatchRow {
  company_id: number;
  told: string | null;
  once: string | null;
  night: string | null;
  checked_at: string | null;
  insolvency_open: boolean | number;
}

interface NightRow {
  night: string;
  began_at: string;
  ended_at: string | null;
  checked: number;
  changed: number;
  verdict: string | null;
  answered_by: number | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    company_watch: WatchRow;
    company_watch_nights: NightRow;
  }
}

/** A local date; of the insolvencies decided since, with `+` behind it. */
export type Night = string;

export interface WatchNight {
  night: Night;
  endedAt: Instant | null;
  checked: number;
  changed: number;
  verdict: 'tell' | 'held' | 'told' | 'dropped' | null;
}

const toNight = (row: NightRow): WatchNight => ({
  night: row.night,
  endedAt: row.ended_at as Instant | null,
  checked: row.checked,
  changed: row.changed,
  verdict: row.verdict as WatchNight['verdict'],
});

export async function findNight(ctx: Ctx, night: Night): Promise<WatchNight | null> {
  const row = await ctx.db('company_watch_nights').where({ night }).first();
  return row ? toNight(row) : null;
}

/** Those that began and were not judged, the oldest first. */
export async function listOpenNights(ctx: Ctx): Promise<WatchNight[]> {
  return (await ctx.db('company_watch_nights').whereNull('ended_at').orderBy('night')).map(toNight);
}

/** Judged, and not all of it told yet. */
export const listUntoldNights = (ctx: Ctx): Promise<Night[]> =>
  ctx
    .db('company_register_changes')
    .where({ verdict: 'tell' })
    .whereNull('told_at')
    .distinct()
    .orderBy('night')
    .pluck('night');

export async function beginNight(tx: Ctx, night: Night): Promise<void> {
  await tx
    .db('company_watch_nights')
    .insert({ night, began_at: tx.time.now(), checked: 0, changed: 0 })
    .onConflict('night')
    .ignore();
}

export async function endNight(
  tx: Ctx,
  { night, checked, changed, verdict }: Omit<WatchNight, 'endedAt'>,
): Promise<void> {
  const row = { checked, changed, verdict, ended_at: tx.time.now() };
  await tx.db('company_watch_nights').where({ night }).update(row);
  const judged = () => tx.db('company_register_changes').where({ night }).whereNull('verdict');
  await judged().whereIn('field', neverHeld).update({ verdict: 'tell' });
  await judged().update({ verdict });
}

/** @returns false when somebody has answered it */
export async function answerNight(
  tx: Ctx,
  night: Night,
  answer: 'told' | 'dropped',
  by: PersonId | null,
): Promise<boolean> {
  const answered = await tx
    .db('company_watch_nights')
    .where({ night, verdict: 'held' })
    .update({ verdict: answer, answered_by: by });
  const verdict = answer === 'told' ? 'tell' : 'dropped';
  if (answered > 0)
    await tx.db('company_register_changes').where({ night, verdict: 'held' }).update({ verdict });
  return answered > 0;
}

/**
 * Companies to be checked in this night: each with an open deal, a contract or something seen once; of the others a
 * seventh. One that was made within 20 hours was asked about then.
 */
export async function listToCheck(
  ctx: Ctx,
  night: Night,
  { weekday, limit, except }: { weekday: number; limit: number; except: number[] },
): Promise<CompanyId[]> {
  const fresh = addHours(ctx.time.now(), -20);
  const rows = await ctx
    .db('companies')
    .leftJoin('company_watch', 'company_watch.company_id', 'companies.id')
    .whereNull('companies.deleted_at')
    // An end that lies ahead has not happened.
    .where((any) =>
      any
        .whereNull('companies.dissolved_on')
        .orWhere('companies.dissolved_on', '>', ctx.time.now().slice(0, 10)),
    )
    .whereNotNull('companies.ico')
    .where('companies.created_at', '<', fresh)
    .where((any) => any.whereNull('company_watch.night').orWhereNot('company_watch.night', night))
    .where((any) =>
      any
        .whereNotNull('company_watch.once')
        .orWhereRaw('companies.id % 7 = ?', [weekday])
        .orWhere('company_watch.checked_at', '<', addHours(ctx.time.now(), -8 * 24))
        .orWhereIn('companies.id', companiesInPlay(ctx)),
    )
    .whereNotIn('companies.id', except)
    .orderBy('companies.id')
    .limit(limit)
    .select('companies.id');
  return rows.map(({ id }: { id: number }) => id as CompanyId);
}

/** These, and the branches that share the IČO of one: a change of theirs is found in one night, and told once. */
export async function withBranches(ctx: Ctx, companies: Company[]): Promise<Company[]> {
  const sharing = await listCompaniesByIcos(
    ctx,
    companies.flatMap(({ ico }) => ico ?? []),
  );
  const isNew = (one: Company) =>
    companies.every(({ id }) => id !== one.id) &&
    companies.some(({ ico, country }) => ico === one.ico && country === one.country);
  return [...companies, ...sharing.filter(isNew)];
}

export interface Watched {
  told: WatchedFacts | null;
  once: SeenOnce;
  night: Night | null;
}

export async function findWatched(ctx: Ctx, id: CompanyId): Promise<Watched | null> {
  const row = await ctx.db('company_watch').where({ company_id: id }).first();
  if (!row) return null;
  return {
    told: row.told ? JSON.parse(row.told) : null,
    once: row.once ? JSON.parse(row.once) : {},
    night: row.night,
  };
}

export async function saveWatched(
  tx: Ctx,
  id: CompanyId,
  {
    told,
    once,
    night,
    insolvencyOpen,
  }: { told: WatchedFacts; once: SeenOnce; night: Night; insolvencyOpen: boolean },
): Promise<void> {
  const row = {
    company_id: id,
    told: JSON.stringify(told),
    once: Object.keys(once).length > 0 ? JSON.stringify(once) : null,
    night,
    checked_at: tx.time.now(),
    insolvency_open: insolvencyOpen,
  };
  await tx.db('company_watch').insert(row).onConflict('company_id').merge();
}

export const saveTold = async (tx: Ctx, id: CompanyId, told: WatchedFacts): Promise<void> => {
  await tx
    .db('company_watch')
    .where({ company_id: id })
    .update({ told: JSON.stringify(told) });
};

/** Whose second answer about insolvency may have come since. */
export const listInsolvencyOpen = (ctx: Ctx, night: Night): Promise<CompanyId[]> =>
  ctx
    .db('company_watch')
    .where({ night, insolvency_open: true })
    .orderBy('company_id')
    .pluck('company_id') as unknown as Promise<CompanyId[]>;

export const countChecked = async (ctx: Ctx, night: Night): Promise<number> =>
  Number((await ctx.db('company_watch').where({ night }).count({ n: '*' }))[0]?.n ?? 0);
