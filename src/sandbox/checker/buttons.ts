import { limits } from './limits.ts';
import { choiceOption, confirm, initialIsOffered, overflowOption } from './options.ts';
import { type Check, type Checks, flag, list, record, text, typed } from './shape.ts';
import { colorScheme, day, id, instant, plainText, timeOfDay, webUrl, zone } from './text.ts';

const action: Checks = { action_id: id };
const confirmed: Checks = { ...action, confirm };
const focusable: Checks = { ...confirmed, focus_on_load: flag };
const label = plainText(limits.button.text);
const value = text(1, limits.button.value);
const spoken: Checks = { accessibility_label: text(1, limits.accessibilityLabel) };

const offered: Checks = { options: list(choiceOption, 1, limits.choices) };

export const buttons: Checks = {
  button: typed({ text: label }, { ...confirmed, ...spoken, value, url: webUrl, style: colorScheme }),
  workflow_button: typed(
    { text: label, workflow: record({ trigger: trigger() }) },
    { ...confirmed, ...spoken, style: colorScheme },
  ),
  overflow: typed({ options: list(overflowOption, 1, limits.overflow) }, confirmed),
};

export const choices: Checks = {
  checkboxes: typed(offered, { ...focusable, initial_options: list(choiceOption, 1) }, initialIsOffered),
  radio_buttons: typed(offered, { ...focusable, initial_option: choiceOption }, initialIsOffered),
};

export const pickers: Checks = {
  datepicker: typed({}, { ...focusable, initial_date: day, placeholder: plainText(limits.placeholder) }),
  timepicker: typed(
    {},
    { ...focusable, initial_time: timeOfDay, timezone: zone, placeholder: plainText(limits.placeholder) },
  ),
};

export const momentPickers: Checks = {
  datetimepicker: typed({}, { ...focusable, initial_date_time: instant }),
};

/** The only elements of `context_actions`. */
export const contextButtons: Checks = {
  feedback_buttons: typed({ positive_button: feedback(), negative_button: feedback() }, action),
  icon_button: typed(
    { icon: text(1), text: label },
    { ...confirmed, ...spoken, value, visible_to_user_ids: list(text(1), 1, limits.contextActions.viewers) },
  ),
};

function feedback(): Check {
  return record({ text: label, value }, spoken);
}

function trigger(): Check {
  const parameter = record({ name: text(1), value: text(0) });
  return record({ url: webUrl }, { customizable_input_parameters: list(parameter, 1) });
}
