import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // People whose data an administrator had erased, and how far that is.
  await knex.schema.createTable('erasures', (t) => {
    t.increments('id');
    t.text('uid').notNullable().unique(); // the same in the list beside the files
    t.text('stage').notNullable(); // found, rows, words, slack, sending, done
    t.integer('asked_by').references('people.id'); // null: done again after a restore
    t.text('asked_at').notNullable();
    t.text('finished_at');
    t.text('sought'); // JSON: whom it is about, while it goes on; null once it is done
    t.text('progress').notNullable(); // JSON: where to go on
    t.text('counts').notNullable(); // JSON: what was erased, by kind
    t.text('look').notNullable(); // JSON: ids of what a person is to look at
    t.text('claim');
    t.text('claimed_until');
    t.index(['stage']);
  });
  // By what the erased are known again: keyed digests of addresses, phones and names, which say nothing by themselves.
  await knex.schema.createTable('erased_marks', (t) => {
    t.text('mark').notNullable();
    t.integer('erasure_id').notNullable().references('erasures.id');
    t.primary(['mark', 'erasure_id']);
    t.index(['erasure_id']);
  });
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
