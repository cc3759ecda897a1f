import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // Two people edit one company or contact: the second is told what the first changed.
  for (const table of ['companies', 'contacts']) {
    await knex.schema.alterTable(table, (t) => {
      t.integer('version').notNullable().defaultTo(1);
    });
  }
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
