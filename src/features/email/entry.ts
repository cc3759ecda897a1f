/** The entry of a mail in the journal, which people delete there as any other. */
import type { Ctx } from '../../lib/context.ts';
import type { ActivityId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import { deleteActivity, findActivity, restoreActivity } from '../activities/service.ts';
import { asSystem } from './as-system.ts';

/** null: nobody deleted it */
export async function entryDeletedAt(ctx: Ctx, id: ActivityId | null): Promise<Instant | null> {
  if (id === null) return null;
  const row = await ctx.db('activities').where({ id }).whereNotNull('deleted_at').first('deleted_at');
  return (row?.deleted_at ?? null) as Instant | null;
}

/** @returns false when it was there all the time */
export async function restoreEntry(tx: Ctx, id: ActivityId | null): Promise<boolean> {
  if (id === null || (await entryDeletedAt(tx, id)) === null) return false;
  await restoreActivity(asSystem(tx), id);
  return true;
}

export async function takeEntryOut(tx: Ctx, id: ActivityId | null): Promise<void> {
  if (id && (await findActivity(asSystem(tx), id))) await deleteActivity(asSystem(tx), id);
}
