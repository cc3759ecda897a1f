import { html } from '../kit.js';
import { Button, FeedbackButtons, IconButton, OverflowMenu } from './buttons.js';
import { Choices } from './choices.js';
import { FileInput } from './file-input.js';
import { DatePicker, DateTimePicker, TimePicker } from './pickers.js';
import { RichTextInput } from './richtext-input.js';
import { Picture } from './section.js';
import { Select } from './select.js';
import { TextInput } from './text-input.js';

const drawn = {
  button: Button,
  workflow_button: Button,
  icon_button: IconButton,
  feedback_buttons: FeedbackButtons,
  overflow: OverflowMenu,
  checkboxes: Choices,
  radio_buttons: Choices,
  datepicker: DatePicker,
  timepicker: TimePicker,
  datetimepicker: DateTimePicker,
  plain_text_input: TextInput,
  number_input: TextInput,
  email_text_input: TextInput,
  url_text_input: TextInput,
  rich_text_input: RichTextInput,
  file_input: FileInput,
  image: ({ element }) => html`<${Picture} image=${element} class="thumb" />`,
};

const isSelect = (type) => /^(multi_)?(static|external|users|conversations|channels)_select$/.test(type);

/** An interactive element or an image; `label` comes from the input block around it, if any. */
export function Element({ block, element, label }) {
  const Drawn = isSelect(element.type) ? Select : drawn[element.type];
  if (!Drawn) return html`<span class="unknown-block">${element.type}</span>`;
  return html`<${Drawn} block=${block} element=${element} label=${label} />`;
}
