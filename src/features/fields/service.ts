/** Values of custom fields: read, written, carried along. Reading never tells more than the actor may see. */
import { namesOf } from '../../access/people.ts';
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors } from '../../lib/errors.ts';
import type { PersonId } from '../../lib/ids.ts';
import { searchText } from './describe.ts';
import { placeFor } from './matching.ts';
import {
  type Canonical,
  type Field,
  type FieldKindKey,
  type FieldValues,
  inputName,
  type RecordFields,
} from './model.ts';
import { fieldKind } from './part.ts';
import { readFieldText } from './reading-service.ts';
import { seesRestricted, visibleFields } from './sight-service.ts';
import { listFields, listFieldsByIds } from './store.ts';
import {
  deleteValues,
  findValues,
  insertKept,
  type Kept,
  listKept,
  putValue,
  saveFieldTerms,
} from './value-store.ts';

export { listFields } from './store.ts';
export { listRecordsWith } from './value-store.ts';

const nothing: RecordFields = { fields: [], values: new Map(), kept: [], names: new Map() };

/** What the actor may see, in a constant number of queries. @throws CrmError notFound */
export async function readRecordFields(ctx: Ctx, kind: FieldKindKey, id: number): Promise<RecordFields> {
  if (!fieldKind(ctx, kind)) return nothing;
  const [all, values, kept] = await Promise.all([
    listFields(ctx, kind),
    findValues(ctx, kind, id),
    listKept(ctx, kind, id),
  ]);
  if (all.length === 0 && kept.length === 0) return nothing;
  const foreign = await listFieldsByIds(ctx, [...new Set(kept.map((one) => one.fieldId))]);
  const seen = await visibleFields(ctx, kind, id, [...all, ...foreign]);
  const fields = seen.filter((field) => field.kind === kind && !field.archivedAt);
  const shown = new Set(fields.map((field) => field.id));
  const visible = new Map([...values].filter(([fieldId]) => shown.has(fieldId)));
  const notes = kept.flatMap(({ fieldId, value, fromKind }) => {
    const field = seen.find((one) => one.id === fieldId);
    return field ? [{ field, value, fromKind }] : [];
  });
  return { fields, values: visible, kept: notes, names: await namesIn(ctx, fields, visible, notes) };
}

const namesIn = (ctx: Ctx, fields: Field[], values: FieldValues, notes: RecordFields['kept']) =>
  peopleNames(
    ctx,
    [...fields, ...notes.map(({ field }) => field)],
    [values, ...notes.map(({ field, value }) => new Map([[field.id, value]]))],
  );

/** Names of the people that values of person fields are, in one query at most. */
export async function peopleNames(
  ctx: Ctx,
  fields: Field[],
  values: FieldValues[],
): Promise<Map<number, string>> {
  const persons = new Set(fields.filter(({ type }) => type === 'person').map(({ id }) => id));
  const ids = values.flatMap((held) =>
    [...held].flatMap(([fieldId, value]) => (persons.has(fieldId) ? [Number(value)] : [])),
  );
  return ids.length > 0 ? namesOf(ctx.db, [...new Set(ids)] as PersonId[]) : new Map();
}

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

async function applyValues(
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
  const [fields, values] = await Promise.all([listFields(tx, kind), findValues(tx, kind, id)]);
  await saveFieldTerms(tx, kind, id, searchText(fields, values));
}

export interface RecordRef {
  kind: FieldKindKey;
  id: number;
}

/**
 * Carries all values from one record to another, whoever acts: a lead becomes a company, a contact and a deal. A field goes
 * wherever there is one of the same name and type that is empty; what has no such place is kept with the first of them
 * and shown as a note. Twice is once.
 */
export async function copyFieldValues(
  tx: Ctx,
  from: RecordRef,
  to: RecordRef | [RecordRef, ...RecordRef[]],
): Promise<void> {
  const values = await findValues(tx, from.kind, from.id);
  const homeless: Kept[] = await listKept(tx, from.kind, from.id);
  const targets = await Promise.all([to].flat().map((target) => readTarget(tx, target)));
  for (const field of values.size > 0 ? await listFields(tx, from.kind) : []) {
    const value = values.get(field.id);
    if (value === undefined) continue;
    const taken = targets.map((target) => takeIn(target, field, value));
    if (!taken.includes(true))
      homeless.push({ fieldId: field.id, value, fromKind: from.kind, fromId: from.id });
  }
  for (const { kind, id, there, moved } of targets)
    if (moved.length > 0) await applyValues(tx, kind, id, there, moved, { by: 'conversion', from });
  const [first] = targets;
  if (first && homeless.length > 0) await keepNotes(tx, first, homeless);
}

interface CopyTarget extends RecordRef {
  fields: Field[];
  there: FieldValues;
  moved: [number, Canonical][];
}

const readTarget = async (tx: Ctx, { kind, id }: RecordRef): Promise<CopyTarget> => ({
  kind,
  id,
  fields: await listFields(tx, kind),
  there: await findValues(tx, kind, id),
  moved: [],
});

/** @returns whether the record has it now, or had it already */
function takeIn({ fields, there, moved }: CopyTarget, field: Field, value: Canonical): boolean {
  const place = placeFor(field, value, fields);
  if (!place) return false;
  const held = there.get(place.fieldId);
  if (held === undefined) moved.push([place.fieldId, place.value]);
  return held === undefined || held === place.value;
}

async function keepNotes(tx: Ctx, { kind, id }: RecordRef, notes: Kept[]): Promise<void> {
  const noted = await listKept(tx, kind, id);
  for (const note of notes) {
    const isThere = noted.some((one) => one.fieldId === note.fieldId && one.value === note.value);
    if (!isThere) await insertKept(tx, kind, id, note);
  }
}

/** A record and everything in its fields, without who may see it: for one's own right to know, and to be forgotten. */
export async function allFieldValues(
  ctx: Ctx,
  kind: FieldKindKey,
  id: number,
): Promise<{ field: Field; value: Canonical }[]> {
  const [values, kept] = await Promise.all([findValues(ctx, kind, id), listKept(ctx, kind, id)]);
  const pairs = [
    ...[...values].map(([fieldId, value]) => ({ fieldId, value })),
    ...kept.map(({ fieldId, value }) => ({ fieldId, value })),
  ];
  const fields = await listFieldsByIds(ctx, [...new Set(pairs.map((one) => one.fieldId))]);
  return pairs.flatMap(({ fieldId, value }) => {
    const field = fields.find((one) => one.id === fieldId);
    return field ? [{ field, value }] : [];
  });
}

/** Nothing of them stays, nor of what they were. */
export const eraseFieldValues = (tx: Ctx, kind: FieldKindKey, id: number): Promise<void> =>
  deleteValues(tx, kind, id);
