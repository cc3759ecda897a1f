import type { Ctx } from '../../../lib/context.ts';
import { erasedAmong } from '../../privacy/known-again.ts';

/** Addresses of somebody who was erased, and whom nobody recorded again since, as a contact or an open lead. */
export async function stillErased(ctx: Ctx, addresses: string[]): Promise<string[]> {
  const erased = await erasedAmong(ctx, addresses);
  if (erased.length === 0) return [];
  const contacts: string[] = await ctx
    .db('contact_emails')
    .whereIn('address', erased)
    .whereIn('contact_id', ctx.db('contacts').whereNull('deleted_at').select('id'))
    .distinct('address')
    .pluck('address');
  const leads: (string | null)[] = await ctx
    .db('leads')
    .whereIn('email', erased)
    .whereIn('state', ['new', 'working'])
    .whereNull('deleted_at')
    .distinct('email')
    .pluck('email');
  const again = new Set<string | null>([...contacts, ...leads]);
  return erased.filter((address) => !again.has(address));
}
