/** What a form of a record starts from, and saving it: the record and its fields, both or neither. */
import { listPeople } from '../../access/people.ts';
import { transaction } from '../../db/transaction.ts';
import { ChangedMeanwhile } from '../../events/changes.ts';
import type { Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import {
  type Canonical,
  type FieldChangeLine,
  type FieldKindKey,
  type FieldValues,
  type FormFields,
  isRequired,
  noFields,
} from './model.ts';
import { fieldKind } from './part.ts';
import { type FieldSource, type MayWrite, writeValues } from './service.ts';
import { seesRestricted, visibleFields } from './sight-service.ts';
import { listFields } from './store.ts';
import { findValues, lastChangeId, listChanges } from './value-store.ts';

/**
 * The fields of a form that the actor may fill in, with what they hold now.
 * @param id null: of a record that is being made
 * @param stage the one that the record is in, or is to be moved to
 * @throws CrmError notFound
 */
export async function readFormFields(
  ctx: Ctx,
  kind: FieldKindKey,
  id: number | null,
  stage: string | null = null,
): Promise<FormFields> {
  const known = fieldKind(ctx, kind);
  const all = known ? (await listFields(ctx, kind)).filter((field) => !field.archivedAt) : [];
  if (all.length === 0) return noFields;
  const [fields, held, seen, stages] = await Promise.all([
    visibleFields(ctx, kind, id, all),
    id === null ? new Map<number, Canonical>() : findValues(ctx, kind, id),
    id === null ? 0 : lastChangeId(ctx, kind, id),
    known?.stages?.(ctx) ?? [],
  ]);
  const keys = stages.map(({ key }) => key);
  const values = new Map([...held].filter(([fieldId]) => fields.some((field) => field.id === fieldId)));
  const people = fields
    .filter(({ type }) => type === 'person')
    .flatMap((field) => values.get(field.id) ?? []);
  const persons = await listPeople(ctx.db, people.map(Number) as PersonId[]);
  return {
    fields,
    values,
    slackIds: new Map(persons.map((one) => [one.id, one.slackId])),
    required: new Set(fields.filter((field) => isRequired(field, stage, keys)).map((field) => field.id)),
    seen,
  };
}

/** The same, of only those that a stage needs and that are empty. */
export async function readMissingFields(
  ctx: Ctx,
  kind: FieldKindKey,
  id: number,
  stage: string,
): Promise<FormFields> {
  const form = await readFormFields(ctx, kind, id, stage);
  const fields = form.fields.filter((field) => form.required.has(field.id) && !form.values.has(field.id));
  return { ...form, fields };
}

/** What came back of a form, by the field's id; only fields that the form had. */
export interface TypedFields {
  kind: FieldKindKey;
  /** what the form knew of */
  seen: number;
  values: Map<number, Canonical | null>;
}

export type SavedWithFields<S> =
  | { kind: 'saved'; result: S }
  /** nothing was saved; `result` where the record itself refused, `changes` what others did to the fields since */
  | { kind: 'changedMeanwhile'; result: S | null; changes: FieldChangeLine[]; seen: number };

/**
 * Saves a record by `save`, which joins the transaction, and what was typed into its fields.
 * @param options.made `save` makes the record; options.id: of one that it changes, and perhaps gives to somebody else
 * @param save gives the record's id, or `stop` when it was changed meanwhile and nothing may be saved
 * @throws what save throws; FieldErrors by the names of the inputs
 */
export async function saveWithFields<S>(
  ctx: Ctx,
  typed: TypedFields,
  save: (tx: Ctx) => Promise<{ id: number; result: S; stop?: boolean }>,
  options: { made?: boolean; id?: number; source?: FieldSource } = {},
): Promise<SavedWithFields<S>> {
  let stopped: { id: number; result: S | null } | null = null;
  try {
    const result = await transaction(ctx, async (tx) => {
      const mayWrite =
        options.id !== undefined && typed.values.size > 0
          ? await mayWriteTo(tx, typed.kind, options.id)
          : null;
      const { id, result, stop } = await save(tx);
      if (stop) {
        stopped = { id, result };
        throw new ChangedMeanwhile({ kind: fieldKind(tx, typed.kind)?.subject ?? 'workspace', id });
      }
      const changes = options.made ? [] : await changesByOthers(tx, typed, id);
      const before = await findValues(tx, typed.kind, id);
      if (isContested(typed, changes, before)) {
        stopped = { id, result: null };
        throw new ChangedMeanwhile({ kind: fieldKind(tx, typed.kind)?.subject ?? 'workspace', id });
      }
      await writeValues(
        tx,
        typed.kind,
        id,
        touched(typed, changes, before),
        options.source ?? { by: 'form' },
        { made: options.made ?? false, ...(mayWrite ? { mayWrite } : {}) },
      );
      return result;
    });
    return { kind: 'saved', result };
  } catch (error) {
    if (!(error instanceof ChangedMeanwhile) || !stopped) throw error;
    const { id, result } = stopped as { id: number; result: S | null };
    const changes = await changesByOthers(ctx, typed, id);
    return { kind: 'changedMeanwhile', result, changes, seen: await lastChangeId(ctx, typed.kind, id) };
  }
}

async function mayWriteTo(tx: Ctx, kind: FieldKindKey, id: number): Promise<MayWrite> {
  await fieldKind(tx, kind)?.toEdit(tx, id);
  return { restricted: await seesRestricted(tx, kind, id) };
}

/** Each field once: from what the form showed to what it is. */
async function changesByOthers(ctx: Ctx, typed: TypedFields, id: number): Promise<FieldChangeLine[]> {
  const changes = new Map<number, FieldChangeLine>();
  for (const change of await listChanges(ctx, typed.kind, id, { after: typed.seen })) {
    if (!typed.values.has(change.fieldId)) continue;
    const first = changes.get(change.fieldId);
    changes.set(change.fieldId, first ? { ...change, from: first.from } : change);
  }
  return [...changes.values()].filter(({ from, to }) => from !== to);
}

/** Both touched it, and not alike. */
const isContested = (typed: TypedFields, changes: FieldChangeLine[], before: FieldValues): boolean =>
  changes.some(({ fieldId, from }) => {
    const wanted = typed.values.get(fieldId) ?? null;
    return wanted !== from && wanted !== (before.get(fieldId) ?? null);
  });

/** What others changed and this person left alone stays as the others made it. */
const touched = (
  typed: TypedFields,
  changes: FieldChangeLine[],
  before: FieldValues,
): Map<number, Canonical | null> =>
  new Map(
    [...typed.values].filter(([fieldId, to]) => {
      const change = changes.find((one) => one.fieldId === fieldId);
      return change ? to !== change.from : to !== (before.get(fieldId) ?? null);
    }),
  );

/** Inputs that were left alone: they begin anew with what the field holds now. */
export const leftAloneFields = (typed: TypedFields, changes: FieldChangeLine[]): number[] =>
  changes
    .filter(({ fieldId, from }) => (typed.values.get(fieldId) ?? null) === from)
    .map(({ fieldId }) => fieldId);
