import { isDeepStrictEqual } from 'node:util';
import { limits } from './limits.ts';
import { complain, inside, isJson, type Json, listOf } from './report.ts';
import { type Check, type Checks, choice, flag, list, type Rule, record, text } from './shape.ts';
import { anyText, colorScheme, plainText, webUrl } from './text.ts';

const common: Checks = { description: plainText(limits.option.description) };
const value: Check = text(1, limits.option.value);

/** An option of a select menu. */
export const plainOption: Check = record({ text: plainText(limits.option.text), value }, common);

/** An option of checkboxes or radio buttons: the only ones that may be written in mrkdwn. */
export const choiceOption: Check = record({ text: anyText(limits.option.text), value }, common);

/** An option of an overflow menu: the only one that may lead to an address. */
export const overflowOption: Check = record(
  { text: plainText(limits.option.text), value },
  { ...common, url: webUrl },
);

export const optionGroup: Check = record({
  label: plainText(limits.select.groupLabel),
  options: list(plainOption, 1, limits.select.group),
});

export const optionGroups: Check = list(optionGroup, 1, limits.select.groups);

/** What is selected at first must be among the options, letter for letter. */
export const initialIsOffered: Rule = (element, at) => {
  const offered = offeredIn(element);
  if (element.initial_option !== undefined && !offered.some((one) => same(one, element.initial_option))) {
    complain(inside(at, 'initial_option'), 'must match one of the options');
  }
  listOf(element.initial_options).forEach((initial, index) => {
    if (offered.some((one) => same(one, initial))) return;
    complain(inside(at, 'initial_options', index), 'must match one of the options');
  });
};

export const confirm: Check = record(
  { text: anyText(limits.confirm.text) },
  {
    title: plainText(limits.confirm.title),
    confirm: plainText(limits.confirm.button),
    deny: plainText(limits.confirm.button),
    style: colorScheme,
  },
);

export const conversationFilter: Check = record(
  {},
  {
    include: list(choice('im', 'mpim', 'private', 'public'), 1),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  },
  (filter, at) => {
    if (Object.keys(filter).length === 0) complain(at, 'must define at least one filter');
  },
);

export const dispatchConfig: Check = record(
  {},
  { trigger_actions_on: list(choice('on_enter_pressed', 'on_character_entered'), 1, 2) },
);

function offeredIn(element: Json): unknown[] {
  const grouped = listOf(element.option_groups).flatMap((group) =>
    isJson(group) ? listOf(group.options) : [],
  );
  return [...listOf(element.options), ...grouped];
}

function same(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(one, other);
}
