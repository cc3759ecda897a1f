/** Options of selects: renamed and archived, never deleted, so that no value is lost. */
import { assertAdmin } from '../../access/policy.ts';
import { transaction } from '../../db/transaction.ts';
import { recordEvent } from '../../events/record.ts';
import type { Ctx } from '../../lib/context.ts';
import { CrmError, FieldErrors, notFound } from '../../lib/errors.ts';
import { cleanLine, fold } from '../../lib/text.ts';
import { isSameName } from './matching.ts';
import {
  type Field,
  type FieldOption,
  fieldLanguages,
  type Labels,
  labelIn,
  optionLimit,
  optionsLimit,
} from './model.ts';
import { findField, insertOption, markOptionArchived, updateOption } from './store.ts';

/** @param labels in the admin's language. @throws CrmError admin.only, notFound; FieldErrors options */
export function addOptions(ctx: Ctx, fieldId: number, labels: string[]): Promise<Field> {
  assertAdmin(ctx);
  return transaction(ctx, async (tx) => {
    const field = await getSelect(tx, fieldId);
    const added = labels.map(cleanLine).filter(Boolean);
    checkOptions(field, added);
    for (const label of added) {
      const named = { en: null, cs: null, sk: null, [tx.language]: label };
      const archived = field.options.find((one) => one.archivedAt && isSameName(one.labels, named));
      // What was archived under this name comes back with its values.
      if (archived) await markOptionArchived(tx, archived.id, null);
      else await insertOption(tx, fieldId, named);
    }
    if (added.length > 0) await note(tx, 'fields.optionsAdded', field, { labels: added });
    return getSelect(tx, fieldId);
  });
}

function checkOptions(field: Field, added: string[]): void {
  const offered = field.options.filter((one) => !one.archivedAt);
  const refusal =
    added.find((label) => [...label].length > optionLimit) !== undefined
      ? new CrmError('tooLong', { limit: optionLimit }, 'options')
      : offered.length + added.length > optionsLimit
        ? new CrmError('fields.full', { limit: optionsLimit }, 'options')
        : null;
  const twice = added.find(
    (label, index) =>
      added.findIndex((other) => fold(other) === fold(label)) !== index ||
      offered.some((one) =>
        fieldLanguages.some((language) => fold(one.labels[language] ?? '') === fold(label)),
      ),
  );
  const found = refusal ?? (twice ? new CrmError('fields.optionTaken', { label: twice }, 'options') : null);
  if (found) throw new FieldErrors([found]);
}

/** What holds it is called by the new name. @throws CrmError admin.only, notFound; FieldErrors label-en, label-cs, label-sk */
export function renameOption(ctx: Ctx, fieldId: number, optionId: number, labels: Labels): Promise<Field> {
  assertAdmin(ctx);
  return transaction(ctx, async (tx) => {
    const field = await getSelect(tx, fieldId);
    const option = optionOf(field, optionId);
    const clean = Object.fromEntries(
      fieldLanguages.map((one) => [one, cleanLine(labels[one] ?? '') || null]),
    ) as Labels;
    const errors = fieldLanguages.flatMap((one) => refusalOf(field, option, clean, one));
    if (errors.length > 0) throw new FieldErrors(errors);
    await updateOption(tx, optionId, clean);
    await note(tx, 'fields.optionRenamed', field, { optionId, from: option.labels, to: clean });
    return getSelect(tx, fieldId);
  });
}

function refusalOf(field: Field, option: FieldOption, labels: Labels, language: keyof Labels): CrmError[] {
  const at = `label-${language}`;
  const label = labels[language];
  if (!fieldLanguages.some((one) => labels[one])) return [new CrmError('required', {}, at)];
  if ([...(label ?? '')].length > optionLimit) return [new CrmError('tooLong', { limit: optionLimit }, at)];
  const others = field.options.filter((one) => one.id !== option.id && !one.archivedAt);
  return label && others.some((one) => fold(one.labels[language] ?? '') === fold(label))
    ? [new CrmError('fields.optionTaken', { label }, at)]
    : [];
}

/** It is not on offer any more; records that have it keep it. @throws CrmError admin.only, notFound */
export function archiveOption(
  ctx: Ctx,
  fieldId: number,
  optionId: number,
  archived: boolean,
): Promise<Field> {
  assertAdmin(ctx);
  return transaction(ctx, async (tx) => {
    const field = await getSelect(tx, fieldId);
    optionOf(field, optionId);
    await markOptionArchived(tx, optionId, archived ? tx.time.now() : null);
    await note(tx, archived ? 'fields.optionArchived' : 'fields.optionRestored', field, { optionId });
    return getSelect(tx, fieldId);
  });
}

/** Those on offer whose name, in any language, has a word that begins so; at most a hundred. */
export async function listOptions(ctx: Ctx, fieldId: number, query: string): Promise<FieldOption[]> {
  const field = await findField(ctx, fieldId);
  const wanted = fold(query);
  const fits = (option: FieldOption) =>
    fieldLanguages.some((one) => ` ${fold(option.labels[one] ?? '')}`.includes(` ${wanted}`));
  return (field?.options ?? [])
    .filter((option) => !option.archivedAt && (wanted === '' || fits(option)))
    .sort((one, other) =>
      labelIn(one.labels, ctx.language).localeCompare(labelIn(other.labels, ctx.language), ctx.language),
    )
    .slice(0, 100);
}

const getSelect = async (ctx: Ctx, id: number): Promise<Field> =>
  (await findField(ctx, id)) ?? notFound('field');

const optionOf = (field: Field, id: number): FieldOption =>
  field.options.find((one) => one.id === id) ?? notFound('field');

const note = (tx: Ctx, kind: string, field: Field, details: Record<string, unknown>) =>
  recordEvent(tx, kind, { kind: 'workspace', id: 0 }, { field: field.id, ...details });
