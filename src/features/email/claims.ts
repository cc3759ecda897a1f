/** Claims of this process on waiting mails, also those of which the database did not hear the end. */
import { transaction } from '../../db/transaction.ts';
import type { Ctx } from '../../lib/context.ts';
import { randomId } from '../../lib/ids.ts';
import { lackBehind } from '../../lib/surroundings.ts';
import { releaseClaim } from './claim-store.ts';

const leftBehind = new WeakMap<Ctx['database'], string[]>();

/** When the database goes away meanwhile, what the claim holds is given back as soon as it is there again. */
export async function withClaim<T>(ctx: Ctx, work: (claim: string) => Promise<T>): Promise<T> {
  await giveBack(ctx);
  const claim = randomId();
  try {
    return await work(claim);
  } catch (error) {
    if (lackBehind(error)) leftBehind.set(ctx.database, [...(leftBehind.get(ctx.database) ?? []), claim]);
    throw error;
  }
}

/** Nobody need wait until they run out, and nothing of them was tried. */
async function giveBack(ctx: Ctx): Promise<void> {
  const claims = leftBehind.get(ctx.database) ?? [];
  if (claims.length === 0) return;
  await transaction(ctx, async (tx) => {
    for (const claim of claims) await releaseClaim(tx, claim);
  });
  leftBehind.delete(ctx.database);
}
