/** Values of fields, who changed them from what to what, and what came along without a field. */
import { saveTerms, type TermKind } from '../../db/terms.ts';
import { actorId, type Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import { fold } from '../../lib/text.ts';
import type { Instant } from '../../lib/time.ts';
import type { Canonical, FieldChangeLine, FieldKindKey, FieldValues } from './model.ts';

interface ValueRow {
  kind: string;
  record_id: number;
  field_id: number;
  value: string;
}

interface ChangeRow {
  id: number;
  kind: string;
  record_id: number;
  field_id: number;
  from_value: string | null;
  to_value: string | null;
  person_id: number | null;
  source: string | null;
  at: string;
}

interface KeptRow {
  id: number;
  kind: string;
  record_id: number;
  field_id: number;
  value: string;
  from_kind: string;
  from_id: number;
  at: string;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    custom_values: ValueRow;
    custom_changes: ChangeRow;
    custom_kept: KeptRow;
  }
}

export async function findValues(ctx: Ctx, kind: FieldKindKey, id: number): Promise<FieldValues> {
  const rows = await ctx.db('custom_values').where({ kind, record_id: id }).select('field_id', 'value');
  return new Map(rows.map((row) => [row.field_id, row.value]));
}

/** By the record's id. */
export async function listValues(
  ctx: Ctx,
  kind: FieldKindKey,
  ids: number[],
): Promise<Map<number, FieldValues>> {
  const found = new Map<number, FieldValues>();
  for (let from = 0; from < ids.length; from += 500) {
    const rows = await ctx
      .db('custom_values')
      .where({ kind })
      .whereIn('record_id', ids.slice(from, from + 500))
      .select('record_id', 'field_id', 'value');
    for (const row of rows) {
      const values = found.get(row.record_id) ?? new Map();
      found.set(row.record_id, values.set(row.field_id, row.value));
    }
  }
  return found;
}

/** Whether one of these records has something in a restricted field, or as a note of one. */
export async function holdRestricted(ctx: Ctx, kind: FieldKindKey, ids: number[]): Promise<boolean> {
  const restricted = ctx.db('custom_fields').where({ restricted: true }).select('id');
  for (let from = 0; from < ids.length; from += 500)
    for (const table of ['custom_values', 'custom_kept'] as const) {
      const held = ctx
        .db(table as 'custom_values')
        .where({ kind })
        .whereIn('record_id', ids.slice(from, from + 500))
        .whereIn('field_id', restricted.clone());
      if (await held.first('record_id')) return true;
    }
  return false;
}

/** The value and the change, which says what it was. @param to null: nothing any more */
export async function putValue(
  tx: Ctx,
  change: {
    kind: FieldKindKey;
    id: number;
    fieldId: number;
    from: Canonical | null;
    to: Canonical | null;
    source: Record<string, unknown> | null;
  },
): Promise<void> {
  const { kind, id, fieldId, from, to, source } = change;
  const key = { kind, record_id: id, field_id: fieldId };
  if (to === null) await tx.db('custom_values').where(key).delete();
  else
    await tx
      .db('custom_values')
      .insert({ ...key, value: to })
      .onConflict(['kind', 'record_id', 'field_id'])
      .merge(['value']);
  await tx.db('custom_changes').insert({
    ...key,
    from_value: from,
    to_value: to,
    person_id: actorId(tx),
    source: source && JSON.stringify(source),
    at: tx.time.now(),
  });
}

/** The last change of the record that there was: what a form has seen. */
export async function lastChangeId(ctx: Ctx, kind: FieldKindKey, id: number): Promise<number> {
  const row = await ctx.db('custom_changes').where({ kind, record_id: id }).orderBy('id', 'desc').first('id');
  return row ? Number(row.id) : 0;
}

/** Oldest first. @param after only later ones */
export async function listChanges(
  ctx: Ctx,
  kind: FieldKindKey,
  id: number,
  { after = 0, limit = 1000 }: { after?: number; limit?: number } = {},
): Promise<FieldChangeLine[]> {
  const rows = await ctx
    .db('custom_changes')
    .where({ kind, record_id: id })
    .where('id', '>', after)
    .orderBy('id', 'desc')
    .limit(limit);
  return rows.reverse().map((row) => ({
    id: Number(row.id),
    fieldId: row.field_id,
    from: row.from_value,
    to: row.to_value,
    by: row.person_id as PersonId | null,
    at: row.at as Instant,
  }));
}

export async function fieldHasValues(ctx: Ctx, fieldId: number): Promise<boolean> {
  const where = { field_id: fieldId };
  return (
    (await ctx.db('custom_values').where(where).first('record_id')) !== undefined ||
    (await ctx.db('custom_changes').where(where).first('id')) !== undefined
  );
}

/** Records with a value of the field, by id. */
export const listRecordsWith = (ctx: Ctx, fieldId: number, after: number, limit: number): Promise<number[]> =>
  ctx
    .db('custom_values')
    .where({ field_id: fieldId })
    .where('record_id', '>', after)
    .orderBy('record_id')
    .limit(limit)
    .pluck('record_id');

/** Records of a kind are found by their fields under a name of its own: the record's own terms are replaced without them. */
const termKind = (kind: FieldKindKey) => `${kind}+` as TermKind;

export const saveFieldTerms = (tx: Ctx, kind: FieldKindKey, id: number, texts: string[]): Promise<void> =>
  saveTerms(tx, termKind(kind), id, texts.map(fold));

/** At once for all records that have a value of the field. */
export async function dropTermsOf(tx: Ctx, kind: FieldKindKey, fieldId: number): Promise<void> {
  await tx
    .db('search_terms')
    .where({ kind: termKind(kind) })
    .whereIn('id', tx.db('custom_values').where({ field_id: fieldId }).select('record_id'))
    .delete();
}

export interface Kept {
  fieldId: number;
  value: Canonical;
  fromKind: FieldKindKey;
  fromId: number;
}

export async function insertKept(tx: Ctx, kind: FieldKindKey, id: number, kept: Kept): Promise<void> {
  await tx.db('custom_kept').insert({
    kind,
    record_id: id,
    field_id: kept.fieldId,
    value: kept.value,
    from_kind: kept.fromKind,
    from_id: kept.fromId,
    at: tx.time.now(),
  });
}

export async function listKept(ctx: Ctx, kind: FieldKindKey, id: number): Promise<Kept[]> {
  const rows = await ctx.db('custom_kept').where({ kind, record_id: id }).orderBy('id');
  return rows.map(toKept);
}

const toKept = (row: KeptRow): Kept => ({
  fieldId: row.field_id,
  value: row.value,
  fromKind: row.from_kind,
  fromId: row.from_id,
});

/**
 * Notes that came from another record of the kind, and copies of notes which that one has itself, since then.
 * @param from the other record, which is there again
 */
export async function deleteKeptFrom(
  tx: Ctx,
  kind: FieldKindKey,
  { from, to, since }: { from: number; to: number; since: Instant },
): Promise<void> {
  const theirs = await listKept(tx, kind, from);
  const isCopy = (one: Kept) =>
    (one.fromKind === kind && one.fromId === from) ||
    theirs.some(
      ({ fieldId, value, fromKind, fromId }) =>
        one.fieldId === fieldId && one.value === value && one.fromKind === fromKind && one.fromId === fromId,
    );
  const rows = await tx.db('custom_kept').where({ kind, record_id: to }).where('at', '>=', since);
  const ids = rows.filter((row) => isCopy(toKept(row))).map(({ id }) => id);
  await tx.db('custom_kept').whereIn('id', ids).delete();
}

/** Values, what they were, what came along or was carried on from here, and what finds the record by them. */
export async function deleteValues(tx: Ctx, kind: FieldKindKey, id: number): Promise<void> {
  for (const table of ['custom_values', 'custom_changes', 'custom_kept'] as const)
    await tx.db(table).where({ kind, record_id: id }).delete();
  await tx.db('custom_kept').where({ from_kind: kind, from_id: id }).delete();
  await saveFieldTerms(tx, kind, id, []);
}
