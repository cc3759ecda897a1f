/** What an element says before anybody touches it, in the shape of Slack's `state.values`. */
export function initialValue(element) {
  const { type } = element;
  const read = initials[type];
  return read ? { type, ...read(element) } : undefined;
}

export const isStateful = (element) => Boolean(element && initials[element.type]);

const text = (e) => ({ value: e.initial_value || null });
const option = (e) => ({ selected_option: e.initial_option ?? null });
const options = (e) => ({ selected_options: e.initial_options ?? [] });

const initials = {
  plain_text_input: text,
  number_input: text,
  email_text_input: text,
  url_text_input: text,
  rich_text_input: (e) => ({ rich_text_value: e.initial_value ?? null }),
  static_select: option,
  external_select: option,
  radio_buttons: option,
  multi_static_select: options,
  multi_external_select: options,
  checkboxes: options,
  users_select: (e) => ({ selected_user: e.initial_user ?? null }),
  multi_users_select: (e) => ({ selected_users: e.initial_users ?? [] }),
  conversations_select: (e) => ({ selected_conversation: e.initial_conversation ?? null }),
  multi_conversations_select: (e) => ({ selected_conversations: e.initial_conversations ?? [] }),
  channels_select: (e) => ({ selected_channel: e.initial_channel ?? null }),
  multi_channels_select: (e) => ({ selected_channels: e.initial_channels ?? [] }),
  datepicker: (e) => ({ selected_date: e.initial_date ?? null }),
  timepicker: (e) => ({ selected_time: e.initial_time ?? null }),
  datetimepicker: (e) => ({ selected_date_time: e.initial_date_time ?? null }),
  file_input: () => ({ files: [] }),
};

/** Every element that holds a value, with its block. */
export function statefulElements(blocks) {
  return blocks.flatMap((block) => elementsOf(block).map((element) => ({ block, element })));
}

function elementsOf(block) {
  if (block.type === 'container') return [];
  const all = [block.element, block.accessory, ...(block.type === 'actions' ? block.elements : [])];
  return all.filter(isStateful);
}

/**
 * State of a surface after it was drawn again: what was typed stays where block_id, action_id and type are
 * the same, everything else starts from its initial value.
 */
export function carryValues(blocks, typed = {}) {
  const values = {};
  for (const { block, element } of statefulElements(blocks)) {
    const before = typed[block.block_id]?.[element.action_id];
    const kept = before?.type === element.type ? before : initialValue(element);
    values[block.block_id] = { ...values[block.block_id], [element.action_id]: kept };
  }
  return values;
}

export const withValue = (values, block, element, value) => ({
  ...values,
  [block.block_id]: { ...values[block.block_id], [element.action_id]: { type: element.type, ...value } },
});
