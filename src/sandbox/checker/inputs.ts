import { limits } from './limits.ts';
import { dispatchConfig } from './options.ts';
import { complain, inside, type Place } from './report.ts';
import { richText } from './richtext.ts';
import { type Checks, checkLength, flag, form, integer, list, type Rule, text, typed } from './shape.ts';
import { id, plainText, webUrl } from './text.ts';

const typing: Checks = {
  action_id: id,
  dispatch_action_config: dispatchConfig,
  focus_on_load: flag,
  placeholder: plainText(limits.placeholder),
};

const decimal = form((value) => /^-?\d+(\.\d+)?$/.test(value), 'a valid number');
const mailAddress = form((value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value), 'a valid email address');

/** Elements a person types into or drops files on; they live in `input` blocks only. */
export const inputs: Checks = {
  plain_text_input: typed(
    {},
    {
      ...typing,
      initial_value: text(1, limits.textInput),
      multiline: flag,
      min_length: integer(0, limits.textInput),
      max_length: integer(1, limits.textInput),
    },
    lengthsInOrder,
  ),
  number_input: typed(
    { is_decimal_allowed: flag },
    { ...typing, initial_value: decimal, min_value: decimal, max_value: decimal },
    numbersInOrder,
  ),
  email_text_input: typed({}, { ...typing, initial_value: mailAddress }),
  url_text_input: typed({}, { ...typing, initial_value: webUrl }),
  rich_text_input: typed(
    {},
    {
      ...typing,
      initial_value: richText,
      min_lines: integer(1, limits.lines),
      max_lines: integer(1, limits.lines),
    },
    minNotAboveMax('min_lines', 'max_lines'),
  ),
  file_input: typed({}, { action_id: id, filetypes: list(text(1), 1), max_files: integer(1, limits.files) }),
};

function lengthsInOrder(input: Parameters<Rule>[0], at: Place): void {
  minNotAboveMax('min_length', 'max_length')(input, at);
  if (typeof input.initial_value === 'string' && typeof input.max_length === 'number') {
    const max = Math.min(input.max_length, limits.textInput);
    if (max < limits.textInput) checkLength(input.initial_value, 0, max, inside(at, 'initial_value'));
  }
}

function numbersInOrder(input: Parameters<Rule>[0], at: Place): void {
  const { initial_value: initial, min_value: min, max_value: max } = input;
  minNotAboveMax('min_value', 'max_value')(input, at);
  if (initial !== undefined && Number(initial) < Number(min ?? Number.NEGATIVE_INFINITY)) {
    complain(inside(at, 'initial_value'), `must be greater than or equal to ${min}`);
  }
  if (initial !== undefined && Number(initial) > Number(max ?? Number.POSITIVE_INFINITY)) {
    complain(inside(at, 'initial_value'), `must be less than or equal to ${max}`);
  }
  if (input.is_decimal_allowed !== false) return;
  for (const name of ['initial_value', 'min_value', 'max_value']) {
    if (String(input[name] ?? '').includes('.')) complain(inside(at, name), 'must be a whole number');
  }
}

function minNotAboveMax(min: string, max: string): Rule {
  return (input, at) => {
    if (input[min] !== undefined && input[max] !== undefined && Number(input[min]) > Number(input[max])) {
      complain(inside(at, min), `must not be greater than \`${max}\``);
    }
  };
}
