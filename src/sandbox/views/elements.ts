import type { Block, Option, TextObject } from '../protocol.ts';
import type { Ids } from '../workspace/ids.ts';

/** An element as far as the sandbox reads it; the app may send more. */
export interface Element {
  type: string;
  action_id?: string;
  text?: TextObject;
  value?: string;
  url?: string;
  accessibility_label?: string;
  placeholder?: TextObject;
  confirm?: { title: TextObject; text: TextObject; confirm: TextObject; deny: TextObject };
  options?: Option[];
  option_groups?: { label: TextObject; options: Option[] }[];
  min_query_length?: number;
  max_selected_items?: number;
  max_files?: number;
  filetypes?: string[];
  min_length?: number;
  max_length?: number;
  min_value?: string;
  max_value?: string;
  is_decimal_allowed?: boolean;
  multiline?: boolean;
  default_to_current_conversation?: boolean;
  dispatch_action_config?: { trigger_actions_on?: string[] };
  filter?: { include?: string[]; exclude_bot_users?: boolean; exclude_external_shared_channels?: boolean };
  [field: string]: unknown;
}

export interface Located {
  block: Block;
  blockId: string;
  actionId: string;
  element: Element;
  /** Inside an input block; else what it does is told to the app at once. */
  isInput: boolean;
}

/** Elements that do something, in reading order. */
export function elementsOf(blocks: Block[]): Located[] {
  return blocks.flatMap((block) => {
    const own = ownElements(block).map((element) => ({
      block,
      blockId: block.block_id ?? '',
      actionId: element.action_id ?? '',
      element,
      isInput: block.type === 'input',
    }));
    return [...own, ...elementsOf(innerBlocks(block))];
  });
}

function ownElements(block: Block): Element[] {
  if (block.type === 'input') return [block.element as Element];
  const accessory = block.type === 'section' ? (block.accessory as Element | undefined) : undefined;
  if (accessory) return accessory.type === 'image' ? [] : [accessory];
  if (block.type === 'actions' || block.type === 'context_actions') return block.elements as Element[];
  if (block.type === 'card') return (block.actions as Element[] | undefined) ?? [];
  return [];
}

export function innerBlocks(block: Block): Block[] {
  if (block.type === 'carousel') return (block.elements as Block[] | undefined) ?? [];
  if (block.type === 'container') return (block.child_blocks as Block[] | undefined) ?? [];
  return [];
}

export const isInteractive = (element: Element): boolean => element.type !== 'image';

/** A copy in which every block has a block_id and every element an action_id: Slack makes up new ones at every write. */
export function withIds(blocks: Block[], ids: Ids): Block[] {
  const copy = structuredClone(blocks);
  const name = (all: Block[]) => {
    for (const block of all) {
      block.block_id ??= ids.token(5);
      for (const element of ownElements(block)) element.action_id ??= ids.token(6);
      name(innerBlocks(block));
    }
  };
  name(copy);
  return copy;
}

/** Every option of a static list, groups opened. */
export const optionsOf = (element: Element): Option[] =>
  element.options ?? element.option_groups?.flatMap((group) => group.options) ?? [];
