import type { Knex } from 'knex';

/** A sole trader's DIČ is a birth number: `dic` holds dots, the number is sealed. Rows of before are sealed at the start. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('companies', (t) => {
    t.text('dic_sealed');
  });
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
