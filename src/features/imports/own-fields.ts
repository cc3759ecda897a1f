/** Values of the firm's own fields, by the same rule as the others: what is empty, or all. */
import type { Ctx } from '../../lib/context.ts';
import { inputName } from '../fields/model.ts';
import { readRecordFields, setFieldValues } from '../fields/service.ts';
import type { Import, RecordKind } from './model.ts';

/** @returns whether anything was set. @throws FieldErrors at the field's input */
export async function setOwnFields(
  tx: Ctx,
  kind: RecordKind,
  id: number,
  values: Record<string, string> | undefined,
  { id: importId, rule }: Pick<Import, 'id' | 'rule'>,
  isNew = false,
): Promise<boolean> {
  if (!values || Object.keys(values).length === 0) return false;
  const wanted = { ...values };
  if (!isNew && rule === 'fill') {
    const there = await readRecordFields(tx, kind, id);
    for (const field of there.fields) if (there.values.has(field.id)) delete wanted[inputName(field)];
  }
  if (Object.keys(wanted).length === 0) return false;
  await setFieldValues(tx, kind, id, wanted, { by: 'import', id: importId });
  return true;
}
