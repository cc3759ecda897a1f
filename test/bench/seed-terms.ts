import type { Knex } from 'knex';
import { type TermKind, termsOf } from '../../src/db/terms.ts';

const rowsAtOnce = 5000;

/** What the seeded records are found by. */
export async function seedTerms(trx: Knex): Promise<void> {
  for (const [kind, table] of [
    ['deal', 'deals'],
    ['company', 'companies'],
    ['contact', 'contacts'],
  ] as [TermKind, string][]) {
    const records: { id: number; folded_name: string; email?: string }[] = await trx(table).select(
      'id',
      'folded_name',
      ...(kind === 'contact' ? ['email'] : []),
    );
    let rows: [number, string][] = [];
    const flush = async () => {
      if (rows.length > 0) await trx.raw(insertOf(trx), [kind, JSON.stringify(rows)]);
      rows = [];
    };
    for (const { id, folded_name, email } of records) {
      const terms = new Set([...termsOf(folded_name), ...(email ? termsOf(email) : [])]);
      for (const term of terms) rows.push([id, term]);
      if (rows.length >= rowsAtOnce) await flush();
    }
    await flush();
  }
}

/** One JSON list is far quicker to bind than thousands of values. */
const insertOf = (trx: Knex): string =>
  trx.client.config.client === 'pg'
    ? `insert into search_terms (kind, id, term) select ?, (one->>0)::int, one->>1 from json_array_elements(?::json) one`
    : `insert into search_terms (kind, id, term) select ?, json_extract(value, '$[0]'), json_extract(value, '$[1]') from json_each(?)`;
