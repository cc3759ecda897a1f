import type { Block, Fill, InputState, TextObject, View } from '../protocol.ts';
import { elementsOf } from '../views/elements.ts';
import { fieldOf } from '../views/values.ts';
import type { World } from '../workspace/world.ts';
import { namesOf } from './reads.ts';

/** What stands in the inputs, by label. */
export function formOf(world: World, view: View): Record<string, Fill> {
  const form: Record<string, Fill> = {};
  for (const found of elementsOf(view.blocks)) {
    const state = view.state.values[found.blockId]?.[found.actionId];
    const name = namesOf(found)[0];
    if (state && name !== undefined) form[name] = shownValue(world, state);
  }
  return form;
}

function shownValue(world: World, state: InputState): Fill {
  const field = fieldOf(state.type);
  if (state.selected_option) return state.selected_option.text.text;
  if (state.selected_options) return state.selected_options.map((option) => option.text.text);
  if (state.selected_user) return world.users.get(state.selected_user)?.real_name ?? state.selected_user;
  if (state.selected_users) return state.selected_users.map((id) => world.users.get(id)?.real_name ?? id);
  if (state.files) return state.files.map((file) => file.name);
  if (state.rich_text_value) return JSON.stringify(state.rich_text_value);
  const value = field ? state[field] : null;
  return (value ?? null) as Fill;
}

/** Errors by block_id -> by what the person reads above the field. */
export function labelled(view: View, errors: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).map(([blockId, message]) => {
      const block = view.blocks.find((one: Block) => one.block_id === blockId);
      return [(block?.label as TextObject | undefined)?.text ?? blockId, message];
    }),
  );
}
