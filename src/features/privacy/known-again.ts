import type { Ctx } from '../../lib/context.ts';
import { knownMarks } from './erasure-store.ts';
import { knownMarkKey } from './mark-key.ts';
import { markOf } from './marks.ts';

/** Of addresses those of somebody who was erased: what else there was of them nobody knows any more. */
export async function erasedAmong(ctx: Ctx, emails: string[]): Promise<string[]> {
  const key = emails.length > 0 ? await knownMarkKey(ctx) : null;
  if (!key) return [];
  const byMark = new Map(emails.map((email) => [markOf(key, 'email', email), email]));
  const known = await knownMarks(ctx, [...byMark.keys()]);
  return known.map((mark) => byMark.get(mark) as string);
}
