import { buttons, choices, contextButtons, momentPickers, pickers } from './buttons.ts';
import { inputs } from './inputs.ts';
import { imageElement } from './media.ts';
import type { Surface } from './report.ts';
import { multiSelects, selects } from './selects.ts';
import { byType, type Check } from './shape.ts';

const modal: readonly Surface[] = ['modal'];

/** Elements not listed here may go wherever their block may. */
const surfaces: Record<string, readonly Surface[]> = {
  email_text_input: modal,
  url_text_input: modal,
  number_input: modal,
  file_input: modal,
  datetimepicker: ['modal', 'message'],
  rich_text_input: ['modal', 'home'],
};

// The typings let multi-selects and rich_text_input into `actions`; Slack refuses the former, and its reference
// names `input` as the only home of the latter.
export const actionElement: Check = byType(
  { ...buttons, ...choices, ...pickers, ...momentPickers, ...selects },
  surfaces,
);

export const accessory: Check = byType({
  ...buttons,
  ...choices,
  ...pickers,
  ...selects,
  ...multiSelects,
  image: imageElement,
});

export const inputElement: Check = byType(
  { ...choices, ...pickers, ...momentPickers, ...selects, ...multiSelects, ...inputs },
  surfaces,
);

export const contextButton: Check = byType(contextButtons);

export const cardButton: Check = byType({ button: buttons.button! });
