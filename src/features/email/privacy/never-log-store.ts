import { insertedOnce } from '../../../db/dialect.ts';
import { asking, recall } from '../../../db/recall.ts';
import type { Ctx } from '../../../lib/context.ts';
import type { PersonId } from '../../../lib/ids.ts';
import type { Instant } from '../../../lib/time.ts';
import type { NeverLogged, NeverLogId, NeverLogKind } from './never-log.ts';

interface NeverLogRow {
  id: number;
  kind: string;
  pattern: string;
  written: string;
  person_id: number | null;
  created_by: number | null;
  created_at: string;
  removed_at: string | null;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    never_log: NeverLogRow;
  }
}

const toEntry = (row: NeverLogRow): NeverLogged => ({
  id: row.id as NeverLogId,
  kind: row.kind as NeverLogKind,
  pattern: row.pattern,
  written: row.written,
  personId: row.person_id as PersonId | null,
  createdBy: row.created_by as PersonId | null,
  createdAt: row.created_at as Instant,
});

/** @returns false when the same stands there already */
export function insertEntry(
  tx: Ctx,
  entry: Pick<NeverLogged, 'kind' | 'pattern' | 'written' | 'personId' | 'createdBy'>,
): Promise<boolean> {
  return insertedOnce(
    tx
      .db('never_log')
      .insert({
        kind: entry.kind,
        pattern: entry.pattern,
        written: entry.written,
        person_id: entry.personId,
        created_by: entry.createdBy,
        created_at: tx.time.now(),
      })
      // The unique index is over an expression, which knex cannot name.
      .onConflict(tx.db.raw('(kind, pattern, coalesce(person_id, 0)) where removed_at is null') as never)
      .ignore(),
  );
}

export async function findEntry(
  ctx: Ctx,
  { kind, pattern, personId }: Pick<NeverLogged, 'kind' | 'pattern' | 'personId'>,
): Promise<NeverLogged | null> {
  const row = await ctx
    .db('never_log')
    .where({ kind, pattern, person_id: personId, removed_at: null })
    .first();
  return row ? toEntry(row) : null;
}

/** Whether this person keeps anything of their own mail off. */
export async function hasEntries(ctx: Ctx, personId: PersonId | null): Promise<boolean> {
  if (personId === null) return false;
  return (
    (await ctx.db('never_log').where({ person_id: personId, removed_at: null }).first('id')) !== undefined
  );
}

/** Also one that was removed, so that its removal can be undone. */
export async function findEntryById(ctx: Ctx, id: NeverLogId): Promise<NeverLogged | null> {
  const row = await ctx.db('never_log').where({ id }).first();
  return row ? toEntry(row) : null;
}

export const markRemoved = (tx: Ctx, id: NeverLogId): Promise<number> =>
  tx.db('never_log').where({ id, removed_at: null }).update({ removed_at: tx.time.now() });

/** Everybody's and this person's own, the newest first. */
export async function listEntries(
  ctx: Ctx,
  personId: PersonId | null,
  page: { limit: number; offset: number },
): Promise<{ entries: NeverLogged[]; total: number }> {
  const all = () =>
    ctx
      .db('never_log')
      .where({ removed_at: null })
      .where((any) => any.whereNull('person_id').orWhere('person_id', personId));
  const rows = await all().orderBy('id', 'desc').limit(page.limit).offset(page.offset);
  const [counted] = await all().count({ total: '*' });
  return { entries: rows.map(toEntry), total: Number(counted?.total ?? 0) };
}

/** Every entry of these addresses and domains, and every one about subjects: there are never many. */
export async function listFitting(
  ctx: Ctx,
  { addresses, domains }: { addresses: string[]; domains: string[] },
): Promise<NeverLogged[]> {
  const listed = await entriesOf.many(ctx, patternKeys({ addresses, domains }));
  return [...(await listSubjects(ctx)), ...[...listed.values()].flat()].toSorted((a, b) => a.id - b.id);
}

export const patternKeys = ({ addresses, domains }: { addresses: string[]; domains: string[] }): string[] => [
  ...addresses.map((one) => `address:${one}`),
  ...domains.map((one) => `domain:${one}`),
];

const listSubjects = (ctx: Ctx): Promise<NeverLogged[]> =>
  recall(ctx, 'never-log subjects', async () =>
    (await ctx.db('never_log').where({ removed_at: null, kind: 'subject' }).orderBy('id')).map(toEntry),
  );

/** By `address:` and `domain:`. */
export const entriesOf = asking<string, NeverLogged[]>('neverLog', [], async (ctx, keys) => {
  const patternsOf = (kind: string) =>
    keys.filter((key) => key.startsWith(`${kind}:`)).map((key) => key.slice(kind.length + 1));
  const rows = await ctx
    .db('never_log')
    .where({ removed_at: null })
    .where((any) =>
      any
        .where((one) => one.where({ kind: 'address' }).whereIn('pattern', patternsOf('address')))
        .orWhere((one) => one.where({ kind: 'domain' }).whereIn('pattern', patternsOf('domain'))),
    )
    .orderBy('id');
  const entries = Map.groupBy(rows, ({ kind, pattern }) => `${kind}:${pattern}`);
  return new Map([...entries].map(([key, some]) => [key, some.map(toEntry)]));
});
