/** To the second of two who fill in the fields of one record: who changed what meanwhile. */
import { namesOf } from '../../access/people.ts';
import type { FieldChange } from '../../events/changes.ts';
import type { Reader } from '../../i18n/reader.ts';
import type { Ctx } from '../../lib/context.ts';
import type { PersonId } from '../../lib/ids.ts';
import { changedNotice } from '../../slack/changed-notice.ts';
import type { Fresh } from '../../slack/fresh-fields.ts';
import { valueText } from './describe.ts';
import { leftAloneFields, type TypedFields } from './form-service.ts';
import { type Canonical, type FieldChangeLine, inputName, labelIn } from './model.ts';
import { listFields } from './service.ts';

export interface Told {
  /** null when nobody changed any of the fields */
  notice: string | null;
  /** inputs to begin anew */
  fresh: Fresh;
}

/** @param seen the last change there is now */
export async function toldOfFields(
  ctx: Ctx,
  typed: TypedFields,
  changes: FieldChangeLine[],
  seen: number,
  reader: Reader,
): Promise<Told> {
  const fresh = Object.fromEntries(leftAloneFields(typed, changes).map((id) => [inputName({ id }), seen]));
  if (changes.length === 0) return { notice: null, fresh };
  const fields = await listFields(ctx, typed.kind);
  const shown = fields.filter((field) => changes.some((change) => change.fieldId === field.id));
  const people = shown
    .filter(({ type }) => type === 'person')
    .flatMap(({ id }) => changes.filter((one) => one.fieldId === id))
    .flatMap(({ from, to }) => [from, to])
    .filter((one) => one !== null)
    .map(Number);
  const names = await namesOf(ctx.db, [...changes.flatMap(({ by }) => by ?? []), ...(people as PersonId[])]);
  const text = (fieldId: number, value: Canonical | null) => {
    const field = shown.find((one) => one.id === fieldId);
    return field && value !== null ? valueText(field, value, reader, names) : null;
  };
  const lines: FieldChange[] = changes.map(({ fieldId, from, to, by }) => ({
    field: String(fieldId),
    from: text(fieldId, from),
    to: text(fieldId, to),
    by,
  }));
  const labels = Object.fromEntries(shown.map((field) => [field.id, labelIn(field.labels, reader.language)]));
  return { notice: changedNotice(reader.t.fields.changed, lines, names, labels, reader), fresh };
}
