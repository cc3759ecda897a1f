/** Custom fields as columns of spreadsheets: what can be brought in, and what goes out. */

import { type Reader, readerOf } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError } from '../../lib/errors.ts';
import type { Cell } from '../../lib/spreadsheets/cells.ts';
import type { PlainDate } from '../../lib/time.ts';
import { typedText, valueText } from './describe.ts';
import {
  type Canonical,
  type Field,
  type FieldKindKey,
  type FieldType,
  inputName,
  type Labels,
} from './model.ts';
import { fieldKind } from './part.ts';
import { readFieldText } from './reading-service.ts';
import { listFields, peopleNames } from './service.ts';
import { isSalesLead, whereRestrictedSeen } from './sight-service.ts';
import { listRecordsWith, listValues } from './value-store.ts';

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

/** What an export may show of a kind: a restricted column only where the actor sees it of at least one record. */
export async function exportableFields(ctx: Ctx, kind: FieldKindKey): Promise<FieldColumn[]> {
  const fields = fieldKind(ctx, kind)
    ? (await listFields(ctx, kind)).filter((field) => !field.archivedAt)
    : [];
  const shown: Field[] = [];
  // A column of which nothing may be seen would still tell that there is one.
  for (const field of fields) if (!field.restricted || (await seesAny(ctx, kind, field))) shown.push(field);
  return shown.map((field) => ({
    name: inputName(field),
    labels: field.labels,
    type: field.type,
    field,
  }));
}

async function seesAny(ctx: Ctx, kind: FieldKindKey, field: Field): Promise<boolean> {
  for (let after = 0; ; ) {
    const ids = await listRecordsWith(ctx, field.id, after, 500);
    if (ids.length === 0) return false;
    if ((await whereRestrictedSeen(ctx, kind, ids)).size > 0) return true;
    after = ids.at(-1) ?? after;
  }
}

/**
 * Values of records for a file that the actor takes away: by the record's id, by the column's name. A restricted value
 * is there only where they may see it.
 * @param ids of records that the actor may see
 */
export async function exportFieldCells(
  ctx: Ctx,
  kind: FieldKindKey,
  columns: FieldColumn[],
  ids: number[],
): Promise<Map<number, Map<string, Cell>>> {
  const reader = readerOf(ctx);
  const fields = columns.map(({ field }) => field);
  const values =
    fields.length > 0 ? await listValues(ctx, kind, ids) : new Map<number, Map<number, string>>();
  const names = await peopleNames(ctx, fields, [...values.values()]);
  const seen = fields.some((field) => field.restricted)
    ? await whereRestrictedSeen(ctx, kind, [...values.keys()])
    : new Set<number>();
  const cells = new Map<number, Map<string, Cell>>();
  for (const [id, held] of values) {
    const row = new Map<string, Cell>();
    for (const field of fields) {
      const value = held.get(field.id);
      if (value === undefined || (field.restricted && !seen.has(id))) continue;
      row.set(inputName(field), cellOf(field, value, reader, names));
    }
    cells.set(id, row);
  }
  return cells;
}

/** Longer numbers than a spreadsheet keeps stay text. */
const exactDigits = 15;

/** As parseFieldText reads it back. */
function cellOf(field: Field, value: Canonical, reader: Reader, names: Map<number, string>): Cell {
  if (field.type === 'date') return { day: value as PlainDate };
  if (field.type === 'number' && value.replace(/\D/g, '').length <= exactDigits) return Number(value);
  if (field.type === 'number' || field.type === 'money') return typedText(field, value, reader);
  return field.type === 'longText' ? value : valueText(field, value, reader, names);
}
