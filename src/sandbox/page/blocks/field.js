import { askFirst } from '../controls/confirm.js';
import { keyOf, useSurface } from './surface.js';
import { plainOf } from './text.js';
import { initialValue } from './values.js';

/**
 * One element with a value: what it holds, and `change(patch)` with the part of Slack's state that changed.
 * In an input block the value is kept (the app hears only if it asked to); anywhere else it is sent to the app at once.
 */
export function useField(block, element) {
  const surface = useSurface();
  const held = surface.values[block.block_id]?.[element.action_id] ?? initialValue(element);
  const inInput = block.type === 'input';
  const change = async (patch, how = {}) => {
    if (inInput) return surface.setValue(block, element, patch, how);
    if (!(await askFirst(element.confirm))) return undefined;
    surface.setValue(block, element, patch, { silent: true });
    return surface.act(block, element, patch);
  };
  return { held, change, pending: surface.busy.has(keyOf(block, element)), disabled: surface.disabled };
}

/** Label attributes: an input has its own label, anything else is named by its placeholder or the text beside it. */
export function labelling(block, element, label) {
  if (label) {
    const { id, control, describedBy, required, error } = label;
    return { id: control, labelledBy: id, describedBy, required, error };
  }
  const beside = block.type === 'section' && block.text ? plainOf(block.text) : '';
  return {
    label: plainOf(element.placeholder) || beside.replace(/[*_~`]/g, '').slice(0, 80) || element.action_id,
  };
}
