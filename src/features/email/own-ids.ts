/** Message-IDs that we give out: each names its deal, and carries a hash that nobody else can make. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Ctx } from '../../lib/context.ts';
import type { DealId } from '../../lib/ids.ts';

const form = /^<d(\d{1,9})\.([A-Za-z0-9_-]{22})@vizitka>$/;

const hashOf = (key: string, deal: number): string =>
  createHmac('sha256', key).update(`deal ${deal}`).digest('base64url').slice(0, 22);

/** `<d42.k3Jf...@vizitka>`: what a mail about the deal can answer to. */
export const ownIdOf = (key: string, deal: DealId): string => `<d${deal}.${hashOf(key, deal)}@vizitka>`;

/** The deal that one of our ids names; null for anybody else's, however alike it looks. */
export function readOwnId(key: string, messageId: string): DealId | null {
  const [, number, hash] = form.exec(messageId) ?? [];
  if (!number || !hash) return null;
  const expected = Buffer.from(hashOf(key, Number(number)));
  return timingSafeEqual(expected, Buffer.from(hash)) ? (Number(number) as DealId) : null;
}

const known = new WeakMap<Ctx['database'], string>();

/** The installation's own key, made with the database. */
export async function ownIdKey(ctx: Ctx): Promise<string> {
  const remembered = known.get(ctx.database);
  if (remembered) return remembered;
  const row = await ctx.db('settings').where({ name: 'mail.idKey' }).first('value');
  if (!row) throw new Error('the key of our Message-IDs is missing');
  known.set(ctx.database, row.value);
  return row.value;
}
