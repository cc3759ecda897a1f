import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  const postgres = knex.client.config.client === 'pg';
  await knex.schema.createTable('search_terms', (t) => {
    t.text('kind').notNullable(); // deal, company, contact
    t.integer('id').notNullable();
    // Ranges of text mean "starts with" in byte order only, and a database may be created with another one.
    t.specificType('term', postgres ? 'text collate "C"' : 'text').notNullable();
    t.primary(['kind', 'id', 'term']);
    t.index(['kind', 'term', 'id']);
  });
  for (const [kind, table, columns] of [
    ['deal', 'deals', ['folded_name']],
    ['company', 'companies', ['folded_name', 'ico']],
    ['contact', 'contacts', ['folded_name', 'email']],
  ] as const) {
    for (const row of await knex(table).select('id', ...columns)) {
      const words = columns.flatMap((column) => wordsOf(String(row[column] ?? '').toLowerCase()));
      const terms = [...new Set(words)].map((term) => ({ kind, id: row.id, term }));
      if (terms.length > 0) await knex('search_terms').insert(terms);
    }
  }
}

/** The text from each of its first twelve words on, forty letters of it. */
const wordsOf = (text: string): string[] =>
  [...text.matchAll(/(?<=^|\s)\S|(?<=[^\p{L}\p{N}.@\s])[\p{L}\p{N}]/gu)]
    .slice(0, 12)
    .map(({ index }) => [...text.slice(index)].slice(0, 40).join('').trimEnd());

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
