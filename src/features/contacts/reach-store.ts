/** Whether a contact can be written to, and when they are away. */
import type { Ctx } from '../../lib/context.ts';
import type { ContactId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import type { Away, Bounce } from './model.ts';

export async function saveBounce(ctx: Ctx, id: ContactId, bounce: Bounce | null): Promise<void> {
  await ctx
    .db('contacts')
    .where({ id })
    .update({
      email_bounced_at: bounce?.at ?? null,
      email_bounce: bounce && JSON.stringify({ why: bounce.why, status: bounce.status }),
    });
}

export async function saveAway(ctx: Ctx, id: ContactId, away: Away | null): Promise<void> {
  await ctx
    .db('contacts')
    .where({ id })
    .update({ away_from: away?.from ?? null, away_until: away?.until ?? null });
}

/** Everybody who has the address, which is one as a rule. @param bouncedBefore only those whose mail came back before then */
export async function listIdsByEmail(
  ctx: Ctx,
  address: string,
  bouncedBefore: Instant | null = null,
): Promise<ContactId[]> {
  const ids = await ctx
    .db('contacts')
    .whereRaw('lower(email) = ?', [address])
    .whereNull('deleted_at')
    .modify((query) => bouncedBefore && query.where('email_bounced_at', '<', bouncedBefore))
    .orderBy('id')
    .pluck('id');
  return ids as ContactId[];
}
