import { Combobox } from '../controls/combobox.js';
import { filterGroups } from '../controls/options.js';
import { html, useMemo } from '../kit.js';
import { labelling, useField } from './field.js';
import { useSurface } from './surface.js';
import { plainOf } from './text.js';

/** All five selects and their multi forms. */
export function Select({ block, element, label }) {
  const surface = useSurface();
  const { held, change, pending, disabled } = useField(block, element);
  const multi = element.type.startsWith('multi_');
  const kind = element.type.replace(/^multi_|_select$/g, '');
  const { stored, offered, wrap, unwrap } = kinds[kind];
  const source = useMemo(
    () => offered(surface, block, element),
    [element, surface.people, surface.conversations],
  );
  const name = stored + (multi ? 's' : '');
  const chosen = (multi ? held[name] : [held[name]]).filter(Boolean).map((one) => wrap(one, surface));
  const keep = (options) =>
    change({ [name]: multi ? options.map(unwrap) : options[0] ? unwrap(options[0]) : null });
  const named = labelling(block, element, label);
  return html`<${Combobox} ...${named} source=${source} selected=${chosen} onChange=${keep} multi=${multi}
    placeholder=${element.placeholder ? plainOf(element.placeholder) : placeholders[kind](multi)}
    max=${element.max_selected_items}
    min=${kind === 'external' ? (element.min_query_length ?? 3) : 0}
    clearable=${block.type === 'input' && !named.required}
    pending=${pending} disabled=${disabled} autofocus=${element.focus_on_load} />`;
}

const placeholders = {
  static: (multi) => (multi ? 'Select options' : 'Select an option'),
  external: (multi) => (multi ? 'Select options' : 'Select an option'),
  users: (multi) => (multi ? 'Select people' : 'Select a person'),
  conversations: (multi) => (multi ? 'Select conversations' : 'Select a conversation'),
  channels: (multi) => (multi ? 'Select channels' : 'Select a channel'),
};

const fromOption = (option) => ({
  value: option.value,
  text: plainOf(option.text),
  description: plainOf(option.description),
  option,
});
const toOption = (one) => one.option;
const byId = (one) => one.value;

const groupsOf = ({ options, option_groups: groups }) =>
  groups?.length
    ? groups.map((group) => ({ label: plainOf(group.label), options: group.options.map(fromOption) }))
    : [{ label: '', options: (options ?? []).map(fromOption) }];

const local = (groups) => ({ remote: false, find: (query) => firstOf(filterGroups(groups, query)) });

// Nobody reads more than this; who is further down is found by typing.
const firstOf = (groups) => groups.map((group) => ({ ...group, options: group.options.slice(0, 200) }));
const fromPerson = (person) => ({ value: person.id, text: person.name, description: person.title });
const fromConversation = (one) => ({
  value: one.id,
  text: one.isDm ? one.name : `${one.isPrivate ? '🔒 ' : '# '}${one.name}`,
});

const wanted =
  ({ include, exclude_external_shared_channels: noShared, exclude_bot_users: noBots } = {}) =>
  (one) =>
    (!include || include.includes(one.kind)) && !(noShared && one.isShared) && !(noBots && one.isBot);

const kinds = {
  static: {
    stored: 'selected_option',
    offered: (_, __, element) => local(groupsOf(element)),
    wrap: fromOption,
    unwrap: toOption,
  },
  external: {
    stored: 'selected_option',
    offered: (surface, block, element) => ({
      remote: true,
      find: async (query) => groupsOf(await surface.suggest(block, element, query)),
    }),
    wrap: fromOption,
    unwrap: toOption,
  },
  users: {
    stored: 'selected_user',
    offered: ({ people }) => local([{ label: '', options: people.map(fromPerson) }]),
    wrap: (id, { findPerson }) => fromPerson(findPerson(id) ?? { id, name: id }),
    unwrap: byId,
  },
  conversations: {
    stored: 'selected_conversation',
    offered: ({ conversations }, _, { filter }) =>
      local([{ label: '', options: conversations.filter(wanted(filter)).map(fromConversation) }]),
    wrap: (id, { findConversation }) => fromConversation(findConversation(id) ?? { id, name: id }),
    unwrap: byId,
  },
  channels: {
    stored: 'selected_channel',
    offered: ({ conversations }) =>
      local([
        { label: '', options: conversations.filter((one) => one.kind === 'public').map(fromConversation) },
      ]),
    wrap: (id, { findConversation }) => fromConversation(findConversation(id) ?? { id, name: id }),
    unwrap: byId,
  },
};
