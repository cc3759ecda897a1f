import type { InputState, View } from '../protocol.ts';
import { type Element, elementsOf } from './elements.ts';
import { fieldOf, isEmpty } from './values.ts';

/** What Slack itself refuses before the app hears of a submission, by block_id. */
export function wrongFields(view: View): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { block, blockId, actionId, element, isInput } of elementsOf(view.blocks)) {
    if (!isInput) continue;
    const state = view.state.values[blockId]?.[actionId];
    if (isEmpty(state)) {
      if (block.optional !== true) errors[blockId] = 'Please complete this required field.';
      continue;
    }
    const wrong = wrongValue(element, state as InputState);
    if (wrong) errors[blockId] = wrong;
  }
  return errors;
}

function wrongValue(element: Element, state: InputState): string | undefined {
  const value = String(state[fieldOf(element.type) ?? 'value'] ?? '');
  const length = [...value].length;
  switch (element.type) {
    case 'plain_text_input': {
      if (length > (element.max_length ?? 3000))
        return `Must be ${element.max_length ?? 3000} characters or fewer.`;
      return length < (element.min_length ?? 0)
        ? `Must be at least ${element.min_length} characters.`
        : undefined;
    }
    case 'number_input':
      return wrongNumber(element, value);
    case 'email_text_input':
      return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value) ? undefined : 'Please enter a valid email address.';
    case 'url_text_input':
      return /^https?:\/\/[^\s/]+/.test(value) ? undefined : 'Please enter a valid URL.';
    case 'file_input':
      return wrongFiles(element, state);
    default:
      return tooMany(element, state);
  }
}

function wrongFiles(element: Element, { files = [] }: InputState): string | undefined {
  const most = element.max_files ?? 10;
  if (files.length > most) return `You can add up to ${most} files.`;
  const { filetypes } = element;
  return filetypes && files.some((file) => !filetypes.includes(file.filetype))
    ? `Only these files: ${filetypes.join(', ')}.`
    : undefined;
}

function tooMany(element: Element, state: InputState): string | undefined {
  const picked = state[fieldOf(element.type) ?? 'value'];
  const most = element.max_selected_items;
  if (most === undefined || !Array.isArray(picked) || picked.length <= most) return undefined;
  return `You can pick up to ${most}.`;
}

function wrongNumber(element: Element, value: string): string | undefined {
  const shape = element.is_decimal_allowed ? /^-?\d+([.,]\d+)?$/ : /^-?\d+$/;
  if (!shape.test(value)) return 'Please enter a number.';
  const number = Number(value.replace(',', '.'));
  if (element.min_value !== undefined && number < Number(element.min_value))
    return `Must be at least ${element.min_value}.`;
  if (element.max_value !== undefined && number > Number(element.max_value))
    return `Must be at most ${element.max_value}.`;
  return undefined;
}
