import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('register_answers', (t) => {
    t.text('source').notNullable(); // ares
    t.text('key').notNullable(); // ico:00000019, name:mostni stavby
    t.text('body'); // our record as JSON; null when the register has never known such a subject
    t.text('fetched_at').notNullable(); // of the body
    t.text('missing_at'); // when the register last said that there is no such subject
    t.primary(['source', 'key']);
    t.index(['fetched_at']);
  });
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
