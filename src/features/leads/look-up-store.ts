/** Leads that any of many rows may speak of, found at once. */
import type { Ctx } from '../../lib/context.ts';
import type { Lead } from './model.ts';
import { leadsOf, toLead } from './store.ts';

/**
 * Those that became something are that by now, and not given.
 * @param emails in lower case @param phones as leads keep them @param names of people and of companies, folded, as
 * search_terms keeps them
 * @returns the newest first, those that are worked on before those that were disqualified
 */
export async function findLeadsOf(
  ctx: Ctx,
  { emails, phones, names }: { emails: string[]; phones: string[]; names: string[] },
): Promise<Lead[]> {
  const alive = () => leadsOf(ctx).whereNot('leads.state', 'converted');
  const named = ctx.db('search_terms').where({ kind: 'lead' }).whereIn('term', names).select('id');
  const rows = [
    ...(emails.length > 0 ? await alive().whereIn('leads.email', emails) : []),
    ...(phones.length > 0 ? await alive().whereIn('leads.phone', phones) : []),
    ...(names.length > 0 ? await alive().whereIn('leads.id', named) : []),
  ];
  const found = [...new Map(rows.map((row) => [row.id, toLead(row)])).values()];
  const rank = ({ state }: Lead) => (state === 'disqualified' ? 1 : 0);
  return found.sort((one, other) => rank(one) - rank(other) || other.id - one.id);
}
