/** Contacts by what somebody types. */
import { idsByTerm } from '../../db/terms.ts';
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId } from '../../lib/ids.ts';
import { fold } from '../../lib/text.ts';
import type { Contact } from './model.ts';
import { phoneQuery } from './phones.ts';
import { listContactsOf, toContacts } from './store.ts';

/** By the starts of words of the name, folded, of an address or a number, or by the end of a number; those of the given company first. */
export async function searchContacts(
  ctx: Ctx,
  query: string,
  limit: number,
  companyId: CompanyId | null = null,
): Promise<Contact[]> {
  const wanted = termsWanted(query);
  if (wanted.length === 0) return companyId ? listContactsOf(ctx, companyId, limit) : [];
  const rows = await ctx
    .db('contacts')
    .whereNull('deleted_at')
    .where((all) => {
      for (const either of wanted)
        all.where((any) => {
          for (const term of either) any.orWhereIn('id', idsByTerm(ctx.db, 'contact', term) ?? []);
        });
    })
    .orderByRaw('case when company_id = ? then 0 else 1 end, folded_name', [companyId ?? 0])
    .limit(limit);
  return toContacts(ctx, rows);
}

const mostWords = 5;

/** Each word must be there, in whatever order; a number by its beginning or its end. */
function termsWanted(query: string): string[][] {
  const phone = phoneQuery(query);
  if (phone) return [[phone.start, phone.tail]];
  return fold(query)
    .split(' ')
    .filter(Boolean)
    .slice(0, mostWords)
    .map((word) => [word]);
}
