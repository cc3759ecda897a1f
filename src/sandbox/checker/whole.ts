import { sum, textLength } from './length.ts';
import { limits } from './limits.ts';
import { complain, inside, isJson, type Json, listOf, type Place, typeOf } from './report.ts';

/** A block or element and where it lies. */
export type Found = { object: Json; at: Place };

/** All blocks, those inside containers, carousels and plans included, in reading order. */
export function allBlocks(blocks: unknown, at: Place): Found[] {
  return listOf(blocks).flatMap((block, index) => {
    if (!isJson(block)) return [];
    const here = inside(at, index);
    const nest = nestOf(block);
    const nested = nest === undefined ? [] : allBlocks(block[nest], inside(here, nest));
    return [{ object: block, at: here }, ...nested];
  });
}

/** A `block_id` stands once in a message or view, an `action_id` once in its block. */
export function checkIds(blocks: Found[]): void {
  const blockIds = new Set<string>();
  for (const block of blocks) {
    refuseRepeated('block_id', block, blockIds);
    const actionIds = new Set<string>();
    for (const element of elementsOf(block)) refuseRepeated('action_id', element, actionIds);
  }
}

export function checkFocus(blocks: Found[]): void {
  const focused = blocks.flatMap(elementsOf).filter(({ object }) => object.focus_on_load === true);
  for (const { at } of focused.slice(1)) {
    complain(inside(at, 'focus_on_load'), 'only one element may have `focus_on_load`');
  }
}

/** What a message may hold once, twice, or so many characters of. */
export function checkTotals(blocks: Found[], at: Place): void {
  const of = (...types: string[]) => blocks.filter(({ object }) => types.includes(typeOf(object)));
  for (const table of of('table', 'data_table').slice(1)) {
    complain({ ...table.at, error: 'invalid_attachments' }, 'only_one_table_allowed');
  }
  for (const chart of of('data_visualization').slice(limits.message.charts)) {
    complain(chart.at, 'too many data_visualization blocks');
  }
  const tooLong: Place = { ...inside(at, 'blocks'), error: 'msg_blocks_too_long' };
  if (sum(of('markdown').map(({ object }) => textLength(object))) > limits.message.markdown) {
    complain(tooLong, `all markdown blocks must be less than ${limits.message.markdown + 1} characters`);
  }
  const weights = blocks.map(weightOf);
  if (sum(weights) > limits.message.allText) complain(tooLong, 'blocks are too long together');
}

// Tables have a limit of their own, nested blocks are weighed by themselves, and nobody has measured that the
// choices of a select weigh anything.
function weightOf({ object }: Found): number {
  if (['table', 'data_table'].includes(typeOf(object))) return 0;
  const nest = nestOf(object);
  const unweighed = ['options', 'option_groups', ...(nest === undefined ? [] : [nest])];
  return limits.message.blockWeight + textLength(object, unweighed);
}

function nestOf(block: Json): string | undefined {
  const nests: Record<string, string> = { container: 'child_blocks', carousel: 'elements', plan: 'tasks' };
  const type = typeOf(block);
  return Object.hasOwn(nests, type) ? nests[type] : undefined;
}

/** The interactive elements of one block, wherever a block keeps them. */
function elementsOf({ object, at }: Found): Found[] {
  if (nestOf(object) !== undefined) return [];
  const listed = ['elements', 'actions'].flatMap((name) =>
    listOf(object[name]).map((element, index) => ({ object: element, at: inside(at, name, index) })),
  );
  const single = ['element', 'accessory'].map((name) => ({ object: object[name], at: inside(at, name) }));
  return [...listed, ...single].filter((found): found is Found => isJson(found.object));
}

function refuseRepeated(name: 'block_id' | 'action_id', { object, at }: Found, seen: Set<string>): void {
  const id = object[name];
  if (typeof id !== 'string') return;
  if (seen.has(id)) complain(inside(at, name), `\`${name}\` "${id}" already exists`);
  seen.add(id);
}
