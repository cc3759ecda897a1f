/** Values of custom fields: read, carried along, told, erased. Reading never tells more than the actor may see. */
import { namesOf } from '../../access/people.ts';
import type { Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import { placeFor } from './matching.ts';
import type { Canonical, Field, FieldKindKey, FieldValues, RecordFields } from './model.ts';
import { fieldKind } from './part.ts';
import { visibleFields } from './sight-service.ts';
import { listFields, listFieldsByIds } from './store.ts';
import { deleteValues, findValues, insertKept, type Kept, listKept } from './value-store.ts';
import { applyValues } from './write-service.ts';

export { listFields } from './store.ts';
export { deleteKeptFrom, listRecordsWith } from './value-store.ts';
export {
  type FieldSource,
  indexRecord,
  type MayWrite,
  setFieldValues,
  writeValues,
} from './write-service.ts';

const nothing: RecordFields = { fields: [], values: new Map(), kept: [], names: new Map() };

/** What the actor may see, in a constant number of queries. @throws CrmError notFound */
export async function readRecordFields(ctx: Ctx, kind: FieldKindKey, id: number): Promise<RecordFields> {
  if (!fieldKind(ctx, kind)) return nothing;
  // One after another, here and below: inside a transaction there is one connection, which takes one query at a time.
  const all = await listFields(ctx, kind);
  const values = await findValues(ctx, kind, id);
  const kept = await listKept(ctx, kind, id);
  if (all.length === 0 && kept.length === 0) return nothing;
  const own = new Set(all.map((field) => field.id));
  const elsewhere = kept.map(({ fieldId }) => fieldId).filter((fieldId) => !own.has(fieldId));
  const foreign = await listFieldsByIds(ctx, [...new Set(elsewhere)]);
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
  const targets: CopyTarget[] = [];
  for (const target of [to].flat()) targets.push(await readTarget(tx, target));
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
  const values = await findValues(ctx, kind, id);
  const kept = await listKept(ctx, kind, id);
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
