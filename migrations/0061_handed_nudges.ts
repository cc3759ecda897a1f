import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('nudges', (t) => {
    t.boolean('began_watch').notNullable().defaultTo(false); // the colleague watches only since it was handed over
  });
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
