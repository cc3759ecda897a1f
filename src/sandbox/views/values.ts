import type { Block, InputState, Option, RestValue, SlackFile } from '../protocol.ts';
import { type Element, elementsOf, optionsOf } from './elements.ts';

type Values = Record<string, Record<string, InputState>>;

/** The field of InputState that holds the value, by type of element; buttons and menus have none. */
const fields: Record<string, keyof InputState> = {
  plain_text_input: 'value',
  email_text_input: 'value',
  url_text_input: 'value',
  number_input: 'value',
  rich_text_input: 'rich_text_value',
  static_select: 'selected_option',
  external_select: 'selected_option',
  radio_buttons: 'selected_option',
  users_select: 'selected_user',
  channels_select: 'selected_channel',
  conversations_select: 'selected_conversation',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  datetimepicker: 'selected_date_time',
  checkboxes: 'selected_options',
  multi_static_select: 'selected_options',
  multi_external_select: 'selected_options',
  multi_users_select: 'selected_users',
  multi_channels_select: 'selected_channels',
  multi_conversations_select: 'selected_conversations',
  file_input: 'files',
};

/** What the app put in beforehand, by type of element. */
const initials: Record<string, string> = {
  plain_text_input: 'initial_value',
  email_text_input: 'initial_value',
  url_text_input: 'initial_value',
  number_input: 'initial_value',
  rich_text_input: 'initial_value',
  static_select: 'initial_option',
  external_select: 'initial_option',
  radio_buttons: 'initial_option',
  users_select: 'initial_user',
  channels_select: 'initial_channel',
  conversations_select: 'initial_conversation',
  datepicker: 'initial_date',
  timepicker: 'initial_time',
  datetimepicker: 'initial_date_time',
  checkboxes: 'initial_options',
  multi_static_select: 'initial_options',
  multi_external_select: 'initial_options',
  multi_users_select: 'initial_users',
  multi_channels_select: 'initial_channels',
  multi_conversations_select: 'initial_conversations',
};

export const fieldOf = (type: string): keyof InputState | undefined => fields[type];

/**
 * The state of all inputs: as the app set it, except where block_id, action_id and type say the person was there before.
 * `conversation`: where the modal was opened from, for selects that default to it.
 */
export function valuesOf(blocks: Block[], kept: Values = {}, conversation?: string): Values {
  const values: Values = {};
  for (const { blockId, actionId, element } of elementsOf(blocks)) {
    if (!fields[element.type]) continue;
    const before = kept[blockId]?.[actionId];
    values[blockId] ??= {};
    values[blockId][actionId] =
      before && stillFits(before, element) ? before : initialState(element, conversation);
  }
  return values;
}

function stillFits(before: InputState, element: Element): boolean {
  if (before.type !== element.type) return false;
  const offered = optionsOf(element);
  if (offered.length === 0) return true;
  const picked = before.selected_option ? [before.selected_option] : (before.selected_options ?? []);
  return picked.every((one) => offered.some((option) => option.value === one.value));
}

function initialState(element: Element, conversation?: string): InputState {
  const field = fields[element.type] as keyof InputState;
  const current = element.default_to_current_conversation ? conversation : undefined;
  const initial =
    (field === 'selected_conversations' ? current && [current] : current) ??
    element[initials[element.type] ?? ''];
  return { type: element.type, [field]: initial ?? emptyOf(field) };
}

const emptyOf = (field: keyof InputState): null | [] => (field.endsWith('s') ? [] : null);

/** @throws Error saying what is wrong with the value */
export function stateFrom(
  element: Element,
  value: RestValue,
  files: ReadonlyMap<string, SlackFile>,
): InputState {
  const field = fields[element.type];
  if (!field) throw new Error(`${element.type} holds no value`);
  const state = { type: element.type };
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) {
    return { ...state, [field]: emptyOf(field) };
  }
  if (field === 'files') {
    return { ...state, files: (value as string[]).map((id) => files.get(id)).filter((f) => f !== undefined) };
  }
  if (field === 'selected_option')
    return { ...state, selected_option: optionFrom(element, value as string | Option) };
  if (field === 'selected_options') {
    return {
      ...state,
      selected_options: (value as (string | Option)[]).map((one) => optionFrom(element, one)),
    };
  }
  if (field === 'rich_text_value') {
    return { ...state, rich_text_value: typeof value === 'string' ? richText(value) : (value as never) };
  }
  if (field === 'selected_date_time') return { ...state, selected_date_time: secondsFrom(value) };
  if (field === 'selected_date' && !/^\d{4}-\d\d-\d\d$/.test(String(value)))
    throw new Error(`${value} is not YYYY-MM-DD`);
  if (field === 'selected_time' && !/^\d\d:\d\d$/.test(String(value)))
    throw new Error(`${value} is not HH:mm`);
  if (field.endsWith('s')) return { ...state, [field]: value };
  return { ...state, [field]: String(value) };
}

function optionFrom(element: Element, value: string | Option): Option {
  if (typeof value !== 'string') return value;
  const option = optionsOf(element).find((one) => one.value === value);
  if (!option) throw new Error(`There is no option with the value ${value}`);
  return option;
}

function secondsFrom(value: RestValue): number {
  const seconds = Number(value);
  if (!Number.isInteger(seconds) || String(seconds).length !== 10)
    throw new Error(`${String(value)} is not a time in seconds`);
  return seconds;
}

const richText = (text: string) => ({
  type: 'rich_text',
  elements: text
    .split('\n')
    .map((line) => ({ type: 'rich_text_section', elements: [{ type: 'text', text: `${line}\n` }] })),
});

export function isEmpty(state: InputState | undefined): boolean {
  const field = state && fields[state.type];
  const value = field && state[field];
  return (
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/** The action of a block_actions payload that says what was picked. */
export function pickedPart(state: InputState): Record<string, unknown> {
  const { type: _, ...rest } = state;
  return rest;
}
