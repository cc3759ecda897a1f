import { post } from './net.js';

/** What `RestValue` wants to hear about a part of Slack's state (../protocol.ts). */
export function restValue(type, patch) {
  const kept = patch ?? {};
  if (type === 'external_select') return kept.selected_option ?? null;
  if (type === 'multi_external_select') return kept.selected_options ?? [];
  if (type === 'file_input') return (kept.files ?? []).map((file) => file.id);
  if ('selected_option' in kept) return kept.selected_option?.value ?? null;
  if ('selected_options' in kept) return kept.selected_options.map((option) => option.value);
  return Object.entries(kept).find(([name]) => name !== 'type')?.[1] ?? null;
}

export const sendAction = (target, block, element, patch) =>
  post('action', {
    target,
    block_id: block.block_id,
    action_id: element.action_id,
    value: restValue(element.type, patch),
  });

/** Options as an external select offers them, in Slack's `option_groups`. */
export async function suggestions(target, block, element, query) {
  const { groups } = await post('suggest', {
    target,
    block_id: block.block_id,
    action_id: element.action_id,
    query,
  });
  const named = groups.map((group) => ({ ...group, label: { type: 'plain_text', text: group.label } }));
  return { option_groups: named };
}

const lines = new Map();

/** Sends what is typed into a view, one after another, only the newest of each field. */
export function keepInput(viewId, block, element, patch, enter) {
  const line = lines.get(viewId) ?? { waiting: new Map(), running: null };
  lines.set(viewId, line);
  const body = {
    view_id: viewId,
    block_id: block.block_id,
    action_id: element.action_id,
    value: restValue(element.type, patch),
    enter,
  };
  line.waiting.set(`${block.block_id} ${element.action_id}`, body);
  line.running ??= run(line, viewId);
  return line.running;
}

async function run(line, viewId) {
  try {
    while (line.waiting.size > 0) {
      const [key, body] = line.waiting.entries().next().value;
      line.waiting.delete(key);
      await post('input', body);
    }
  } finally {
    line.running = null;
    lines.delete(viewId);
  }
}

/** Resolves when everything typed into the view so far has arrived. */
export const settled = (viewId) => lines.get(viewId)?.running ?? Promise.resolve();
export const isWaiting = (viewId) => lines.has(viewId);
