import { recall } from '../../db/recall.ts';
import type { Ctx } from '../../lib/context.ts';
import { knownMarks } from './erasure-store.ts';
import { knownMarkKey } from './mark-key.ts';
import { markOf } from './marks.ts';

const keyOf = (ctx: Ctx): Promise<string | null> => recall(ctx, 'markKey', () => knownMarkKey(ctx));

export const isAnybodyErased = async (ctx: Ctx): Promise<boolean> => (await keyOf(ctx)) !== null;

/** Of addresses those of somebody who was erased: what else there was of them nobody knows any more. */
export async function erasedAmong(ctx: Ctx, emails: string[]): Promise<string[]> {
  const key = emails.length > 0 ? await keyOf(ctx) : null;
  if (!key) return [];
  const byMark = new Map(emails.map((email) => [markOf(key, 'email', email), email]));
  const known = await knownMarks(ctx, [...byMark.keys()]);
  return known.map((mark) => byMark.get(mark) as string);
}
