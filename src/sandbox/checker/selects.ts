import { limits } from './limits.ts';
import { confirm, conversationFilter, initialIsOffered, optionGroups, plainOption } from './options.ts';
import { complain, inside, type Json, listOf, type Place } from './report.ts';
import { type Check, type Checks, eitherOf, flag, integer, list, type Rule, text, typed } from './shape.ts';
import { id, plainText } from './text.ts';

const slackId: Check = text(1);

const menu: Checks = {
  action_id: id,
  confirm,
  focus_on_load: flag,
  placeholder: plainText(limits.placeholder),
};

const many: Checks = { ...menu, max_selected_items: integer(1) };
const offered: Checks = { options: list(plainOption, 1, limits.select.options), option_groups: optionGroups };
const typeAhead: Checks = { min_query_length: integer(0) };
const conversations: Checks = { default_to_current_conversation: flag, filter: conversationFilter };

// The answer URL comes with the submission of a modal; nothing else is submitted.
const responseUrlInModalOnly: Rule = (select, at) => {
  if (select.response_url_enabled === true && at.surface !== 'modal') {
    complain(inside(at, 'response_url_enabled'), 'only allowed in modals');
  }
};

export const selects: Checks = {
  static_select: typed(
    {},
    { ...menu, ...offered, initial_option: plainOption },
    eitherOf('options', 'option_groups'),
    initialIsOffered,
  ),
  external_select: typed({}, { ...menu, ...typeAhead, initial_option: plainOption }),
  users_select: typed({}, { ...menu, initial_user: slackId }),
  conversations_select: typed(
    {},
    { ...menu, ...conversations, initial_conversation: slackId, response_url_enabled: flag },
    responseUrlInModalOnly,
  ),
  channels_select: typed(
    {},
    { ...menu, initial_channel: slackId, response_url_enabled: flag },
    responseUrlInModalOnly,
  ),
};

export const multiSelects: Checks = {
  multi_static_select: typed(
    {},
    { ...many, ...offered, initial_options: list(plainOption, 1) },
    eitherOf('options', 'option_groups'),
    initialIsOffered,
    initialWithinMaximum('initial_options'),
  ),
  multi_external_select: typed(
    {},
    { ...many, ...typeAhead, initial_options: list(plainOption, 1, limits.select.options) },
    initialWithinMaximum('initial_options'),
  ),
  multi_users_select: typed(
    {},
    { ...many, initial_users: list(slackId, 1) },
    initialWithinMaximum('initial_users'),
  ),
  multi_conversations_select: typed(
    {},
    { ...many, ...conversations, initial_conversations: list(slackId, 1) },
    initialWithinMaximum('initial_conversations'),
  ),
  multi_channels_select: typed(
    {},
    { ...many, initial_channels: list(slackId, 1) },
    initialWithinMaximum('initial_channels'),
  ),
};

function initialWithinMaximum(field: string): Rule {
  return (select: Json, at: Place) => {
    const max = select.max_selected_items;
    if (typeof max === 'number' && listOf(select[field]).length > max) {
      complain(inside(at, field), `no more than ${max} items allowed`);
    }
  };
}
