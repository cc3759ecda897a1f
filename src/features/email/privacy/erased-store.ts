import type { Ctx } from '../../../lib/context.ts';
import { erasedAmong } from '../../privacy/known-again.ts';

/** Addresses of somebody who was erased, and whom nobody recorded as a contact again since. */
export async function someErased(ctx: Ctx, addresses: string[]): Promise<boolean> {
  const erased = await erasedAmong(ctx, addresses);
  if (erased.length === 0) return false;
  const again: string[] = await ctx
    .db('contact_emails')
    .whereIn('address', erased)
    .whereIn('contact_id', ctx.db('contacts').whereNull('deleted_at').select('id'))
    .distinct('address')
    .pluck('address');
  return erased.some((address) => !again.includes(address));
}
