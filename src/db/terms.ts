/**
 * Finding by the start of any word, by one index that is the same on both databases: LIKE '% word%' reads every row.
 * A name is kept once for each of its words, from that word on: `lavka pres svratku`, `pres svratku`, `svratku`.
 */
import type { Knex } from 'knex';
import type { Ctx } from '../lib/context.ts';
import { insertMany } from './bulk.ts';
import type { Db } from './connect.ts';

export type TermKind = 'deal' | 'company' | 'contact' | 'lead';

declare module 'knex/types/tables.js' {
  interface Tables {
    search_terms: { kind: string; id: number; term: string };
  }
}

/** What is typed beyond it does not narrow any more. */
const termLimit = 40;
const wordLimit = 12;

/** A word begins after a space, and a letter after a mark; a dot and @ do not end a word. @param folded name, number or address as `fold` (lib/text.ts) leaves it */
export function termsOf(folded: string): string[] {
  const starts = [...folded.matchAll(/(?<=^|\s)\S|(?<=[^\p{L}\p{N}.@\s])[\p{L}\p{N}]/gu)].slice(0, wordLimit);
  return [...new Set(starts.map(({ index }) => shortened(folded.slice(index))))];
}

/** As much of a name as is kept. */
export const shortened = (text: string): string => [...text].slice(0, termLimit).join('').trimEnd();

/** Replaces what a record is found by. Inside the transaction that changes its name. */
export async function saveTerms(
  tx: Ctx,
  kind: TermKind,
  id: number,
  folded: (string | null)[],
): Promise<void> {
  const terms = new Set(folded.flatMap((text) => (text ? termsOf(text) : [])));
  await tx.db('search_terms').where({ kind, id }).delete();
  if (terms.size > 0) await tx.db('search_terms').insert([...terms].map((term) => ({ kind, id, term })));
}

/** What new records are found by, many at once. */
export async function insertTerms(
  tx: Ctx,
  kind: TermKind,
  records: { id: number; folded: (string | null)[] }[],
): Promise<void> {
  const rows = records.flatMap(({ id, folded }) =>
    [...new Set(folded.flatMap((text) => (text ? termsOf(text) : [])))].map((term) => ({ kind, id, term })),
  );
  await insertMany(tx.db, 'search_terms', rows);
}

/** A query: ids of what has a word that starts so, some more than once; null when there is nothing to look for. */
export function idsByTerm(db: Db, kind: TermKind, folded: string): Knex.QueryBuilder | null {
  const start = shortened(folded.trim());
  if (!start) return null;
  return (
    db('search_terms')
      // A record's custom fields have their terms under a kind of their own.
      .whereIn('kind', [kind, `${kind}+`])
      .where('term', '>=', start)
      // The last code point there is: with byte order, all that starts with `start` lies below.
      .where('term', '<', `${start}\u{10ffff}`)
      .select('id')
  );
}
