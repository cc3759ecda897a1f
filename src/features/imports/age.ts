import type { Ctx } from '../../lib/context.ts';
import { addHours } from '../../lib/time.ts';
import { type Import, undoDays } from './model.ts';

/** While an import can be taken back. */
export const isWithin = (
  ctx: Ctx,
  { finishedAt, createdAt }: Pick<Import, 'finishedAt' | 'createdAt'>,
): boolean => addHours(finishedAt ?? createdAt, undoDays * 24) > ctx.time.now();
