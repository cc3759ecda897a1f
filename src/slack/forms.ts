/** Inputs of modals, and what comes back of them. The block_id is the field's name in the use case's input. */
import type {
  Block,
  InputBlock,
  InputBlockElement,
  KnownBlock,
  ModalView,
  PlainTextOption,
} from '@slack/types';
import { cut } from '../lib/text.ts';
import { fromMillis, type Instant, millis } from '../lib/time.ts';
import { plain } from './blocks.ts';
import type { ModalId, TypeAheadId } from './ids.ts';

interface InputOptions {
  hint?: string;
  optional?: boolean;
  /** sends a block action at each change, so that the modal can follow */
  dispatch?: boolean;
}

export const input = (
  name: string,
  label: string,
  element: InputBlockElement,
  { hint, optional = false, dispatch = false }: InputOptions = {},
): InputBlock => ({
  type: 'input',
  block_id: name,
  label: plain(label, 2000),
  element: { ...element, action_id: element.action_id ?? name },
  optional,
  ...(hint ? { hint: plain(hint, 2000) } : {}),
  ...(dispatch ? { dispatch_action: true } : {}),
});

export const textField = (
  initial?: string | null,
  options: { multiline?: boolean; placeholder?: string; focus?: boolean; limit?: number } = {},
): InputBlockElement => ({
  type: 'plain_text_input',
  ...(initial ? { initial_value: cut(initial, options.limit ?? 3000) } : {}),
  ...(options.multiline ? { multiline: true } : {}),
  ...(options.placeholder ? { placeholder: plain(options.placeholder, 150) } : {}),
  ...(options.focus ? { focus_on_load: true } : {}),
  max_length: options.limit ?? 3000,
});

export const option = (text: string, value: string, description?: string): PlainTextOption => ({
  text: plain(text, 75),
  value,
  ...(description ? { description: plain(description, 75) } : {}),
});

export const selectField = (
  options: PlainTextOption[],
  initial?: string | null,
  placeholder?: string,
): InputBlockElement => {
  const chosen = options.find((one) => one.value === initial);
  return {
    type: 'static_select',
    options,
    ...(chosen ? { initial_option: chosen } : {}),
    ...(placeholder ? { placeholder: plain(placeholder, 150) } : {}),
  };
};

export const typeAheadField = (
  id: TypeAheadId,
  initial?: PlainTextOption | null,
  settings: { placeholder?: string; minLength?: number; focus?: boolean } = {},
): InputBlockElement => ({
  type: 'external_select',
  action_id: id.id,
  min_query_length: settings.minLength ?? 2,
  ...(initial ? { initial_option: initial } : {}),
  ...(settings.placeholder ? { placeholder: plain(settings.placeholder, 150) } : {}),
  ...(settings.focus ? { focus_on_load: true } : {}),
});

export const multiTypeAheadField = (
  id: TypeAheadId,
  initial: PlainTextOption[] = [],
  placeholder?: string,
): InputBlockElement => ({
  type: 'multi_external_select',
  action_id: id.id,
  min_query_length: 2,
  ...(initial.length > 0 ? { initial_options: initial } : {}),
  ...(placeholder ? { placeholder: plain(placeholder, 150) } : {}),
});

export const dateField = (initial?: string | null): InputBlockElement => ({
  type: 'datepicker',
  ...(initial ? { initial_date: initial } : {}),
});

export const timeField = (initial?: string | null): InputBlockElement => ({
  type: 'timepicker',
  ...(initial ? { initial_time: initial } : {}),
});

/** A moment; Slack shows and reads it in the person's own zone. */
export const momentField = (initial?: Instant | null): InputBlockElement => ({
  type: 'datetimepicker',
  ...(initial ? { initial_date_time: Math.floor(millis(initial) / 1000) } : {}),
});

/** A whole number; Slack itself refuses what is out of bounds. */
export const numberField = (
  initial: number | null,
  bounds: { min: number; max: number },
): InputBlockElement => ({
  type: 'number_input',
  is_decimal_allowed: false,
  ...(initial === null ? {} : { initial_value: String(initial) }),
  min_value: String(bounds.min),
  max_value: String(bounds.max),
});

export const peopleField = (initial: string[] = []): InputBlockElement => ({
  type: 'multi_users_select',
  ...(initial.length > 0 ? { initial_users: initial } : {}),
});

export const personField = (initial?: string | null): InputBlockElement => ({
  type: 'users_select',
  ...(initial ? { initial_user: initial } : {}),
});

/** A public or private channel of our own organisation; `here` fills in the one in which the modal is opened. */
export const channelField = (
  initial?: string | null,
  options: { here?: boolean } = {},
): InputBlockElement => ({
  type: 'conversations_select',
  filter: { include: ['public', 'private'], exclude_external_shared_channels: true, exclude_bot_users: true },
  ...(initial ? { initial_conversation: initial } : {}),
  ...(options.here && !initial ? { default_to_current_conversation: true } : {}),
});

export const checkField = (options: PlainTextOption[], initial: string[] = []): InputBlockElement => {
  const chosen = options.filter((one) => initial.includes(one.value ?? ''));
  return { type: 'checkboxes', options, ...(chosen.length > 0 ? { initial_options: chosen } : {}) };
};

export interface ModalParts<M> {
  id: ModalId<M>;
  meta: M;
  title: string;
  submit?: string;
  close: string;
  blocks: (KnownBlock | Block)[];
  notifyOnClose?: boolean;
}

export const modalView = <M>(parts: ModalParts<M>): ModalView => ({
  type: 'modal',
  callback_id: parts.id.id,
  private_metadata: parts.id.write(parts.meta),
  title: plain(parts.title, 24),
  ...(parts.submit ? { submit: plain(parts.submit, 24) } : {}),
  close: plain(parts.close, 24),
  blocks: parts.blocks as KnownBlock[],
  ...(parts.notifyOnClose ? { notify_on_close: true } : {}),
});

type State = Record<string, Record<string, StateValue>>;
interface StateValue {
  type: string;
  value?: string | null;
  selected_option?: { value?: string } | null;
  selected_options?: { value?: string }[];
  selected_date?: string | null;
  selected_time?: string | null;
  selected_user?: string | null;
  selected_users?: string[];
  selected_conversation?: string | null;
  selected_channel?: string | null;
  selected_date_time?: number | null;
  files?: { id: string }[];
}

/** What was typed, by field name. Empty text is null; text is trimmed. */
export interface FormValues {
  has(name: string): boolean;
  text(name: string): string | null;
  /** one chosen value: option, date, time, person, channel */
  choice(name: string): string | null;
  /** several chosen values: options, people, files (their Slack ids) */
  choices(name: string): string[];
  /** of a momentField */
  moment(name: string): Instant | null;
}

export function formValues(view: object): FormValues {
  const values = (view as { state?: { values: State } }).state?.values ?? {};
  const field = (name: string): StateValue | undefined => Object.values(values[name] ?? {})[0];
  return {
    has: (name) => name in values,
    moment: (name) => {
      const seconds = field(name)?.selected_date_time;
      return seconds ? fromMillis(seconds * 1000) : null;
    },
    text: (name) => field(name)?.value?.trim() || null,
    choice: (name) => {
      const value = field(name);
      return (
        value?.selected_option?.value ??
        value?.selected_date ??
        value?.selected_time ??
        value?.selected_user ??
        value?.selected_conversation ??
        value?.selected_channel ??
        null
      );
    },
    choices: (name) => {
      const value = field(name);
      return (
        value?.selected_users ??
        value?.files?.map((file) => file.id) ??
        value?.selected_options?.map((one) => one.value ?? '') ??
        []
      );
    },
  };
}
