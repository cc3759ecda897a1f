import type { Knex } from 'knex';

/** Two records of one company or person made one, so that it can be taken back. */
export async function up(knex: Knex): Promise<void> {
  for (const table of ['companies', 'contacts'])
    await knex.schema.alterTable(table, (t) => {
      t.integer('merged_into'); // id in the same table, without a reference: SQLite would write the table anew
    });
  await knex.schema.createTable('merges', (t) => {
    t.increments('id');
    t.text('kind').notNullable(); // company, contact
    t.integer('kept_id').notNullable();
    t.integer('gone_id').notNullable();
    t.text('changed').notNullable(); // JSON: columns of the kept one, from what to what; fields of the firm's own
    t.integer('by_id').references('people.id');
    t.text('at').notNullable();
    t.text('undone_at');
    t.index(['kind', 'kept_id']);
  });
  // Rows that named the one that is gone, by table and column (src/features/merging/links.ts), and name the kept one now.
  await knex.schema.createTable('merge_rows', (t) => {
    t.integer('merge_id').notNullable().references('merges.id').onDelete('CASCADE');
    t.text('link').notNullable();
    t.integer('row_id').notNullable();
    t.primary(['merge_id', 'link', 'row_id']);
  });
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
