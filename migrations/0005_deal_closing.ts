import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // closed_reason holds a key (price, noBid ...), the note what a person wrote beside it.
  await knex.schema.alterTable('deals', (t) => {
    t.text('closed_note');
  });
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
