import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('company_watch', (t) => {
    t.integer('company_id').primary().references('companies.id').onDelete('CASCADE');
    t.text('told'); // JSON: what registers said, as far as people were told
    t.text('once'); // JSON: what they said otherwise, so far in one answer
    t.text('night'); // 2027-03-08: when it was checked last
    t.text('checked_at');
    t.boolean('insolvency_open').notNullable().defaultTo(false); // one answer names a case, the second one decides
    t.index(['night']);
  });
  await knex.schema.createTable('company_register_changes', (t) => {
    t.increments('id');
    t.integer('company_id').notNullable().references('companies.id').onDelete('CASCADE');
    t.text('night').notNullable();
    t.text('field').notNullable(); // name, office, executives, vat, unreliable, inLiquidation, dissolvedOn, insolvency
    t.text('from_value'); // JSON
    t.text('to_value'); // JSON
    t.text('verdict'); // tell, held, dropped; null until the night is over
    t.text('found_at').notNullable();
    t.text('told_at');
    t.index(['night', 'verdict']);
    t.index(['company_id']);
  });
  await knex.schema.createTable('company_watch_nights', (t) => {
    t.text('night').primary();
    t.text('began_at').notNullable();
    t.text('ended_at'); // checked and judged
    t.integer('checked').notNullable().defaultTo(0);
    t.integer('changed').notNullable().defaultTo(0);
    t.text('verdict'); // tell, held; then told or dropped by an admin
    t.integer('answered_by').references('people.id');
  });
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
