/** Custom fields as columns of spreadsheets: what can be brought in, and what goes out. */

import { readerOf } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError } from '../../lib/errors.ts';
import { valueText } from './describe.ts';
import { type Field, type FieldKindKey, type FieldType, inputName, type Labels } from './model.ts';
import { fieldKind } from './part.ts';
import { readFieldText } from './reading-service.ts';
import { listFields, peopleNames } from './service.ts';
import { isSalesLead, seesRestricted } from './sight-service.ts';
import { listValues } from './value-store.ts';

export interface FieldColumn {
  /** `field12`: what setFieldValues and a mapping of columns call it */
  name: string;
  /** its heading in each language that it has */
  labels: Labels;
  type: FieldType;
  field: Field;
}

/** In order. Restricted ones only for sales leads: whoever brings a file in need not have all the records in it. */
export async function importableFields(ctx: Ctx, kind: FieldKindKey): Promise<FieldColumn[]> {
  if (!fieldKind(ctx, kind)) return [];
  const fields = (await listFields(ctx, kind)).filter((field) => !field.archivedAt);
  const all = !fields.some((field) => field.restricted) || (await isSalesLead(ctx));
  return fields
    .filter((field) => all || !field.restricted)
    .map((field) => ({ name: inputName(field), labels: field.labels, type: field.type, field }));
}

/** What a cell would become, without setting it: for a dry run. null when it is fine. */
export async function problemOf(ctx: Ctx, { field }: FieldColumn, text: string): Promise<CrmError | null> {
  const read = await readFieldText(ctx, field, text);
  return read instanceof CrmError ? read : null;
}

/**
 * Texts of records for a file that the actor takes away: by the record's id, by the column's name. A restricted value
 * is there only where they may see it.
 * @param ids of records that the actor may see
 */
export async function exportFieldTexts(
  ctx: Ctx,
  kind: FieldKindKey,
  ids: number[],
): Promise<{ columns: FieldColumn[]; texts: Map<number, Map<string, string>> }> {
  const reader = readerOf(ctx);
  const fields = fieldKind(ctx, kind)
    ? (await listFields(ctx, kind)).filter((field) => !field.archivedAt)
    : [];
  const columns = fields.map((field) => ({
    name: inputName(field),
    labels: field.labels,
    type: field.type,
    field,
  }));
  const values =
    fields.length > 0 ? await listValues(ctx, kind, ids) : new Map<number, Map<number, string>>();
  const names = await peopleNames(ctx, fields, [...values.values()]);
  const restricted = fields.filter((field) => field.restricted);
  const shown = new Set<Field>(fields.filter((field) => !field.restricted));
  const texts = new Map<number, Map<string, string>>();
  for (const [id, held] of values) {
    const has = restricted.some((field) => held.has(field.id));
    const seesAll = has && (await seesRestricted(ctx, kind, id));
    if (seesAll) for (const field of restricted) if (held.has(field.id)) shown.add(field);
    const row = new Map<string, string>();
    for (const field of fields) {
      const value = held.get(field.id);
      if (value === undefined || (field.restricted && !seesAll)) continue;
      row.set(inputName(field), valueText(field, value, reader, names));
    }
    texts.set(id, row);
  }
  // A column of which nothing may be seen would still tell that there is one.
  return { columns: columns.filter(({ field }) => shown.has(field)), texts };
}
