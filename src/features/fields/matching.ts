/** Which field of one kind of record is the same as a field of another. */
import { fold } from '../../lib/text.ts';
import { type Canonical, type Field, fieldLanguages, hasOptions, type Labels, optionIds } from './model.ts';

/**
 * Where a value goes in the other kind of record: the field of the same name and type, with options of the same names.
 * A restricted value never goes where everybody would see it.
 * @returns null when there is no such place
 */
export function placeFor(
  field: Field,
  value: Canonical,
  targets: Field[],
): { fieldId: number; value: Canonical } | null {
  const found = targets.find(
    (target) =>
      target.archivedAt === null &&
      target.type === field.type &&
      (target.restricted || !field.restricted) &&
      isSameName(target.labels, field.labels),
  );
  if (!found) return null;
  const carried = found.id === field.id || !hasOptions(field) ? value : optionsIn(found, field, value);
  return carried === null ? null : { fieldId: found.id, value: carried };
}

function optionsIn(target: Field, field: Field, value: Canonical): Canonical | null {
  const ids = optionIds(value).map((id) => {
    const option = field.options.find((one) => one.id === id);
    return option && target.options.find((one) => isSameName(one.labels, option.labels))?.id;
  });
  return ids.every((id) => id !== undefined) ? ids.join(',') : null;
}

/** In any language both have. */
export const isSameName = (one: Labels, other: Labels): boolean =>
  fieldLanguages.some((language) => {
    const [a, b] = [one[language], other[language]];
    return Boolean(a && b && fold(a) === fold(b));
  });
