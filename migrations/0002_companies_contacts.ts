import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('companies', (t) => {
    t.increments('id');
    t.text('name').notNullable();
    t.text('folded_name').notNullable();
    t.text('ico');
    t.text('country').notNullable();
    t.text('dic');
    t.text('vat_number');
    t.text('legal_form');
    t.text('street');
    t.text('city');
    t.text('postal_code');
    t.text('office_line');
    t.text('court_file');
    t.text('founded_on');
    t.text('dissolved_on');
    t.boolean('in_liquidation').notNullable().defaultTo(false);
    t.text('register'); // ares, null when typed by a person
    t.text('register_at');
    t.text('website');
    t.integer('owner_id').references('people.id');
    t.integer('created_by').references('people.id');
    t.text('created_at').notNullable();
    t.text('updated_at').notNullable();
    t.text('deleted_at');
    t.index(['folded_name']);
    t.index(['ico']);
  });
  await knex.schema.createTable('company_domains', (t) => {
    t.increments('id');
    t.integer('company_id').notNullable().references('companies.id').onDelete('CASCADE');
    t.text('domain').notNullable();
    t.unique(['domain', 'company_id']);
    t.index(['company_id']);
  });
  await knex.schema.createTable('contacts', (t) => {
    t.increments('id');
    t.integer('company_id').references('companies.id');
    t.text('name').notNullable();
    t.text('folded_name').notNullable();
    t.text('title_before');
    t.text('title_after');
    t.text('position');
    t.text('email');
    t.text('phone');
    t.integer('created_by').references('people.id');
    t.text('created_at').notNullable();
    t.text('updated_at').notNullable();
    t.text('deleted_at');
    t.index(['company_id']);
    t.index(['folded_name']);
  });
  await knex.schema.raw('create index contacts_email on contacts (lower(email))');
}

export async function down(): Promise<void> {
  throw new Error('Migrations only go forward: restore a backup instead.');
}
