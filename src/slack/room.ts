/** Whether a message fits: Slack refuses one whose blocks are too long together, and names of customers can be. */
import type { Blocks } from './blocks.ts';

/** Others measured about 13,200 characters, and about 100 for each block. */
const room = 12_500;

/** The first of several ways to say it, from the fullest to the barest, that Slack takes; else the barest. */
export function firstThatFits<T>(ways: [T, ...T[]], make: (way: T) => Blocks): Blocks {
  let blocks: Blocks = [];
  for (const way of ways) {
    blocks = make(way);
    if (weightOf(blocks) <= room) break;
  }
  return blocks;
}

/** Whether Slack takes a message of these. */
export const fits = (blocks: Blocks): boolean => blocks.length <= 50 && weightOf(blocks) <= room;

/** Tables have a limit of their own, and the choices of a select weigh nothing. */
const weightOf = (blocks: Blocks): number =>
  blocks.reduce((sum, block) => sum + (block.type === 'table' ? 0 : 100 + textIn(block)), 0);

function textIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + textIn(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, one]) => {
    if (key === 'options') return sum;
    return sum + (key === 'text' && typeof one === 'string' ? [...one].length : textIn(one));
  }, 0);
}
