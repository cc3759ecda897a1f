/** Admins define what a firm records: fields are archived, never deleted, and their values stay. */
import { assertAdmin } from '../../access/policy.ts';
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors, notFound, refuse } from '../../lib/errors.ts';
import { cleanLine } from '../../lib/text.ts';
import { enqueue } from '../../outbox/store.ts';
import { isSameName } from './matching.ts';
import {
  type Field,
  type FieldKindKey,
  type FieldType,
  fieldLanguages,
  fieldLimit,
  hasOptions,
  helpLimit,
  type Labels,
  labelLimit,
} from './model.ts';
import { addOptions } from './option-service.ts';
import { findField, insertField, listFields, markFieldArchived, orderFields, updateField } from './store.ts';
import { dropTermsOf, fieldHasValues } from './value-store.ts';

export interface FieldInput {
  /** at least one language; refused under `label-cs` and the like */
  labels: Labels;
  help: Labels;
  restricted: boolean;
  /** `always`, the key of a stage, or null */
  requiredFrom: string | null;
}

/**
 * @param options labels of a select's options, in the admin's language
 * @throws CrmError admin.only, fields.full; FieldErrors label-en, label-cs, label-sk, help-..., options
 */
export function defineField(
  ctx: Ctx,
  kind: FieldKindKey,
  type: FieldType,
  input: FieldInput,
  options: string[] = [],
): Promise<Field> {
  assertAdmin(ctx);
  return transaction(ctx, async (tx) => {
    const fields = await listFields(tx, kind);
    if (fields.filter((one) => !one.archivedAt).length >= fieldLimit)
      refuse('fields.full', { limit: fieldLimit });
    const id = await insertField(tx, { kind, type, ...checked(input, fields, null) });
    const field = await getField(tx, id);
    if (hasOptions(field) && options.length > 0) await addOptions(tx, id, options);
    await note(tx, 'fields.defined', field);
    return getField(tx, id);
  });
}

/**
 * A field that is restricted later disappears from what others see at once; one that held something for the few is
 * never opened to all.
 * @throws CrmError admin.only, notFound; FieldErrors as defineField, restricted
 */
export function changeField(ctx: Ctx, id: number, input: FieldInput): Promise<Field> {
  assertAdmin(ctx);
  return transaction(ctx, async (tx) => {
    const before = await getField(tx, id);
    const clean = checked(input, await listFields(tx, before.kind), before);
    if (before.restricted && !clean.restricted && (await fieldHasValues(tx, id)))
      throw new FieldErrors([new CrmError('fields.staysRestricted', {}, 'restricted')]);
    await updateField(tx, id, clean);
    if (clean.restricted && !before.restricted) await dropTermsOf(tx, before.kind, id);
    const after = await getField(tx, id);
    const eventId = await note(tx, 'fields.redefined', after);
    await redrawRecords(tx, after, String(eventId));
    return after;
  });
}

/** Nobody is asked for it any more, nor shown it; what it holds stays. @throws CrmError admin.only, notFound */
export function archiveField(ctx: Ctx, id: number, archived: boolean): Promise<Field> {
  assertAdmin(ctx);
  return transaction(ctx, async (tx) => {
    const before = await getField(tx, id);
    if ((before.archivedAt !== null) === archived) return before;
    await markFieldArchived(tx, id, archived ? tx.time.now() : null);
    if (archived) await dropTermsOf(tx, before.kind, id);
    const after = await getField(tx, id);
    const eventId = await note(tx, archived ? 'fields.archived' : 'fields.restored', after);
    await redrawRecords(tx, after, String(eventId));
    return after;
  });
}

/** @param by -1: one place up, 1: one down. @throws CrmError admin.only, notFound */
export function moveField(ctx: Ctx, id: number, by: -1 | 1): Promise<void> {
  assertAdmin(ctx);
  return transaction(ctx, async (tx) => {
    const field = await getField(tx, id);
    const ids = (await listFields(tx, field.kind)).map((one) => one.id);
    const active = (await listFields(tx, field.kind)).filter((one) => !one.archivedAt).length;
    const at = ids.indexOf(id);
    const to = at + by;
    if (at >= active || to < 0 || to >= active) return;
    [ids[at], ids[to]] = [ids[to] as number, ids[at] as number];
    await orderFields(tx, ids);
    await note(tx, 'fields.moved', field);
  });
}

/** @throws CrmError notFound */
export const getField = async (ctx: Ctx, id: number): Promise<Field> =>
  (await findField(ctx, id)) ?? notFound('field');

function checked(input: FieldInput, fields: Field[], before: Field | null): FieldInput {
  const errors: CrmError[] = [];
  const clean = (labels: Labels, name: string, limit: number): Labels =>
    Object.fromEntries(
      fieldLanguages.map((language) => {
        const text = cleanLine(labels[language] ?? '') || null;
        if ([...(text ?? '')].length > limit)
          errors.push(new CrmError('tooLong', { limit }, `${name}-${language}`));
        return [language, text];
      }),
    ) as Labels;
  const labels = clean(input.labels, 'label', labelLimit);
  const help = clean(input.help, 'help', helpLimit);
  if (!fieldLanguages.some((one) => labels[one]))
    errors.push(...fieldLanguages.map((one) => new CrmError('required', {}, `label-${one}`)));
  const taken = fields.find((one) => one.id !== before?.id && isSameName(one.labels, labels));
  if (taken)
    errors.push(
      ...fieldLanguages
        .filter((one) => labels[one])
        .map((one) => new CrmError('fields.nameTaken', {}, `label-${one}`)),
    );
  if (errors.length > 0) throw new FieldErrors(errors);
  return { labels, help, restricted: input.restricted, requiredFrom: input.requiredFrom };
}

const note = (tx: Ctx, kind: string, { id, kind: of, type, labels, restricted, requiredFrom }: Field) =>
  recordEvent(tx, kind, { kind: 'workspace', id: 0 }, { id, of, type, labels, restricted, requiredFrom });

/** Whatever shows records with the field is drawn anew, and found by it anew, in small steps. */
async function redrawRecords(tx: Ctx, field: Field, cause: string): Promise<void> {
  await enqueue(tx, {
    kind: 'fields.redraw',
    payload: { fieldId: field.id, after: 0, cause },
    dedupeKey: `fields.redraw:${field.id}:${cause}:0`,
    lane: 'fields',
    priority: 'edit',
  });
}
