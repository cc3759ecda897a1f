/** Buttons and windows of those who define fields. */
import { button, choice, menu, modal } from '../../slack/ids.ts';
import type { Place } from '../../slack/requests.ts';
import type { FieldKindKey, FieldType } from './model.ts';

/** Where in the list somebody is. */
export interface ListAt {
  kind: FieldKindKey;
  offset: number;
}

export const chooseKind = choice('fields.kind');
export const turnPage = button<ListAt>('fields.page');
export const newField = button<ListAt>('fields.new');
export const newSet = button<ListAt>('fields.newSet');
export const fieldMenu = menu<{
  id: number;
  do: 'edit' | 'up' | 'down' | 'options' | 'archive' | 'restore';
}>('fields.menu');
export const fieldsWindow = modal<ListAt>('fields.list');

export interface DefineMeta {
  kind: FieldKindKey;
  /** null: a new one */
  id: number | null;
  /** of a new one: what was chosen so far */
  type: FieldType;
  /** all three languages are shown */
  expanded: boolean;
  offset: number;
  /** the list under it */
  place: Place;
}
export const defineForm = modal<DefineMeta>('fields.define');
export const chooseType = choice('fields.type');
export const moreLanguages = button<null>('fields.languages');

export interface OptionsAt {
  fieldId: number;
  offset: number;
}
export const optionsWindow = modal<OptionsAt>('fields.options');
export const optionsPage = button<OptionsAt>('fields.optionsPage');
export const newOptions = button<OptionsAt>('fields.newOptions');
export const optionMenu = menu<{ field: number; id: number; do: 'rename' | 'archive' | 'restore' }>(
  'fields.optionMenu',
);
export interface OptionMeta extends OptionsAt {
  /** null: new ones */
  optionId: number | null;
  place: Place;
}
export const optionForm = modal<OptionMeta>('fields.optionForm');
export const setForm = modal<ListAt & { place: Place }>('fields.set');
