/** Writes values: checked, with what they were beside them, one event, and what is found by them. */
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors } from '../../lib/errors.ts';
import { searchText } from './describe.ts';
import { type Canonical, type FieldKindKey, type FieldValues, inputName } from './model.ts';
import { fieldKind } from './part.ts';
import { readFieldText } from './reading-service.ts';
import { seesRestricted } from './sight-service.ts';
import { listFields, listFieldsByIds } from './store.ts';
import { findValues, putValue, saveFieldTerms } from './value-store.ts';

/** That the actor may edit the record, and whether its restricted fields too. */
export interface MayWrite {
  restricted: boolean;
}

/** How values come to be: `{ by: 'form' }`, `{ by: 'import', id: 7 }`; kept beside the change. */
export type FieldSource = Record<string, unknown>;

/**
 * Sets what is given, as text, and leaves the rest: what a spreadsheet or another program says. Null empties.
 * @param values by `field12`, as importableFields names them
 * @throws CrmError notFound, notAllowed; FieldErrors by the same names
 */
export function setFieldValues(
  ctx: Ctx,
  kind: FieldKindKey,
  id: number,
  values: Record<string, string | null>,
  source: FieldSource,
): Promise<void> {
  return transaction(ctx, async (tx) => {
    const fields = await listFields(tx, kind);
    const wanted = new Map<number, Canonical | null>();
    const errors: CrmError[] = [];
    for (const [name, text] of Object.entries(values)) {
      const field = fields.find((one) => inputName(one) === name);
      const read = field
        ? await readFieldText(tx, field, text ?? '')
        : new CrmError('notFound', { what: 'field' }, name);
      if (read instanceof CrmError) errors.push(read);
      else if (field) wanted.set(field.id, read);
    }
    if (errors.length > 0) throw new FieldErrors(errors);
    await writeValues(tx, kind, id, wanted, source);
  });
}

/**
 * Sets canonical values. One event tells that fields changed, never to what.
 * @param options.made by the same person in the same transaction: they may fill in whatever its form showed
 * @param options.mayWrite asked before the record itself was changed, and perhaps given away
 * @returns whether anything changed
 * @throws CrmError notFound, notAllowed; FieldErrors notFound at a field that the actor may not see
 */
export async function writeValues(
  tx: Ctx,
  kind: FieldKindKey,
  id: number,
  wanted: Map<number, Canonical | null>,
  source: FieldSource,
  { made = false, mayWrite }: { made?: boolean; mayWrite?: MayWrite } = {},
): Promise<boolean> {
  if (wanted.size === 0) return false;
  if (!made && !mayWrite) await fieldKind(tx, kind)?.toEdit(tx, id);
  const before = await findValues(tx, kind, id);
  const changed = [...wanted].filter(([fieldId, to]) => (before.get(fieldId) ?? null) !== to);
  if (changed.length === 0) return false;
  const fields = await listFieldsByIds(
    tx,
    changed.map(([fieldId]) => fieldId),
  );
  const isFree = made || tx.actor.kind === 'system' || !fields.some((field) => field.restricted);
  const may = isFree || (mayWrite?.restricted ?? (await seesRestricted(tx, kind, id)));
  const hidden = may ? [] : fields.filter((one) => one.restricted);
  if (hidden.length > 0)
    throw new FieldErrors(
      hidden.map((field) => new CrmError('notFound', { what: 'field' }, inputName(field))),
    );
  await applyValues(tx, kind, id, before, changed, source);
  return true;
}

export async function applyValues(
  tx: Ctx,
  kind: FieldKindKey,
  id: number,
  before: FieldValues,
  changed: [number, Canonical | null][],
  source: FieldSource,
): Promise<void> {
  for (const [fieldId, to] of changed)
    await putValue(tx, { kind, id, fieldId, from: before.get(fieldId) ?? null, to, source });
  const subject = { kind: fieldKind(tx, kind)?.subject ?? 'workspace', id } as const;
  const eventId = await recordEvent(tx, 'fields.changed', subject, {
    fields: changed.map(([fieldId]) => fieldId),
    source,
  });
  await indexRecord(tx, kind, id);
  await fieldKind(tx, kind)?.changed?.(tx, id, `fields:${eventId}`);
}

/** What the record is found by: never by a restricted field, whoever searches. */
export async function indexRecord(tx: Ctx, kind: FieldKindKey, id: number): Promise<void> {
  const fields = await listFields(tx, kind);
  const values = await findValues(tx, kind, id);
  await saveFieldTerms(tx, kind, id, searchText(fields, values));
}
