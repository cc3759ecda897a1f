/** Contacts a page at a time, for a file that somebody takes away. */
import type { Ctx } from '../../lib/context.ts';
import type { ContactId, PersonId } from '../../lib/ids.ts';
import type { Contact } from './model.ts';
import { listContactsByIds } from './store.ts';

/**
 * @param mine people at this colleague's companies and on their deals; null: everybody
 * @param after the last one of the page before, 0 at first
 */
export async function listContactsAfter(
  ctx: Ctx,
  mine: PersonId | null,
  after: number,
  limit: number,
): Promise<Contact[]> {
  const query = ctx.db('contacts').where('id', '>', after).whereNull('deleted_at').orderBy('id').limit(limit);
  if (mine !== null)
    query.where((any) =>
      any
        .whereIn('company_id', ctx.db('companies').where({ owner_id: mine }).select('id'))
        .orWhereIn(
          'id',
          ctx
            .db('deal_contacts')
            .join('deals', 'deals.id', 'deal_contacts.deal_id')
            .where('deals.owner_id', mine)
            .whereNull('deals.deleted_at')
            .select('deal_contacts.contact_id'),
        ),
    );
  const contacts = await listContactsByIds(ctx, (await query.pluck('id')) as ContactId[]);
  return contacts.sort((one, other) => one.id - other.id);
}
