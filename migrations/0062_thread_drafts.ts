import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // A thread read for a form: what a modal can remember is too short for it. Gone after two days.
  await knex.schema.createTable('thread_drafts', (t) => {
    t.increments('id');
    t.integer('person_id').notNullable().references('people.id');
    t.text('own').notNullable(); // the message alone, which the form begins with
    t.text('text').notNullable(); // who said what when
    t.text('people').notNullable(); // colleagues who said something, a JSON list of ids
    t.text('created_at').notNullable();
    t.index(['created_at']);
  });
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
