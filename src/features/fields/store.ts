/** Definitions of fields: rows and records. */
import { insertId } from '../../db/dialect.ts';
import type { Ctx } from '../../lib/context.ts';
import type { Instant } from '../../lib/time.ts';
import {
  type Field,
  type FieldKindKey,
  type FieldOption,
  type FieldType,
  fieldLanguages,
  type Labels,
} from './model.ts';

interface FieldRow {
  id: number;
  kind: string;
  type: string;
  position: number;
  name_en: string | null;
  name_cs: string | null;
  name_sk: string | null;
  help_en: string | null;
  help_cs: string | null;
  help_sk: string | null;
  restricted: boolean | number;
  required_from: string | null;
  created_at: string;
  archived_at: string | null;
}

interface OptionRow {
  id: number;
  field_id: number;
  position: number;
  name_en: string | null;
  name_cs: string | null;
  name_sk: string | null;
  archived_at: string | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    custom_fields: FieldRow;
    custom_field_options: OptionRow;
  }
}

const toField = (row: FieldRow, options: OptionRow[]): Field => ({
  id: row.id,
  kind: row.kind,
  type: row.type as FieldType,
  labels: { en: row.name_en, cs: row.name_cs, sk: row.name_sk },
  help: { en: row.help_en, cs: row.help_cs, sk: row.help_sk },
  restricted: Boolean(row.restricted),
  requiredFrom: row.required_from,
  archivedAt: row.archived_at as Instant | null,
  options: options.filter((one) => one.field_id === row.id).map(toOption),
});

const toOption = (row: OptionRow): FieldOption => ({
  id: row.id,
  labels: { en: row.name_en, cs: row.name_cs, sk: row.name_sk },
  archivedAt: row.archived_at as Instant | null,
});

/** In order, archived ones last. Two queries. */
export async function listFields(ctx: Ctx, kind: FieldKindKey): Promise<Field[]> {
  const rows = await ctx.db('custom_fields').where({ kind }).orderBy(['position', 'id']);
  const fields = await withOptions(ctx, rows);
  return [...fields.filter((one) => !one.archivedAt), ...fields.filter((one) => one.archivedAt)];
}

export async function findField(ctx: Ctx, id: number): Promise<Field | null> {
  const row = await ctx.db('custom_fields').where({ id }).first();
  return row ? ((await withOptions(ctx, [row]))[0] ?? null) : null;
}

export async function listFieldsByIds(ctx: Ctx, ids: number[]): Promise<Field[]> {
  if (ids.length === 0) return [];
  return withOptions(ctx, await ctx.db('custom_fields').whereIn('id', ids).orderBy(['position', 'id']));
}

async function withOptions(ctx: Ctx, rows: FieldRow[]): Promise<Field[]> {
  const selects = rows.filter(({ type }) => type === 'select' || type === 'multiSelect').map(({ id }) => id);
  const options =
    selects.length > 0
      ? await ctx
          .db('custom_field_options')
          .whereIn('field_id', selects)
          .orderBy(['field_id', 'position', 'id'])
      : [];
  return rows.map((row) => toField(row, options));
}

/** Behind the others. */
export async function insertField(
  ctx: Ctx,
  field: Omit<Field, 'id' | 'options' | 'archivedAt'>,
): Promise<number> {
  const last = (await ctx.db('custom_fields').where({ kind: field.kind }).max('position as at').first()) as
    | { at: number | null }
    | undefined;
  return insertId(
    ctx.db('custom_fields').insert({
      kind: field.kind,
      type: field.type,
      position: Number(last?.at ?? 0) + 1,
      ...columnsOf(field),
      created_at: ctx.time.now(),
    }),
  );
}

export async function updateField(
  ctx: Ctx,
  id: number,
  field: Pick<Field, 'labels' | 'help' | 'restricted' | 'requiredFrom'>,
): Promise<void> {
  await ctx.db('custom_fields').where({ id }).update(columnsOf(field));
}

const columnsOf = (field: Pick<Field, 'labels' | 'help' | 'restricted' | 'requiredFrom'>) => ({
  ...namesOf(field.labels),
  help_en: field.help.en,
  help_cs: field.help.cs,
  help_sk: field.help.sk,
  restricted: field.restricted,
  required_from: field.requiredFrom,
});

const namesOf = (labels: Labels) =>
  Object.fromEntries(fieldLanguages.map((one) => [`name_${one}`, labels[one]])) as Pick<
    OptionRow,
    'name_en' | 'name_cs' | 'name_sk'
  >;

export async function markFieldArchived(ctx: Ctx, id: number, at: Instant | null): Promise<void> {
  await ctx.db('custom_fields').where({ id }).update({ archived_at: at });
}

/** Gives all of them their places anew. @param ids in the new order */
export async function orderFields(ctx: Ctx, ids: number[]): Promise<void> {
  for (const [position, id] of ids.entries())
    await ctx.db('custom_fields').where({ id }).update({ position });
}

export async function insertOption(ctx: Ctx, fieldId: number, labels: Labels): Promise<number> {
  const last = (await ctx
    .db('custom_field_options')
    .where({ field_id: fieldId })
    .max('position as at')
    .first()) as { at: number | null } | undefined;
  return insertId(
    ctx.db('custom_field_options').insert({
      field_id: fieldId,
      position: Number(last?.at ?? 0) + 1,
      ...namesOf(labels),
    }),
  );
}

export async function updateOption(ctx: Ctx, id: number, labels: Labels): Promise<void> {
  await ctx.db('custom_field_options').where({ id }).update(namesOf(labels));
}

export async function markOptionArchived(ctx: Ctx, id: number, at: Instant | null): Promise<void> {
  await ctx.db('custom_field_options').where({ id }).update({ archived_at: at });
}
