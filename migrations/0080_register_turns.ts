import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // Questions to registers of the last minutes, so that several processes keep a register's limits together.
  await knex.schema.createTable('register_turns', (t) => {
    t.text('id').primary();
    t.text('register').notNullable();
    t.text('question').notNullable(); // a hash: who asks the same waits for the answer
    t.text('started_at').notNullable();
    t.text('leased_until').notNullable(); // a process that dies gives its turn back
    t.text('ended_at');
    t.index(['register', 'started_at']);
  });
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
