/** Addresses and phones of contacts, whether they can be written to, and when they are away. */
import type { Knex } from 'knex';
import type { Ctx } from '../../lib/context.ts';
import type { ContactId } from '../../lib/ids.ts';
import type { Instant } from '../../lib/time.ts';
import type { Away, Bounce, ContactEmail } from './model.ts';
import type { ContactPhone, PhoneKind } from './phones.ts';

declare module 'knex/types/tables.js' {
  interface Tables {
    contact_emails: {
      id: number;
      contact_id: number;
      address: string;
      place: number;
      bounced_at: string | null;
      bounce: string | null;
    };
    contact_phones: {
      id: number;
      contact_id: number;
      number: string | null;
      typed: string;
      kind: string | null;
      place: number;
    };
  }
}

export interface Reach {
  emails: ContactEmail[];
  phones: ContactPhone[];
}

interface ReachRow {
  contact_id: number;
  place: number;
  address: string | null;
  bounced_at: string | null;
  bounce: string | null;
  number: string | null;
  typed: string | null;
  kind: string | null;
}

/** Of all the given at once, in one query. */
export async function reachOf(ctx: Ctx, ids: number[]): Promise<(id: number) => Reach> {
  const none = (...columns: string[]) => columns.map((column) => ctx.db.raw('null as ??', [column]));
  const rows = (await ctx
    .db('contact_emails')
    .whereIn('contact_id', ids)
    .select('contact_id', 'place', 'address', 'bounced_at', 'bounce', ...none('number', 'typed', 'kind'))
    .unionAll(
      ctx
        .db('contact_phones')
        .whereIn('contact_id', ids)
        .select(
          'contact_id',
          'place',
          ...none('address', 'bounced_at', 'bounce'),
          'number',
          'typed',
          'kind',
        ) as never,
    )
    .orderBy('place')) as unknown as ReachRow[];
  const byContact = Map.groupBy(rows, (row) => row.contact_id);
  return (id) => {
    const own = byContact.get(id) ?? [];
    return { emails: own.flatMap(toEmail), phones: own.flatMap(toPhone) };
  };
}

const toEmail = ({ address, bounced_at, bounce }: ReachRow): ContactEmail[] =>
  address === null
    ? []
    : [
        {
          address,
          bounce: bounced_at ? { at: bounced_at as Instant, ...JSON.parse(bounce ?? '{}') } : null,
        },
      ];

const toPhone = ({ number, typed, kind }: ReachRow): ContactPhone[] =>
  typed === null ? [] : [{ number, typed, kind: kind as PhoneKind | null }];

/** Of an address that stays, what a server said of it stays too. */
export async function saveEmails(tx: Ctx, id: ContactId, addresses: string[]): Promise<void> {
  await tx.db('contact_emails').where({ contact_id: id }).whereNotIn('address', addresses).delete();
  const rows = addresses.map((address, place) => ({ contact_id: id, address, place }));
  if (rows.length > 0)
    await tx.db('contact_emails').insert(rows).onConflict(['address', 'contact_id']).merge(['place']);
}

export async function savePhones(tx: Ctx, id: ContactId, phones: ContactPhone[]): Promise<void> {
  await tx.db('contact_phones').where({ contact_id: id }).delete();
  const rows = phones.map(({ number, typed, kind }, place) => ({
    contact_id: id,
    number,
    typed,
    kind,
    place,
  }));
  if (rows.length > 0) await tx.db('contact_phones').insert(rows);
}

/** @param address null: all of the contact's */
export async function saveBounce(
  tx: Ctx,
  id: ContactId,
  address: string | null,
  bounce: Bounce | null,
): Promise<void> {
  await tx
    .db('contact_emails')
    .where({ contact_id: id, ...(address === null ? {} : { address }) })
    .update({
      bounced_at: bounce?.at ?? null,
      bounce: bounce && JSON.stringify({ why: bounce.why, status: bounce.status }),
    });
}

export async function saveAway(ctx: Ctx, id: ContactId, away: Away | null): Promise<void> {
  await ctx
    .db('contacts')
    .where({ id })
    .update({ away_from: away?.from ?? null, away_until: away?.until ?? null });
}

/** A query: ids of the contacts that have one of the addresses, deleted ones too. @param addresses in lower case */
export const idsByAddress = (ctx: Ctx, addresses: string[]): Knex.QueryBuilder =>
  ctx.db('contact_emails').whereIn('address', addresses).select('contact_id');

/** Everybody who has the address, which is one as a rule. @param bouncedBefore only those whose mail came back before then */
export async function listIdsByEmail(
  ctx: Ctx,
  address: string,
  bouncedBefore: Instant | null = null,
): Promise<ContactId[]> {
  const ids = await ctx
    .db('contacts')
    .whereIn(
      'id',
      idsByAddress(ctx, [address]).modify(
        (query) => bouncedBefore && query.where('bounced_at', '<', bouncedBefore),
      ),
    )
    .whereNull('deleted_at')
    .orderBy('id')
    .pluck('id');
  return ids as ContactId[];
}

/** Everybody with one of the numbers. @param numbers E.164 */
export async function listIdsByPhone(ctx: Ctx, numbers: string[]): Promise<ContactId[]> {
  if (numbers.length === 0) return [];
  const ids = await ctx
    .db('contacts')
    .whereIn('id', ctx.db('contact_phones').whereIn('number', numbers).select('contact_id'))
    .whereNull('deleted_at')
    .orderBy('id')
    .limit(10)
    .pluck('id');
  return ids as ContactId[];
}
