/** Makes two records of one company, or of one person, one: and takes that back. */
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import { notFound, refuse } from '../../lib/errors.ts';
import type { CompanyId, ContactId, DealId } from '../../lib/ids.ts';
import { addMinutes, dateIn } from '../../lib/time.ts';
import { assertGivable, getCompany, noteCompanyTerms } from '../companies/service.ts';
import { noteContactTerms } from '../contacts/service.ts';
import { queueCardEditsOf } from '../deals/effects.ts';
import { assertNothingHidden } from '../fields/guard-service.ts';
import { allFieldValues, copyFieldValues, deleteKeptFrom, writeValues } from '../fields/service.ts';
import { changedColumns, differingFields, filledFields, type Row, valueAfter } from './columns.ts';
import {
  type Merge,
  type MergeChanges,
  type MergeKind,
  type Pair,
  undoableUntil,
  undoDays,
} from './model.ts';
import {
  copySources,
  dropSources,
  findMerge,
  insertMerge,
  listDealsNaming,
  listMerges,
  listMovedDeals,
  lockRows,
  markUndone,
  moveRows,
  readRows,
  returnRows,
  updateRow,
} from './store.ts';

/** What would come of it, by the names of fields. @throws CrmError notFound, merge.same */
export async function compare(ctx: Ctx, pair: Pair): Promise<{ filled: string[]; differing: string[] }> {
  const { kind, keptId, goneId } = pair;
  const [kept, gone] = present(pair, await readRows(ctx, kind, [keptId, goneId]));
  return { filled: filledFields(kind, kept, gone), differing: differingFields(kind, kept, gone) };
}

function present({ kind, keptId, goneId }: Pair, [kept, gone]: (Row | undefined)[]): [Row, Row] {
  if (keptId === goneId) refuse('merge.same', {}, 'other');
  if (!kept || !gone || kept.deleted_at || gone.deleted_at) return notFound(kind);
  return [kept, gone];
}

/**
 * All that names the one names the other from now on, deals and mails that the actor does not see too; where the kept one
 * says nothing, it takes over what the other said. One transaction: half a merge would be worse than a long one.
 * @throws CrmError notFound, merge.same, fields.ownerOnly
 */
export function mergeRecords(ctx: Ctx, pair: Pair): Promise<Merge> {
  return transaction(ctx, async (tx) => {
    const { kind, keptId, goneId } = pair;
    const [kept, gone] = present(pair, await lockRows(tx, kind, [keptId, goneId]));
    for (const id of [goneId, keptId]) await assertOpen(tx, kind, id);
    const columns = changedColumns(kind, kept, gone);
    const sources =
      kind === 'company' ? await copySources(tx, goneId, keptId, filledFields(kind, kept, gone)) : [];
    const fields = await fieldsThatCome(tx, pair);
    const changed: MergeChanges = { columns, sources, fields };
    const id = await insertMerge(tx, { ...pair, changed });
    await moveRows(tx, id, pair);
    await updateRow(
      tx,
      kind,
      keptId,
      mapped(columns, (column, one) => valueAfter(column, one, gone)),
    );
    await updateRow(tx, kind, goneId, { deleted_at: tx.time.now(), merged_into: keptId });
    await copyFieldValues(asProduct(tx), { kind, id: goneId }, { kind, id: keptId });
    await noteTerms(tx, kind, [keptId]);
    await recordEvent(tx, `${kind}.merged`, { kind, id: keptId }, { merge: id, other: goneId });
    await recordEvent(tx, `${kind}.mergedAway`, { kind, id: goneId }, { merge: id, into: keptId });
    if (kind === 'company') await tellDeals(tx, id, { from: goneId, to: keptId });
    else await redrawDeals(tx, pair, `merge:${id}`);
    return (await findMerge(tx, id)) ?? notFound(kind);
  });
}

async function assertOpen(tx: Ctx, kind: MergeKind, id: number): Promise<void> {
  if (kind === 'company') await assertGivable(tx, await getCompany(tx, id as CompanyId));
  else await assertNothingHidden(tx, kind, id);
}

/** Fields of the firm's own that are empty on the kept one. */
async function fieldsThatCome(tx: Ctx, { kind, keptId, goneId }: Pair): Promise<number[]> {
  const there = await allFieldValues(tx, kind, keptId);
  const coming = await allFieldValues(tx, kind, goneId);
  const ids = coming.map(({ field }) => field.id);
  return [...new Set(ids.filter((id) => !there.some(({ field }) => field.id === id)))];
}

/** Cards of the deals show their company. */
async function tellDeals(tx: Ctx, mergeId: number, companyId: { from: number; to: number }): Promise<void> {
  for (const id of await listMovedDeals(tx, mergeId, companyId.to)) {
    const eventId = await recordEvent(
      tx,
      'deal.changed',
      { kind: 'deal', id },
      { companyId, merge: mergeId },
    );
    await queueCardEditsOf(tx, id as DealId, `event:${eventId}`);
  }
}

/** Cards of the deals name their people. */
async function redrawDeals(
  tx: Ctx,
  { keptId, goneId }: Pick<Pair, 'keptId' | 'goneId'>,
  cause: string,
): Promise<void> {
  for (const id of await listDealsNaming(tx, [keptId, goneId]))
    await queueCardEditsOf(tx, id as DealId, cause);
}

type Columns = MergeChanges['columns'];

const mapped = (columns: Columns, value: (column: string, change: Columns[string]) => unknown): Row =>
  Object.fromEntries(Object.entries(columns).map(([column, change]) => [column, value(column, change)]));

/** Whoever merges moves what they may not see too. */
const asProduct = (tx: Ctx): Ctx => ({ ...tx, actor: { kind: 'system', name: 'merging' } });

async function noteTerms(tx: Ctx, kind: MergeKind, ids: number[]): Promise<void> {
  for (const id of ids) {
    if (kind === 'company') await noteCompanyTerms(tx, id as CompanyId);
    else await noteContactTerms(tx, id as ContactId);
  }
}

/** Those of a record that can still be taken back, the newest first. */
export const listUndoable = (ctx: Ctx, kind: MergeKind, keptId: number): Promise<Merge[]> =>
  listMerges(ctx, kind, keptId, addMinutes(ctx.time.now(), -(undoDays + 1) * 24 * 60));

/**
 * Both are there again, each with what it had; what somebody changed or moved on since stays as it is, and what is new
 * stays with the one that was kept. Done twice it is done once.
 * @throws CrmError notFound, merge.tooLate, merge.mergedOn, fields.ownerOnly
 */
export function undoMerge(ctx: Ctx, id: number): Promise<Merge> {
  return transaction(ctx, async (tx) => {
    const merge = (await findMerge(tx, id)) ?? notFound('company');
    const { kind, keptId, goneId, changed } = merge;
    const [kept, gone] = await lockRows(tx, kind, [keptId, goneId]);
    if (!kept || !gone) return notFound(kind);
    const { zone } = ctx.settings;
    if (dateIn(tx.time.now(), zone) > undoableUntil(merge, zone)) refuse('merge.tooLate', { days: undoDays });
    if (kept.deleted_at) refuse('merge.mergedOn', {});
    // Their people go back to the other owner, with what was written of them since.
    if (!merge.undoneAt) await assertOpen(tx, kind, keptId);
    if (!(await markUndone(tx, id))) return merge;
    await returnRows(tx, merge);
    await updateRow(tx, kind, keptId, untouched(changed.columns, kept, gone));
    await updateRow(tx, kind, goneId, { deleted_at: null, merged_into: null });
    if (kind === 'company') await dropSources(tx, keptId, changed.sources);
    await emptyFields(tx, merge);
    await deleteKeptFrom(tx, kind, { from: goneId, to: keptId, since: merge.at });
    await noteTerms(tx, kind, [keptId, goneId]);
    await recordEvent(tx, `${kind}.mergeUndone`, { kind, id: keptId }, { merge: id, other: goneId });
    await recordEvent(tx, `${kind}.mergeUndone`, { kind, id: goneId }, { merge: id, other: keptId });
    if (kind === 'company') await tellDeals(tx, id, { from: keptId, to: goneId });
    else await redrawDeals(tx, merge, `unmerge:${id}`);
    return { ...merge, undoneAt: tx.time.now() };
  });
}

/** What the merge filled in and nobody changed since. */
function untouched(columns: Columns, now: Row, gone: Row): Row {
  const same = Object.entries(columns).filter(
    ([column, change]) => String(now[column] ?? '') === String(valueAfter(column, change, gone) ?? ''),
  );
  const { dic, dic_sealed, ...others } = Object.fromEntries(same);
  const back = mapped(others, (_column, { from }) => from);
  // Dots look alike, whoever's number it is; and an older version wrote down `dic` alone.
  if (!dic || String(now.dic_sealed ?? '') !== String(gone.dic_sealed ?? '')) return back;
  return { ...back, dic: dic.from, dic_sealed: dic_sealed?.from ?? null };
}

async function emptyFields(tx: Ctx, { kind, keptId, goneId, changed }: Merge): Promise<void> {
  const now = await allFieldValues(tx, kind, keptId);
  const theirs = await allFieldValues(tx, kind, goneId);
  const same = changed.fields.filter((id) => {
    const value = now.find(({ field }) => field.id === id)?.value;
    return value !== undefined && value === theirs.find(({ field }) => field.id === id)?.value;
  });
  await writeValues(asProduct(tx), kind, keptId, new Map(same.map((id) => [id, null])), { by: 'conversion' });
}
