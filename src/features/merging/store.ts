import { insertId, isPostgres } from '../../db/dialect.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import type { Row } from './columns.ts';
import { type Link, links, nameOfLink } from './links.ts';
import type { Merge, MergeChanges, MergeKind } from './model.ts';

interface MergeRow {
  id: number;
  kind: string;
  kept_id: number;
  gone_id: number;
  changed: string;
  by_id: number | null;
  at: string;
  undone_at: string | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    merges: MergeRow;
    merge_rows: { merge_id: number; link: string; row_id: number };
  }
}

const toMerge = (row: MergeRow): Merge => ({
  id: row.id,
  kind: row.kind as MergeKind,
  keptId: row.kept_id,
  goneId: row.gone_id,
  changed: JSON.parse(row.changed) as MergeChanges,
  byId: row.by_id as PersonId | null,
  at: row.at as Instant,
  undoneAt: row.undone_at as Instant | null,
});

export async function insertMerge(
  tx: Ctx,
  merge: Pick<Merge, 'kind' | 'keptId' | 'goneId' | 'changed'>,
): Promise<number> {
  return insertId(
    tx.db('merges').insert({
      kind: merge.kind,
      kept_id: merge.keptId,
      gone_id: merge.goneId,
      changed: JSON.stringify(merge.changed),
      by_id: actorId(tx),
      at: tx.time.now(),
    }),
  );
}

export async function findMerge(ctx: Ctx, id: number): Promise<Merge | null> {
  const row = await ctx.db('merges').where({ id }).first();
  return row ? toMerge(row) : null;
}

/** @returns false when somebody was first */
export const markUndone = async (tx: Ctx, id: number): Promise<boolean> =>
  (await tx.db('merges').where({ id }).whereNull('undone_at').update({ undone_at: tx.time.now() })) > 0;

/** Those that can still be taken back, the newest first. */
export async function listMerges(
  ctx: Ctx,
  kind: MergeKind,
  keptId: number,
  since: Instant,
): Promise<Merge[]> {
  const rows = await ctx
    .db('merges')
    .where({ kind, kept_id: keptId })
    .whereNull('undone_at')
    .where('at', '>=', since)
    .orderBy('id', 'desc')
    .limit(3);
  return rows.map(toMerge);
}

/** Of all that stand, the oldest first. @param after only later ones */
export async function listStanding(ctx: Ctx, since: Instant, after: number, limit: number): Promise<Merge[]> {
  const rows = await ctx
    .db('merges')
    .whereNull('undone_at')
    .where('at', '>=', since)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit);
  return rows.map(toMerge);
}

export const tableOf: Record<MergeKind, 'companies' | 'contacts'> = {
  company: 'companies',
  contact: 'contacts',
};

/** Their rows as they are, which nobody else changes until the transaction ends; in the order of the ids asked for. */
export async function lockRows(tx: Ctx, kind: MergeKind, ids: number[]): Promise<(Row | undefined)[]> {
  const query = tx
    .db(tableOf[kind] as 'companies')
    .whereIn('id', ids)
    .orderBy('id');
  const rows = (await (isPostgres(tx.db) ? query.forUpdate() : query)) as object[] as Row[];
  return ids.map((id) => rows.find((row) => row.id === id));
}

export async function readRows(ctx: Ctx, kind: MergeKind, ids: number[]): Promise<(Row | undefined)[]> {
  const rows = (await ctx.db(tableOf[kind] as 'companies').whereIn('id', ids)) as object[] as Row[];
  return ids.map((id) => rows.find((row) => row.id === id));
}

export async function updateRow(tx: Ctx, kind: MergeKind, id: number, columns: Row): Promise<void> {
  await tx
    .db(tableOf[kind] as 'companies')
    .where({ id })
    .update({ ...columns, version: tx.db.raw('version + 1'), updated_at: tx.time.now() });
}

/** SQLite takes 32,766 values in a query. */
const chunk = 500;

/** Everything that named the one names the other, but for what that one has already. */
export async function moveRows(
  tx: Ctx,
  mergeId: number,
  { kind, keptId, goneId }: Pick<Merge, 'kind' | 'keptId' | 'goneId'>,
) {
  for (const link of links[kind]) {
    const ids = await movable(tx, link, keptId, goneId);
    for (let from = 0; from < ids.length; from += chunk) {
      const some = ids.slice(from, from + chunk);
      await tx
        .db('merge_rows')
        .insert(some.map((row_id) => ({ merge_id: mergeId, link: nameOfLink(link), row_id })))
        .onConflict(['merge_id', 'link', 'row_id'])
        .ignore();
      await relink(tx, link, some, goneId, keptId, link.behind ? behindAll : 0);
    }
  }
}

/** @returns ids of the rows of this link that came with the merge and went back */
export async function returnRows(tx: Ctx, { id, kind, keptId, goneId }: Merge): Promise<void> {
  for (const link of links[kind]) {
    const ids: number[] = await tx
      .db('merge_rows')
      .where({ merge_id: id, link: nameOfLink(link) })
      .pluck('row_id');
    for (let from = 0; from < ids.length; from += chunk)
      await relink(tx, link, ids.slice(from, from + chunk), keptId, goneId, link.behind ? -behindAll : 0);
  }
}

/** Nobody has so many addresses. */
const behindAll = 1000;

async function movable(tx: Ctx, link: Link, keptId: number, goneId: number): Promise<number[]> {
  const table = link.table as 'deals';
  const query = tx
    .db(table)
    .where({ [link.column]: goneId } as never)
    .whereNot(`${link.table}.${link.key}`, link.table === 'companies' ? keptId : -1);
  if (link.once) {
    const has = tx.db({ own: table }).where(`own.${link.column}`, keptId).select(tx.db.raw('1'));
    for (const column of link.once)
      has.whereRaw('(own.?? = ??.?? or (own.?? is null and ??.?? is null))', [
        column,
        link.table,
        column,
        column,
        link.table,
        column,
      ]);
    query.whereNotExists(has);
  }
  if (link.alone) {
    const { alone } = link;
    const taken = tx
      .db({ own: table })
      .where({ [`own.${link.column}`]: keptId, [`own.${alone}`]: true } as never)
      .select(tx.db.raw('1'));
    query.where((any) => any.where({ [alone]: false } as never).orWhereNotExists(taken));
  }
  return (await query.orderBy(link.key).pluck(link.key)) as number[];
}

async function relink(
  tx: Ctx,
  { table, column, key, behind }: Link,
  ids: number[],
  from: number,
  to: number,
  shift: number,
): Promise<void> {
  await tx
    .db(table as 'deals')
    .where({ [column]: from } as never)
    .whereIn(key as 'id', ids)
    .update({
      [column]: to,
      ...(behind ? { [behind]: tx.db.raw('?? + ?', [behind, shift]) } : {}),
      // Who has the deal open in a form is told.
      ...(table === 'deals' ? { version: tx.db.raw('version + 1') } : {}),
    } as never);
}

/** Of the deals that a merge moved, those of this company. */
export const listMovedDeals = (tx: Ctx, mergeId: number, companyId: number): Promise<number[]> =>
  tx
    .db('deals')
    .where({ company_id: companyId })
    .whereIn(
      'id',
      tx.db('merge_rows').where({ merge_id: mergeId, link: 'deals.company_id' }).select('row_id'),
    )
    .orderBy('id')
    .pluck('id');

/** Deals on which one of the two stands. */
export const listDealsNaming = (tx: Ctx, contactIds: number[]): Promise<number[]> =>
  tx.db('deal_contacts').whereIn('contact_id', contactIds).distinct().orderBy('deal_id').pluck('deal_id');

/** Where the values that came along are from. @returns the fields that had no source before */
export async function copySources(
  tx: Ctx,
  goneId: number,
  keptId: number,
  fields: string[],
): Promise<string[]> {
  const rows = await tx.db('company_field_sources').where({ company_id: goneId }).whereIn('field', fields);
  const there: string[] = await tx
    .db('company_field_sources')
    .where({ company_id: keptId })
    .whereIn('field', fields)
    .pluck('field');
  const fresh = rows.filter(({ field }) => !there.includes(field));
  if (fresh.length > 0)
    await tx.db('company_field_sources').insert(fresh.map((row) => ({ ...row, company_id: keptId })));
  return fresh.map(({ field }) => field);
}

export async function dropSources(tx: Ctx, keptId: number, fields: string[]): Promise<void> {
  await tx.db('company_field_sources').where({ company_id: keptId }).whereIn('field', fields).delete();
}
