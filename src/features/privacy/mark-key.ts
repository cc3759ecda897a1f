import { randomBytes } from 'node:crypto';
import { lockName } from '../../db/dialect.ts';
import type { Ctx } from '../../lib/context.ts';

const keySetting = 'privacy.markKey';

/** Made once; the list beside the files holds it too. */
export async function markKey(tx: Ctx, fromFile: string | null = null): Promise<string> {
  await lockName(tx.db, keySetting);
  const known = await tx.db('settings').where({ name: keySetting }).first('value');
  if (known) return known.value;
  const value = fromFile ?? randomBytes(24).toString('base64url');
  await tx.db('settings').insert({ name: keySetting, value });
  return value;
}

/** null while nobody was erased */
export const knownMarkKey = async (ctx: Ctx): Promise<string | null> =>
  (await ctx.db('settings').where({ name: keySetting }).first('value'))?.value ?? null;
