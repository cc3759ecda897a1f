/** Contacts that any of many rows may speak of, found at once. */
import type { Ctx } from '../../lib/context.ts';
import type { CompanyId } from '../../lib/ids.ts';
import type { Contact } from './model.ts';
import { idsByAddress } from './reach-store.ts';
import { toContacts } from './store.ts';

export interface Sought {
  /** in lower case */
  emails: string[];
  /** E.164, of people with a name */
  numbers: string[];
  /** E.164, without a name: of several who have one, two are given */
  soleNumbers: string[];
  /** folded */
  names: string[];
}

/** @returns the oldest first */
export async function findContactsOf(
  ctx: Ctx,
  { emails, numbers, soleNumbers, names }: Sought,
): Promise<Contact[]> {
  const alive = () => ctx.db('contacts').whereNull('deleted_at');
  const having = (wanted: string[]) => ctx.db('contact_phones').whereIn('number', wanted);
  const rows = [
    ...(emails.length > 0 ? await alive().whereIn('id', idsByAddress(ctx, emails)) : []),
    ...(numbers.length > 0 && names.length > 0
      ? await alive().whereIn('folded_name', names).whereIn('id', having(numbers).select('contact_id'))
      : []),
  ];
  if (soleNumbers.length > 0) {
    const ends = (await having(soleNumbers)
      .join('contacts', 'contacts.id', 'contact_phones.contact_id')
      .whereNull('contacts.deleted_at')
      .groupBy('number')
      .min({ first: 'contact_id' })
      .max({ last: 'contact_id' })) as unknown as { first: number; last: number }[];
    rows.push(
      ...(await alive().whereIn('id', [...new Set(ends.flatMap(({ first, last }) => [first, last]))])),
    );
  }
  const contacts = await toContacts(ctx, [...new Map(rows.map((row) => [row.id, row])).values()]);
  return contacts.sort((one, other) => one.id - other.id);
}

/** Of these names at these companies. */
export async function findNamedAt(ctx: Ctx, companyIds: CompanyId[], names: string[]): Promise<Contact[]> {
  if (companyIds.length === 0 || names.length === 0) return [];
  const rows = await ctx
    .db('contacts')
    .whereIn('company_id', companyIds)
    .whereIn('folded_name', names)
    .whereNull('deleted_at')
    .orderBy('id');
  return toContacts(ctx, rows);
}
